"""One question to a ledger: its rows as facts, and whatever they name, looked up once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, func, or_, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.by_day import ByDay
from goodoffices.ledger.facts import (
    DateFact,
    MoveFact,
    PartyFact,
    Quote,
    ReportFact,
    StatementFact,
    StepFact,
)
from goodoffices.ledger.history import unpacked
from goodoffices.ledger.naming import key_of
from goodoffices.ledger.rows import spans_in
from goodoffices.ledger.subjects import numbered


class Answering:
    """One question to a ledger: what it looks up on the way, it looks up once."""

    def __init__(self, connection: Connection, view: ByDay):
        self.connection = connection
        self.view = view
        self.texts: dict[int, str] = {}
        self.stories: dict[int, int] = {}
        self.people: dict[int, tuple[str, str]] = {}
        """Key and name of parties that were met, under their own number and that of a party merged into them."""
        self.whole: dict[int, int] = {}
        """For each step that was met itself, or that into which it was merged."""
        self.days: dict[int, datetime.date | None] = {}
        """For each such whole the day on which it was done, if it was."""

    def meet(self, ids: Iterable[int | None]) -> None:
        """Look up parties."""
        wanted = {i for i in ids if i is not None} - self.people.keys()
        if wanted:
            p, kept = tables.parties, tables.parties.alias()
            joined = select(p.c.id, kept.c.key, kept.c.name).join(kept, kept.c.id == func.coalesce(p.c.merged_into, p.c.id))
            self.people.update({i: (key, name) for i, key, name in self.connection.execute(joined.where(p.c.id.in_(wanted)))})

    def key(self, id: int | None) -> str | None:
        """The key of a party."""
        self.meet([id])
        return None if id is None else self.people[id][0]

    def all_of(self, party: int, *, speakers: bool = False) -> list[int]:
        """The numbers of a party and of those merged into it, and with `speakers` of those who speak for it."""
        p = tables.parties
        ids = list(self.connection.scalars(select(p.c.id).where((p.c.id == party) | (p.c.merged_into == party))))
        if speakers:
            ids += self.connection.scalars(select(p.c.id).where(p.c.speaks_for.in_(ids), p.c.id.not_in(ids)))
        return ids

    def same_steps(self, step: int) -> list[int]:
        """The numbers of a step and of those merged into it."""
        t = tables.steps
        return list(self.connection.scalars(select(t.c.id).where((t.c.id == step) | (t.c.merged_into == step))))

    def open(self, reports: Iterable[int]) -> None:
        """Look up the texts of reports, and of which stories they are."""
        if wanted := set(reports) - self.texts.keys():
            r, d = tables.reports, tables.documents
            query = select(r.c.id, r.c.story, d.c.text).join(d, d.c.sha256 == r.c.sha256).where(r.c.id.in_(wanted))
            for report, story, text in self.connection.execute(query):
                self.stories[report], self.texts[report] = story, unpacked(text)

    def quote(self, report: int, spans: Sequence[tuple[int, int]]) -> Quote:
        """The words of a report."""
        self.open([report])
        return Quote(report=f"r{report}", spans=tuple(spans), text=" … ".join(self.texts[report][s:e] for s, e in spans))

    def parties(self, rows: Sequence[Any]) -> list[PartyFact]:
        """Parties with their names; the rows are as of `View.reports_counted`."""
        p, n = tables.parties, tables.names
        counts: dict[int, int] = dict(map(tuple, rows))
        these = or_(p.c.id.in_(counts), p.c.merged_into.in_(counts))
        parts = self.connection.execute(select(p).where(these).order_by(p.c.id)).all()
        called = self.connection.execute(select(n.c.party, n.c.name).join(p, p.c.id == n.c.party).where(these).distinct())
        whole = {row.id: row.merged_into or row.id for row in parts}
        names: dict[int, set[str]] = defaultdict(set)
        for part, name in called:
            names[whole[part]].add(name)
        merged: dict[int, list[str]] = defaultdict(list)
        for row in parts:
            if row.merged_into:
                merged[row.merged_into].append(row.key)
        found = {row.id: row for row in parts if row.id in counts}
        self.meet(row.speaks_for for row in found.values())
        return [
            PartyFact(
                key=(row := found[one]).key, name=row.name, kind=row.kind, names=tuple(sorted(names[one] - {row.name})),
                speaks_for=self.key(row.speaks_for), reports=count, merged=tuple(merged[one]),
            )
            for one, count in counts.items()
        ]  # fmt: skip

    def step(self, id: int) -> StepFact:
        """A step, or that of which it is a part, as its first report names it."""
        return self.steps([id])[id]

    def steps(self, ids: Iterable[int]) -> dict[int, StepFact]:
        """For each of some steps what `step` says of it."""
        wholes = self.wholes(ids)
        done = self.done(wholes)
        s = tables.steps
        rows = self.connection.execute(select(s).where(s.c.id.in_(set(wholes.values())))).all()
        self.meet(row.agent for row in rows)
        facts = {
            row.id: StepFact(
                step=f"t{row.id}", agent=self.key(row.agent), measure=row.measure, object=row.object, place=row.place,
                done=done.get(f"t{row.id}"),
            )
            for row in rows
        }  # fmt: skip
        return {i: facts[whole] for i, whole in wholes.items()}

    def wholes(self, steps: Iterable[int]) -> dict[int, int]:
        """For each of some steps itself, or that into which it was merged."""
        s = tables.steps
        asked = set(steps)
        if new := asked - self.whole.keys():
            one = select(s.c.id, func.coalesce(s.c.merged_into, s.c.id)).where(s.c.id.in_(new))
            self.whole.update(self.connection.execute(one).tuples().all())
        return {i: self.whole[i] for i in asked}

    def done(self, steps: Iterable[int]) -> dict[str, datetime.date]:
        """Those of some steps that were done by the day of the view, and when; what was merged was done when its first part was."""
        s = tables.steps
        one = func.coalesce(s.c.merged_into, s.c.id)
        wholes = self.wholes(steps)
        if new := set(wholes.values()) - self.days.keys():
            parts = s.c.id.in_(new) | s.c.merged_into.in_(new)
            first = select(one, func.min(s.c.done)).where(parts, s.c.done <= self.view.today.isoformat()).group_by(one)
            self.days |= dict.fromkeys(new)
            self.days |= {i: datetime.date.fromisoformat(day) for i, day in self.connection.execute(first).tuples()}
        wholes |= {whole: whole for whole in wholes.values()}
        return {f"t{i}": day for i, whole in wholes.items() if (day := self.days[whole]) is not None}

    def statements(self, rows: Sequence[Any]) -> list[StatementFact]:
        """Statements with their words."""
        via = [[int(v) for v in (row.via or "").split()] for row in rows]
        self.meet([*(row.speaker for row in rows), *chain.from_iterable(via)])
        self.open(row.report for row in rows)
        found = []
        for row, through in zip(rows, via, strict=True):
            source, cue, content = spans_in(row.spans)
            found.append(
                StatementFact(
                    id=f"r{row.report}.s{row.n}", day=row.day, speaker=self.key(row.speaker),
                    via=tuple(self.people[v][0] for v in through), manner=row.manner,
                    source=self.quote(row.report, source) if source else None, cue=self.quote(row.report, cue) if cue else None,
                    content=self.quote(row.report, content), confidence=row.confidence, status=row.status,
                )
            )  # fmt: skip
        return found

    def moves(self, rows: Sequence[Any]) -> list[MoveFact]:
        """Moves with their words."""
        self.meet(i for row in rows for i in (row.party, row.agent))
        self.open(row.report for row in rows)
        wholes = self.wholes(row.step for row in rows)
        found = []
        for row in rows:
            step, condition = spans_in(row.spans)
            found.append(
                MoveFact(
                    id=f"r{row.report}.m{row.n}", day=row.day, kind=row.kind, party=self.people[row.party][0],
                    agent=self.people[row.agent][0], step=f"t{wholes[row.step]}", words=self.quote(row.report, step),
                    condition=self.quote(row.report, condition) if condition else None, relation=row.relation,
                    strength=row.strength, statement=f"r{row.report}.s{row.statement}" if row.statement else None,
                    confidence=row.confidence, status=row.status,
                )
            )  # fmt: skip
        return found

    def dates(self, rows: Sequence[Any]) -> list[DateFact]:
        """Dates with their words."""
        self.open(row.report for row in rows)
        return [
            DateFact(
                date=row.date, quote=self.quote(row.report, [(row.start, row.end)]),
                of=f"r{row.report}.{row.of}" if row.of else None,
            )
            for row in rows
        ]  # fmt: skip


def report_fact(row: Any) -> ReportFact:
    """A report as its row has it."""
    return ReportFact(
        id=f"r{row.id}", title=row.title, day=row.day, publisher=row.publisher, origin=row.origin,
        reader=f"{row.reader} {row.version}", story=f"r{row.story}",
    )  # fmt: skip


def party_number(connection: Connection, key: str) -> int:
    """The number of the party of that key or name, or of the one into which it was merged."""
    p, n = tables.parties, tables.names
    one = select(func.coalesce(p.c.merged_into, p.c.id)).order_by(p.c.id)
    found = (
        connection.scalar(one.where(p.c.key == key))
        or connection.scalar(one.where(p.c.key == key_of(key)))
        or connection.scalar(one.where(p.c.name == key))
        or connection.scalar(one.join(n, n.c.party == p.c.id).where(n.c.name == key))
    )
    if found is None:
        raise LedgerError(f"there is no party {key} in this ledger: `goodoffices parties` names them")
    return int(found)


def step_number(connection: Connection, step: str) -> int:
    """The number of a step (t4), or of the one into which it was merged."""
    t = tables.steps
    found = connection.scalar(select(func.coalesce(t.c.merged_into, t.c.id)).where(t.c.id == (numbered(step, "t") or 0)))
    if found is None:
        raise LedgerError(f"there is no step {step} in this ledger")
    return int(found)
