"""The text form of a conflict, which a person can type: docs/stability-text.md."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.errors import StabilityError
from goodoffices.stability.conflict import Conflict
from goodoffices.stability.forms.text.grammar import statement
from goodoffices.stability.forms.text.meaning import conflict_of
from goodoffices.stability.forms.text.writing import written

MOST_LINES = 200_000
"""Lines of a text that are read."""


def read(text: str) -> Conflict:
    """The conflict that a text states.

    Raises StabilityError, with line and column and how to mend it.
    """
    if text.count("\n") > MOST_LINES:
        raise StabilityError(f"the text has more than {MOST_LINES:,} lines: put statements of one party into one line")
    lines = text.removeprefix("\ufeff").split("\n")
    return conflict_of([said for n, line in enumerate(lines, 1) if (said := statement(line, n)) is not None])


def write(conflict: Conflict, notes: Mapping[str, str] | None = None) -> str:
    """A conflict as text; to read it gives the same conflict again.

    `notes` are comments: "" on the whole, on an option or on what a party prefers by its id. Raises StabilityError if the conflict
    makes no sense.
    """
    return written(conflict, notes)


__all__ = ["read", "write"]
