"""Red lines and preconditions, as the readers of reports found them: the record has them, in the positions of each reading."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic_core import from_json
from sqlalchemy import Connection, select

from goodoffices.ledger import tables

READINGS = ("added", "read again")
"""The events that bring a reading."""

Where = tuple[int, str, int]
"""A report, the key of a party as the report has it, and the number of a step as the report has it."""


@dataclass(frozen=True)
class Marks:
    """What the words of a report make of a position: a refusal declared not negotiable, a demand placed before a step."""

    red_line: bool = False
    precondition: bool = False


def marks(connection: Connection, reports: Iterable[int]) -> Mapping[Where, Marks]:
    """The positions of some reports that are marked, by the last reading of each report."""
    t = tables.events
    names = {f"r{report}": report for report in reports}
    rows = connection.execute(select(t.c.subject, t.c.body).where(t.c.subject.in_(names), t.c.kind.in_(READINGS)).order_by(t.c.id))
    last = {names[subject]: body for subject, body in rows}
    found: dict[Where, Marks] = defaultdict(Marks)
    for report, body in last.items():
        read = from_json(zlib.decompress(body))
        for position in read["reading"].get("positions", ()):
            of = Marks(position.get("red_line", False), position.get("precondition", False))
            where = report, read["parties"].get(position["party"]), read["steps"].get(position["issue"])
            if None not in where and of != Marks():
                known = found[where]
                found[where] = Marks(known.red_line or of.red_line, known.precondition or of.precondition)
    return found
