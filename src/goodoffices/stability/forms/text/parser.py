"""Steps through the tokens of a line on a conflict: names, numbers, lists, and what holds if another condition does."""

from __future__ import annotations

from goodoffices.deals.checking import LARGEST as LARGEST_COUNT
from goodoffices.deals.forms.text.lexicon import Kind
from goodoffices.deals.forms.text.parser import Parser
from goodoffices.model import AtLeast, Condition, Not, all_of, any_of
from goodoffices.stability.forms.text.tokens import CONFLICT

LARGEST = 100_000
"""Parts of a condition."""


class ConflictParser(Parser):
    """The tokens of a line on a conflict."""

    lexicon = CONFLICT
    named = "an option or another condition"
    flatter = "write it flatter"

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

    def degree(self) -> int:
        """`strongly` (2), `very strongly` (3), and so on; 1 where nothing of it stands here."""
        degree = 2
        while self.word("very"):
            degree += 1
        if self.word("strongly"):
            return degree
        if degree > 2:
            self.expected("'strongly'")
        return 1

    def gap(self) -> int:
        """`>` (1), `>>` (2), and so on; 0 where none stands here."""
        token = self.next
        if token.kind is not Kind.MARK or token.value.strip(">"):
            return 0
        self.at += 1
        return len(token.value)

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


def size(condition: Condition) -> int:
    """How many parts a condition has, itself among them."""
    match condition:
        case AtLeast(parts=parts):
            return 1 + sum(map(size, parts))
        case Not(part=part):
            return 1 + size(part)
        case _:
            return 1
