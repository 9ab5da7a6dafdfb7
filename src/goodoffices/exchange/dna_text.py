"""Characters as DNA counts them: as Java does, in UTF-16 code units, and in a text whose lines end with one character.

DNA shows a text in a Swing editor, which turns "\\r\\n" and "\\r" into "\\n" and tells what is selected in such units. A character
beyond U+FFFF, such as an emoji, counts as two.
"""

from __future__ import annotations


def shown(text: str) -> str:
    """The text as DNA shows it: every line end is one "\\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def units(text: str, offset: int) -> int:
    """Where the `offset`th character of a text stands in the text that DNA shows."""
    before = shown(text[:offset])
    return len(before) + sum(c > "\uffff" for c in before)


class Units:
    """The way back: characters of a text that DNA shows, for the units in which it counts."""

    def __init__(self, text: str):
        self.text = text
        self._utf16 = b"" if text.isascii() or max(text) <= "\uffff" else text.encode("utf-16-le")

    def span(self, start: int, stop: int) -> tuple[int, int] | None:
        """The characters from one unit to another; None where they are not in the text, are none, or cut a character in two."""
        if not self._utf16:
            return (start, stop) if 0 <= start < stop <= len(self.text) else None
        if not 0 <= start < stop <= len(self._utf16) // 2:
            return None
        try:
            before = self._utf16[: 2 * start].decode("utf-16-le")
            within = self._utf16[2 * start : 2 * stop].decode("utf-16-le")
        except UnicodeDecodeError:
            return None
        return len(before), len(before) + len(within)
