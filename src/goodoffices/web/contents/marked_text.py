"""A report's text, paragraph by paragraph, with what each passage is to which statements and moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.brief.passages import Mark, Passage, Role, cut
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import MoveFact, StatementFact
from goodoffices.ledger.subjects import row_of
from goodoffices.web.contents.report import OneReport

BEFORE_OTHERS = (Role.CONDITION, Role.STEP, Role.CUE, Role.SOURCE, Role.CONTENT)
"""Of the roles of a passage, the first of these is shown."""


@dataclass(frozen=True)
class Stretch:
    """Characters with the statements and moves (s3, m4) for which they play each role; `shown` is the role that is seen at rest."""

    text: str
    roles: dict[Role, tuple[str, ...]]
    shown: Role | None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that begins at a character of the text, and the blank space behind it."""

    number: int
    start: int
    stretches: tuple[Stretch, ...]
    space: str


@dataclass(frozen=True)
class MarkedText:
    """The blank space before the first paragraph, then the paragraphs: the text, not a character more or less."""

    space: str
    paragraphs: tuple[Paragraph, ...]


def marked_text(report: OneReport) -> MarkedText:
    """The text of a report."""
    rejected = frozenset(
        _name(_number(item.subject)) for item in report.judged if item.status is Status.REJECTED and item.what != "link"
    )
    found = cut(report.text, _marks(report))
    paragraphs, start = [], len(found.space)
    for p in found.paragraphs:
        stretches = tuple(_stretch(passage, rejected) for passage in p.passages)
        paragraphs.append(Paragraph(p.number, start, stretches, p.space))
        start += sum(len(s.text) for s in stretches) + len(p.space)
    return MarkedText(found.space, tuple(paragraphs))


def _marks(report: OneReport) -> Iterator[tuple[int, int, Mark]]:
    statements = {item.subject: item.fact for item in report.items()}
    for item in report.items():
        fact, number = item.fact, _number(item.subject)
        if isinstance(fact, StatementFact):
            quotes = {Role.SOURCE: fact.source, Role.CUE: fact.cue, Role.CONTENT: fact.content}
        elif isinstance(fact, MoveFact):
            quotes = {Role.STEP: fact.words, Role.CONDITION: fact.condition}
            said = statements.get(fact.statement or "")
            if isinstance(said, StatementFact):
                quotes |= {Role.SOURCE: said.source, Role.CUE: said.cue}
        else:
            continue
        for role, quote in quotes.items():
            for start, end in quote.spans if quote else ():
                yield start, end, Mark(role, number)


def _stretch(passage: Passage, rejected: frozenset[str]) -> Stretch:
    roles = {role: tuple(map(_name, numbers)) for role, numbers in passage.roles.items()}
    seen = [role for role in BEFORE_OTHERS if not rejected.issuperset(roles.get(role, ()))]
    return Stretch(passage.text, roles, seen[0] if seen else None)


def _number(subject: str) -> int:
    """Statements have even numbers, moves odd ones."""
    row = row_of(subject)
    return 2 * row.n + (row.table.name == "moves")


def _name(number: int) -> str:
    return f"{'m' if number % 2 else 's'}{number // 2}"
