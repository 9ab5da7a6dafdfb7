"""Lines on the terminal: wrapped to its width, indented, and safe to print whatever a report holds."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from goodoffices.brief.printable import one_line

NARROWEST = 24
"""Columns; below that no text can be read, and the terminal may break lines as it likes."""


class Page:
    """Standard output; colours only where somebody watches."""

    def __init__(self) -> None:
        self.console = Console(highlight=False)

    def title(self, text: str) -> None:
        """A heading, after an empty line."""
        self.blank()
        self.line(text.upper(), style="bold")

    def line(self, text: str, *, indent: int = 0, hanging: bool = False, style: str = "") -> None:
        """A text, indented; `hanging`, all lines of it but the first."""
        margin = "" if hanging else " " * indent
        width = max(self.console.width, NARROWEST) - indent
        for line in Text(one_line(text), style).wrap(self.console, width, overflow="fold"):
            line.rstrip()
            self.console.print(Text(margin).append_text(line), soft_wrap=True)
            margin = " " * indent

    def blank(self) -> None:
        """An empty line."""
        self.console.print()
