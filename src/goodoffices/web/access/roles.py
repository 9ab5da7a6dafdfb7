"""What people may do: each role includes those before it."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A viewer reads; an analyst adds, judges and corrects; an administrator looks after people."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"

    def includes(self, other: Role) -> bool:
        """Whether whoever has this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)
