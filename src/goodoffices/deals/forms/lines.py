"""A problem as JSON Lines, one record a line (see `records`), for what is too long to be typed or held as one JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, BinaryIO

from pydantic import ValidationError
from pydantic_core import to_json

from goodoffices.deals.checking import faults
from goodoffices.deals.forms.records import (
    Record,
    UnfitError,
    blocks,
    day_of,
    header,
    misnamed,
    no_condition,
    no_record,
    read_header,
    unlikely,
)
from goodoffices.deals.problem import Evidence, Problem, Stand, Step
from goodoffices.errors import DealsError
from goodoffices.model import AtLeast, Commitment, Condition, Done, Not, Until, all_of

STANDS = {"refusal": "refusals", "unable": "unable", "demand": "demands", "guarantee": "guarantees"}


def read(stream: BinaryIO) -> Problem:
    """The problem in a file. Raises DealsError, with the line, for what is no record or makes no sense."""
    gathered = _Gathered(read_header(stream))
    for first, block in blocks(stream):
        for n, record in enumerate(block, first):
            try:
                gathered.places[gathered.take(record)] = n
            except UnfitError as e:
                raise DealsError(f"line {n}: {e}") from e
            except ValidationError as e:
                raise DealsError(f"line {n}: {in_one_line(e)}") from e
    problem = gathered.problem()
    for fault in faults(problem):
        raise DealsError(f"line {gathered.places[fault.place]}: {fault.what}")
    return problem


def write(problem: Problem) -> Iterator[bytes]:
    """The lines of a problem; to read them gives the same problem again."""
    for record in _records(problem):
        yield to_json(record) + b"\n"


def in_one_line(error: ValidationError) -> str:
    """The first thing that is wrong with a value: where in it, and why."""
    first = error.errors(include_url=False, include_context=False)[0]
    place = ".".join(str(p) for p in first["loc"])
    return f"{place}: {first['msg'][0].lower()}{first['msg'][1:]}" if place else first["msg"]


class _Gathered:
    """What the lines so far have said, and on which line each place (see `checking.Fault`) stands."""

    def __init__(self, day: datetime.date | None):
        self.day = day
        self.places: dict[str, int] = {}
        self.steps: list[Step] = []
        self.commitments: list[Commitment] = []
        self.reliability: dict[str, float] = {}
        self.parties: dict[str, str] = {}
        self.done: set[str] = set()
        self.stands: dict[str, list[Stand]] = {kind: [] for kind in STANDS}
        self.evidence: dict[str, tuple[Evidence, ...]] = {}

    def take(self, record: Record) -> str:
        """Take in a record; the place that it speaks of. Raises UnfitError and ValidationError."""
        match record:
            case {"commitment": label, **rest}:
                return f"commitment {self.commitment(label, rest)}"
            case {"step": step, **rest}:
                self.steps.append(Step.model_validate({"id": step, **rest}))
                return f"step {step}"
            case {"done": str(step), **rest} if not rest:
                self.done.add(step)
                return f"done {step}"
            case {"party": party, **rest} if rest.keys() <= {"name"}:
                if not isinstance(party, str) or not party or party in self.parties:
                    raise UnfitError(misnamed("party", party))
                self.parties[party] = str(rest.get("name", party))
                return f"party {party}"
            case {"evidence": str(place), "sources": list(sources), **rest} if not rest:
                self.evidence[place] = tuple(map(Evidence.model_validate, sources))
                return f"evidence {place}"
            case {"party": party, **rest} if len(rest) == 1 and rest.keys() <= STANDS.keys():
                kind, step = next(iter(rest.items()))
                self.stands[kind].append(Stand.model_validate({"party": party, "step": step}))
                return f"{kind} {party} {step}"
            case _:
                raise UnfitError(no_record(record))

    def commitment(self, label: object, fields: Record) -> str:
        antecedent = _condition(fields.get("antecedent", []))
        given = {"strength": "firm", **{k: v for k, v in fields.items() if k != "reliability"}}
        commitment = Commitment.model_validate({**given, "id": label, "antecedent": antecedent})
        self.commitments.append(commitment)
        reliability = fields.get("reliability")
        if reliability is not None:
            if type(reliability) not in (int, float):
                raise UnfitError(unlikely(reliability))
            self.reliability[commitment.id] = reliability
        return commitment.id

    def problem(self) -> Problem:
        return Problem(
            day=self.day,
            steps=tuple(self.steps),
            parties=self.parties,
            done=frozenset(self.done),
            commitments=tuple(self.commitments),
            reliability=self.reliability,
            evidence=self.evidence,
            **{field: tuple(self.stands[kind]) for kind, field in STANDS.items()},
        )


def _records(problem: Problem) -> Iterator[Record]:
    yield header(problem.day)
    for party, name in problem.parties.items():
        yield {"party": party, "name": name}
    for step in problem.steps:
        yield {"step": step.id, **_said(step)}
    for done in sorted(problem.done):
        yield {"done": done}
    for kind, field in STANDS.items():
        for stand in getattr(problem, field):
            yield {kind: stand.step, "party": stand.party}
    for commitment in problem.commitments:
        fields = _said(commitment) | {"antecedent": _compact(commitment.antecedent)}
        reliability = {"reliability": problem.reliability[commitment.id]} if commitment.id in problem.reliability else {}
        yield {"commitment": commitment.id, **fields, **reliability}
    for place, sources in problem.evidence.items():
        yield {"evidence": place, "sources": [s.model_dump(mode="json", exclude_defaults=True) for s in sources]}


def _said(value: Step | Commitment) -> Record:
    """The fields of a value other than its id, without those that have their defaults."""
    return value.model_dump(mode="json", exclude={"id", "antecedent"}, exclude_defaults=True)


def _compact(condition: Condition) -> Any:
    match condition:
        case Done(step=step):
            return step
        case AtLeast(count=count, parts=parts):
            inner = [_compact(p) for p in parts]
            return inner if condition == all_of(*parts) else {"at least": count, "of": inner}
        case Not(part=part):
            return {"not": _compact(part)}
        case Until(day=day):
            return {"until": day.isoformat()}


def _condition(compact: Any) -> Condition:
    match compact:
        case str(step):
            return Done(step=step)
        case list(parts):
            return all_of(*map(_condition, parts))
        case {"at least": count, "of": list(parts), **rest} if not rest:
            return AtLeast.model_validate({"count": count, "parts": tuple(map(_condition, parts))}, strict=True)
        case {"not": part, **rest} if not rest:
            return Not(part=_condition(part))
        case {"until": day, **rest} if not rest:
            return Until(day=day_of(day))
        case _:
            raise UnfitError(no_condition(compact))
