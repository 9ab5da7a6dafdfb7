"""What a ledger says, as flat tables: one row a report, party, statement and so on, with where its words stand.

`report` and `characters` say according to which report, and in which of its characters ("120-141", pieces parted by a semicolon).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goodoffices.errors import LedgerError
from goodoffices.ledger.every import Every
from goodoffices.ledger.facts import Quote

Cell = str | int | float | bool | datetime.date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table: its name, its columns with the type of their cells (each cell may be nothing), and its rows."""

    name: str
    columns: dict[str, type]
    rows: Callable[[Every], Iterator[Row]]


def _reports(every: Every) -> Iterator[Row]:
    for r in every.reports():
        yield r.id, r.title, r.day, r.publisher, r.origin, r.reader, r.story


def _parties(every: Every) -> Iterator[Row]:
    for p in every.parties():
        yield p.key, p.name, p.kind.value, "; ".join(p.names) or None, p.speaks_for, p.reports, "; ".join(p.merged) or None


def _statements(every: Every) -> Iterator[Row]:
    for s in every.statements():
        yield (
            s.id, s.day, s.speaker, "; ".join(s.via) or None, s.manner.value, *_said(s.source), *_said(s.cue), s.content.text,
            s.content.report, _characters(s.content), s.confidence, s.status.value,
        )  # fmt: skip


def _steps(every: Every) -> Iterator[Row]:
    for s in every.steps():
        yield s.step, s.agent, s.measure.value, s.object, s.place, s.done


def _moves(every: Every) -> Iterator[Row]:
    for m in every.moves():
        yield (
            m.id, m.day, m.kind.value, m.party, m.agent, m.step, m.words.text, m.words.report, _characters(m.words),
            m.relation and m.relation.value, *_said(m.condition), m.strength.value, m.statement, m.confidence, m.status.value,
        )  # fmt: skip


def _commitments(every: Every) -> Iterator[Row]:
    for c in every.commitments():
        yield (
            c.id, c.kind.value, c.debtor, c.creditor, c.antecedent.model_dump_json(), c.consequent.step, c.strength.value,
            c.state.value, c.deadline, c.stories,
        )  # fmt: skip


def _testimonies(every: Every) -> Iterator[Row]:
    for c in every.commitments():
        for t in c.testimonies:
            yield c.id, t.move, t.day, t.story, t.words.text, t.words.report, _characters(t.words)


def _positions(every: Every) -> Iterator[Row]:
    for p in every.positions():
        yield p.party, p.step, p.stance.value, p.disputed, p.day, "; ".join(p.evidence)


def _dates(every: Every) -> Iterator[Row]:
    for d in every.dates():
        yield d.date, d.of, d.quote.text, d.quote.report, _characters(d.quote)


def _said(quote: Quote | None) -> tuple[str | None, str | None]:
    """The words and where they stand."""
    return (None, None) if quote is None else (quote.text, _characters(quote))


def _characters(quote: Quote) -> str:
    return ";".join(f"{start}-{end}" for start, end in quote.spans)


DAY = datetime.date
WHERE = {"words": str, "report": str, "characters": str}
TABLES = {
    table.name: table
    for table in (
        Table(
            "reports",
            {"id": str, "title": str, "day": DAY, "publisher": str, "origin": str, "reader": str, "story": str},
            _reports,
        ),
        Table(
            "parties",
            {"key": str, "name": str, "kind": str, "other_names": str, "speaks_for": str, "reports": int, "merged": str},
            _parties,
        ),
        Table(
            "statements",
            {
                "id": str, "day": DAY, "speaker": str, "via": str, "manner": str, "source": str, "source_characters": str,
                "cue": str, "cue_characters": str, **WHERE, "confidence": float, "status": str,
            },
            _statements,
        ),
        Table(
            "steps",
            {"id": str, "agent": str, "measure": str, "object": str, "place": str, "done": DAY},
            _steps,
        ),
        Table(
            "moves",
            {
                "id": str, "day": DAY, "kind": str, "party": str, "agent": str, "step": str, **WHERE, "relation": str,
                "condition": str, "condition_characters": str, "strength": str, "statement": str, "confidence": float,
                "status": str,
            },
            _moves,
        ),
        Table(
            "commitments",
            {
                "id": str, "kind": str, "debtor": str, "creditor": str, "antecedent": str, "consequent": str, "strength": str,
                "state": str, "deadline": DAY, "stories": int,
            },
            _commitments,
        ),
        Table("testimonies", {"commitment": str, "move": str, "day": DAY, "story": str, **WHERE}, _testimonies),
        Table(
            "positions",
            {"party": str, "step": str, "stance": str, "disputed": bool, "day": DAY, "evidence": str},
            _positions,
        ),
        Table("dates", {"date": str, "of": str, **WHERE}, _dates),
    )
}  # fmt: skip
"""All tables, by name."""


def table(name: str) -> Table:
    """The table of that name. Raises LedgerError where there is none."""
    if name not in TABLES:
        raise LedgerError(f"there is no table {name}: there are {', '.join(TABLES)}")
    return TABLES[name]
