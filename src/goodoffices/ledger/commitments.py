"""Commitments out of moves (DESIGN.md, "From moves to commitments"): C(debtor, creditor, antecedent, consequent)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.model import CommitmentKind, Condition, Done, Not, all_of

PROMISES = frozenset({None, "if", "after", "in exchange", "unless", "until"})
"""Relations of an offer that promise its step when the condition holds; "only if" does not."""
UNTIL_IT_HOLDS = frozenset({"until", "unless", "only if"})
"""Relations of a refusal that name a necessary condition of the step."""
NEGATED = frozenset({"unless", "until"})
"""Relations of an offer or threat whose condition ends it."""


@dataclass(frozen=True)
class Drawn:
    """A commitment as one move of a report has it; parties are keys, steps numbers of the ledger."""

    move: int
    kind: CommitmentKind
    debtor: str
    creditor: str | None
    antecedent: Condition
    consequent: int
    deadline: datetime.date | None

    @property
    def key(self) -> str:
        """What testimonies of one commitment have in common."""
        return f"{self.debtor}|{self.kind.value}|{self.consequent}|{self.antecedent.model_dump_json()}"


def drawn(reading: Mapping[str, Any], parties: Mapping[str, str], steps: Mapping[str, int]) -> list[Drawn]:
    """The commitments that the moves of a reading (as of `compact`) make, in their order."""
    named, waited = spoken_of(reading)
    agents = {s["id"]: s.get("agent") for s in reading.get("steps", ())}
    deadlines = {d["of"]: last_day(d["date"]) for d in reversed(reading.get("dates", ())) if d.get("of")}
    found = []
    for n, move in enumerate(reading.get("moves", ()), 1):
        relation, waits_for = move.get("relation"), waited.get(move["id"])
        kind = _kind(move["kind"], relation)
        if kind is None or move["id"] not in named or (relation and waits_for is None):
            continue
        condition = Done(step=f"t{steps[waits_for]}") if waits_for else None
        negated = relation in NEGATED and move["kind"] != "refusal"
        antecedent: Condition = all_of() if condition is None else Not(part=condition) if negated else condition
        agent = agents.get(waits_for) if waits_for else None
        creditor = parties[agent] if agent and agent != move["party"] else None
        found.append(
            Drawn(n, kind, parties[move["party"]], creditor, antecedent, steps[named[move["id"]]], deadlines.get(move["id"]))
        )
    return found


def spoken_of(reading: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """For each move the step that it would take, and for each with a condition the step that it most likely waits for."""
    named: dict[str, str] = {}
    waited: dict[str, tuple[float, str]] = {}
    for mention in reading.get("step_mentions", ()):
        if mention["part"] == "step":
            named.setdefault(mention["move"], mention["step"])
        elif mention["confidence"] > waited.get(mention["move"], (-1.0, ""))[0]:
            waited[mention["move"]] = mention["confidence"], mention["step"]
    return named, {move: step for move, (_, step) in waited.items()}


def last_day(date: str) -> datetime.date:
    """The last day of an ISO 8601 day, month or year."""
    match [int(x) for x in date.split("-")]:
        case [year]:
            return datetime.date(year, 12, 31)
        case [year, month]:
            return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        case year, month, day:
            return datetime.date(year, month, day)
    raise ValueError(f"{date!r} is no ISO 8601 day, month or year")


def _kind(move: str, relation: str | None) -> CommitmentKind | None:
    if move == "offer":
        return CommitmentKind.PROMISE if relation in PROMISES else CommitmentKind.NECESSARY
    if move == "threat":
        return CommitmentKind.THREAT
    return CommitmentKind.NECESSARY if move == "refusal" and relation in UNTIL_IT_HOLDS else None
