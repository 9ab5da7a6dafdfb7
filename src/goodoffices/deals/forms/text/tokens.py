"""The words, names, days, numbers and marks of a line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from goodoffices.deals.checking import shown
from goodoffices.errors import DealsError

LONGEST = 1_000_000
"""Characters of a line that is read."""
STATEMENTS = ("on", "party", "step", "done", "define", "is", "in")
CONDITIONS = ("and", "or", "not", "if", "only", "unless", "until", "all", "any", "of", "at", "always", "never")
COMMITMENTS = ("will", "may", "threatens", "threaten", "firmly", "tentatively", "to", "by", "with")
STANDINGS = ("refuses", "refuse", "demands", "demand", "cannot", "guarantees", "guarantee")
RESERVED = frozenset({*STATEMENTS, *CONDITIONS, *COMMITMENTS, *STANDINGS})
"""Words of the form, which are names only between quotes."""
MARKS = ":,()=%"
WORD = re.compile(rf'[^\s"#{re.escape(MARKS)};{{}}\[\]“”„«»]+')
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"[0-9]{1,4000}(\.[0-9]{1,4000})?")


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


def amiss(line: int, column: int, what: str) -> NoReturn:
    """Raise DealsError for a place of a text."""
    raise DealsError(f"line {line}, column {column}: {what}")


def tokens(text: str, line: int) -> list[Token]:
    """The tokens of a line, without its comment; the last one is its end. Raises DealsError."""
    if len(text) > LONGEST:
        amiss(line, LONGEST + 1, f"the line is longer than {LONGEST:,} characters: use several statements, or JSON Lines")
    found = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char == "#":
            break
        else:
            token = _token(text, at, line)
            found.append(token)
            at += len(token.value) if token.kind is not Kind.QUOTED else _end_of_quote(text, at, line) - at
    return [*found, Token(Kind.END, "", len(text.rstrip()) + 1 if at >= len(text) else at + 1)]


def is_plain(name: str) -> bool:
    """Whether a name can stand in a text without quotes."""
    return bool(WORD.fullmatch(name)) and _kind(name) is Kind.NAME and name.isprintable()


def _token(text: str, at: int, line: int) -> Token:
    char = text[at]
    if char == '"':
        return Token(Kind.QUOTED, _unquoted(text[at : _end_of_quote(text, at, line)], at + 1, line), at + 1)
    if char in MARKS:
        return Token(Kind.MARK, char, at + 1)
    if char in "“”„«»":
        amiss(line, at + 1, f'{char} is no quotation mark here: write straight ones, "so"')
    if char == ";":
        amiss(line, at + 1, "';' ends nothing here: write each statement on a line of its own")
    if char in "{}[]":
        amiss(line, at + 1, f"'{char}' means nothing here: group with ( ), or put a name in quotes")
    word = WORD.match(text, at)
    assert word is not None  # noqa: S101  (whatever is no space, no quote and no mark is part of a word)
    for i, c in enumerate(word[0]):
        if not c.isprintable():
            amiss(line, at + i + 1, f"the character U+{ord(c):04X} cannot be seen: delete it, or put the name in quotes")
    return Token(_kind(word[0]), word[0], at + 1)


def _kind(word: str) -> Kind:
    if word in RESERVED:
        return Kind.WORD
    if DAY.fullmatch(word):
        return Kind.DAY
    return Kind.NUMBER if NUMBER.fullmatch(word) else Kind.NAME


def _end_of_quote(text: str, at: int, line: int) -> int:
    quoted = QUOTED.match(text, at)
    if quoted is None:
        amiss(line, at + 1, 'a quote is opened and not closed: add " at its end')
    return quoted.end()


def _unquoted(quoted: str, column: int, line: int) -> str:
    try:
        value = json.loads(quoted, strict=False)
        value.encode()
    except UnicodeEncodeError:
        amiss(line, column, "the quote holds half a character: write whole ones")
    except json.JSONDecodeError as e:
        amiss(line, column + e.pos, f'{e.msg[0].lower()}{e.msg[1:]}: write \\\\ for a backslash, \\" for a quote')
    return str(value)
