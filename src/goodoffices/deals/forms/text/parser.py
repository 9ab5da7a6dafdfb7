"""Steps through the tokens of a line: words, marks and conditions, as problems and conflicts both have them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, NoReturn

from goodoffices.deals.checking import DEEPEST
from goodoffices.deals.forms.text.lexicon import Kind, Lexicon, Token
from goodoffices.model import AtLeast, Condition, Done, Not, all_of, any_of


class Parser(ABC):
    """The tokens of one line, read from left to right. Its methods raise the error of its lexicon, with line and column."""

    lexicon: ClassVar[Lexicon]
    named: ClassVar[str]
    """What a name in a condition is a name of."""
    flatter: ClassVar[str]
    """How to mend a condition that nests too deep."""

    def __init__(self, text: str, line: int):
        self.tokens = self.lexicon.tokens(text, line)
        self.line = line
        self.at = 0
        self.depth = 0
        self.names: list[Token] = []

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    @abstractmethod
    def name(self, what: str) -> str:
        """A name of `what`."""

    @abstractmethod
    def count(self) -> int:
        """A whole number of conditions."""

    def condition(self) -> Condition:
        """Any condition."""
        return self.joint()

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
            self.amiss(self.next, f"the condition nests deeper than {DEEPEST}: {self.flatter}")
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
                return Done(step=self.name(self.named))

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

    def quoted(self, what: str) -> str:
        """A text in quotes."""
        token = self.next
        if token.kind is not Kind.QUOTED:
            self.expected(f'{what}, in "quotes"')
        self.at += 1
        return token.value

    def is_word(self, *words: str) -> bool:
        """Whether the next token is one of these words of the form."""
        return self.next.kind is Kind.WORD and self.next.value in words

    def word(self, *words: str) -> str | None:
        """The next token if it is one of these words of the form, and step past it."""
        if not self.is_word(*words):
            return None
        self.at += 1
        return self.tokens[self.at - 1].value

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

    def named_word(self, *words: str) -> bool:
        """Step past one of these words, which are words of the form only here."""
        if self.next.kind is not Kind.NAME or self.next.value not in words:
            return False
        self.at += 1
        return True

    def expect_name(self, *words: str) -> None:
        """Step past one of these words, which are words of the form only here."""
        if not self.named_word(*words):
            self.expected(f"'{words[0]}'")

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
        self.lexicon.amiss(self.line, token.column, what)
