"""What happened to a ledger after an event: how often what, by whom, and the last of it."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass

from pydantic_core import from_json
from sqlalchemy import Connection, Engine, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.history import Recorded, last, latest
from goodoffices.ledger.opening import reading

VERDICTS = 5000
"""Of so many judgements it is told which they were."""


@dataclass(frozen=True)
class Lately:
    """What happened after an event up to the event `number`: how many of each kind by whom, and the latest, the last first.

    A judgement is counted by its verdict ("confirmed"), unless there are too many; any other event by its kind.
    """

    number: int
    counts: dict[tuple[str, str], int]
    latest: tuple[Recorded, ...]


def lately(engine: Engine, after: int, most: int) -> Lately:
    """What happened after an event, the latest `most` of it in full."""
    t = tables.events
    with reading(engine) as connection:
        query = select(t.c.kind, t.c.who, func.count()).where(t.c.id > after).group_by(t.c.kind, t.c.who)
        counts = Counter({(kind, who): count for kind, who, count in connection.execute(query)})
        judged = [key for key in counts if key[0] == "judged"]
        if 0 < sum(counts[key] for key in judged) <= VERDICTS:
            counts -= Counter({key: counts[key] for key in judged})
            counts += _verdicts(connection, after)
        found = tuple(r for r in latest(connection, most) if r.number > after)
        return Lately(max(after, last(connection)), dict(counts), found)


def _verdicts(connection: Connection, after: int) -> Counter[tuple[str, str]]:
    t = tables.events
    rows = connection.execute(select(t.c.who, t.c.body).where(t.c.id > after, t.c.kind == "judged"))
    return Counter((str(from_json(zlib.decompress(body))["verdict"]), who) for who, body in rows)
