"""An attribution relation: who is reported to have said, written or meant what."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from goodoffices.model.base import Value
from goodoffices.model.span import Span

Confidence = Annotated[float, Field(ge=0, le=1)]


class Manner(StrEnum):
    """Whether the words are the speaker's own, the report's, or some of both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Statement(Value):
    """An attribution (PARC 3, PolNeAR): source, cue and content spans, tied together.

    `speaker` is the party (its id) that the source names; `via` the parties through whom the report has it, outermost first.
    """

    id: str
    source: Span | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = Field(min_length=1)
    speaker: str | None = None
    via: tuple[str, ...] = ()
    manner: Manner
    confidence: Confidence
