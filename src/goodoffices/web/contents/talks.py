"""The talks in two minutes: what could start, what blocks, what is next, what is new, and where sources disagree."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from goodoffices.brief import lines, wording
from goodoffices.brief.deals.phrases import capitalised
from goodoffices.brief.deals.states import State
from goodoffices.brief.events import told
from goodoffices.brief.of_ledger import Names
from goodoffices.deals.conditions import awaited
from goodoffices.ledger.briefing import Coming, Dispute, briefing
from goodoffices.ledger.commitment_list import Sought, found
from goodoffices.ledger.events import Status, subject_of
from goodoffices.ledger.lately import Lately, lately
from goodoffices.model.base import Value
from goodoffices.web.contents import deals
from goodoffices.web.contents.deal_steps import StepShown
from goodoffices.web.contents.posing import Posing, Told
from goodoffices.web.contents.scenario import Scenario
from goodoffices.web.contents.telling import Line, told_at, told_in
from goodoffices.web.desk import Desk

SOME = 5
"""Lines of each part; a link leads to the page that has all."""
TELLERS = 4
"""Of one line, so many who say so are named."""
MOST_COMMITMENTS = 3000
"""With more commitments it takes minutes to tell what could start: that is left to Deals."""


class Circle(Value):
    """What the parties of a circle would have to announce at once."""

    said: str
    gives: tuple[Line, ...]


class Starting(Value):
    """What could start at once, what only together, and what blocks: a few lines of each, and how many there are."""

    now: tuple[Line, ...]
    now_of: int
    together: tuple[Circle, ...]
    together_of: int
    blocks: tuple[Line, ...]
    blocks_of: int


class Side(Value):
    """Where one party stands in a dispute."""

    party: str
    stance: str
    day: datetime.date
    told: tuple[Told, ...]
    is_draft: bool


class Disputed(Value):
    """A step that some are for and others against."""

    step: str
    said: str
    sides: tuple[Side, ...]


class Change(Value):
    """Something that was done to the ledger: by whom, when, and where one sees it."""

    number: int
    said: str
    subject: str
    who: str
    at: datetime.datetime


class New(Value):
    """What was done to the ledger after an event, up to the event `number`: counted, in words, and the latest of it.

    `is_since` tells whether it is what happened since somebody looked; else it is the latest of all.
    """

    number: int
    is_since: bool
    counts: tuple[str, ...]
    latest: tuple[Change, ...]


class Talks(Value):
    """The talks in short. `starting` is None while it is being worked out, or where that would take too long (`is_too_much`)."""

    today: datetime.date
    reports: int
    first: datetime.date | None
    last: datetime.date | None
    drafts: int
    is_too_much: bool
    starting: Starting | None
    dates: tuple[Line, ...]
    disputes: tuple[Disputed, ...]
    has_more_disputes: bool
    new: New


def talks(desk: Desk, as_of: datetime.date | None, since: int | None) -> Talks:
    """The talks as of a day, with what happened since an event."""
    about = desk.answer(("talks", as_of), lambda: briefing(desk.view(as_of), SOME + 1)).value
    too_much = desk.answer(("many", as_of), lambda: len(found(desk.view(as_of), Sought())) > MOST_COMMITMENTS).value
    cite = Names(about)
    return Talks(
        today=about.today,
        reports=about.reports,
        first=about.first,
        last=about.last,
        drafts=desk.answer("drafts left", desk.ledger.waiting).value,
        is_too_much=too_much,
        starting=None if too_much or not about.reports else desk.soon.get(("starting", as_of), lambda: _starting(desk, as_of)),
        dates=tuple(_coming(date, cite) for date in about.dates[:SOME]),
        disputes=tuple(_disputed(dispute, cite) for dispute in about.disputes[:SOME]),
        has_more_disputes=len(about.disputes) > SOME,
        new=new(desk, since),
    )


def new(desk: Desk, since: int | None) -> New:
    """What was done to the ledger after an event; the latest of all where none is named, or one that is not there yet."""
    is_since = since is not None and since <= desk.ledger.last()
    what = lately(desk.ledger.engine, since if is_since and since is not None else 0, SOME + 1)
    return New(
        number=what.number, is_since=is_since, counts=tuple(_counted(what)) if is_since else (),
        latest=tuple(
            Change(number=r.number, said=told(r.event), subject=subject_of(r.event), who=r.event.who, at=r.event.at)
            for r in what.latest[:SOME]
        ),
    )  # fmt: skip


DID: Mapping[str, tuple[str, str]] = {
    "added": ("report", "added"),
    "read again": ("report", "read again"),
    "reprinted": ("further place", "found where a report was printed"),
    "confirmed": ("draft", "confirmed"),
    "rejected": ("draft", "rejected"),
    "judged": ("draft", "confirmed or rejected"),
    "corrected": ("draft", "corrected"),
    "merged": ("merge", "made"),
    "split": ("split", "made"),
    "done": ("step", "marked as done or not done"),
    "ended": ("commitment", "marked as ended"),
}
"""For what can happen: of what there is one, and what was done with it."""


def _counted(what: Lately) -> Iterator[str]:
    """How many of each, by whom, the commonest first."""
    of_kind: Counter[str] = Counter()
    by: dict[str, list[str]] = {}
    for (kind, who), count in sorted(what.counts.items(), key=lambda x: -x[1]):
        of_kind[kind] += count
        by.setdefault(kind, []).append(who)
    for kind, count in of_kind.most_common():
        what_it_is, done = DID.get(kind, ("change", kind))
        names = f"{', '.join(by[kind][:3])}{' and others' if len(by[kind]) > 3 else ''}"
        yield f"{wording.counted(count, what_it_is)} {done} by {names}"


def _starting(desk: Desk, as_of: datetime.date | None) -> Starting:
    asked = Scenario(as_of=as_of)
    posed, found_deals = deals.posed_by(desk, asked), deals.deals(desk, asked)
    steps = {one.kind: one for one in found_deals.lists}
    now = steps.get(State.NOW.kind)
    blocked = [steps[s.kind] for s in (State.REFUSED, State.OUT_OF_REACH) if s.kind in steps]
    waiting = _waiting(posed)
    blocks = sorted((s for one in blocked for s in one.steps), key=lambda s: -len(waiting.get(s.id, ())))
    return Starting(
        now=tuple(_step(s, tuple(t for p in s.promises for t in p.told)) for s in (now.steps if now else ())[:SOME]),
        now_of=now.count if now else 0,
        together=tuple(
            Circle(said=t.said, gives=tuple(Line(said=g.said, terms=g.terms, told=g.told[:TELLERS]) for g in t.gives))
            for t in found_deals.together[:SOME]
        ),
        together_of=len(found_deals.together),
        blocks=tuple(_step(s, [*_against(s), *posed.told(*waiting.get(s.id, ()))]) for s in blocks[:SOME]),
        blocks_of=sum(one.count for one in blocked),
    )


def _against(step: StepShown) -> list[Told]:
    """Who says that it is refused, or that it is demanded."""
    return [t for refusal in step.refusals for t in refusal.told] + [t for demand in step.demands for t in demand.told]


def _waiting(posed: Posing) -> dict[str, list[str]]:
    """For each step the commitments that wait for it."""
    found_waits: dict[str, list[str]] = {}
    for c in posed.problem.commitments:
        for step in awaited(c.antecedent):
            found_waits.setdefault(step, []).append(c.id)
    return found_waits


def _step(step: StepShown, who_says_so: Sequence[Told]) -> Line:
    return Line(
        said=capitalised(f"{step.party}: {step.title}"), subject=step.id,
        terms=capitalised("; ".join(filter(None, step.why))) or None, told=tuple(dict.fromkeys(who_says_so))[:TELLERS],
    )  # fmt: skip


def _coming(coming: Coming, cite: Names) -> Line:
    date, move = coming.date, coming.move
    of = f"{cite.name(move.party)}: {lines.move(move, cite).partition(': ')[2]}" if move else None
    return Line(
        said=wording.dated(date.quote.text, date.date), subject=move.step if move else None, terms=of,
        told=(
            told_at(
                coming.source, move.words.text if move else date.quote.text, date.of or date.quote.report,
                is_draft=move is None or move.status is Status.DRAFT,
            ),
        ),
    )  # fmt: skip


def _disputed(dispute: Dispute, cite: Names) -> Disputed:
    return Disputed(
        step=dispute.step, said=cite.step(dispute.step),
        sides=tuple(
            Side(
                party=cite.name(side.position.party), stance=lines.stance(side.position), day=side.position.day,
                told=told_in(side.told)[:TELLERS], is_draft=side.position.is_draft,
            )
            for side in dispute.sides
        ),
    )  # fmt: skip


def is_empty(desk: Desk) -> bool:
    """Whether nothing has ever been added."""
    return desk.ledger.last() == 0
