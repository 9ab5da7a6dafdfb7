"""What a ledger has of each day: reports, moves, dates that reports name, and steps that were done."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, and_, cast, exists, func, literal, or_, select, union_all

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, party_number, report_fact
from goodoffices.ledger.briefing import Coming, Telling, said_at
from goodoffices.ledger.dated import sentence_around
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import ReportFact, StepFact
from goodoffices.ledger.opening import reading
from goodoffices.ledger.sources import Said, moves_called, said_in, sources
from goodoffices.ledger.subjects import row_of
from goodoffices.ledger.views import View
from goodoffices.model import MoveKind
from goodoffices.model.base import Value


class What(StrEnum):
    """What there is of a day; a move by its kind."""

    REPORT = "report"
    OFFER = MoveKind.OFFER.value
    REFUSAL = MoveKind.REFUSAL.value
    DEMAND = MoveKind.DEMAND.value
    THREAT = MoveKind.THREAT.value
    SUPPORT = MoveKind.SUPPORT.value
    OPPOSITION = MoveKind.OPPOSITION.value
    DATE = "date"
    DONE = "done"


MOVES = frozenset(what for what in What if what not in (What.REPORT, What.DATE, What.DONE))


class Happening(Value):
    """One thing of a day, a month or a year (`date`, ISO 8601): a report, a move, a date in a `sentence`, or a step done."""

    date: str
    what: What
    report: ReportFact | None = None
    move: Telling | None = None
    coming: Coming | None = None
    sentence: str | None = None
    step: StepFact | None = None


class Happenings(Value):
    """Some of what there is of some days, the latest first; and how many there are in all."""

    happenings: tuple[Happening, ...]
    of: int


class Weekly(Value):
    """How many moves of each kind the reports of a week have, which begins on a Monday."""

    week: datetime.date
    moves: dict[MoveKind, int]


def happenings(  # noqa: PLR0917
    view: View,
    first: datetime.date,
    last: datetime.date,
    party: str | None = None,
    these: Collection[What] = frozenset(What),
    skip: int = 0,
    most: int = 100,
) -> Happenings:
    """What there is from a day to another: of a party (its key), of some kinds; the latest first, without the first `skip`.

    What a person has rejected is left out, and no step is done after the day of the view. Raises LedgerError for no such party.
    """
    with reading(view.engine) as connection:
        asked = Answering(connection, view)
        parties = None if party is None else asked.all_of(party_number(connection, party))
        queries = list(_queries(view, first, last, parties, these or frozenset(What)))
        rows = union_all(*queries).subquery()
        count = connection.scalar(select(func.count()).select_from(rows)) or 0
        query = select(rows).order_by(rows.c.day.desc(), rows.c.rank, rows.c.a.desc(), rows.c.b)
        found = connection.execute(query.limit(most).offset(skip)).all()
        return Happenings(happenings=tuple(_facts(asked, found)), of=count)


def weekly(view: View, party: str | None = None) -> list[Weekly]:
    """The moves of each week from the first to the last that has some."""
    m = tables.moves
    with reading(view.engine) as connection:
        query = select(m.c.day, m.c.kind, func.count()).where(m.c.status != Status.REJECTED.value).group_by(m.c.day, m.c.kind)
        if party is not None:
            query = query.where(m.c.party.in_(Answering(connection, view).all_of(party_number(connection, party))))
        rows = connection.execute(view.by_day(query, m.c.day)).all()
    weeks: defaultdict[datetime.date, Counter[MoveKind]] = defaultdict(Counter)
    for day, kind, count in rows:
        date = datetime.date.fromisoformat(day)
        weeks[date - datetime.timedelta(days=date.weekday())][MoveKind(kind)] += count
    if not weeks:
        return []
    first, last = min(weeks), max(weeks)
    return [
        Weekly(week=week, moves=dict(weeks.get(week, {})))
        for n in range((last - first).days // 7 + 1)
        for week in [first + datetime.timedelta(weeks=n)]
    ]


def months(view: View) -> dict[str, int]:
    """How many reports, dates and steps done each month has ("2014-01"), the latest first; months without any are not named."""
    r, d, t = tables.reports, tables.dates, tables.steps
    counts: Counter[str] = Counter()
    dates = select(func.substr(d.c.date, 1, 7), func.count()).join(r, r.c.id == d.c.report).where(func.length(d.c.date) > 4)
    with reading(view.engine) as connection:
        for query, month, day in (
            (select(func.substr(r.c.day, 1, 7), func.count()), func.substr(r.c.day, 1, 7), r.c.day),
            (dates, func.substr(d.c.date, 1, 7), r.c.day),
            (select(func.substr(t.c.done, 1, 7), func.count()).where(_done(view)), func.substr(t.c.done, 1, 7), t.c.done),
        ):
            for name, count in connection.execute(view.by_day(query, day).group_by(month)):
                counts[name] += count
    return {month: counts[month] for month in sorted(counts, reverse=True)}


def _done(view: View) -> ColumnElement[bool]:
    t = tables.steps
    return and_(t.c.done.is_not(None), t.c.done <= view.today.isoformat(), t.c.merged_into.is_(None))


def _queries(
    view: View, first: datetime.date, last: datetime.date, parties: list[int] | None, these: Collection[What]
) -> Iterator[Select[Any]]:
    """For each kind of thing that is asked for its day, its place among those of a day, and two numbers that name it."""
    r, m, d, s, t, a = (tables.reports, tables.moves, tables.dates, tables.statements, tables.steps, tables.appearances)
    span = first.isoformat(), last.isoformat()

    def row(day: ColumnElement[str], rank: int, one: ColumnElement[int], other: ColumnElement[int]) -> Select[Any]:
        query: Any = select(day.label("day"), cast(literal(rank), Integer).label("rank"), one.label("a"), other.label("b"))
        found: Select[Any] = query
        return found

    nothing = cast(literal(0), Integer)
    met = None if parties is None else exists().where(a.c.report == r.c.id, a.c.party.in_(parties))
    if What.REPORT in these:
        reports = view.by_day(row(r.c.day, 3, r.c.id, nothing).where(r.c.day.between(*span)), r.c.day)
        yield reports if met is None else reports.where(met)
    if kinds := [what.value for what in these if what in MOVES]:
        moves = row(m.c.day, 2, m.c.report, m.c.n).join(r, r.c.id == m.c.report)
        moves = moves.where(r.c.day.between(*span), m.c.kind.in_(kinds), m.c.status != Status.REJECTED.value)
        moves = view.by_day(moves, r.c.day)
        yield moves if parties is None else moves.where(m.c.party.in_(parties))
    if What.DATE in these:
        judged = func.coalesce(m.c.status, s.c.status, Status.DRAFT.value)
        whole = [first.isoformat()[:7]] if first.day == 1 else []
        whole += [first.isoformat()[:4]] if first.day == 1 and first.month == 1 else []
        dates = row(d.c.date, 1, d.c.report, d.c.start).join(r, r.c.id == d.c.report)
        dates = dates.outerjoin(m, _bounds(m, "m")).outerjoin(s, _bounds(s, "s"))
        dates = dates.where(or_(d.c.date.between(*span), d.c.date.in_(whole)), judged != Status.REJECTED.value)
        dates = view.by_day(dates, r.c.day)
        yield dates if met is None else dates.where(or_(m.c.party.in_(parties or []), and_(m.c.n.is_(None), met)))
    if What.DONE in these:
        done = row(t.c.done, 0, t.c.id, nothing).where(_done(view), t.c.done.between(*span))
        yield done if parties is None else done.where(t.c.agent.in_(parties))


def _bounds(table: Any, letter: str) -> ColumnElement[bool]:
    """Whether a date bounds a move or statement of its report."""
    d = tables.dates
    return and_(table.c.report == d.c.report, d.c.of == literal(letter).concat(cast(table.c.n, String)))


def _facts(asked: Answering, rows: Any) -> Iterator[Happening]:
    r, d = tables.reports, tables.dates
    connection = asked.connection
    of: dict[int, list[Any]] = {rank: [row for row in rows if row.rank == rank] for rank in range(4)}
    steps = asked.steps(row.a for row in of[0])
    dates = connection.execute(select(d).where(d.c.report.in_({row.a for row in of[1]}))).all()
    wanted = {(row.a, row.b) for row in of[1]}
    dates = [row for row in dates if (row.report, row.start) in wanted]
    facts = {(row.report, row.start): fact for row, fact in zip(dates, asked.dates(dates), strict=True)}
    bound = {fact.of for fact in facts.values() if fact.of and row_of(fact.of).table is tables.moves}
    moves = moves_called(asked, bound | {f"r{row.a}.m{row.b}" for row in of[2]})
    said: dict[tuple[int, int], Said] = {(report, at): said_at(report, fact, moves) for (report, at), fact in facts.items()}
    told = sources(asked, [*map(said_in, moves.values()), *said.values()])
    reports = {row.id: row for row in connection.execute(select(r).where(r.c.id.in_({row.a for row in of[3]})))}
    for row in rows:
        where = row.a, row.b
        match row.rank:
            case 0:
                yield Happening(date=row.day, what=What.DONE, step=steps[row.a])
            case 1:
                fact = facts[where]
                coming = Coming(date=fact, move=moves.get(fact.of or ""), source=told[said[where]])
                sentence = sentence_around(asked.texts[row.a], *fact.quote.spans[0])
                yield Happening(date=row.day, what=What.DATE, coming=coming, sentence=sentence)
            case 2:
                move = moves[f"r{row.a}.m{row.b}"]
                yield Happening(date=row.day, what=What(move.kind.value), move=Telling(move=move, source=told[said_in(move)]))
            case _:
                yield Happening(date=row.day, what=What.REPORT, report=report_fact(reports[row.a]))
