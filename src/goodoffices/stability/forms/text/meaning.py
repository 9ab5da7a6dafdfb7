"""Statements become a conflict: names are looked up, and what is said in several lines is put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from goodoffices.deals.checking import Fault, no_such, shown
from goodoffices.stability.checking import faults
from goodoffices.stability.conflict import Attitude, Conflict, DecisionMaker, Irreversible, Misperception, Option, Preference, State
from goodoffices.stability.forms.checking import faults_of_states
from goodoffices.stability.forms.text.statements import (
    Believes,
    Called,
    CannotBe,
    Coalition,
    Feels,
    May,
    NamedOption,
    NamedParty,
    NamedStates,
    NoMove,
    Overlooks,
    Ranks,
    Statement,
    Title,
    Today,
    Wish,
)
from goodoffices.stability.forms.text.tokens import CONFLICT
from goodoffices.stability.forms.text.wishes import Whose, meant, preference_of, wishes_of


def conflict_of(statements: Sequence[Statement]) -> Conflict:
    """The conflict that statements state. Raises StabilityError, with line and column, where they make no sense."""
    named = _named_states(statements)
    parties = _parties(statements)
    wishes = wishes_of(statements, parties)
    options = [s.said for s in statements if isinstance(s.said, NamedOption)]
    conflict = Conflict(
        decision_makers=tuple(
            DecisionMaker(id=party, name=name, preference=preference_of(wishes.get((None, party), []), named))
            for party, name in parties.items()
        ),
        options=tuple(Option(id=o.option, owners=o.owners, name=o.name, direction=o.direction) for o in options),
        infeasible=tuple(s.said.condition for s in statements if isinstance(s.said, CannotBe)),
        irreversible=tuple(Irreversible(s.said.before, s.said.after) for s in statements if isinstance(s.said, NoMove)),
        today=_today(statements, named),
        title=_title(statements),
        names={state: name for name, states in named.items() for state in states},
        coalitions=tuple(s.said.members for s in statements if isinstance(s.said, Coalition)),
        attitudes=_attitudes(statements),
        misperceptions=tuple(_misperceptions(statements, wishes, named)),
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
        CONFLICT.amiss(1, 1, fault.what)
    named = [s for s in found if any(t.value == fault.name for t in s.names)]
    place = (named or found)[-1]
    CONFLICT.amiss(place.line, place.column(fault.name), fault.what)


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
            case Feels(party=party):
                places[f"attitudes {party}"].append(s)
            case Overlooks(party=party):
                places[f"misperception {party}"].append(s)
            case Believes(party=party, wish=wish):
                places[f"misperception {party}"].append(s)
                _put_wish(f"belief of {party} on {wish.party}", wish, s, places)
            case Title():
                pass
            case wish:
                _put_wish(f"preference {wish.party}", wish, s, places)
    return places


def _put_wish(place: str, wish: Wish, statement: Statement, places: dict[str, list[Statement]]) -> None:
    """Put a statement on the place of a preference, and of the order that it gives where there may be several."""
    if isinstance(wish, May):
        places[f"order {len(places[place])} of {place}"].append(statement)
    places[place].append(statement)


def _attitudes(statements: Sequence[Statement]) -> dict[tuple[str, str], Attitude]:
    found: dict[tuple[str, str], Attitude] = {}
    for s in statements:
        if isinstance(said := s.said, Feels):
            for towards in said.towards:
                if (said.party, towards) in found:
                    what = f"how {shown(said.party)} is towards {shown(towards)} is said twice: leave one out"
                    CONFLICT.amiss(s.line, s.column(towards), what)
                found[said.party, towards] = said.attitude
    return found


def _misperceptions(
    statements: Sequence[Statement], wishes: Mapping[Whose, Sequence[Wish]], named: Mapping[str, tuple[State, ...]]
) -> Iterator[Misperception]:
    """What each that is mistaken does not see and believes, in the order in which they are first said to be."""
    hidden: dict[str, list[str]] = {s.said.party: [] for s in statements if isinstance(s.said, Overlooks | Believes)}
    believed: dict[str, dict[str, Preference | None]] = {who: {} for who in hidden}
    for s in statements:
        if isinstance(s.said, Overlooks):
            hidden[s.said.party] += s.said.options
    for (who, about), said in wishes.items():
        if who is not None:
            believed[who][about] = preference_of(said, named)
    for who, options in hidden.items():
        yield Misperception(who, tuple(options), believed[who])


def _parties(statements: Sequence[Statement]) -> dict[str, str]:
    """The names of the parties: those that have a line of their own, then the other owners."""
    parties: dict[str, str] = {}
    for s in statements:
        if isinstance(said := s.said, NamedParty):
            if said.party in parties:
                CONFLICT.amiss(s.line, s.column(said.party), f"the party {shown(said.party)} is named twice: leave one out")
            parties[said.party] = said.name
    for s in statements:
        if isinstance(said := s.said, NamedOption):
            for owner in said.owners:
                parties.setdefault(owner, "")
    return parties


def _named_states(statements: Sequence[Statement]) -> dict[str, tuple[State, ...]]:
    """The states of each name. Raises StabilityError where a name is unknown or has several meanings."""
    named: dict[str, tuple[State, ...]] = {}
    taken: dict[State, str] = {}
    for s in statements:
        if isinstance(said := s.said, NamedStates):
            if said.name in named:
                CONFLICT.amiss(
                    s.line, s.column(said.name), f"{shown(said.name)} is named twice: put all of its states into one line"
                )
            named[said.name] = said.states
            for state in said.states:
                if state in taken:
                    CONFLICT.amiss(
                        s.line,
                        s.column(said.name),
                        f"a state of {shown(said.name)} is {shown(taken[state])} already: leave one out",
                    )
                taken[state] = said.name
    for s in statements:
        for called in _called_in(s):
            if isinstance(called, str) and called not in named:
                CONFLICT.amiss(
                    s.line, s.column(called), f"{no_such('state', called, named)}, with “state {shown(called)} = (OPTIONS)”"
                )
    return named


def _called_in(statement: Statement) -> Iterator[Called]:
    match statement.said:
        case (
            Ranks(levels=levels)
            | May(order=Ranks(levels=levels))
            | Believes(wish=Ranks(levels=levels) | May(order=Ranks(levels=levels)))
        ):
            yield from (called for level in levels for called in level)
        case Today(state=state):
            yield state
        case _:
            pass


def _today(statements: Sequence[Statement], named: Mapping[str, tuple[State, ...]]) -> State | None:
    found = [(s, s.said.state) for s in statements if isinstance(s.said, Today)]
    for s, _ in found[1:]:
        CONFLICT.amiss(s.line, 1, "today is given twice: leave one out")
    for s, called in found:
        states = meant(called, named)
        if len(states) > 1:
            CONFLICT.amiss(s.line, 1, f"{shown(str(called))} names several states: say in ( ) which of them is today's")
        return states[0]
    return None


def _title(statements: Sequence[Statement]) -> str:
    found = [(s, s.said.title) for s in statements if isinstance(s.said, Title)]
    for s, _ in found[1:]:
        CONFLICT.amiss(s.line, 1, "the title is given twice: leave one out")
    return found[0][1] if found else ""
