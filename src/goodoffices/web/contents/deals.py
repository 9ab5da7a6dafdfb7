"""Deals: who waits for whom, what could start as things are and as somebody supposes, what would unlock a step, in which order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from goodoffices.brief.deals import picture, timetable
from goodoffices.brief.deals.contents import Answered
from goodoffices.brief.deals.obstacles import excluded
from goodoffices.brief.deals.phrases import ALWAYS, Phrases, capitalised, listed
from goodoffices.brief.deals.posing import answered
from goodoffices.brief.deals.starting import alternatives, order
from goodoffices.brief.deals.states import State
from goodoffices.brief.outline import Item, Section
from goodoffices.deals.answer import Moving
from goodoffices.deals.concessions import Guarantee, Lifting, Offer
from goodoffices.deals.problem import Problem
from goodoffices.model import Commitment
from goodoffices.model.base import Value
from goodoffices.web.contents.deal_steps import Changed, Compared, StepList, compared, step_lists
from goodoffices.web.contents.deal_targets import Target, target
from goodoffices.web.contents.posing import Posing, Told, posing
from goodoffices.web.contents.scenario import Scenario, posed, question_of
from goodoffices.web.desk import Desk

MOST_DRAWN = 250
"""So many steps are drawn on the page."""
MOST_ROUNDS, MOST_PARTIES = 12, 40
"""An order of more is told in words only."""
MOST_OFFERED = 300
"""So many steps are offered to be chosen as a target; any other is chosen from its line."""
MOST_TOLD = 100
"""So many dangers, alternatives and commitments left out are told."""


class Supposed(Value):
    """Something that is supposed, in words, and how it stands in the scenario."""

    what: str
    value: str
    said: str


class Line(Value):
    """Something that is said, its terms, and who says so."""

    said: str
    terms: str | None = None
    told: tuple[Told, ...] = ()


class Together(Value):
    """What the parties of a circle would have to announce at once; `more` where there are more ways than this one."""

    said: str
    gives: tuple[Line, ...]
    more: bool


class Offered(Value):
    """A step that can be chosen as a target."""

    step: str
    said: str


class Deals(Value):
    """All that is told of deals in a scenario."""

    day: datetime.date | None
    steps: int
    commitments: int
    drafts: bool
    is_complete: bool
    supposed: tuple[Supposed, ...]
    changed: tuple[Changed, ...]
    together: tuple[Together, ...]
    alternatives: tuple[Line, ...]
    excluded: tuple[Line, ...]
    lists: tuple[StepList, ...]
    order: Section | None
    offered: tuple[Offered, ...]
    target: Target | None
    dangers: tuple[Line, ...]
    left_out: tuple[Line, ...]


class Drawn(Value):
    """The pictures of a scenario, as SVG: who waits for whom, and in which order; and what they leave out."""

    waits: str | None
    not_drawn: int
    order: str | None


def posed_by(desk: Desk, asked: Scenario) -> Posing:
    """The problem that the ledger poses."""
    return desk.answer(("posing", asked.as_of), lambda: posing(desk.view(asked.as_of))).value


def answered_by(desk: Desk, asked: Scenario) -> Answered:
    """The answer to a scenario, kept. Raises DealsError for what the ledger does not have."""
    found = posed_by(desk, asked)
    asked = asked.answered_by
    return desk.answer(("deals", asked), lambda: _answered(found, asked)).value


def _answered(found: Posing, asked: Scenario) -> Answered:
    problem = posed(asked, found.problem)
    return answered(problem, question_of(asked, problem), found.left_out)


def deals(desk: Desk, asked: Scenario) -> Deals:
    """What is told of a scenario, kept."""
    parts = _parts(desk, asked)
    return desk.answer(("deals told", asked), lambda: _told(*parts)).value


def drawn(desk: Desk, asked: Scenario) -> Drawn:
    """The pictures of a scenario, kept."""
    asked = asked.answered_by
    parts = _parts(desk, asked)
    return desk.answer(("deals drawn", asked), lambda: _drawn(*parts)).value


Parts = tuple[Posing, Scenario, Answered, Answered]
"""What is told is made of these: the problem, the scenario, its answer, and that with nothing supposed."""


def _parts(desk: Desk, asked: Scenario) -> Parts:
    plain = Scenario(as_of=asked.as_of, firm_only=asked.firm_only)
    return posed_by(desk, asked), asked, answered_by(desk, asked), answered_by(desk, plain)


def _told(posed: Posing, asked: Scenario, answered: Answered, base: Answered) -> Deals:
    found = compared(posed, asked, answered.answer, base.answer)
    problem, told = posed.problem, answered.answer
    say = Phrases(told.problem)
    return Deals(
        day=problem.day,
        steps=len(problem.steps),
        commitments=len(problem.commitments),
        drafts=any(e.is_draft for several in problem.evidence.values() for e in several),
        is_complete=told.is_complete,
        supposed=tuple(_supposed(asked, problem)),
        changed=found.changes(),
        together=tuple(_together(m, n, len(told.deals[0].circles), say, found.posed) for n, m in enumerate(_circles(found), 1)),
        alternatives=tuple(_alternatives(found, say)),
        excluded=tuple(
            Line(said=item.said, terms=item.terms, told=found.posed.told(*(c for r in e.reasons for c in r.commitments)))
            for item, e in zip(_items(list(excluded(told, say))), told.excluded, strict=True)
        ),
        lists=step_lists(found),
        order=next(iter(order(told, answered.plan, say)), None),
        offered=tuple(_offered(found)),
        target=target(found.posed, asked, told),
        dangers=tuple(_danger(c, say, found.posed) for c in told.dangers[:MOST_TOLD]),
        left_out=tuple(Line(said=c, terms=why) for c, why in list(answered.left_out.items())[:MOST_TOLD]),
    )


def _items(sections: list[Section]) -> list[Item]:
    return [item for section in sections for group in section.groups for item in group.items]


def _circles(found: Compared) -> tuple[Moving, ...]:
    return found.answer.deals[0].circles if found.answer.deals else ()


def _supposed(asked: Scenario, problem: Problem) -> Iterator[Supposed]:
    say = Phrases(problem)
    for step in asked.assume:
        yield Supposed(what="assume", value=step, said=f"{say.step(step)} is done")
    for c in asked.withdraw:
        yield Supposed(what="withdraw", value=c, said=f"{say.steps(problem.commitment_of[c].consequent)}, {c}, is withdrawn")
    for value in asked.waive:
        c, _, n = value.rpartition(":")
        who = say.party(problem.commitment_of[c].debtor)
        yield Supposed(what="waive", value=value, said=f"condition {n} of {c} is waived by {who}")
    for what, values in (("offer", asked.offer), ("lift", asked.lift), ("guarantee", asked.guarantee)):
        for value in values:
            party, _, step = value.rpartition(":")
            yield Supposed(what=what, value=value, said=f"it is conceded: {say.concession(KIND[what](party=party, step=step))}")


KIND: Mapping[str, type[Offer] | type[Lifting] | type[Guarantee]] = {"offer": Offer, "lift": Lifting, "guarantee": Guarantee}


def _together(moving: Moving, n: int, count: int, say: Phrases, posed: Posing) -> Together:
    package = moving.packages[0] if moving.packages else ()
    parties = listed(list(dict.fromkeys(say.party(p.party) for p in package)))
    return Together(
        said=f"{f'Circle {n}' if count > 1 else 'A circle'}: {parties}, all at once",
        gives=tuple(
            Line(
                said=say.whose(p.gives, p.party),
                terms=f"{say.promise(say.problem.commitment_of[p.commitment])}, "
                + (f"waits for {say.steps(p.waits_for)}" if p.waits_for else "waits for nothing more"),
                told=posed.told(p.commitment),
            )
            for p in package
        ),
        more=moving.has_more or len(moving.packages) > 1,
    )


def _alternatives(found: Compared, say: Phrases) -> Iterator[Line]:
    """The lines of `brief`, each with who says so: of each deal a line, where there are several, then what it does not take up."""
    several = len(found.answer.deals) > 1
    keys = [key for d in found.answer.deals for key in ([""] if several else []) + [u.commitment for u in d.untaken]]
    for item, key in zip(_items(list(alternatives(found.answer, say))), keys, strict=True):
        yield Line(said=item.said, terms=item.terms, told=found.posed.told(key))


def _offered(found: Compared) -> Iterator[Offered]:
    """The steps that could not start now, those that are promised by somebody first."""
    say = Phrases(found.posed.problem)
    chains = found.answer.out_of_reach.chains
    wanted = [s for s, state in found.states.items() if state not in (State.DONE, State.NOW, State.THREATENED)]
    for step in sorted(wanted, key=lambda s: -len(chains.get(s, ())))[:MOST_OFFERED]:
        yield Offered(step=step, said=say.whose(step))


def _danger(threat: Commitment, say: Phrases, posed: Posing) -> Line:
    condition = say.condition(threat.antecedent)
    what = listed([f"“{say.title(s)}”" for s in threat.consequent])
    return Line(
        said=capitalised(f"{say.party(threat.debtor)} is said to threaten {what}"),
        terms=threat.id if condition == ALWAYS else f"{threat.id}, if {condition}",
        told=posed.told(threat.id),
    )


def _drawn(posed: Posing, asked: Scenario, answered: Answered, base: Answered) -> Drawn:
    found = compared(posed, asked, answered.answer, base.answer)
    answer = found.answer
    only = picture.joined(answer) | (set(asked.assume) & answer.problem.by_id.keys())
    plan = answered.plan
    has_order = plan is not None and 1 < len(plan.rounds) <= MOST_ROUNDS and len(plan.exposures) <= MOST_PARTIES
    return Drawn(
        waits=picture.svg(answer, style=False, leads=_leads(found), only=only) if 0 < len(only) <= MOST_DRAWN else None,
        not_drawn=len(answer.problem.steps) - len(only),
        order=timetable.svg(plan, answer.problem) if has_order and plan is not None else None,
    )


def _leads(found: Compared) -> dict[str, picture.Lead]:
    """What a click on a box does: the step is supposed to be done, or no longer."""
    say, asked = Phrases(found.posed.problem), found.asked
    return {
        s: picture.Lead(
            asked.toggled("assume", s).address,
            f"{say.whose(s)}: {state.value}. {'No longer suppose' if s in asked.assume else 'Suppose'} that it is done",
            f"box-{s}",
        )
        for s, state in found.states.items()
        if s not in found.posed.problem.done
    }
