"""What a later reading of a report has otherwise than a person has judged, in the terms in which it can be corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from goodoffices.ledger import tables
from goodoffices.ledger.fitting import PARTIES, VALUES
from goodoffices.ledger.subjects import row_of
from goodoffices.model.base import Value


class Proposal(Value):
    """What the later reading has in the place of a statement or move: `changes` as `Ledger.correct` takes them; none where it
    `is_gone`, that is, where the later reading has nothing like it.
    """

    subject: str
    is_gone: bool
    changes: dict[str, str | int | None]

    @property
    def step(self) -> int | None:
        """The number of the step that it names, if it is another."""
        found = self.changes.get("step")
        return found if isinstance(found, int) else None

    @property
    def parties(self) -> set[str]:
        """The keys of the parties that it names, where they are others."""
        return {str(self.changes[field]) for field in PARTIES if self.changes.get(field)}


def proposals(connection: Connection, report: int) -> list[Proposal]:
    """What is proposed for the rows of a report, by the latest reading that proposes anything."""
    t, p = tables.proposals, tables.parties
    query = select(t.c.subject, t.c.body).where(t.c.subject.startswith(f"r{report}.", autoescape=True)).order_by(t.c.event)
    latest = {subject: json.loads(body) for subject, body in connection.execute(query)}
    numbers = {body[field] for body in latest.values() if body for field in PARTIES if body.get(field) is not None}
    keys: dict[int, str] = dict(connection.execute(select(p.c.id, p.c.key).where(p.c.id.in_(numbers))).tuples().all())
    found = (
        Proposal(subject=subject, is_gone=body is None, changes=dict(_changes(subject, body or {}, keys)))
        for subject, body in latest.items()
    )
    return [one for one in found if one.is_gone or one.changes]


def _changes(subject: str, body: dict[str, Any], keys: dict[int, str]) -> Iterator[tuple[str, str | int | None]]:
    """The columns that can be corrected, parties by key."""
    possible = VALUES[row_of(subject).table.name]
    for field, value in body.items():
        if field in possible:
            yield field, keys[value] if field in PARTIES and value is not None else value
