"""A problem as one JSON object, with the fields of `Problem`."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import to_json

from goodoffices.deals.checking import check
from goodoffices.deals.forms.lines import in_one_line
from goodoffices.deals.problem import Problem
from goodoffices.errors import DealsError


def read(text: str | bytes) -> Problem:
    """The problem in a JSON text. Raises DealsError for what is no problem or makes no sense."""
    try:
        problem = Problem.model_validate_json(text)
    except ValidationError as e:
        raise DealsError(f"it is no problem in JSON ({in_one_line(e)}): mend it there") from e
    check(problem)
    return problem


def write(problem: Problem) -> str:
    """A problem as JSON; to read it gives the same problem again. The same problem always gives the same text."""
    fields = {name: value for name, value in problem.model_dump(mode="json").items() if value not in (None, [], {})}
    if problem.done:
        fields["done"] = sorted(problem.done)
    return to_json(fields, indent=2).decode() + "\n"
