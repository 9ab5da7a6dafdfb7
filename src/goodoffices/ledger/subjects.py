"""How things in a ledger are called: r12 a report, r12.s3 a statement of it, r12.m3 a move, r12.m3>t4 a link, t4 a step, c7 a
commitment; anything else is the key of a party."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables

ROW = re.compile(r"r(\d{1,9})\.([sm])(\d{1,6})(?:>t(\d{1,9}))?")
NUMBERED = re.compile(r"([rtc])(\d{1,9})")
KEY = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Row:
    """A statement, a move or a link: its table, and where it stands in it."""

    table: Table
    report: int
    n: int
    step: int | None = None

    @property
    def where(self) -> ColumnElement[bool]:
        """The condition that finds it."""
        c = self.table.c
        return and_(c.report == self.report, c.n == self.n, *([c.step == self.step] if self.step is not None else []))


def row_of(subject: str) -> Row:
    """The row that a subject names. Raises LedgerError where it names none."""
    found = ROW.fullmatch(subject)
    if found is None or (found[4] and found[2] == "s"):
        raise LedgerError(f"{subject} is no statement, move or link: write r12.s3, r12.m3 or r12.m3>t4")
    if found[4]:
        return Row(tables.links, int(found[1]), int(found[3]), int(found[4]))
    return Row(tables.statements if found[2] == "s" else tables.moves, int(found[1]), int(found[3]))


def numbered(subject: str, kind: str) -> int | None:
    """The number of a report ("r"), step ("t") or commitment ("c"); None for anything else."""
    found = NUMBERED.fullmatch(subject)
    return int(found[2]) if found and found[1] == kind else None
