"""Steps through the tokens of a line: names, marks, lists and conditions, which all statements have."""

from __future__ import annotations

from typing import NoReturn

from goodoffices.deals.checking import DEEPEST
from goodoffices.deals.checking import LARGEST as LARGEST_COUNT
from goodoffices.deals.forms.text.tokens import Kind, Token
from goodoffices.model import AtLeast, Condition, Done, Not, all_of, any_of
from goodoffices.stability.forms.text.tokens import amiss

LARGEST = 100_000
"""Parts of a condition."""


class Parser:
    """The tokens of one line, read from left to right. Its methods raise StabilityError with line and column."""

    def __init__(self, found: list[Token], line: int):
        self.tokens = found
        self.line = line
        self.at = 0
        self.depth = 0
        self.names: list[Token] = []

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    def condition(self) -> Condition:
        """Conditions side by side, or one that holds if another does (`if`), or just when it does (`iff`)."""
        first = self.joint()
        if (word := self.word("if", "iff")) is None:
            return first
        token, second = self.next, self.joint()
        if self.next.value in ("if", "iff") and self.next.kind is Kind.WORD:
            self.amiss(self.next, f"'{word}' and '{self.next.value}' stand side by side: say with ( ) what belongs together")
        if word == "if":
            return any_of(first, Not(part=second))
        if size(first) + size(second) > LARGEST // 2:
            self.amiss(token, f"written out, the condition has more than {LARGEST:,} parts: write it shorter")
        return any_of(all_of(first, second), all_of(Not(part=first), Not(part=second)))

    def joint(self) -> Condition:
        """Several conditions side by side with "and", or with "or"."""
        parts = [self.single()]
        joint = self.word("and", "or")
        if joint is None:
            return parts[0]
        parts.append(self.single())
        while (token := self.next).value in ("and", "or") and token.kind is Kind.WORD:
            if token.value != joint:
                self.amiss(token, "'and' and 'or' stand side by side: say with ( ) what belongs together")
            self.at += 1
            parts.append(self.single())
        return all_of(*parts) if joint == "and" else any_of(*parts)

    def single(self) -> Condition:
        """One condition without another beside it."""
        self.depth += 1
        if self.depth > DEEPEST + 1:
            self.amiss(self.next, f"the condition nests deeper than {DEEPEST}: write it flatter")
        condition = self._single()
        self.depth -= 1
        return condition

    def _single(self) -> Condition:
        match self.word("not", "always", "never", "all", "any", "at"):
            case "not":
                return Not(part=self.single())
            case "always":
                return all_of()
            case "never":
                return any_of()
            case "all":
                return all_of(*self.listed())
            case "any":
                return any_of(*self.listed())
            case "at":
                self.expect_name("least")
                count = self.count()
                return AtLeast(count=count, parts=self.listed())
            case _ if self.mark("("):
                condition = self.condition()
                self.expect_mark(")")
                return condition
            case _:
                return Done(step=self.name("an option or another condition"))

    def listed(self) -> tuple[Condition, ...]:
        """`of (CONDITION, CONDITION)`."""
        self.expect_word("of")
        self.expect_mark("(")
        if self.mark(")"):
            return ()
        parts = [self.condition()]
        while self.mark(","):
            parts.append(self.condition())
        self.expect_mark(")")
        return tuple(parts)

    def several(self, what: str) -> tuple[str, ...]:
        """Different names with commas or "and" between them."""
        names = [self.name(what)]
        while self.mark(",") or self.is_word("and"):
            self.word("and")
            token = self.next
            names.append(self.name(what))
            if names[-1] in names[:-1]:
                self.amiss(token, f"{token} is named twice: leave one out")
        return tuple(names)

    def name(self, what: str, *, or_number: bool = False) -> str:
        """A name of `what`."""
        token = self.next
        if token.kind not in (Kind.NAME, Kind.QUOTED) and not (or_number and token.kind is Kind.NUMBER):
            self.expected(what, "; in quotes it would be a name" if token.kind in (Kind.WORD, Kind.NUMBER) else "")
        self.names.append(token)
        self.at += 1
        return token.value

    def quoted(self, what: str) -> str:
        """A text in quotes."""
        token = self.next
        if token.kind is not Kind.QUOTED:
            self.expected(f'{what}, in "quotes"')
        self.at += 1
        return token.value

    def number(self, what: str) -> float:
        """A number."""
        token = self.next
        if token.kind is not Kind.NUMBER:
            self.expected(what)
        self.at += 1
        return float(token.value)

    def count(self) -> int:
        """A whole number of conditions."""
        token, number = self.next, self.number("how many at least")
        if not 0 <= number <= LARGEST_COUNT or number != int(number):
            self.amiss(token, f"how many at least: write a whole number, up to {LARGEST_COUNT:,}")
        return int(number)

    def is_word(self, *words: str) -> bool:
        """Whether the next token is one of these words of the form."""
        return self.next.kind is Kind.WORD and self.next.value in words

    def word(self, *words: str) -> str | None:
        """The next token if it is one of these words of the form, and step past it."""
        if not self.is_word(*words):
            return None
        self.at += 1
        return self.tokens[self.at - 1].value

    def named_word(self, *words: str) -> bool:
        """Step past one of these words, which are words of the form only here."""
        if self.next.kind is not Kind.NAME or self.next.value not in words:
            return False
        self.at += 1
        return True

    def mark(self, mark: str) -> bool:
        """Step past this mark, if it comes next."""
        if self.next.kind is not Kind.MARK or self.next.value != mark:
            return False
        self.at += 1
        return True

    def expect_word(self, word: str) -> None:
        """Step past this word of the form."""
        if self.word(word) is None:
            self.expected(f"'{word}'")

    def expect_name(self, word: str) -> None:
        """Step past this word, which is a word of the form only here."""
        if not self.named_word(word):
            self.expected(f"'{word}'")

    def expect_mark(self, mark: str) -> None:
        """Step past this mark."""
        if not self.mark(mark):
            self.expected(f"'{mark}'")

    def end(self) -> None:
        """Nothing may follow."""
        if self.next.kind is not Kind.END:
            self.expected("the end of the line")

    def expected(self, what: str, more: str = "") -> NoReturn:
        """That something else should come next."""
        self.amiss(self.next, f"{what} should stand here, not {self.next}{more}")

    def amiss(self, token: Token, what: str) -> NoReturn:
        """That something is wrong with a token."""
        amiss(self.line, token.column, what)


def size(condition: Condition) -> int:
    """How many parts a condition has, itself among them."""
    match condition:
        case AtLeast(parts=parts):
            return 1 + sum(map(size, parts))
        case Not(part=part):
            return 1 + size(part)
        case _:
            return 1
