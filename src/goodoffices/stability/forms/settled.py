"""Conditions over steps as conditions over options: steps that are no options, and days, are settled, and drop out."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from goodoffices.model import AtLeast, Condition, Done, Not, holds


def settled(condition: Condition, options: Collection[str], done: Collection[str], day: datetime.date | None) -> Condition | bool:
    """What a condition still asks of options, when other steps stay as they are on the day; or whether it holds."""
    match condition:
        case Done(step=step) if step in options:
            return condition
        case Not(part=part):
            rest = settled(part, options, done, day)
            return not rest if isinstance(rest, bool) else Not(part=rest)
        case AtLeast(count=count, parts=parts):
            rests = [settled(p, options, done, day) for p in parts]
            open_parts = tuple(r for r in rests if not isinstance(r, bool))
            needed = count - sum(r is True for r in rests)
            if needed <= 0 or needed > len(open_parts):
                return needed <= 0
            return open_parts[0] if len(open_parts) == 1 else AtLeast(count=needed, parts=open_parts)
        case _:
            return holds(condition, done, day)
