"""The sources of an outline as notes at its end."""

from __future__ import annotations

from goodoffices.brief.outline import Told


class Notes:
    """Sources by number, in the order in which they are first referred to."""

    def __init__(self) -> None:
        self.sources: dict[str, int] = {}

    def number(self, told: Told) -> int:
        """The number of the note with this source."""
        return self.sources.setdefault(told.source, len(self.sources) + 1)
