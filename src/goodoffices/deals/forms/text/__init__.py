"""The text form of a problem, which a person can type: docs/deals-text.md."""

from __future__ import annotations

from goodoffices.deals.forms.text.grammar import statement
from goodoffices.deals.forms.text.meaning import problem_of
from goodoffices.deals.forms.text.writing import written
from goodoffices.deals.problem import Problem
from goodoffices.errors import DealsError

MOST_LINES = 200_000
"""Lines of a text that are read; for more there are JSON Lines."""


def read(text: str) -> Problem:
    """The problem that a text states.

    Raises DealsError, with line and column and how to mend it.
    """
    if text.count("\n") > MOST_LINES:
        raise DealsError(f"the text has more than {MOST_LINES:,} lines: write JSON Lines instead")
    lines = text.removeprefix("\ufeff").split("\n")
    return problem_of([said for n, line in enumerate(lines, 1) if (said := statement(line, n)) is not None])


def write(problem: Problem) -> str:
    """A problem as text; to read it gives the same problem again, without the moves and the evidence that it was drawn from.

    Raises DealsError if the problem makes no sense.
    """
    return written(problem)


__all__ = ["read", "write"]
