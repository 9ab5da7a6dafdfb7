"""What of a model's answers could not be taken as it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Tally:
    """Counts over all chunks of one report; `note` says them."""

    repaired: int = 0
    """Quotations that were brought to the text's own characters."""
    refused: int = 0
    """Quotations and names that are not in the text."""
    statements: int = 0
    """Statements left out, as none of their content is in the text."""
    moves: int = 0
    """Moves left out, as their step, condition, kind or parties are not known."""
    dates: int = 0
    """Dates left out, as what they mean is no date."""
    values: int = 0
    """Values that stand for nothing that the project knows."""
    surplus: int = 0
    """Entries beyond the most that are taken of one answer."""

    def note(self) -> str | None:
        """All counts that are not 0 in one line, None if there is none: "llm: 3 spans repaired, 1 refused"."""
        told = []
        if self.repaired:
            told.append(f"{_several(self.repaired, 'span')} repaired")
        if self.refused:
            told.append(f"{self.refused if self.repaired else _several(self.refused, 'span')} refused")
        left_out = (("statement", self.statements), ("move", self.moves), ("date", self.dates))
        told += [f"{_several(number, what)} left out" for what, number in left_out if number]
        if self.values:
            told.append(f"{_several(self.values, 'value')} not known")
        if self.surplus:
            told.append(f"{self.surplus} entries too many")
        return f"llm: {', '.join(told)}" if told else None


def _several(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
