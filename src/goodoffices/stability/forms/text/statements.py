"""What a line of the text form says, before its names are looked up."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.deals.forms.text.lexicon import Token
from goodoffices.model import Condition
from goodoffices.stability.conflict import Attitude, Direction, State


@dataclass(frozen=True)
class Title:
    """`title "TEXT"`."""

    title: str


@dataclass(frozen=True)
class NamedParty:
    """`party ID: "NAME"`."""

    party: str
    name: str


@dataclass(frozen=True)
class NamedOption:
    """`option ID "NAME" by OWNERS one way`."""

    option: str
    name: str
    owners: tuple[str, ...]
    direction: Direction


@dataclass(frozen=True)
class CannotBe:
    """`exclusive OPTIONS`, `at least one of OPTIONS`, `OPTION needs CONDITION`, `infeasible CONDITION`."""

    condition: Condition


@dataclass(frozen=True)
class NoMove:
    """`no move from CONDITION to CONDITION`."""

    before: Condition
    after: Condition


@dataclass(frozen=True)
class Prefers:
    """`PARTY prefers CONDITION, then strongly CONDITION`; a second line goes on from the first.

    `prefers nothing` has no condition.
    """

    party: str
    statements: tuple[Condition, ...]
    degrees: tuple[int, ...] = ()
    """That of each statement."""


@dataclass(frozen=True)
class Weighs:
    """`PARTY weighs OPTION NUMBER, OPTION NUMBER`."""

    party: str
    weights: tuple[tuple[str, float], ...]


Called = str | State
"""A state by its name, or by the options that are taken in it."""


@dataclass(frozen=True)
class Ranks:
    """`PARTY ranks STATE >> STATE = STATE`; a second line goes on from the first."""

    party: str
    levels: tuple[tuple[Called, ...], ...]
    degrees: tuple[int, ...] = ()
    """That of the gap below each level but the last."""


@dataclass(frozen=True)
class Unknown:
    """`PARTY prefers unknown`."""

    party: str


@dataclass(frozen=True)
class May:
    """`PARTY may prefer CONDITION, then CONDITION` (or `may weigh`, `may rank`); each such line is one whole order."""

    party: str
    order: Prefers | Weighs | Ranks


@dataclass(frozen=True)
class Today:
    """`today STATE`."""

    state: Called


@dataclass(frozen=True)
class NamedStates:
    """`state NAME = STATE, STATE`."""

    name: str
    states: tuple[State, ...]


@dataclass(frozen=True)
class Coalition:
    """`coalition PARTIES`."""

    members: tuple[str, ...]


@dataclass(frozen=True)
class Feels:
    """`PARTY is ATTITUDE towards PARTIES`."""

    party: str
    attitude: Attitude
    towards: tuple[str, ...]


@dataclass(frozen=True)
class Overlooks:
    """`PARTY does not see OPTIONS`."""

    party: str
    options: tuple[str, ...]


Wish = Prefers | Weighs | Ranks | May | Unknown


@dataclass(frozen=True)
class Believes:
    """`PARTY believes that PARTY prefers CONDITION`, or any other wish."""

    party: str
    wish: Wish


Said = Title | NamedParty | NamedOption | CannotBe | NoMove | Wish | Today | NamedStates | Coalition | Feels | Overlooks | Believes


@dataclass(frozen=True)
class Statement:
    """What line `line` says, and the names in it, in their order."""

    line: int
    said: Said
    names: tuple[Token, ...]

    def column(self, name: str) -> int:
        """Where a name first stands; the first column if it does not."""
        return next((t.column for t in self.names if t.value == name), 1)
