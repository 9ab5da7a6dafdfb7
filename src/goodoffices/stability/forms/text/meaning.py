"""Statements become a conflict: names are looked up, and what a party says it would rather have is put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from goodoffices.deals.checking import Fault, no_such, shown
from goodoffices.stability.checking import faults
from goodoffices.stability.conflict import (
    Conflict,
    DecisionMaker,
    Irreversible,
    Option,
    Preference,
    Prioritised,
    Ranked,
    State,
    Uncertain,
    Weighted,
)
from goodoffices.stability.forms.checking import faults_of_states
from goodoffices.stability.forms.text.statements import (
    Called,
    CannotBe,
    Coalition,
    May,
    NamedOption,
    NamedParty,
    NamedStates,
    NoMove,
    Prefers,
    Ranks,
    Statement,
    Title,
    Today,
    Unknown,
    Weighs,
    Wish,
)
from goodoffices.stability.forms.text.tokens import amiss


def conflict_of(statements: Sequence[Statement]) -> Conflict:
    """The conflict that statements state. Raises StabilityError, with line and column, where they make no sense."""
    named = _named_states(statements)
    parties = _parties(statements)
    wishes = _wishes(statements, parties)
    options = [s.said for s in statements if isinstance(s.said, NamedOption)]
    conflict = Conflict(
        decision_makers=tuple(
            DecisionMaker(id=party, name=name, preference=_preference(wishes.get(party, []), named))
            for party, name in parties.items()
        ),
        options=tuple(Option(id=o.option, owners=o.owners, name=o.name, direction=o.direction) for o in options),
        infeasible=tuple(s.said.condition for s in statements if isinstance(s.said, CannotBe)),
        irreversible=tuple(Irreversible(s.said.before, s.said.after) for s in statements if isinstance(s.said, NoMove)),
        today=_today(statements, named),
        title=_title(statements),
        names={state: name for name, states in named.items() for state in states},
        coalitions=tuple(s.said.members for s in statements if isinstance(s.said, Coalition)),
    )
    places = _places(statements)
    for found in (faults(conflict), faults_of_states(conflict)):
        for fault in found:
            _amiss(fault, places)
    return conflict


def _amiss(fault: Fault, places: Mapping[str, Sequence[Statement]]) -> None:
    """Raise StabilityError with the last line on the place that names what is at fault, or else the last one on it."""
    found = places.get(fault.place, ())
    if not found:
        amiss(1, 1, fault.what)
    named = [s for s in found if any(t.value == fault.name for t in s.names)]
    place = (named or found)[-1]
    amiss(place.line, place.column(fault.name), fault.what)


def _places(statements: Sequence[Statement]) -> Mapping[str, Sequence[Statement]]:
    """The statements on each place (see `checking.faults`)."""
    places: dict[str, list[Statement]] = defaultdict(list)
    cannot = no_moves = coalitions = 0
    for s in statements:
        match s.said:
            case NamedParty(party=party):
                places[f"party {party}"].append(s)
            case NamedOption(option=option):
                places[f"option {option}"].append(s)
            case CannotBe():
                places[f"infeasible {cannot}"].append(s)
                cannot += 1
            case NoMove():
                places[f"no move {no_moves}"].append(s)
                no_moves += 1
            case Coalition():
                places[f"coalition {coalitions}"].append(s)
                coalitions += 1
            case Today():
                places["today"].append(s)
            case NamedStates(name=name):
                places[f"state {name}"].append(s)
            case Prefers(party=party) | Weighs(party=party) | Ranks(party=party) | Unknown(party=party):
                places[f"preference {party}"].append(s)
            case May(party=party):
                places[f"order {len(places[f'preference {party}'])} of {party}"].append(s)
                places[f"preference {party}"].append(s)
            case Title():
                pass
    return places


def _parties(statements: Sequence[Statement]) -> dict[str, str]:
    """The names of the parties: those that have a line of their own, then the other owners."""
    parties: dict[str, str] = {}
    for s in statements:
        if isinstance(said := s.said, NamedParty):
            if said.party in parties:
                amiss(s.line, s.column(said.party), f"the party {shown(said.party)} is named twice: leave one out")
            parties[said.party] = said.name
    for s in statements:
        if isinstance(said := s.said, NamedOption):
            for owner in said.owners:
                parties.setdefault(owner, "")
    return parties


def _wishes(statements: Sequence[Statement], parties: Mapping[str, str]) -> Mapping[str, list[Wish]]:
    """What each party would rather have, line by line, all of one kind."""
    wishes: dict[str, list[Wish]] = defaultdict(list)
    for s in statements:
        if isinstance(said := s.said, Prefers | Weighs | Ranks | May | Unknown):
            column = s.column(said.party)
            if said.party not in parties:
                amiss(s.line, column, no_such("party", said.party, parties))
            before = wishes[said.party]
            if before and type(before[0]) is not type(said):
                amiss(s.line, column, f"{shown(said.party)} has a preference of another kind above: leave one of the two out")
            if before and isinstance(said, Weighs):
                weighed = {option for wish in before if isinstance(wish, Weighs) for option, _ in wish.weights}
                for option, _ in said.weights:
                    if option in weighed:
                        amiss(s.line, s.column(option), f"{shown(option)} is weighed twice: leave one out")
            before.append(said)
    return wishes


def _preference(wishes: Sequence[Wish], named: Mapping[str, tuple[State, ...]]) -> Preference | None:
    match wishes[0] if wishes else None:
        case Prefers():
            return Prioritised(tuple(c for w in wishes if isinstance(w, Prefers) for c in w.statements))
        case Weighs():
            return Weighted({option: weight for w in wishes if isinstance(w, Weighs) for option, weight in w.weights})
        case Ranks():
            levels = [level for w in wishes if isinstance(w, Ranks) for level in w.levels]
            return Ranked(tuple(frozenset(s for called in level for s in _meant(called, named)) for level in levels))
        case May():
            return Uncertain(tuple(_order(w.order, named) for w in wishes if isinstance(w, May)))
        case _:
            return None


def _order(wish: Prefers | Weighs | Ranks, named: Mapping[str, tuple[State, ...]]) -> Prioritised | Weighted | Ranked:
    """One of several orders that a party may have."""
    found = _preference([wish], named)
    assert isinstance(found, Prioritised | Weighted | Ranked)  # noqa: S101 (a known order is one of these)
    return found


def _meant(called: Called, named: Mapping[str, tuple[State, ...]]) -> tuple[State, ...]:
    """The states that are called so."""
    return named[called] if isinstance(called, str) else (called,)


def _named_states(statements: Sequence[Statement]) -> dict[str, tuple[State, ...]]:
    """The states of each name. Raises StabilityError where a name is unknown or has several meanings."""
    named: dict[str, tuple[State, ...]] = {}
    taken: dict[State, str] = {}
    for s in statements:
        if isinstance(said := s.said, NamedStates):
            if said.name in named:
                amiss(s.line, s.column(said.name), f"{shown(said.name)} is named twice: put all of its states into one line")
            named[said.name] = said.states
            for state in said.states:
                if state in taken:
                    amiss(
                        s.line,
                        s.column(said.name),
                        f"a state of {shown(said.name)} is {shown(taken[state])} already: leave one out",
                    )
                taken[state] = said.name
    for s in statements:
        for called in _called_in(s):
            if isinstance(called, str) and called not in named:
                amiss(s.line, s.column(called), f"{no_such('state', called, named)}, with “state {shown(called)} = (OPTIONS)”")
    return named


def _called_in(statement: Statement) -> Iterator[Called]:
    match statement.said:
        case Ranks(levels=levels) | May(order=Ranks(levels=levels)):
            yield from (called for level in levels for called in level)
        case Today(state=state):
            yield state
        case _:
            pass


def _today(statements: Sequence[Statement], named: Mapping[str, tuple[State, ...]]) -> State | None:
    found = [(s, s.said.state) for s in statements if isinstance(s.said, Today)]
    for s, _ in found[1:]:
        amiss(s.line, 1, "today is given twice: leave one out")
    for s, called in found:
        states = _meant(called, named)
        if len(states) > 1:
            amiss(s.line, 1, f"{shown(str(called))} names several states: say in ( ) which of them is today's")
        return states[0]
    return None


def _title(statements: Sequence[Statement]) -> str:
    found = [(s, s.said.title) for s in statements if isinstance(s.said, Title)]
    for s, _ in found[1:]:
        amiss(s.line, 1, "the title is given twice: leave one out")
    return found[0][1] if found else ""
