"""Commitments out of moves (DESIGN.md, "From moves to commitments"): C(debtor, creditor, antecedent, consequent)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from goodoffices.ledger.events import Status
from goodoffices.model import CommitmentKind, Condition, Done, Not, all_of
from goodoffices.model.reading import last_day

Row = Mapping[str, Any]
"""A row of a table of the ledger."""
PROMISES = frozenset({None, "if", "after", "in exchange", "unless", "until"})
"""Relations of an offer that promise its step when the condition holds; "only if" does not."""
UNTIL_IT_HOLDS = frozenset({"until", "unless", "only if"})
"""Relations of a refusal that name a necessary condition of the step."""
NEGATED = frozenset({"unless", "until"})
"""Relations of an offer or threat whose condition ends it."""


@dataclass(frozen=True)
class Drawn:
    """A commitment as one move of a report has it; parties and steps by their numbers in the ledger."""

    move: int
    kind: CommitmentKind
    debtor: int
    creditor: int | None
    antecedent: Condition
    consequent: int
    deadline: datetime.date | None

    @cached_property
    def over(self) -> str:
        """The antecedent as JSON."""
        return self.antecedent.model_dump_json()

    @cached_property
    def key(self) -> str:
        """What testimonies of one commitment have in common."""
        return key_of(self.kind, self.debtor, self.consequent, self.over)


def key_of(kind: CommitmentKind, debtor: int, consequent: int, antecedent: str) -> str:
    """The key of a commitment; its antecedent as JSON."""
    return f"{debtor}|{kind.value}|{consequent}|{antecedent}"


def drawn(moves: Iterable[Row], links: Iterable[Row], dates: Iterable[Row], agents: Mapping[int, int | None]) -> list[Drawn]:
    """The commitments that moves of one report make, in their order.

    `links` and `dates` are those of the report, `agents` the parties that would take the steps to which the links lead.
    """
    waited: dict[int, Row] = {}
    for link in links:
        if link["n"] not in waited or _sure(link) > _sure(waited[link["n"]]):
            waited[link["n"]] = link
    deadlines = {d["of"]: last_day(d["date"]) for d in reversed(list(dates)) if d["of"]}
    found = []
    for move in moves:
        n, relation = move["n"], move["relation"]
        waits_for = waited[n]["step"] if relation and n in waited else None
        kind = _kind(move["kind"], relation)
        if kind is None or (relation and waits_for is None):
            continue
        condition = Done(step=f"t{waits_for}") if waits_for else None
        negated = relation in NEGATED and move["kind"] != "refusal"
        antecedent: Condition = all_of() if condition is None else Not(part=condition) if negated else condition
        agent = agents.get(waits_for) if waits_for else None
        creditor = agent if agent != move["party"] else None
        found.append(Drawn(n, kind, move["party"], creditor, antecedent, move["step"], deadlines.get(f"m{n}")))
    return found


def _sure(link: Row) -> tuple[bool, float, int]:
    """What a person has confirmed before what a reader thinks likely; of several as likely, the first step."""
    return link["status"] == Status.CONFIRMED.value, link["confidence"], -link["step"]


def _kind(move: str, relation: str | None) -> CommitmentKind | None:
    if move == "offer":
        return CommitmentKind.PROMISE if relation in PROMISES else CommitmentKind.NECESSARY
    if move == "threat":
        return CommitmentKind.THREAT
    return CommitmentKind.NECESSARY if move == "refusal" and relation in UNTIL_IT_HOLDS else None
