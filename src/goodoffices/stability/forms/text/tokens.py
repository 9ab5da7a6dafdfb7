"""The words, names, numbers and marks of a line."""

from __future__ import annotations

import json
import re
from typing import NoReturn

from goodoffices.deals.forms.text.tokens import LONGEST, Kind, Token
from goodoffices.errors import StabilityError

STATEMENTS = (
    "title",
    "party",
    "option",
    "exclusive",
    "infeasible",
    "no",
    "today",
    "state",
    "coalition",
    "by",
    "needs",
    "from",
    "to",
)
CONDITIONS = ("and", "or", "not", "if", "iff", "all", "any", "of", "at", "always", "never")
PREFERENCES = ("may", "prefers", "prefer", "weighs", "weigh", "ranks", "rank", "then", "nothing", "unknown")
RESERVED = frozenset({*STATEMENTS, *CONDITIONS, *PREFERENCES})
"""Words of the form, which are names only between quotes."""
MARKS = ":,()=>"
PIECE = re.compile(
    rf'(?P<blank>\s+)|(?P<comment>#.*)|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<mark>[{MARKS}])'
    rf'|(?P<word>[^\s"#{MARKS};{{}}\[\]“”„«»]+)|(?P<other>.)',
    re.DOTALL,
)
NUMBER = re.compile(r"[+-]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?")
ODD = {
    '"': 'a quote is opened and not closed: add " at its end',
    ";": "';' ends nothing here: write each statement on a line of its own",
    **dict.fromkeys("“”„«»", 'that is no quotation mark here: write straight ones, "so"'),
    **dict.fromkeys("{}[]", "braces mean nothing here: group with ( ), or put a name in quotes"),
}
"""What is said of characters that are no part of the form."""


def amiss(line: int, column: int, what: str) -> NoReturn:
    """Raise StabilityError for a place of a text."""
    raise StabilityError(f"line {line}, column {column}: {what}")


def tokens(text: str, line: int) -> list[Token]:
    """The tokens of a line, without its comment; the last one is its end. Raises StabilityError."""
    if len(text) > LONGEST:
        amiss(line, LONGEST + 1, f"the line is longer than {LONGEST:,} characters: use several statements")
    found: list[Token] = []
    end = len(text.rstrip())
    for piece in PIECE.finditer(text):
        at, said = piece.start(), piece[0]
        match piece.lastgroup:
            case "comment":
                end = at
            case "quoted":
                found.append(Token(Kind.QUOTED, _unquoted(said, line, at + 1), at + 1))
            case "mark":
                found.append(Token(Kind.MARK, said, at + 1))
            case "word":
                for i, c in enumerate(said):
                    if not c.isprintable():
                        amiss(
                            line, at + i + 1, f"the character U+{ord(c):04X} cannot be seen: delete it, or put the name in quotes"
                        )
                found.append(Token(_kind(said), said, at + 1))
            case "other":
                amiss(line, at + 1, ODD[said])
            case _:
                pass
    return [*found, Token(Kind.END, "", end + 1)]


def quoted(text: str) -> str:
    """Text in quotes, in one line and with no character that cannot be seen."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in json.dumps(text, ensure_ascii=False))


def is_plain(name: str, *, or_number: bool = False) -> bool:
    """Whether a name (or a number, where that may be one) can stand in a text without quotes."""
    piece = PIECE.fullmatch(name)
    kinds = (Kind.NAME, Kind.NUMBER) if or_number else (Kind.NAME,)
    return piece is not None and piece.lastgroup == "word" and name.isprintable() and _kind(name) in kinds


def _kind(word: str) -> Kind:
    if word in RESERVED:
        return Kind.WORD
    return Kind.NUMBER if NUMBER.fullmatch(word) else Kind.NAME


def _unquoted(said: str, line: int, column: int) -> str:
    try:
        value = str(json.loads(said, strict=False))
        value.encode()
    except UnicodeEncodeError:
        amiss(line, column, "the quote holds half a character: write whole ones")
    except json.JSONDecodeError as e:
        amiss(line, column + e.pos, f'{e.msg[0].lower()}{e.msg[1:]}: write \\\\ for a backslash, \\" for a quote')
    return value
