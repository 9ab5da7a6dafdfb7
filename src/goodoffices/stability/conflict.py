"""A conflict: who decides, what each can do, which combinations cannot be, and what each would rather have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

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

    `degrees` has for each statement how much it matters: 1 for "better", 2 "strongly", 3 "very strongly", and so on; () where all
    are 1. Where two states first differ in a statement of degree d, one is preferred to the other by degree d at least (after Hou,
    Jiang and Xu 2015, option prioritisation for three-level preference; from memory).
    """

    statements: tuple[Condition, ...]
    degrees: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.degrees == (1,) * len(self.statements):
            object.__setattr__(self, "degrees", ())


@dataclass(frozen=True)
class Weighted:
    """A state is worth the sum of the weights of the options that are taken in it."""

    weights: dict[str, float]


@dataclass(frozen=True)
class Ranked:
    """States in order, the best first; those of one level are equally good. Every feasible state must be in it once.

    `degrees` has the degree of the gap below each level but the last, as in `Prioritised`; () where all are 1.
    """

    levels: tuple[frozenset[State], ...]
    degrees: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.degrees == (1,) * max(0, len(self.levels) - 1):
            object.__setattr__(self, "degrees", ())


@dataclass(frozen=True)
class Uncertain:
    """Several orders, of which nobody knows which is the decision maker's; the likeliest first.

    A state is surely preferred to another where it is in all of them (`uncertain`); where one order is asked for, it is the first.
    """

    orders: tuple[Prioritised | Weighted | Ranked, ...]


Preference = Prioritised | Weighted | Ranked | Uncertain


def has_degrees(preference: Preference | None) -> bool:
    """Whether it is said how strongly anything is preferred; of several possible orders, in the first."""
    match preference:
        case Uncertain(orders=(likeliest, *_)):
            return has_degrees(likeliest)
        case Prioritised(degrees=degrees) | Ranked(degrees=degrees):
            return any(d > 1 for d in degrees)
        case _:
            return False


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


class Attitude(IntEnum):
    """Whether one decision maker wants another, or itself, to fare well (Inohara, Hipel and Walker 2007)."""

    NEGATIVE = -1
    NEUTRAL = 0
    POSITIVE = 1


@dataclass(frozen=True)
class Misperception:
    """What a decision maker does not see: options, by their ids, and what others (by their ids) prefer.

    `believed` has what it takes them for preferring; None where it believes that nobody knows.
    """

    who: str
    hidden: tuple[str, ...] = ()
    believed: dict[str, Preference | None] = field(default_factory=dict)


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
    attitudes: dict[tuple[str, str], Attitude] = field(default_factory=dict)
    """That of one decision maker towards another, by their ids. Unsaid: positive towards itself, neutral towards others."""
    misperceptions: tuple[Misperception, ...] = ()
    """One for each decision maker that is mistaken; whoever has none sees the conflict as it is."""

    def attitude(self, of: str, towards: str) -> Attitude:
        """The attitude of one decision maker towards another, or towards itself, where nothing is said too."""
        return self.attitudes.get((of, towards), Attitude.POSITIVE if of == towards else Attitude.NEUTRAL)

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
