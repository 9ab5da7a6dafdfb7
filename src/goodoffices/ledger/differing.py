"""Where a later reading has something else than a person has judged: proposed, never put in its place."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from goodoffices.ledger import tables
from goodoffices.ledger.pending import Rows
from goodoffices.ledger.rows import spans_in

Row = Mapping[str, Any]
Kept = Mapping[tuple[Table, int], Row]
"""The statements and moves, by table and number, that a later reading leaves as they are."""
COMPARED = {
    tables.statements: ("spans", "speaker", "via", "manner"),
    tables.moves: ("spans", "kind", "party", "agent", "step", "relation", "strength"),
}
"""The columns in which two rows must agree, else the later one is proposed."""
SAME = 0.5
"""The overlap (intersection over union) from which on two spans are of the same statement or move."""


def renumber(rows: Rows, kept: Kept) -> None:
    """Give the rows of a later reading the numbers of the kept rows that they are, and the rest numbers that no kept row has."""
    statements, moves = (
        _numbers(rows[table], [row for (t, _), row in kept.items() if t is table], COMPARED[table]) for table in COMPARED
    )
    for row in rows[tables.statements]:
        row["n"] = statements[row["n"]]
    for row in (*rows[tables.moves], *rows[tables.links]):
        row["n"] = moves[row["n"]]
    for row in rows[tables.moves]:
        row["statement"] = statements.get(row["statement"])
    for row in rows[tables.dates]:
        if row["of"]:
            row["of"] = f"{row['of'][0]}{(statements if row['of'][0] == 's' else moves)[int(row['of'][1:])]}"


def proposals(kept: Kept, rows: Rows) -> Iterator[tuple[str, str]]:
    """For each kept row that a later reading (after `renumber`) has otherwise, its name and what is proposed, as JSON.

    Null where it has nothing like it.
    """
    later = {(table, row["n"]): row for table in COMPARED for row in rows[table]}
    for (table, n), row in kept.items():
        subject, alike = f"r{row['report']}.{table.name[0]}{n}", later.get((table, n))
        if alike is None:
            yield subject, "null"
        elif different := {c: alike[c] for c in COMPARED[table] if alike[c] != row[c]}:
            yield subject, json.dumps(different)


def _numbers(found: Sequence[Row], kept: Sequence[Row], compared: Sequence[str]) -> dict[int, int]:
    """For the number of each row found that of the kept row which it is, each at most once; else one that is free."""
    numbers: dict[int, int] = {}
    for row in kept:
        left = [other for other in found if other["n"] not in numbers and overlap(row["spans"], other["spans"]) >= SAME]
        if left:
            best = max(left, key=lambda other: (overlap(row["spans"], other["spans"]), sum(other[c] == row[c] for c in compared)))
            numbers[best["n"]] = row["n"]
    taken = {row["n"] for row in kept}
    free = (n for n in itertools.count(1) if n not in taken)
    return {row["n"]: numbers[row["n"]] if row["n"] in numbers else next(free) for row in found}


def overlap(one: str, other: str) -> float:
    """How much two rows speak of the same characters: those of the content of statements, of the step of moves."""
    a, b = ({i for s, e in spans_in(x)[-1 if x.count(";") == 2 else 0] for i in range(s, e)} for x in (one, other))
    return len(a & b) / len(a | b) if a | b else 1.0
