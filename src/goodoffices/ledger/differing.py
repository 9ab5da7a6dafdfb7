"""Where a later reading has something else than a person has judged: proposed, never put in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table

from goodoffices.ledger import tables
from goodoffices.ledger.rows import Rows, spans_in

COMPARED = {
    tables.statements: ("spans", "speaker", "via", "manner"),
    tables.moves: ("spans", "kind", "party", "agent", "step", "relation", "strength"),
}
"""The columns in which two rows must agree, else the later one is proposed."""
SAME = 0.5
"""The overlap (intersection over union) from which on two spans are of the same statement or move."""


def proposals(judged: Mapping[tuple[Table, int], Mapping[str, Any]], rows: Rows) -> Iterator[tuple[str, str]]:
    """For each judged row that a later reading has otherwise, its name and what is proposed, as JSON (null: nothing like it)."""
    for (table, n), row in judged.items():
        alike = max(rows[table], key=lambda other: overlap(row["spans"], other["spans"]), default=None)
        subject = f"r{row['report']}.{table.name[0]}{n}"
        if alike is None or overlap(row["spans"], alike["spans"]) < SAME:
            yield subject, "null"
        elif different := {c: alike[c] for c in COMPARED[table] if alike[c] != row[c]}:
            yield subject, json.dumps(different)


def overlap(one: str, other: str) -> float:
    """How much two rows speak of the same characters: those of the content of statements, of the step of moves."""
    a, b = ({i for s, e in spans_in(x)[-1 if x.count(";") == 2 else 0] for i in range(s, e)} for x in (one, other))
    return len(a & b) / len(a | b) if a | b else 1.0
