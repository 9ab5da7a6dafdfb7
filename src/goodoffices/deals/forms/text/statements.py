"""What a line of the text form says, before its names are looked up."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from goodoffices.deals.forms.text.lexicon import Token
from goodoffices.model import CommitmentKind, CommitmentState, Condition, Strength


class Standing(StrEnum):
    """How a party stands to a step without binding itself; each word is also the first of its place (see `checking.Fault`)."""

    REFUSAL = "refusal"
    DEMAND = "demand"
    UNABLE = "unable"
    GUARANTEE = "guarantee"


@dataclass(frozen=True)
class AsOf:
    """`on DAY`."""

    day: datetime.date


@dataclass(frozen=True)
class NamedParty:
    """`party ID: "NAME"`."""

    party: str
    name: str


@dataclass(frozen=True)
class NamedStep:
    """`step ID "NAME" by AGENTS in N tranches`."""

    step: str
    name: str
    agents: tuple[str, ...]
    tranches: int


@dataclass(frozen=True)
class AlreadyDone:
    """`done STEPS`."""

    steps: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    """`define NAME = CONDITION`."""

    name: str
    condition: Condition


@dataclass
class Terms:
    """`to CREDITOR by DEADLINE with RELIABILITY`."""

    creditor: str | None = None
    deadline: datetime.date | None = None
    reliability: float | None = None


@dataclass(frozen=True)
class Bound:
    """A commitment; without a label it gets an id of its own later."""

    label: str | None
    kind: CommitmentKind
    debtor: str
    consequent: tuple[str, ...]
    strength: Strength
    antecedent: Condition
    terms: Terms


@dataclass(frozen=True)
class Stands:
    """`PARTY refuses STEPS`, and the like."""

    standing: Standing
    party: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Fares:
    """`COMMITMENT is STATE`."""

    commitment: str
    state: CommitmentState


Said = AsOf | NamedParty | NamedStep | AlreadyDone | Definition | Bound | Stands | Fares


@dataclass(frozen=True)
class Statement:
    """What line `line` says, and the names in it, in their order."""

    line: int
    said: Said
    names: tuple[Token, ...]

    def column(self, name: str) -> int:
        """Where a name first stands; the first column if it does not."""
        return next((t.column for t in self.names if t.value == name), 1)
