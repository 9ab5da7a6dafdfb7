"""The words of a statement, move or link in their paragraph, marked."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.brief import lines
from goodoffices.brief.paragraphs import paragraph_at, paragraphs
from goodoffices.brief.printable import one_line
from goodoffices.cli.page import Page
from goodoffices.ledger.citing import Citing
from goodoffices.ledger.facts import LinkFact, MoveFact, Quote, StatementFact

OPENS, CLOSES = "⟦", "⟧"
AROUND = 600
"""Characters shown before and after the words, at most: some paragraphs are a whole report."""


def print_words(fact: StatementFact | MoveFact | LinkFact, page: Page, cite: Citing) -> None:
    """What it says, what people have said of it, according to whom it is, and the paragraph with its words marked."""
    move = fact.move if isinstance(fact, LinkFact) else fact
    page.line(f"{fact.id} · {lines.status(fact.status, fact.confidence)}", style="yellow" if fact.status == "draft" else "green")
    match fact:
        case StatementFact():
            page.line(fact.content.text, indent=2, style="bold")
        case MoveFact():
            page.line(lines.move(fact, cite), indent=2, style="bold")
            page.line(f"step: {fact.step} {cite.step(fact.step)}", indent=2)
        case LinkFact():
            page.line(lines.link(fact, cite), indent=2, style="bold")
            page.line(f"of {move.id}: {lines.move(fact.move, cite)}", indent=2)
    quotes = _quotes(move)
    text, report = cite.text(quotes[0].report), lines.cited(cite.report(quotes[0].report))
    spans = sorted(span for quote in quotes for span in quote.spans)
    statement = cite.fact(move.statement) if isinstance(move, MoveFact) and move.statement else move
    source = f"{lines.speaker(statement, cite)}, in" if isinstance(statement, StatementFact) else "According to"
    page.line(f"{source} {report}, {place(text, spans)}", indent=2, style="cyan")
    page.blank()
    page.line(passage(text, spans), indent=4)


def place(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Where words stand: paragraphs and characters, code points with the end exclusive."""
    bounds, start, end = paragraphs(text), spans[0][0], max(e for _, e in spans)
    first, last = paragraph_at(start, bounds), paragraph_at(end - 1, bounds)
    return f"paragraph{f' {first}' if first == last else f's {first}–{last}'}, characters {start}–{end}"


def passage(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The paragraphs in which spans stand, as one line, the spans marked; cut where they are long."""
    bounds, start, end = paragraphs(text), min(s for s, _ in spans), max(e for _, e in spans)
    first = min(bounds[paragraph_at(start, bounds) - 1][0], start) if bounds else 0
    last = max(bounds[paragraph_at(end - 1, bounds) - 1][1], end) if bounds else len(text)
    begin, stop = max(first, start - AROUND), min(last, end + AROUND)
    marks = sorted([(s, 1, OPENS) for s, _ in spans] + [(e, 0, CLOSES) for _, e in spans])
    parts, at = [], begin
    for where, _, mark in marks:
        parts += [text[at:where], mark]
        at = where
    parts.append(text[at:stop])
    return one_line(f"{'… ' if begin > first else ''}{''.join(parts)}{' …' if stop < last else ''}")


def _quotes(fact: StatementFact | MoveFact) -> list[Quote]:
    quotes = (fact.content,) if isinstance(fact, StatementFact) else (fact.words, fact.condition)
    return [q for q in quotes if q is not None]
