"""Who supports, opposes, backs, speaks for and waits for whom, counted: how many moves tell of each tie, and where the last is."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, and_, cast, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.answering import Answering, party_number
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import Quote
from goodoffices.ledger.opening import reading
from goodoffices.ledger.relations import OF_MOVES, Tie, told_by
from goodoffices.ledger.sources import Source, moves_called, said_in, sources
from goodoffices.ledger.subjects import ROW, numbered
from goodoffices.ledger.views import View
from goodoffices.model import CommitmentKind, MoveKind, PartyKind
from goodoffices.model.base import Value

BEYOND = 1_000_000
"""More than any report has moves: a report and a move as one number that can be compared."""


class NetworkParty(Value):
    """A party of a network; `ties` is how many moves and reports tell of a tie of it."""

    key: str
    name: str
    kind: PartyKind
    ties: int


class CountedTie(Value):
    """A tie from `party` to `other` (keys): how many moves or reports tell of it, the last day, and the `last` (r12.m3, r12)."""

    tie: Tie
    party: str
    other: str
    count: int
    day: datetime.date
    last: str


class Network(Value):
    """Parties, those with most ties first, and the ties among them, those of which most is told first.

    `of` is how many parties have ties at all.
    """

    parties: tuple[NetworkParty, ...]
    ties: tuple[CountedTie, ...]
    of: int

    def strongest(self, most: int) -> Network:
        """Of the parties of which most is told those that have ties to each other."""
        return self._among([party.key for party in self.parties[:most]], self.ties)

    def around(self, party: str, most: int) -> Network:
        """A party (its key), those of which most is told of the others to which it has ties, and its ties to them."""
        ties = [tie for tie in self.ties if party in (tie.party, tie.other)]
        others = {key for tie in ties for key in (tie.party, tie.other)} - {party}
        return self._among([party, *(p.key for p in self.parties if p.key in others)][:most], ties)

    def _among(self, keys: Iterable[str], ties: Iterable[CountedTie]) -> Network:
        shown = set(keys)
        among = tuple(tie for tie in ties if {tie.party, tie.other} <= shown)
        tied = {key for tie in among for key in (tie.party, tie.other)}
        return Network(parties=tuple(p for p in self.parties if p.key in tied), ties=among, of=self.of)


class TieTold(Value):
    """The last that is told of a tie, in which words, according to whom; a wait has the condition's words too."""

    at: str
    words: Quote | None
    condition: Quote | None
    source: Source
    is_draft: bool


def network(view: View) -> Network:
    """The whole network. What a person has rejected is no tie."""
    with reading(view.engine) as connection:
        counted = list(_counted(Answering(connection, view)))
        weights: Counter[str] = Counter()
        for tie in counted:
            weights.update({tie.party: tie.count, tie.other: tie.count})
        p = tables.parties
        rows = {row.key: row for row in connection.execute(select(p).where(p.c.key.in_(weights)))}
    return Network(
        parties=tuple(
            NetworkParty(key=key, name=rows[key].name, kind=rows[key].kind, ties=ties)
            for key, ties in sorted(weights.items(), key=lambda x: (-x[1], x[0]))
        ),
        ties=tuple(sorted(counted, key=lambda t: (-t.count, t.party, t.other, t.tie))),
        of=len(weights),
    )


def ties_told(view: View, ties: Iterable[CountedTie]) -> dict[tuple[Tie, str, str], TieTold]:
    """For each of some dozens of ties (its kind and keys) the last that is told of it."""
    found: dict[tuple[Tie, str, str], TieTold] = {}
    ties = list(ties)
    with reading(view.engine) as connection:
        asked = Answering(connection, view)
        moves = moves_called(asked, {t.last for t in ties if ROW.fullmatch(t.last)})
        told = sources(asked, map(said_in, moves.values()))
        for tie in ties:
            where = tie.tie, tie.party, tie.other
            if tie.last in moves:
                move = moves[tie.last]
                found[where] = TieTold(
                    at=move.id, words=move.words, condition=move.condition, source=told[said_in(move)],
                    is_draft=move.status is Status.DRAFT,
                )  # fmt: skip
            else:
                ids = [party_number(connection, key) for key in (tie.party, tie.other)]
                fact = _as_told(asked, numbered(tie.last, "r") or 0, tie.tie, ids)
                source = fact.source if fact else sources(asked, [(int(tie.last[1:]), None)])[int(tie.last[1:]), None]
                found[where] = TieTold(
                    at=tie.last, words=fact.words if fact else None, condition=None, source=source, is_draft=True
                )  # fmt: skip
    return found


