"""The state of a ledger: what its events, applied in their order, come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, update

from goodoffices.ledger import tables
from goodoffices.ledger.commitments import drawn
from goodoffices.ledger.differing import proposals, renumber
from goodoffices.ledger.events import (
    Added,
    Corrected,
    Done,
    Ended,
    Event,
    Introduced,
    Judged,
    Linked,
    Marked,
    Merged,
    ReadAgain,
    Reprinted,
    Split,
    Status,
    Undone,
)
from goodoffices.ledger.fitting import PARTIES
from goodoffices.ledger.joining import join, over
from goodoffices.ledger.pending import Pending
from goodoffices.ledger.rows import commitment_rows, commitments_of, rows_of
from goodoffices.ledger.signatures import packed
from goodoffices.ledger.subjects import Row, numbered, row_of
from goodoffices.ledger.words import forget_words

FOR_QUESTIONS = [
    index
    for table in (tables.reports, tables.statements, tables.moves, tables.dates)
    for index in sorted(table.indexes, key=lambda index: str(index.name))
]
"""The indices of which no event makes use."""


class State(Pending):
    """The tables that are derived from the record, as one transaction changes them: `flush` before it ends."""

    def apply(self, number: int, event: Event, text: str = "") -> None:
        """Change the state by one event, the `number`th; `text` is that of its report, where it adds one."""
        if not isinstance(event, Added):
            self.flush()
        match event:
            case Added():
                self._add_report(event, text)
                rows = rows_of(event, self, event.day)
                self.add(rows | commitment_rows(commitments_of(event, rows, self), event.report, self))
            case ReadAgain():
                self._read_again(number, event)
            case Judged():
                self._judge(event.subject, {"status": event.verdict.value})
            case Corrected():
                self._judge(event.subject, {"status": Status.CORRECTED.value, **self._values(event.changes)})
            case Linked():
                self._link(event.subject)
            case Marked():
                self._mark(event)
            case Introduced():
                number = self.numbers(tables.parties, [event.party])[0][event.party]
                self.kept_back[tables.parties].append(
                    {"id": number, "key": event.party, "name": event.name, "kind": event.party_kind.value}
                )
                self.kept_back[tables.names] += [{"party": number, "name": name, "block": block} for name, block in event.names]
            case Undone():
                self._take_back(event)
            case Merged():
                self._merge(event.kept, event.merged)
            case Split():
                table, part = self._keyed(event.part)
                self.connection.execute(update(table).where(table.c.id == part).values(merged_into=None))
                join(self, over(table, [part]))
            case Done():
                self._done(event.step, event.day and event.day.isoformat())
            case Ended():
                self._end(event.commitment, event.ending.value, event.day.isoformat())
            case Reprinted():
                printed = {"title": event.title, "day": event.day, "publisher": event.publisher, "origin": event.origin}
                self.kept_back[tables.printings].append({"report": event.report, "event": number, **printed})

    def _add_report(self, event: Added, text: str) -> None:
        report, reader = event.reading["report"], event.reading["reader"]
        self.kept_back[tables.reports].append({
            "id": event.report, "sha256": report["sha256"], "name": report["id"], "title": report.get("title"),
            "published": report.get("published"), "day": event.day, "publisher": report.get("publisher"),
            "language": report.get("language"),
            "origin": report["origin"], "reader": reader["name"], "version": reader["version"], "story": event.story,
            "signature": packed(event.signature),
        })  # fmt: skip
        self.words.append((event.report, report.get("title") or "", text))

    def _read_again(self, number: int, event: ReadAgain) -> None:
        """Put the later reading in place of what nobody has judged; propose the rest of it."""
        report, reader = event.report, event.reading["reader"]
        r = tables.reports
        day = self.connection.execute(select(r.c.day).where(r.c.id == report)).scalar_one()
        self.connection.execute(update(r).where(r.c.id == report).values(reader=reader["name"], version=reader["version"]))
        kept, links = self._kept(report)
        rows = rows_of(event, self, day)
        renumber(rows, kept)
        found = [d for d in commitments_of(event, rows, self) if (tables.moves, d.move) not in kept]
        self.kept_back[tables.proposals] += [{"subject": s, "event": number, "body": b} for s, b in proposals(kept, rows)]
        for table in (tables.statements, tables.moves, tables.testimonies):
            as_they_are = {n for t, n in kept if t is table or (t is tables.moves and table is tables.testimonies)}
            self.connection.execute(delete(table).where(table.c.report == report, table.c.n.not_in(as_they_are)))
        t = tables.links
        self.connection.execute(delete(t).where(t.c.report == report, t.c.status == Status.DRAFT.value))
        for table in (tables.dates, tables.appearances, tables.backings):
            self.connection.execute(delete(table).where(table.c.report == report))
        for row in rows[tables.moves]:
            if (tables.moves, row["n"]) in kept:
                self._set(Row(tables.moves, report, row["n"]), {"statement": row["statement"]})
        rows[tables.links] = [x for x in rows[tables.links] if (x["n"], x["step"]) not in links]
        for table in (tables.statements, tables.moves):
            rows[table] = [x for x in rows[table] if (table, x["n"]) not in kept]
        self.add(rows | commitment_rows(found, report, self))

    def _kept(self, report: int) -> tuple[dict[tuple[Table, int], Mapping[str, Any]], set[tuple[int, int]]]:
        """What a later reading of a report leaves as it is: statements and moves that a person has judged, those to which judged
        links and moves belong; and the judged links (number of the move, step)."""
        s, m, k = tables.statements, tables.moves, tables.links
        judged = select(k.c.n, k.c.step).where(k.c.report == report, k.c.status != Status.DRAFT.value)
        links = {(n, step) for n, step in self.connection.execute(judged)}
        moves = select(m).where(m.c.report == report, (m.c.status != Status.DRAFT.value) | m.c.n.in_({n for n, _ in links}))
        kept: dict[tuple[Table, int], Mapping[str, Any]]
        kept = {(m, row["n"]): dict(row) for row in self.connection.execute(moves.order_by(m.c.n)).mappings()}
        said = (s.c.status != Status.DRAFT.value) | s.c.n.in_({row["statement"] for row in kept.values() if row["statement"]})
        statements = select(s).where(s.c.report == report, said).order_by(s.c.n)
        kept |= {(s, row["n"]): dict(row) for row in self.connection.execute(statements).mappings()}
        return kept, links

    def _judge(self, subject: str, values: Mapping[str, Any]) -> None:
        """Set what a person has said of a row; what was proposed in its place is settled with it."""
        row = row_of(subject)
        self._set(row, values)
        self.connection.execute(delete(tables.proposals).where(tables.proposals.c.subject == subject))
        if row.table is not tables.statements:
            self._draw_again(row.report, row.n)

    def _link(self, subject: str) -> None:
        """That the condition of a move waits for a step, by a person's word."""
        link = row_of(subject)
        there = self.connection.execute(select(link.table.c.n).where(link.where)).first()
        if there is None:
            told = {"confidence": 1.0, "status": Status.CONFIRMED.value}
            self.kept_back[link.table].append({"report": link.report, "n": link.n, "step": link.step, **told})
            self.flush()
        self._judge(subject, {"status": Status.CONFIRMED.value})

    def _mark(self, event: Marked) -> None:
        """A statement or move by a person's hand, with its step, if that is new."""
        row, new = row_of(event.subject), event.new_step
        if new is not None:
            agent = None if new.agent is None else self.numbers(tables.parties, [new.agent])[0][new.agent]
            step = {"id": event.fields["step"], "key": new.key, "agent": agent, "measure": new.measure.value}
            self.kept_back[tables.steps].append({**step, "object": new.object, "place": new.place})
        values = {
            "report": row.report,
            "n": row.n,
            "confidence": 1.0,
            "status": Status.CONFIRMED.value,
            **self._values(event.fields),
        }
        if row.table is tables.moves:
            r = tables.reports
            values["day"] = self.connection.execute(select(r.c.day).where(r.c.id == row.report)).scalar_one()
        self.kept_back[row.table].append(values)
        self.flush()
        if row.table is tables.moves:
            self._draw_again(row.report, row.n)

    def _take_back(self, event: Undone) -> None:
        """Make a row, a step or a commitment what it was before an event."""
        if numbered(event.subject, "c") is not None:
            t = tables.commitments
            for commitment, ended in event.values.items():
                ending, _, day = str(ended or "").partition(" ")
                before = {"ended": ending or None, "ended_on": day or None}
                self.connection.execute(update(t).where(t.c.id == numbered(commitment, "c")).values(**before))
            return
        if (step := numbered(event.subject, "t")) is not None:
            self._done(step, event.values["done"])
            return
        row = row_of(event.subject)
        if event.values:
            self._set(row, self._values(event.values))
        else:
            self.connection.execute(delete(row.table).where(row.where))
        self.kept_back[tables.proposals] += [{"subject": event.subject, "event": of, "body": body} for of, body in event.proposed]
        if row.table is not tables.statements:
            self._draw_again(row.report, row.n)

    def _done(self, step: int, day: Any) -> None:
        self.connection.execute(update(tables.steps).where(tables.steps.c.id == step).values(done=day))

    def _end(self, commitment: int, ending: Any, day: Any) -> None:
        t = tables.commitments
        whole = select(func.coalesce(t.c.merged_into, t.c.id)).where(t.c.id == commitment).scalar_subquery()
        these = (t.c.id == whole) | (t.c.merged_into == whole)
        self.connection.execute(update(t).where(these).values(ended=ending, ended_on=day))

    def _draw_again(self, report: int, n: int) -> None:
        """The commitment that one move makes, as a person has left it and its links."""
        m, k, d, t, s = tables.moves, tables.links, tables.dates, tables.testimonies, tables.steps
        asked = self.connection.execute
        moves = list(map(dict, asked(select(m).where(m.c.report == report, m.c.n == n)).mappings()))
        of_it = (k.c.report == report) & (k.c.n == n) & (k.c.status != Status.REJECTED.value)
        links = list(map(dict, asked(select(k).where(of_it)).mappings()))
        dates = list(map(dict, asked(select(d).where(d.c.report == report, d.c.of == f"m{n}").order_by(d.c.start)).mappings()))
        agents = dict(asked(select(s.c.id, s.c.agent).where(s.c.id.in_({x["step"] for x in links}))).tuples().all())
        asked(delete(t).where(t.c.report == report, t.c.n == n))
        found = drawn(moves, links, dates, agents)
        self.add(commitment_rows(found, report, self))
        if found:  # it may be over parties or steps that have been merged since
            join(self, tables.commitments.c.key.in_([d.key for d in found]))

    def _set(self, row: Row, values: Mapping[str, Any]) -> None:
        self.connection.execute(update(row.table).where(row.where).values(**values))

    def _values(self, changes: Mapping[str, str | int | None]) -> dict[str, Any]:
        """The values of columns for corrected fields: parties by number, not by key."""
        values: dict[str, Any] = dict(changes)
        for field in PARTIES:
            if isinstance(values.get(field), str):
                values[field] = self.numbers(tables.parties, [values[field]])[0][values[field]]
        return values

    def _merge(self, kept: str, merged: str) -> None:
        table, into = self._keyed(kept)
        _, gone = self._keyed(merged)
        into = self.connection.execute(
            select(func.coalesce(table.c.merged_into, table.c.id)).where(table.c.id == into)
        ).scalar_one()
        same = (table.c.id == gone) | (table.c.merged_into == gone)
        parts = list(self.connection.scalars(select(table.c.id).where(same, table.c.id != into)))
        self.connection.execute(update(table).where(table.c.id.in_(parts)).values(merged_into=into))
        join(self, over(table, parts))

    def _keyed(self, subject: str) -> tuple[Table, int]:
        """The table and number of a step or party."""
        step = numbered(subject, "t")
        if step is not None:
            return tables.steps, step
        return tables.parties, self.numbers(tables.parties, [subject])[0][subject]


@contextmanager
def made_anew(connection: Connection) -> Iterator[None]:
    """What is made from the record is emptied, and has no index for questions until it is full again: it is sorted once."""
    for index in FOR_QUESTIONS:
        index.drop(connection)
    for table in reversed(tables.metadata.sorted_tables):
        if table.name not in tables.RECORD | tables.APART:
            connection.execute(delete(table))
    forget_words(connection)
    yield
    for index in FOR_QUESTIONS:
        index.create(connection)
