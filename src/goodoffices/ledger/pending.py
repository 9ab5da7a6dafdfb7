"""Rows that a transaction adds, kept back and written together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, bindparam, update

from goodoffices.ledger import tables
from goodoffices.ledger.inserting import insert_rows
from goodoffices.ledger.memory import Memory, Numbers
from goodoffices.ledger.words import index_words

Row = dict[str, Any]
Rows = dict[Table, list[Row]]
"""Rows to add, a table after those that its rows point to."""
IN_ORDER = tables.metadata.sorted_tables
"""The tables, those first to which others point."""
MANY = 20_000
"""Rows that are kept back at most before they are written together."""


class Pending:
    """What is to be written, and what is known of what is there.

    `flush` before the transaction ends. `anew` says that the tables were empty, so that everything in them is known without asking
    the database; `memory` is what is known of those that were not.
    """

    def __init__(self, connection: Connection, memory: Memory | None = None, *, anew: bool = False):
        self.connection = connection
        self.memory = memory or Memory(complete=anew)
        self.kept_back: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self.sides: list[tuple[int, int]] = []
        self.words: list[tuple[int, str, str]] = []

    def flush(self) -> None:
        """Write what was kept back, a table after those that its rows point to."""
        for table in IN_ORDER:
            if rows := self.kept_back.pop(table, None):
                insert_rows(self.connection, table, rows)
        if self.sides:
            t = tables.parties
            speaking = [{"one": x, "side": y} for x, y in self.sides]
            told = update(t).where(t.c.id == bindparam("one")).values(speaks_for=bindparam("side"))
            self.connection.execute(told, speaking)
            self.sides = []
        if self.words:
            index_words(self.connection, self.words)
            self.words = []

    def numbers(self, table: Table, keys: Iterable[str]) -> tuple[Numbers, list[str]]:
        """The numbers of the rows with these keys, and those of the keys that are new and have got the next numbers."""
        return self.memory.numbers(self.connection, table, keys)

    def without_side(self, parties: Iterable[int]) -> set[int]:
        """Those of whom it is not known yet for whom they speak; from now on it is."""
        return self.memory.without_side(self.connection, parties)

    def add(self, rows: Rows) -> None:
        """Keep back rows to be written."""
        for table, found in rows.items():
            self.kept_back[table] += found
        if sum(map(len, self.kept_back.values())) > MANY:
            self.flush()
