"""The parties: who has to do with whom, and all that is known of one."""

from __future__ import annotations

import datetime
from collections import defaultdict

from goodoffices.brief import events, lines, wording
from goodoffices.ledger.citing import citing
from goodoffices.ledger.events import Merged, Split, Status
from goodoffices.ledger.facts import PartyFact
from goodoffices.ledger.network import CountedTie, Network, TieTold, network, ties_told
from goodoffices.ledger.tellings import promised, tellings
from goodoffices.model.base import Value
from goodoffices.web.contents.telling import Line, told_at, told_in
from goodoffices.web.desk import Desk

DRAWN, TIES_DRAWN = 30, 60
"""So many parties are drawn, and so many ties, those of which most is told."""
OF_ONE = 6
"""So many ties of each party are told beside the picture."""
SHOWN = 12
"""So many of each kind are on the page of a party."""
MOST = 200


class TiesOf(Value):
    """A party, and what it has to do with others; `of` is how many such ties it has among those drawn."""

    key: str
    name: str
    kind: str
    ties: tuple[Line, ...]
    of: int


class Parties(Value):
    """The parties that have ties to others, those of which most is told first; and the others, those in most reports first."""

    tied: tuple[TiesOf, ...]
    tied_of: int
    others: tuple[PartyFact, ...]
    has_more: bool


class Party(Value):
    """One party: who it is, what it has to do with others, where it stands, to what it is bound, what it moves and says."""

    party: PartyFact
    speaks_for: str | None
    merged: tuple[str, ...]
    ties: tuple[Line, ...]
    positions: tuple[Line, ...]
    commitments: tuple[Line, ...]
    moves: tuple[Line, ...]
    statements: tuple[Line, ...]
    history: tuple[Line, ...]
    most: int


def the_network(desk: Desk, as_of: datetime.date | None) -> Network:
    """The network of the parties of which most is told."""
    return _whole(desk, as_of).strongest(DRAWN)


def _whole(desk: Desk, as_of: datetime.date | None) -> Network:
    return desk.answer(("network", as_of), lambda: network(desk.view(as_of))).value


def parties(desk: Desk, as_of: datetime.date | None = None, most: int = MOST) -> Parties:
    """All parties, kept."""
    found = the_network(desk, as_of)
    return desk.answer(("parties", as_of, most), lambda: _parties(desk, found, as_of, most)).value


def _parties(desk: Desk, found: Network, as_of: datetime.date | None, most: int) -> Parties:
    view = desk.view(as_of)
    of: defaultdict[str, list[int]] = defaultdict(list)
    for n, tie in enumerate(found.ties):
        of[tie.party].append(n)
    shown = {n for several in of.values() for n in several[:OF_ONE]}
    told = ties_told(view, (found.ties[n] for n in sorted(shown)))
    names = {party.key: party.name for party in found.parties}
    counted = view.parties(most + 1)
    return Parties(
        tied=tuple(
            TiesOf(
                key=party.key, name=party.name, kind=party.kind.value, of=len(of[party.key]),
                ties=tuple(_tie(names, told[t.tie, t.party, t.other], t, party.key)
                           for n in of[party.key][:OF_ONE] for t in [found.ties[n]]),
            )
            for party in found.parties
        ),
        tied_of=found.of, others=tuple(p for p in counted[:most] if p.key not in names), has_more=len(counted) > most,
    )  # fmt: skip


def party(desk: Desk, key: str, as_of: datetime.date | None = None, most: int = SHOWN) -> Party:
    """One party. Raises LedgerError where there is none of that key or name."""
    view = desk.view(as_of)
    found = view.party(key)
    ties = _whole(desk, as_of).around(found.key, DRAWN)
    told = ties_told(view, ties.ties[:most])
    names = {one.key: one.name for one in ties.parties}
    moves = tellings(view, view.moves(party=found.key, most=most))
    bound = promised(view, view.commitments(debtor=found.key, most=most))
    statements, positions = view.statements(found.key, most), view.positions(found.key, most)
    with citing(view) as cite:
        cite.look_up([*statements, *positions, *(t.move for t in moves), *(p.commitment for p in bound)])
        return Party(
            party=found,
            speaks_for=cite.name(found.speaks_for) if found.speaks_for else None,
            merged=found.merged,
            ties=tuple(
                _tie(names, told[t.tie, t.party, t.other], t, found.key)
                for t in ties.ties[:most]
            ),
            positions=tuple(
                Line(said=cite.step(p.step), subject=p.step, terms=f"{lines.stance(p)}, since {wording.day(p.day)}"
                     f"{' · draft' if p.is_draft else ''}")
                for p in positions
            ),
            commitments=tuple(
                Line(said=lines.commitment(p.commitment, cite), subject=p.commitment.id,
                     terms=f"{p.commitment.id} · {lines.terms(p.commitment)}", told=told_in(p.told[-3:]))
                for p in bound
            ),
            moves=tuple(
                Line(said=lines.move(t.move, cite), subject=t.move.id, terms=wording.day(t.move.day), told=told_in([t]))
                for t in moves
            ),
            statements=tuple(
                Line(said=s.content.text, subject=s.id, terms=f"{lines.speaker(s, cite)}, {wording.day(s.day)}"
                     f"{' · draft' if s.status is Status.DRAFT else ''}")
                for s in statements
            ),
            history=tuple(history(desk, found.key)), most=most,
        )  # fmt: skip


def history(desk: Desk, subject: str, most: int = 50) -> list[Line]:
    """What people have said of something, and that what was merged into it was split off again; the last first."""
    found = list(desk.ledger.log(subject))
    parts = {r.event.merged for r in found if isinstance(r.event, Merged) and r.event.kept == subject}
    found += [r for part in sorted(parts) for r in desk.ledger.log(part) if isinstance(r.event, Split)]
    found = sorted(found, key=lambda r: r.number)[-most:]
    return [
        Line(
            said=events.told(r.event), subject=r.event.kept if isinstance(r.event, Merged) else None,
            terms=f"{r.event.who}, {wording.day(r.event.at)} {r.event.at:%H:%M} UTC{f': {r.event.why}' if r.event.why else ''}",
        )
        for r in reversed(found)
    ]  # fmt: skip


def _tie(names: dict[str, str], told: TieTold, of: CountedTie, party: str) -> Line:
    """A tie of a party (its key) to another, or that another has to it."""
    said = f"{of.tie.value} {names[of.other]}" if of.party == party else f"{names[of.party]} {of.tie.value} it"
    where = told.words.text if told.words else told.source.title or told.source.report
    if told.condition:
        where = f"{where} ({told.condition.text})"
    return Line(
        said=said, subject=of.other if of.party == party else of.party, terms=f"told {of.count} times" if of.count > 1 else None,
        told=(told_at(told.source, where, told.at, is_draft=told.is_draft),),
    )  # fmt: skip
