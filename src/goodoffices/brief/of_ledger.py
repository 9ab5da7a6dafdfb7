"""The brief of a ledger, in words."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.brief import lines, wording
from goodoffices.brief.outline import Group, Item, Outline, Section, Told
from goodoffices.brief.telling import told_by
from goodoffices.ledger.briefing import Briefing, Coming, Dispute, Made, Promised
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import ReportFact
from goodoffices.ledger.stories import Story
from goodoffices.model import CommitmentKind

TITLE = "What is promised, demanded, refused and disputed, according to whom"
DRAFTS = "What is marked as draft was read by a machine and not confirmed by a person"
CONFIRMED = "A person has confirmed all of it"
PROMISES, CONDITIONS, THREATS = "Promises", "Conditions that are named as necessary", "Threats"
DEMANDS, REFUSALS, DISPUTES = "Demands", "Refusals without a condition", "Where parties disagree"
AHEAD, STORIES = "The next dates", "One testimony in several places"
ALWAYS = frozenset({PROMISES, DEMANDS, REFUSALS, AHEAD})
"""The parts that are there even if there is nothing in them."""


def outline_of(briefing: Briefing) -> Outline:
    """The brief of a ledger: what is promised, demanded, refused and disputed, what is due when, and what is one testimony."""
    cite, most = Names(briefing), briefing.most
    bound = [(p.commitment.kind, cite.name(p.commitment.debtor), _promised(p, cite)) for p in briefing.commitments]
    more = _more(len(bound), most, "commitments")
    parts = [
        _section(title, [(whose, item) for of, whose, item in bound if of is kind], more)
        for kind, title in (
            (CommitmentKind.PROMISE, PROMISES), (CommitmentKind.NECESSARY, CONDITIONS), (CommitmentKind.THREAT, THREATS),
        )
    ]  # fmt: skip
    parts += [
        _section(
            title, [(cite.name(m.told[0].move.party), _made(m, cite)) for m in made],
            _more(sum(len(m.told) for m in made), most, title.lower()),
        )
        for title, made in ((DEMANDS, briefing.demands), (REFUSALS, briefing.refusals))
    ]  # fmt: skip
    for title, items in (
        (DISPUTES, [_dispute(d, cite) for d in briefing.disputes]),
        (AHEAD, [coming_item(d, cite) for d in briefing.dates]),
        (STORIES, [_story(s) for s in briefing.stories]),
    ):
        parts.append(_section(title, [(None, item) for item in items], _more(len(items), most)))
    return Outline(
        title=TITLE, status=DRAFTS if briefing.has_drafts else CONFIRMED, about=_about(briefing),
        sections=tuple(p for p in parts if p.groups or p.nothing),
    )  # fmt: skip


class Names:
    """The parties and steps that a brief names."""

    def __init__(self, briefing: Briefing):
        self.briefing = briefing

    def name(self, key: str) -> str:
        """The name of a party."""
        return self.briefing.names.get(key, key)

    def step(self, step: str) -> str:
        """Who would take a step, what it is, and whether it is done."""
        fact = self.briefing.steps[step]
        words = f"{fact.object} ({fact.measure})" if fact.object else fact.measure.value
        return f"{f'{self.name(fact.agent)}: ' if fact.agent else ''}{words}"


def _section(title: str, items: Iterable[tuple[str | None, Item]], more: str | None) -> Section:
    """A part of the brief, what belongs to one party together, in the order of the first of each."""
    lots: dict[str | None, list[Item]] = {}
    for whose, item in items:
        lots.setdefault(whose, []).append(item)
    groups = tuple(Group(name=name, items=tuple(lot)) for name, lot in lots.items())
    return Section(title=title, groups=groups, nothing="None" if title in ALWAYS else None, more=more if groups else None)


def _more(count: int, most: int, what: str = "") -> str | None:
    """That there may be more than are told."""
    return f"No more than {f'{most} {what}'.strip()} are told, the latest" if count == most else None


def _about(briefing: Briefing) -> str:
    """Of how many reports it is, from when to when, and as of which day."""
    if briefing.first is None:
        return f"No reports{f' by {wording.day(briefing.day)}' if briefing.day else ''}"
    days = " to ".join(dict.fromkeys((wording.day(briefing.first), wording.day(briefing.last))))
    return f"{wording.counted(briefing.reports, 'report')}, {days}; as of {wording.day(briefing.today)}"


def _promised(promised: Promised, cite: Names) -> Item:
    fact = promised.commitment
    return Item(said=f"{fact.id} {lines.commitment(fact, cite)}", terms=lines.terms(fact), told=told_by(promised.told))


def _made(made: Made, cite: Names) -> Item:
    latest = made.told[0].move
    return Item(said=f"{latest.id} {lines.move(latest, cite)}", terms=lines.draft(made.is_draft), told=told_by(made.told))


def _dispute(dispute: Dispute, cite: Names) -> Item:
    sides = tuple(
        Item(
            said=f"{cite.name(side.position.party)}, {lines.stance(side.position)}",
            terms=" · ".join(filter(None, (wording.day(side.position.day), lines.draft(side.position.is_draft)))),
            told=told_by(side.told),
        )
        for side in dispute.sides
    )
    return Item(said=f"On {dispute.step} {cite.step(dispute.step)}", sides=sides)


def coming_item(coming: Coming, cite: lines.Cites) -> Item:
    """A date ahead, and what it bounds."""
    date, move = coming.date, coming.move
    said = wording.dated(date.quote.text, date.date)
    bounds = f": {move.id} {lines.move(move, cite)}" if move else ""
    return Item(
        said=f"{said}{bounds}", terms=lines.draft(move.status is Status.DRAFT) if move else None,
        told=(Told(source=lines.source(coming.source), words=None, whom=lines.whom(coming.source)),),
    )  # fmt: skip


def _story(story: Story) -> Item:
    first, *others = story.reports
    told = [Told(source=f"The same story: {_cited(other)}", words=None) for other in others]
    told += [
        Told(source=f"Word for word: {wording.printed(p.title, p.publisher, p.origin, p.day)}", words=None) for p in story.printings
    ]
    return Item(said=_cited(first), told=tuple(told))


def _cited(report: ReportFact) -> str:
    return f"{report.id} {wording.printed(report.title, report.publisher, report.origin, report.day)}"
