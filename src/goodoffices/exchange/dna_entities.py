"""The entities of a DNA file that we write: persons, organizations and concepts, each entered when a statement first names it."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, func, select

from goodoffices.exchange.dna_coding import NAMES_APART, concept
from goodoffices.exchange.dna_schema import ATTRIBUTES, CONCEPT, WITH_ENTITIES, Variable, attribute, nothing
from goodoffices.ledger import tables
from goodoffices.model import Measure, PartyKind


class Entities:
    """Those entered so far, by what they are in the ledger. DNA knows an entity by its name: no two get the same one."""

    def __init__(self, connection: Connection, dna: sqlite3.Connection):
        self.connection = connection
        self.dna = dna
        self.entered: dict[tuple[int, object], int] = {}
        self.names = {(v.id, "") for v in WITH_ENTITIES}
        self.count = len(WITH_ENTITIES)
        self.people: dict[int, tuple[int, str]] = {}

    def party(self, of: Variable, number: int | None) -> int:
        """The entity of a party, or of the one into which it was merged; that for no value where there is none."""
        if number is None:
            return nothing(of)
        kept, _ = self._who(number)
        if (of.id, kept) not in self.entered:
            p, n = tables.parties, tables.names
            row = self.connection.execute(select(p).where(p.c.id == kept)).one()
            same = (p.c.id == kept) | (p.c.merged_into == kept)
            called = select(n.c.name).join(p, p.c.id == n.c.party).where(same).distinct().order_by(n.c.name)
            others = [x for x in self.connection.scalars(called) if x != row.name]
            side = None if row.speaks_for is None else self._name(row.speaks_for)
            self._enter(of, kept, row.name, row.key, row.kind, NAMES_APART.join(others), f"speaks for {side}" if side else "")
        return self.entered[of.id, kept]

    def is_person(self, number: int | None) -> bool:
        """Whether a party is one person."""
        return number is not None and self._who(number)[1] == PartyKind.PERSON.value

    def concept(self, step: Any) -> int:
        """The entity of a step; steps of the same measure and object are one concept, whoever would take them."""
        name = concept(Measure(step.measure), step.object, step.place)
        if (CONCEPT.id, name) not in self.entered:
            self._enter(CONCEPT, name, name, "", step.measure, "", "")
        return self.entered[CONCEPT.id, name]

    def _who(self, number: int) -> tuple[int, str]:
        """The number and kind of a party, or of the one into which it was merged."""
        if number not in self.people:
            p, kept = tables.parties, tables.parties.alias()
            joined = select(kept.c.id, kept.c.kind).join(p, func.coalesce(p.c.merged_into, p.c.id) == kept.c.id)
            self.people[number] = self.connection.execute(joined.where(p.c.id == number)).tuples().one()
        return self.people[number]

    def _name(self, number: int) -> str:
        kept, _ = self._who(number)
        return str(self.connection.scalar(select(tables.parties.c.name).where(tables.parties.c.id == kept)))

    def _enter(self, of: Variable, what: object, name: str, key: str, *attributes: str) -> None:
        name = name.strip()
        while (of.id, name) in self.names:
            name = f"{name} ({key})".strip()
        self.names.add((of.id, name))
        self.count += 1
        self.entered[of.id, what] = self.count
        self.dna.execute("INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (?, ?, ?)", (self.count, of.id, name))
        self.dna.executemany(
            "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)",
            [(self.count, attribute(of, a), value) for a, value in zip(ATTRIBUTES, attributes, strict=True)],
        )