def _as_told(asked: Answering, report: int, tie: Tie, wholes: list[int]) -> Any:
    """The tie as a report has it, whichever parts of the two parties it names."""
    ones, others = (asked.all_of(whole) for whole in wholes)
    found = (told_by(asked, report, tie, one, other) for one in ones for other in others)
    return next((x for x in found if x is not None), None)


def _counted(asked: Answering) -> Iterator[CountedTie]:
    """All ties between two different parties."""
    rows: defaultdict[tuple[Tie, int, int], list[tuple[int, str, str]]] = defaultdict(list)
    for tie, one, other, count, day, last in (*_of_moves(asked), *_waits(asked), *_backings(asked), *_speakers(asked)):
        rows[tie, one, other].append((count, day, last))
    asked.meet(i for _, one, other in rows for i in (one, other))
    for (tie, one, other), told in rows.items():
        party, whom = asked.people[one][0], asked.people[other][0]
        _, day, last = max(told, key=lambda x: x[1])
        if party != whom:
            yield CountedTie(
                tie=tie, party=party, other=whom, count=sum(count for count, _, _ in told), day=datetime.date.fromisoformat(day),
                last=last,
            )  # fmt: skip


Row = tuple[Tie, int, int, int, str, str]
"""A tie, two parties, how many tell of it, the last day, and what tells of it last."""


def _of_moves(asked: Answering) -> Iterator[Row]:
    """Who supports or opposes a step supports or opposes its agent in it."""
    m = tables.moves
    kinds = {kind.value: tie for kind, tie in OF_MOVES.items()}
    query = select(m.c.kind, m.c.party, m.c.agent, func.count(), func.max(m.c.day), _last(m.c.report, m.c.n)).where(
        m.c.kind.in_(kinds), m.c.status != Status.REJECTED.value, m.c.party != m.c.agent
    )
    for kind, one, other, count, day, last in _all(asked, query.group_by(m.c.kind, m.c.party, m.c.agent), m.c.day):
        yield kinds[MoveKind(kind)], one, other, count, day, f"r{last // BEYOND}.m{last % BEYOND}"


def _waits(asked: Answering) -> Iterator[Row]:
    """The debtor of a promise or necessary condition waits for its creditor, who would take the step that it names."""
    c, t, m = tables.commitments, tables.testimonies, tables.moves
    query = (
        select(c.c.debtor, c.c.creditor, func.count(), func.max(m.c.day), _last(t.c.report, t.c.n))
        .join(t, t.c.commitment == c.c.id)
        .join(m, and_(m.c.report == t.c.report, m.c.n == t.c.n))
        .where(
            c.c.creditor.is_not(None), c.c.kind != CommitmentKind.THREAT.value, ~c.c.antecedent.contains('"not"'),
            m.c.status != Status.REJECTED.value,
        )
        .group_by(c.c.debtor, c.c.creditor)
    )  # fmt: skip
    for one, other, count, day, last in _all(asked, query, m.c.day):
        yield Tie.WAITS_FOR, one, other, count, day, f"r{last // BEYOND}.m{last % BEYOND}"


def _backings(asked: Answering) -> Iterator[Row]:
    b, r = tables.backings, tables.reports
    query = select(b.c.backer, b.c.backed, func.count(), func.max(r.c.day), func.max(r.c.id)).join(r, r.c.id == b.c.report)
    for one, other, count, day, last in _all(asked, query.group_by(b.c.backer, b.c.backed), r.c.day):
        yield Tie.BACKS, one, other, count, day, f"r{last}"


def _speakers(asked: Answering) -> Iterator[Row]:
    """Who speaks for another, in the first report that says so; where both are in several, it is that which counts."""
    p, r, a = tables.parties, tables.reports, tables.appearances
    other = a.alias()
    query = (
        select(p.c.id, p.c.speaks_for, func.min(r.c.day), func.min(r.c.id))
        .join(a, a.c.party == p.c.id)
        .join(other, and_(other.c.party == p.c.speaks_for, other.c.report == a.c.report))
        .join(r, r.c.id == a.c.report)
        .group_by(p.c.id, p.c.speaks_for)
    )
    for one, side, day, first in _all(asked, query, r.c.day):
        yield Tie.SPEAKS_FOR, one, side, 1, day, f"r{first}"


def _all(asked: Answering, query: Any, day: ColumnElement[Any]) -> Iterator[Any]:
    connection: Connection = asked.connection
    yield from connection.execute(asked.view.by_day(query, day))


def _last(report: ColumnElement[int], n: ColumnElement[int]) -> ColumnElement[int]:
    return func.max(cast(report, BigInteger) * BEYOND + n)
