"""A stretch of a report's text."""

from __future__ import annotations

from pydantic import model_validator

from goodoffices.model.base import Value


class Span(Value):
    """Characters `start` to `end` (exclusive) of a report's text, as code points, with their words."""

    start: int
    end: int
    text: str

    @model_validator(mode="after")
    def _fits(self) -> Span:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"a span of {self.start} to {self.end} cannot hold {len(self.text)} characters")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` between two offsets."""
        return cls(start=start, end=end, text=text[start:end])

    def is_in(self, text: str) -> bool:
        """Whether these are the characters that `text` has there."""
        return text[self.start : self.end] == self.text
