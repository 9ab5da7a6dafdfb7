"""A conflict: who decides, what each can do, which combinations cannot be, and what each would rather have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from goodoffices.model import Condition, Done, Not, all_of, any_of

State = frozenset[str]
"""A state by the ids of the options that are taken in it."""


class Direction(StrEnum):
    """Which way an option can be changed: taken and given up again, only taken, or only given up."""

    BOTH = "both"
    FORWARD = "fwd"
    BACK = "back"


@dataclass(frozen=True)
class Option:
    """Something that a decision maker can do or leave (a step).

    An option of several owners is a common move: each of them can change it by itself.
    """

    id: str
    owners: tuple[str, ...]
    name: str = ""
    direction: Direction = Direction.BOTH


@dataclass(frozen=True)
class Prioritised:
    """Preference statements, the most important first (option prioritisation: Peng, Hipel and Kilgour 1997).

    Of two states the better is the one in which the first statement holds that does not hold in both; a state scores 2**(k - j)
    for each statement j of k that holds.
    """

    statements: tuple[Condition, ...]


@dataclass(frozen=True)
class Weighted:
    """A state is worth the sum of the weights of the options that are taken in it."""

    weights: dict[str, float]


@dataclass(frozen=True)
class Ranked:
    """States in order, the best first; those of one level are equally good. Every feasible state must be in it once."""

    levels: tuple[frozenset[State], ...]


@dataclass(frozen=True)
class Uncertain:
    """Several orders, of which nobody knows which is the decision maker's; the likeliest first.

    A state is surely preferred to another where it is in all of them (`uncertain`); where one order is asked for, it is the first.
    """

    orders: tuple[Prioritised | Weighted | Ranked, ...]


Preference = Prioritised | Weighted | Ranked | Uncertain


@dataclass(frozen=True)
class DecisionMaker:
    """A party with options of its own, or one that can only wait; `preference` None where nobody knows what it wants."""

    id: str
    name: str = ""
    preference: Preference | None = None


@dataclass(frozen=True)
class Irreversible:
    """Moves that cannot be made though the options would allow it: from states where `before` holds to those where `after` does."""

    before: Condition
    after: Condition


@dataclass(frozen=True)
class Conflict:
    """The whole model. `infeasible`: states where any of these holds cannot be; `today`: the state in which things are."""

    decision_makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...]
    infeasible: tuple[Condition, ...] = ()
    irreversible: tuple[Irreversible, ...] = ()
    today: State | None = None
    title: str = ""
    names: dict[State, str] = field(default_factory=dict)
    """What states are called, where they have names."""
    coalitions: tuple[tuple[str, ...], ...] = ()
    """Who may act together, by their ids, two or more; none where nothing is said of it."""

    def options_of(self, decision_maker: str) -> tuple[str, ...]:
        """The ids of the options that a decision maker can change."""
        return tuple(o.id for o in self.options if decision_maker in o.owners)


def shares_options(conflict: Conflict, number: int) -> bool:
    """Whether a decision maker (its number) has an option that another can change too."""
    me = conflict.decision_makers[number].id
    return any(me in o.owners and len(o.owners) > 1 for o in conflict.options)


def mutually_exclusive(options: Iterable[str]) -> Condition:
    """Infeasible: two or more of the options are taken."""
    chosen = tuple(options)
    return any_of(*(all_of(Done(step=a), Done(step=b)) for i, a in enumerate(chosen) for b in chosen[i + 1 :]))


def at_least_one(options: Iterable[str]) -> Condition:
    """Infeasible: none of the options is taken."""
    return all_of(*(Not(part=Done(step=o)) for o in options))


def dependent(option: str, on: Condition) -> Condition:
    """Infeasible: the option is taken while what it depends on does not hold."""
    return all_of(Done(step=option), Not(part=on))
