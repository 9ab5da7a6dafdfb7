"""What a party would rather have, or is believed to, put together from the lines that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from goodoffices.deals.checking import no_such, shown
from goodoffices.stability.conflict import Preference, Prioritised, Ranked, State, Uncertain, Weighted
from goodoffices.stability.forms.text.statements import (
    Believes,
    Called,
    May,
    Prefers,
    Ranks,
    Statement,
    Unknown,
    Weighs,
    Wish,
)
from goodoffices.stability.forms.text.tokens import CONFLICT

Whose = tuple[str | None, str]
"""Who believes it, None where it is so; and of whom."""
States = Mapping[str, tuple[State, ...]]
"""The states of each name."""


def wishes_of(statements: Sequence[Statement], parties: Collection[str]) -> Mapping[Whose, Sequence[Wish]]:
    """What each party would rather have, and is believed to, line by line; those of one party are all of one kind.

    Raises StabilityError where they are not, and where no such party would rather have something.
    """
    wishes: dict[Whose, list[Wish]] = defaultdict(list)
    weighed: set[tuple[Whose, str]] = set()
    for s in statements:
        match s.said:
            case Believes(party=party, wish=wish):
                whose: Whose = (party, wish.party)
            case Prefers() | Weighs() | Ranks() | May() | Unknown() as wish:
                if wish.party not in parties:
                    CONFLICT.amiss(s.line, s.column(wish.party), no_such("party", wish.party, parties))
                whose = (None, wish.party)
            case _:
                continue
        before = wishes[whose]
        if before and type(before[0]) is not type(wish):
            what = f"{shown(wish.party)} has a preference of another kind above: leave one of the two out"
            CONFLICT.amiss(s.line, s.column(wish.party), what)
        for option, _ in wish.weights if isinstance(wish, Weighs) else ():
            if (whose, option) in weighed:
                CONFLICT.amiss(s.line, s.column(option), f"{shown(option)} is weighed twice: leave one out")
            weighed.add((whose, option))
        before.append(wish)
    return wishes


def preference_of(wishes: Sequence[Wish], named: States) -> Preference | None:
    """The preference that some wishes of one kind are; None where there is none, or it is said to be unknown."""
    match wishes[0] if wishes else None:
        case Prefers():
            said = [w for w in wishes if isinstance(w, Prefers)]
            return Prioritised(tuple(c for w in said for c in w.statements), tuple(d for w in said for d in w.degrees))
        case Weighs():
            return Weighted({option: weight for w in wishes if isinstance(w, Weighs) for option, weight in w.weights})
        case Ranks():
            ranked = [w for w in wishes if isinstance(w, Ranks)]
            levels = (frozenset(s for called in level for s in meant(called, named)) for w in ranked for level in w.levels)
            return Ranked(tuple(levels), tuple(d for w in ranked for d in (*w.degrees, 1))[:-1])
        case May():
            return Uncertain(tuple(_order(w.order, named) for w in wishes if isinstance(w, May)))
        case _:
            return None


def meant(called: Called, named: States) -> tuple[State, ...]:
    """The states that are called so."""
    return named[called] if isinstance(called, str) else (called,)


def _order(wish: Prefers | Weighs | Ranks, named: States) -> Prioritised | Weighted | Ranked:
    """One of several orders that a party may have."""
    found = preference_of([wish], named)
    assert isinstance(found, Prioritised | Weighted | Ranked)  # noqa: S101 (a known order is one of these)
    return found
