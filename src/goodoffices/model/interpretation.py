"""What parties take one clause of an agreed text to mean."""

from __future__ import annotations

from pydantic import model_validator

from goodoffices.model.base import Value
from goodoffices.model.span import Span


class Interpretation(Value):
    """What a party (its id) takes a clause to mean ("interprets that language as requiring ..."), or that it disputes another's.

    `clause` and `meaning` are the report's words; `disputes` is the id of the interpretation that the party does not share.
    Raises ValueError where there is neither a meaning nor a disputed interpretation.
    """

    id: str
    party: str
    clause: Span | None = None
    meaning: Span | None = None
    disputes: str | None = None
    statement: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Interpretation:
        if self.meaning is None and self.disputes is None:
            raise ValueError("an interpretation has a meaning, or disputes another")
        return self
