"""Lines as tokens: the words, names, days, numbers and marks that problems and conflicts both have in their text forms."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NoReturn

from goodoffices.deals.checking import shown
from goodoffices.errors import GoodOfficesError

LONGEST = 1_000_000
"""Characters of a line that is read."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ODD = {
    '"': 'a quote is opened and not closed: add " at its end',
    ";": "';' ends nothing here: write each statement on a line of its own",
    **{c: f'{c} is no quotation mark here: write straight ones, "so"' for c in "“”„«»"},
    **{c: f"'{c}' means nothing here: group with ( ), or put a name in quotes" for c in "{}[]"},
}
"""What is said of characters that are no part of any form."""


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NAME = "name"
    QUOTED = "quoted"
    DAY = "day"
    NUMBER = "number"
    MARK = "mark"
    END = "end"


@dataclass(frozen=True)
class Token:
    """A token of a line: what it is, its value (a quoted one without its quotes) and its column, from 1."""

    kind: Kind
    value: str
    column: int

    def __str__(self) -> str:
        match self.kind:
            case Kind.END:
                return "the end of the line"
            case Kind.QUOTED:
                return shown(json.dumps(self.value, ensure_ascii=False))
            case _:
                return f"'{shown(self.value)}'"


@dataclass(frozen=True)
class Lexicon:
    """What the tokens of a text form are.

    `reserved` are its words, which are names only between quotes; `marks` the characters that are marks, `runs` those of them of
    which several in a row are one; `number` is what a number looks like. Its methods raise `error`, with line and column.
    """

    error: type[GoodOfficesError]
    reserved: frozenset[str]
    marks: str
    number: re.Pattern[str]
    shorter: str
    """How to mend a line that is too long."""
    runs: str = ""
    has_days: bool = False

    def tokens(self, text: str, line: int) -> list[Token]:
        """The tokens of a line, without its comment; the last one is its end."""
        if len(text) > LONGEST:
            self.amiss(line, LONGEST + 1, f"the line is longer than {LONGEST:,} characters: {self.shorter}")
        found: list[Token] = []
        end = len(text.rstrip())
        for piece in self._piece.finditer(text):
            at, said = piece.start(), piece[0]
            match piece.lastgroup:
                case "comment":
                    end = at
                case "quoted":
                    found.append(Token(Kind.QUOTED, self._unquoted(said, line, at + 1), at + 1))
                case "mark":
                    found.append(Token(Kind.MARK, said, at + 1))
                case "word":
                    for i, c in enumerate(said):
                        if not c.isprintable():
                            what = f"the character U+{ord(c):04X} cannot be seen: delete it, or put the name in quotes"
                            self.amiss(line, at + i + 1, what)
                    found.append(Token(self._kind(said), said, at + 1))
                case "other":
                    self.amiss(line, at + 1, ODD[said])
                case _:
                    pass
        return [*found, Token(Kind.END, "", end + 1)]

    def is_plain(self, name: str, *, or_number: bool = False) -> bool:
        """Whether a name (or a number, where that may be one) can stand in a text without quotes."""
        piece = self._piece.fullmatch(name)
        kinds = (Kind.NAME, Kind.NUMBER) if or_number else (Kind.NAME,)
        return piece is not None and piece.lastgroup == "word" and name.isprintable() and self._kind(name) in kinds

    def amiss(self, line: int, column: int, what: str) -> NoReturn:
        """Raise the error for a place of a text."""
        raise self.error(f"line {line}, column {column}: {what}")

    @cached_property
    def _piece(self) -> re.Pattern[str]:
        odd = "".join(map(re.escape, ODD))
        runs = "|".join(f"{re.escape(c)}+" for c in self.runs)
        return re.compile(
            rf'(?P<blank>\s+)|(?P<comment>#.*)|(?P<quoted>"(?:[^"\\]|\\.)*")'
            rf"|(?P<mark>{runs}{'|' if runs else ''}[{re.escape(self.marks)}])"
            rf"|(?P<word>[^\s#{re.escape(self.marks)}{odd}]+)|(?P<other>.)",
            re.DOTALL,
        )

    def _kind(self, word: str) -> Kind:
        if word in self.reserved:
            return Kind.WORD
        if self.has_days and DAY.fullmatch(word):
            return Kind.DAY
        return Kind.NUMBER if self.number.fullmatch(word) else Kind.NAME

    def _unquoted(self, quoted: str, line: int, column: int) -> str:
        try:
            value = str(json.loads(quoted, strict=False))
            value.encode()
        except UnicodeEncodeError:
            self.amiss(line, column, "the quote holds half a character: write whole ones")
        except json.JSONDecodeError as e:
            self.amiss(line, column + e.pos, f'{e.msg[0].lower()}{e.msg[1:]}: write \\\\ for a backslash, \\" for a quote')
        return value


def quoted(text: str) -> str:
    """Text in quotes, in one line and with no character that cannot be seen."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in json.dumps(text, ensure_ascii=False))
