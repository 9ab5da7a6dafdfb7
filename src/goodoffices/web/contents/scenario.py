"""What an analyst supposes and asks of deals, as the address of a page has it: so it can be shared, and one can go back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import BeforeValidator, Field

from goodoffices.deals.answer import Question
from goodoffices.deals.checking import no_such, shown
from goodoffices.deals.concessions import Concession, Guarantee, Lifting, Offer, Waiver
from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.wiring import wire
from goodoffices.deals.unlocking.what_if import Changes, changed
from goodoffices.errors import DealsError
from goodoffices.model import conjuncts
from goodoffices.web.contents.addressed import Addressed
from goodoffices.web.days import Day

MOST = 50
"""So many of each are supposed at most."""
Named = Annotated[str, Field(min_length=1, max_length=200)]


def _said(values: Any) -> Any:
    """What is said at all: a form sends a field that is left empty too."""
    return tuple(v for v in values if v != "") if isinstance(values, list | tuple) else values


Several = Annotated[tuple[Named, ...], BeforeValidator(_said), Field(max_length=MOST)]
SECONDS = 2.0
"""So long each search for a page goes on."""
COSTS: Mapping[str, tuple[float, str]] = {
    "1": (1, "as any other"),
    "2": (2, "twice as dear"),
    "4": (4, "four times as dear"),
    "8": (8, "eight times as dear"),
    "never": (math.inf, "not to be had"),
}
"""What a concession may cost, as the address has it, and in words."""
KEPT: Mapping[str, str] = {str(n): {0: "never", 100: "certainly"}.get(n, f"in {n} of 100 cases") for n in range(0, 101, 10)}
"""How likely a promise is kept, in hundredths, and in words."""
KINDS = {
    "offer": "Offers without a condition",
    "waiver": "Waived conditions",
    "lifting": "Refusals given up",
    "guarantee": "Guarantees",
}
Shown = Literal["now", "together", "alternative", "out-of-reach", "refused", "threatened", "done"]


class Scenario(Addressed):
    """What is supposed, and what is asked.

    `waive` names a condition of a commitment by its number (c9:1), `offer`, `lift` and `guarantee` a party and a step
    (upland-front:t4). `cost` is that of what a party concedes (upland-front:4), `cost_of` that of a kind of concession (waiver:2),
    `keeps` how likely a commitment is kept (c7:60). `show` opens one list of steps as a whole, `page` by page.
    """

    as_of: Day | None = Field(None, description="What the reports published by that day say; without it, all of them.")
    assume: Several = Field((), description="Steps (t4) supposed to be done.")
    withdraw: Several = Field((), description="Commitments (c7) supposed to be withdrawn.")
    waive: Several = Field((), description="Conditions (c9:1) supposed to be waived.")
    offer: Several = Field((), description="Steps supposed to be offered without a condition (PARTY:t4).")
    lift: Several = Field((), description="Refusals supposed to be given up (PARTY:t4).")
    guarantee: Several = Field((), description="Steps supposed to be guaranteed (PARTY:t4).")
    target: Several = Field((), description="Steps of which is asked what would unlock them.")
    cost: Several = Field((), description="What the concessions of a party cost (PARTY:4): 1, 2, 4, 8 or never.")
    cost_of: Several = Field((), description="What a kind of concession costs (waiver:4).")
    keeps: Several = Field((), description="How likely a commitment is kept, in hundredths (c7:60).")
    firm_only: bool = Field(False, description="Count on firm promises only.")
    show: Shown | None = Field(None, description="The list of steps that is shown as a whole.")
    page: int = Field(1, ge=1, le=1_000_000, description="Which page of that list.")

    @property
    def is_plain(self) -> bool:
        """Whether nothing is supposed."""
        return not (self.assume or self.withdraw or self.waive or self.offer or self.lift or self.guarantee)

    def toggled(self, what: str, value: str) -> Scenario:
        """The same with one thing more supposed or asked, or without it, if it was."""
        now: tuple[str, ...] = getattr(self, what)
        return self.but(**{what: tuple(v for v in now if v != value) if value in now else (*now, value)})

    def added(self, concessions: Iterable[Concession]) -> Scenario:
        """The same with concessions supposed besides."""
        found = self
        for concession in concessions:
            what, value = written(concession)
            if value not in getattr(found, what):
                found = found.toggled(what, value)
        return found

    @property
    def bare(self) -> Scenario:
        """The same with nothing supposed: as of the same day, of the same target."""
        return Scenario(
            as_of=self.as_of, target=self.target, cost=self.cost, cost_of=self.cost_of, keeps=self.keeps, firm_only=self.firm_only,
            show=self.show,
        )  # fmt: skip

    @property
    def answered_by(self) -> Scenario:
        """The same without what changes no answer."""
        return self.but(show=None, page=1)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What an address or a form says of the scenario; not that something costs one, as all does of which nothing is said."""
        return [(name, v) for name, v in super().pairs if not (name in ("cost", "cost_of") and v.endswith(":1"))]

    @property
    def query(self) -> str:
        """The scenario as it stands in an address, after the question mark; empty where there is nothing to say."""
        return urlencode(self.pairs, safe=":")

    @property
    def address(self) -> str:
        """Where the page of this scenario is."""
        return f"/deals?{self.query}" if self.query else "/deals"


