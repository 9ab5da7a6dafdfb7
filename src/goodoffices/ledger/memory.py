"""What one process remembers of a ledger from report to report, and so need not ask for again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.history import last
from goodoffices.ledger.signatures import Signatures
from goodoffices.reading.parties.identity import Known

Numbers = dict[str, int]
KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
NUMBERS = {
    t: select(t.c.key, number).where(t.c.key.in_(KEYS))
    for t, number in (
        (tables.parties, tables.parties.c.id),
        (tables.steps, func.coalesce(tables.steps.c.merged_into, tables.steps.c.id)),
        (tables.commitments, tables.commitments.c.id),
    )
}
"""The numbers of what has keys; of a step that was merged, that of the whole."""
LAST = {t: select(func.coalesce(func.max(t.c.id), 0)) for t in (tables.reports, *NUMBERS)}
WITH_SIDE = select(tables.parties.c.id).where(
    tables.parties.c.id.in_(bindparam("ids", expanding=True)), tables.parties.c.speaks_for.is_not(None)
)
_whole, _part = tables.parties.alias("whole").c, tables.parties.alias("part").c
PARTS = (
    select(_whole.key, _part.key).where(_part.merged_into == _whole.id, _whole.key.in_(bindparam("wholes", expanding=True)))
    .order_by(_part.id)
)  # fmt: skip
"""The keys of the parties that were merged into some, with those of these."""
MOST = 200_000
"""Keys that are remembered at most."""


@dataclass
class Memory:
    """Some of what a ledger holds after an event, the `after`th: it counts no more when something else has happened (`up_to_date`).

    Where `complete`, it is all that there is, and the ledger is never asked.
    """

    after: int = 0
    complete: bool = False
    keyed: dict[Table, Numbers] = field(default_factory=lambda: {t: {} for t in NUMBERS})
    free: dict[Table, int] = field(default_factory=dict)
    """The number that the next row of a table gets."""
    sided: set[int] = field(default_factory=set)
    """Parties of which it is known for whom they speak."""
    parties: dict[str, tuple[int, Known, set[str]]] = field(default_factory=dict)
    """By key, the number of a party, its names, and the blocks of these (`naming`)."""
    blocks: dict[str, set[str]] = field(default_factory=dict)
    """The keys of all parties with a name in a block."""
    parts: dict[str, list[str]] = field(default_factory=dict)
    """By key, the keys of the parties that were merged into one."""
    signatures: Signatures = field(default_factory=Signatures)
    """They hold whatever happens; those that others have added meanwhile may be missing, unless `caught_up`."""
    caught_up: bool = False

    def numbers(self, connection: Connection, table: Table, keys: Iterable[str]) -> tuple[Numbers, list[str]]:
        """The numbers of the rows with these keys, and those of the keys that are new and have got the next numbers."""
        wanted = list(dict.fromkeys(keys))
        known = self.known(connection, table, wanted)
        new = self.new(connection, table, [k for k in wanted if k not in known])
        return known | new, list(new)

    def known(self, connection: Connection, table: Table, keys: Iterable[str]) -> Numbers:
        """The numbers of the rows with these keys, of those that there are."""
        known, wanted = self.keyed[table], dict.fromkeys(keys)
        asked = [k for k in wanted if k not in known]
        if asked and not self.complete:
            known.update(connection.execute(NUMBERS[table], {"keys": asked}).all())
        return {k: known[k] for k in wanted if k in known}

    def new(self, connection: Connection, table: Table, keys: Iterable[str]) -> Numbers:
        """The next numbers, one for each of these keys, which are new."""
        numbers = {key: self.next(connection, table) for key in keys}
        self.keyed[table] |= numbers
        return numbers

    def next(self, connection: Connection, table: Table) -> int:
        """The number of a new row."""
        if table not in self.free:
            self.free[table] = 1 if self.complete else connection.execute(LAST[table]).scalar_one() + 1
        self.free[table] += 1
        return self.free[table] - 1

    def without_side(self, connection: Connection, parties: Iterable[int]) -> set[int]:
        """Those of whom it is not known yet for whom they speak; from now on it is."""
        asked = set(parties) - self.sided
        self.sided |= asked
        if asked and not self.complete:
            asked -= set(connection.scalars(WITH_SIDE, {"ids": asked}))
        return asked

    def parts_of(self, connection: Connection, parties: Iterable[str]) -> dict[str, list[str]]:
        """For each of these parties, by key, those that were merged into it."""
        wanted = set(parties)
        if asked := wanted - self.parts.keys():
            self.parts |= {key: [] for key in asked}
            for whole, part in connection.execute(PARTS, {"wholes": sorted(asked)}):
                self.parts[whole].append(part)
        return {key: self.parts[key] for key in wanted}

    def told_by(self, connection: Connection) -> Signatures:
        """The signatures of all reports."""
        if not self.caught_up:
            self.signatures.catch_up(connection)
            self.caught_up = True
        return self.signatures

    def forget(self, parties: Iterable[str], blocks: Iterable[str]) -> None:
        """Parties that have changed, by key, and who has a name in blocks that have."""
        gone = {block for key in parties if key in self.parties for block in self.parties.pop(key)[2]}
        for block in gone.union(blocks):
            self.blocks.pop(block, None)


def up_to_date(memory: Memory | None, connection: Connection) -> Memory:
    """The memory, if nothing has happened to the ledger since; else one of what holds whatever happens."""
    now = last(connection)
    if memory is None:
        return Memory(now)
    if memory.after != now or sum(map(len, memory.keyed.values())) > MOST:
        return Memory(now, signatures=memory.signatures)
    return memory
