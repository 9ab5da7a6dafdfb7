"""What a page is asked for, so that its address says all of it and can be handed on."""

from __future__ import annotations

from typing import Any, Self

from goodoffices.model.base import Value


class Addressed(Value):
    """A question that stands in an address: what has its default there is left out."""

    def but(self, **other: Any) -> Self:
        """The same with other values."""
        return self.model_copy(update=other)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What an address or a form says of it, name by name."""
        said: list[tuple[str, str]] = []
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, tuple):
                said += [(name, v) for v in dict.fromkeys(value)]
            elif value != field.default:
                said.append((name, str(value).lower() if isinstance(value, bool) else str(value)))
        return said
