"""The steps of deals: what could become of each, who has promised it on which conditions, who refuses it, and who says so."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.brief import wording
from goodoffices.brief.deals.obstacles import why_not
from goodoffices.brief.deals.phrases import ALWAYS, Phrases, capitalised
from goodoffices.brief.deals.states import State, states
from goodoffices.deals.answer import Answer
from goodoffices.model import Commitment, CommitmentKind, conjuncts, holds
from goodoffices.model.base import Value
from goodoffices.web.contents.posing import Posing, Told
from goodoffices.web.contents.scenario import Scenario

SOME, PAGE = 6, 60
"""So many steps of a list are shown among the others, and on a page of it alone."""


class Part(Value):
    """A condition of a promise; `number` is how a scenario names it (c9:1), `is_met` whether it holds as things are supposed."""

    number: str
    said: str
    is_met: bool
    is_waived: bool


class Promise(Value):
    """A promise or a threat, or that a party names what is necessary; `is_withdrawn` where that is supposed."""

    id: str
    is_threat: bool
    said: str
    conditions: tuple[Part, ...]
    is_withdrawn: bool
    told: tuple[Told, ...]


class Refusal(Value):
    """That a party refuses a step; `number` is how a scenario says that it gives that up, `is_lifted` where that is supposed."""

    number: str
    said: str
    is_lifted: bool
    told: tuple[Told, ...]


class Demand(Value):
    """That a party demands a step."""

    said: str
    told: tuple[Told, ...]


class StepShown(Value):
    """A step, what could become of it, and why; `before` is what could without what is supposed, where that is something else."""

    id: str
    title: str
    party: str
    state: State
    before: State | None
    why: tuple[str, ...]
    promises: tuple[Promise, ...]
    refusals: tuple[Refusal, ...]
    demands: tuple[Demand, ...]
    is_assumed: bool
    is_target: bool

    @property
    def told_of_it(self) -> str:
        """How many promises, threats, refusals and demands there are, in words."""
        threats = sum(p.is_threat for p in self.promises)
        numbers = {
            "promise": len(self.promises) - threats, "threat": threats, "refusal": len(self.refusals), "demand": len(self.demands)
        }  # fmt: skip
        return ", ".join(wording.counted(n, what) for what, n in numbers.items() if n)


class StepList(Value):
    """Steps of which the same could become: how many there are, and those shown, on one of so many pages."""

    kind: str
    name: str
    count: int
    steps: tuple[StepShown, ...]
    page: int
    pages: int


class Changed(Value):
    """A step of which something else could become than without what is supposed."""

    step: str
    title: str
    party: str
    state: State
    before: State


@dataclass(frozen=True)
class Compared:
    """An answer, and that to the same question with nothing supposed, each with what could become of every step."""

    posed: Posing
    asked: Scenario
    answer: Answer
    states: Mapping[str, State]
    before: Mapping[str, State]

    def changes(self) -> tuple[Changed, ...]:
        """What differs, the steps that are supposed to be done left out."""
        say = Phrases(self.posed.problem)
        return tuple(
            Changed(step=s, title=say.title(s), party=say.agents(s), state=state, before=self.before[s])
            for s, state in self.states.items()
            if state is not self.before[s] and s not in self.asked.assume
        )


def compared(posed: Posing, asked: Scenario, answer: Answer, base: Answer) -> Compared:
    """An answer beside that with nothing supposed."""
    return Compared(posed, asked, answer, states(answer), states(base))


def step_lists(found: Compared) -> tuple[StepList, ...]:
    """All steps by what could become of them, a few of each; of the list that the scenario opens, a page."""
    by_state: dict[State, list[str]] = defaultdict(list)
    for step, state in found.states.items():
        by_state[state].append(step)
    shown = _Shown(found)
    lists = []
    for state in State:
        steps = _in_order(by_state[state], state, found.answer)
        if not steps:
            continue
        is_open = found.asked.show == state.kind
        size = PAGE if is_open else SOME
        pages = math.ceil(len(steps) / PAGE)
        page = min(found.asked.page, pages) if is_open else 1
        some = steps[(page - 1) * size : page * size]
        lists.append(
            StepList(
                kind=state.kind, name=capitalised(state.value), count=len(steps), steps=tuple(map(shown.step, some)), page=page,
                pages=pages,
            )
        )  # fmt: skip
    order = (State.NOW, State.TOGETHER, State.ALTERNATIVE, State.OUT_OF_REACH, State.REFUSED, State.THREATENED, State.DONE)
    return tuple(sorted(lists, key=lambda one: [s.kind for s in order].index(one.kind)))


def _in_order(steps: Sequence[str], state: State, answer: Answer) -> list[str]:
    """What is out of reach by how many wait for it, and how near it is to what blocks it; the rest by rounds."""
    if state in (State.OUT_OF_REACH, State.REFUSED):
        out = answer.out_of_reach
        waiting = {s: len(root.awaited_by) for s, root in out.roots.items()}
        return sorted(steps, key=lambda s: (-waiting.get(s, 0), len(out.chains.get(s, ()))))
    rounds = answer.deals[0].rounds if answer.deals else {}
    return sorted(steps, key=lambda s: rounds.get(s, 0))


class _Shown:
    """Steps as they are shown: promises, conditions and refusals as the ledger has them, with what is supposed of each."""

    def __init__(self, found: Compared):
        self.found = found
        self.say = Phrases(found.posed.problem)
        self.say_supposed = Phrases(found.answer.problem)
        self.promises: defaultdict[str, list[Commitment]] = defaultdict(list)
        for c in found.posed.problem.commitments:
            for step in c.consequent:
                self.promises[step].append(c)
        self.refusals: defaultdict[str, list[str]] = defaultdict(list)
        for r in found.posed.problem.refusals:
            self.refusals[r.step].append(r.party)
        self.demands: defaultdict[str, list[str]] = defaultdict(list)
        for d in found.posed.problem.demands:
            self.demands[d.step].append(d.party)

    def step(self, step: str) -> StepShown:
        """One step."""
        found, say = self.found, self.say
        state, before = found.states[step], found.before[step]
        return StepShown(
            id=step,
            title=say.title(step),
            party=say.agents(step),
            state=state,
            before=before if before is not state else None,
            why=self._why(step, state),
            promises=tuple(self._promise(c) for c in self.promises[step]),
            refusals=tuple(self._refusal(party, step) for party in self.refusals[step]),
            demands=tuple(
                Demand(said=f"demanded by {say.party(p)}", told=found.posed.told(f"demand {p} {step}")) for p in self.demands[step]
            ),
            is_assumed=step in found.asked.assume,
            is_target=step in found.asked.target,
        )

    def _why(self, step: str, state: State) -> tuple[str, ...]:
        answer, say = self.found.answer, self.say_supposed
        for deal in answer.deals:
            if state in (State.NOW, State.TOGETHER, State.ALTERNATIVE) and step in deal.reasons:
                return tuple(say.reason(r) for r in deal.reasons[step])
        if state in (State.OUT_OF_REACH, State.REFUSED) and step in answer.out_of_reach.chains:
            return (why_not(step, answer, say).terms or "",)
        return ()

    def _promise(self, c: Commitment) -> Promise:
        asked, say = self.found.asked, self.say
        problem = self.found.answer.problem
        is_threat = c.kind is CommitmentKind.THREAT
        how = f"threatened, it is said, by {say.party(c.debtor)} ({c.id})" if is_threat else say.promise(c)
        return Promise(
            id=c.id,
            is_threat=is_threat,
            said=how,
            conditions=tuple(
                Part(
                    number=f"{c.id}:{n}",
                    said=said,
                    is_met=holds(part, problem.done, problem.day),
                    is_waived=f"{c.id}:{n}" in asked.waive,
                )
                for n, part in enumerate(conjuncts(c.antecedent), 1)
                if (said := say.condition(part)) != ALWAYS
            ),
            is_withdrawn=c.id in asked.withdraw,
            told=self.found.posed.told(c.id),
        )

    def _refusal(self, party: str, step: str) -> Refusal:
        number = f"{party}:{step}"
        return Refusal(
            number=number,
            said=f"refused by {self.say.party(party)}",
            is_lifted=number in self.found.asked.lift or number in self.found.asked.offer,
            told=self.found.posed.told(f"refusal {party} {step}"),
        )
