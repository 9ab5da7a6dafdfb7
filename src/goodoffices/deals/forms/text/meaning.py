"""Statements become a problem: names are looked up, and commitments without a label get one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from goodoffices.deals.checking import faults, no_such, shown
from goodoffices.deals.forms.text.definitions import Definitions
from goodoffices.deals.forms.text.statements import (
    AlreadyDone,
    AsOf,
    Bound,
    Definition,
    Fares,
    NamedParty,
    NamedStep,
    Standing,
    Stands,
    Statement,
)
from goodoffices.deals.forms.text.tokens import PROBLEM
from goodoffices.deals.problem import Problem, Stand, Step
from goodoffices.model import Commitment, CommitmentState


def problem_of(statements: Sequence[Statement]) -> Problem:
    """The problem that statements state. Raises DealsError, with line and column, where they make no sense."""
    named = [s.said for s in statements if isinstance(s.said, NamedStep)]
    definitions = Definitions(statements, {s.step for s in named})
    labels = _labels(statements)
    states = _states(statements, labels)
    bound = [(labels[s.line], s, s.said) for s in statements if isinstance(s.said, Bound)]
    problem = Problem(
        day=_day(statements),
        steps=tuple(Step(id=s.step, name=s.name, agents=s.agents, tranches=s.tranches) for s in named),
        parties=_parties(statements),
        done=frozenset(step for s in statements if isinstance(s.said, AlreadyDone) for step in s.said.steps),
        commitments=tuple(_commitment(label, s, said, definitions, states) for label, s, said in bound),
        refusals=_stands(statements, Standing.REFUSAL),
        demands=_stands(statements, Standing.DEMAND),
        unable=_stands(statements, Standing.UNABLE),
        guarantees=_stands(statements, Standing.GUARANTEE),
        reliability={label: r for label, _, said in bound if (r := said.terms.reliability) is not None},
    )
    places = {place: s for s in statements for place in _places(s, labels)}
    for fault in faults(problem):
        place = places[fault.place]
        PROBLEM.amiss(place.line, place.column(fault.name), fault.what)
    return problem


def _commitment(
    label: str, statement: Statement, said: Bound, definitions: Definitions, states: Mapping[str, CommitmentState]
) -> Commitment:
    return Commitment(
        id=label,
        kind=said.kind,
        debtor=said.debtor,
        creditor=said.terms.creditor,
        antecedent=definitions.written_out(statement, said.antecedent),
        consequent=said.consequent,
        strength=said.strength,
        state=states.get(label, CommitmentState.CONDITIONAL),
        deadline=said.terms.deadline,
    )


def _labels(statements: Sequence[Statement]) -> Mapping[int, str]:
    """The id of the commitment of each line; those without a label get the next free one of c1, c2, ..."""
    bound = [(s.line, s.said) for s in statements if isinstance(s.said, Bound)]
    taken = {said.label for _, said in bound}
    free = (label for n in count(1) if (label := f"c{n}") not in taken)
    return {line: said.label if said.label is not None else next(free) for line, said in bound}


def _states(statements: Sequence[Statement], labels: Mapping[int, str]) -> Mapping[str, CommitmentState]:
    known = set(labels.values())
    states: dict[str, CommitmentState] = {}
    for s in statements:
        if isinstance(said := s.said, Fares):
            column = s.column(said.commitment)
            if said.commitment not in known:
                PROBLEM.amiss(s.line, column, no_such("commitment", said.commitment, known))
            if said.commitment in states:
                PROBLEM.amiss(s.line, column, f"the state of {shown(said.commitment)} is given twice: leave one out")
            states[said.commitment] = said.state
    return states


def _day(statements: Sequence[Statement]) -> datetime.date | None:
    days = [(s, s.said.day) for s in statements if isinstance(s.said, AsOf)]
    for s, _ in days[1:]:
        PROBLEM.amiss(s.line, 1, "the day is given twice: leave one out")
    return days[0][1] if days else None


def _parties(statements: Sequence[Statement]) -> Mapping[str, str]:
    parties: dict[str, str] = {}
    for s in statements:
        if isinstance(said := s.said, NamedParty):
            if said.party in parties:
                PROBLEM.amiss(s.line, s.column(said.party), f"the party {shown(said.party)} is named twice: leave one out")
            parties[said.party] = said.name
    return parties


def _stands(statements: Sequence[Statement], standing: Standing) -> tuple[Stand, ...]:
    said = [s.said for s in statements if isinstance(s.said, Stands) and s.said.standing is standing]
    return tuple(Stand(party=s.party, step=step) for s in said for step in s.steps)


def _places(statement: Statement, labels: Mapping[int, str]) -> Iterator[str]:
    """The places (see `checking.Fault`) of which a statement speaks."""
    match statement.said:
        case NamedStep(step=step):
            yield f"step {step}"
        case AlreadyDone(steps=steps):
            yield from (f"done {step}" for step in steps)
        case Bound():
            yield f"commitment {labels[statement.line]}"
        case Stands(standing=standing, party=party, steps=steps):
            yield from (f"{standing.value} {party} {step}" for step in steps)
        case AsOf() | NamedParty() | Definition() | Fares():
            pass