def written(concession: Concession) -> tuple[str, str]:
    """Under which name a concession stands in a scenario, and how."""
    match concession:
        case Waiver(commitment=name, part=part):
            return "waive", f"{name}:{part + 1}"
        case Lifting(party=party, step=step):
            return "lift", f"{party}:{step}"
        case Offer(party=party, step=step):
            return "offer", f"{party}:{step}"
        case Guarantee(party=party, step=step):
            return "guarantee", f"{party}:{step}"


def posed(asked: Scenario, problem: Problem) -> Problem:
    """The problem as the scenario has it, before anything is supposed: with how likely commitments are kept."""
    return problem.model_copy(update={"reliability": {**problem.reliability, **kept(asked, problem)}}) if asked.keeps else problem


def kept(asked: Scenario, problem: Problem) -> dict[str, float]:
    """How likely commitments are kept, where the scenario says so. Raises DealsError for an unknown one."""
    found = {}
    for name, said in _pairs("keeps", asked.keeps):
        if name not in problem.commitment_of:
            raise DealsError(f"keeps: {no_such('commitment', name, problem.commitment_of)}")
        if not (said.isascii() and said.isdigit() and 0 <= int(said[:4]) <= 100):
            raise DealsError(f"keeps: {shown(said)} is no number of hundredths: write {name}:60")
        found[name] = int(said) / 100
    return found


def question_of(asked: Scenario, problem: Problem) -> Question:
    """The question that a scenario asks of a problem. Raises DealsError for what the problem does not have."""
    return Question(
        target=tuple(dict.fromkeys(asked.target)),
        changes=Changes(
            assumed=tuple(dict.fromkeys(asked.assume)),
            withdrawn=tuple(dict.fromkeys(asked.withdraw)),
            conceded=tuple(_conceded(asked, problem)),
        ),
        costs=_costs(asked, problem) if asked.target and (asked.cost or asked.cost_of) else {},
        firm_only=asked.firm_only,
        seconds=SECONDS,
    )


def _conceded(asked: Scenario, problem: Problem) -> Iterator[Concession]:
    for commitment, said in _pairs("waive", dict.fromkeys(asked.waive)):
        if commitment not in problem.commitment_of:
            raise DealsError(f"waive: {no_such('commitment', commitment, problem.commitment_of)}")
        count = len(conjuncts(problem.commitment_of[commitment].antecedent))
        if not (said.isascii() and said.isdigit() and 1 <= int(said[:9]) <= count):
            raise DealsError(f"waive: {shown(commitment)} has no condition {shown(said)}: it has {count}")
        yield Waiver(commitment=commitment, part=int(said) - 1)
    for kind, name, values in (
        (Lifting, "lift", asked.lift), (Offer, "offer", asked.offer), (Guarantee, "guarantee", asked.guarantee)
    ):  # fmt: skip
        for party, step in _pairs(name, dict.fromkeys(values)):
            if step not in problem.by_id:
                raise DealsError(f"{name}: {no_such('step', step, problem.by_id)}")
            yield kind(party=party, step=step)


def _costs(asked: Scenario, problem: Problem) -> dict[Concession, float]:
    """What each concession costs of which the scenario says so: that of its party times that of its kind."""
    by_party, by_kind = (dict(_costs_said(n, v)) for n, v in (("cost", asked.cost), ("cost_of", asked.cost_of)))
    if unknown := sorted(by_kind.keys() - KINDS.keys()):
        raise DealsError(f"cost_of: {no_such('kind of concession', unknown[0], KINDS)}")
    if unknown := sorted(by_party.keys() - problem.parties.keys()):
        raise DealsError(f"cost: {no_such('party', unknown[0], problem.parties)}")
    possible = wire(changed_for_costs(asked, problem), firm_only=asked.firm_only, switches=True).concessions
    found = {c: by_party.get(conceding(c, problem), 1.0) * by_kind.get(c.kind, 1.0) for c in possible}
    return {c: cost for c, cost in found.items() if cost != 1}


def changed_for_costs(asked: Scenario, problem: Problem) -> Problem:
    """The problem with what is supposed, of which the concessions are to be had."""
    return changed(problem, question_of(asked.but(cost=(), cost_of=()), problem).changes)


def conceding(concession: Concession, problem: Problem) -> str:
    """Who would make a concession."""
    return problem.commitment_of[concession.commitment].debtor if isinstance(concession, Waiver) else concession.party


def _costs_said(name: str, values: Iterable[str]) -> Iterator[tuple[str, float]]:
    for of, said in _pairs(name, values):
        if said not in COSTS:
            raise DealsError(f"{name}: {no_such('cost', said, COSTS)}")
        yield of, COSTS[said][0]


def _pairs(name: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for value in values:
        of, colon, said = value.rpartition(":")
        if not colon or not of:
            raise DealsError(f"{name}: {shown(value)} lacks a part: write two with a colon between")
        yield of, said
