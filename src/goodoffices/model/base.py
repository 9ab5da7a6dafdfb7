"""What all domain types share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable, typed value: equal by content, closed to unknown fields, with a JSON form."""

    model_config = ConfigDict(frozen=True, extra="forbid")
