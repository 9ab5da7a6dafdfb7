"""What is asked: steps, who must be willing to take them, and what has been promised, refused, demanded and done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from pydantic import Field

from goodoffices.model import Commitment, CommitmentKind, CommitmentState, Strength
from goodoffices.model.base import Value

IN_FORCE = frozenset({CommitmentState.CONDITIONAL, CommitmentState.DETACHED, CommitmentState.LIFTED})
FIRM, TENTATIVE = 0.9, 0.5
"""How likely a commitment is kept, of which nothing more is known than its strength."""


class Step(Value):
    """A step as the engine needs it: every one of its agents must be willing. `name` is how a person would call it.

    A step in several `tranches` can be taken in so many parts, one after another.
    """

    id: str
    name: str = ""
    agents: tuple[str, ...] = ()
    tranches: int = Field(1, ge=1)

    def __str__(self) -> str:
        return self.name or self.id


class Stand(Value):
    """A party and a step: one that it refuses, demands, cannot take, or would guarantee in the place of its agents."""

    party: str
    step: str


class Block(StrEnum):
    """Why an agent would not take a step, whatever the others do."""

    REFUSED = "refused"
    UNABLE = "unable"
    LATE = "past its deadline"
    NEVER = "on a condition that can no longer hold"
    NOT_OFFERED = "offered by nobody"


class Evidence(Value):
    """Words of a report, and according to whom: `spans` are characters of the report's text."""

    report: str
    title: str | None = None
    day: datetime.date | None = None
    according_to: str
    words: str
    spans: tuple[tuple[int, int], ...] = ()
    is_draft: bool = False


class Problem(Value):
    """All that deals are computed from, as of a day.

    `done` are the steps taken, `refusals` the steps that an agent of theirs rules out without a condition, `demands` those that
    somebody asks for, `unable` those that an agent cannot take, `guarantees` those that a third party would stand in for, were it
    asked to. `reliability` (0 to 1) says for a commitment how likely it is kept; `evidence` gives for a commitment (its id), a
    refusal, a demand or a fact ("refusal PARTY STEP", "demand PARTY STEP", "done STEP") what it was read from.
    """

    day: datetime.date | None = None
    steps: tuple[Step, ...] = ()
    parties: Mapping[str, str] = Field(default_factory=dict)
    done: frozenset[str] = frozenset()
    commitments: tuple[Commitment, ...] = ()
    refusals: tuple[Stand, ...] = ()
    demands: tuple[Stand, ...] = ()
    unable: tuple[Stand, ...] = ()
    guarantees: tuple[Stand, ...] = ()
    reliability: Mapping[str, float] = Field(default_factory=dict)
    evidence: Mapping[str, tuple[Evidence, ...]] = Field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        """The steps by their ids."""
        return {s.id: s for s in self.steps}

    @cached_property
    def commitment_of(self) -> Mapping[str, Commitment]:
        """The commitments by their ids."""
        return {c.id: c for c in self.commitments}

    @cached_property
    def barred(self) -> Mapping[tuple[str, str], Block]:
        """For each agent and step of his that he refuses or cannot take, which of these; that he cannot, where it is both."""
        refused = {(r.party, r.step): Block.REFUSED for r in self.refusals}
        return refused | {(u.party, u.step): Block.UNABLE for u in self.unable}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The problem with other values, and without what was worked out from the old ones."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy

    def party_name(self, party: str) -> str:
        """How a party is called."""
        return self.parties.get(party, party)

    def in_force(self, *, firm_only: bool = False) -> Iterator[Commitment]:
        """The commitments that bind on the day: promises and, unless only firm ones count, those that name necessary conditions.

        Threats are no part of a deal; what is over (satisfied, violated, expired, cancelled, released) or past its deadline binds
        no more.
        """
        for c in self.commitments:
            if c.kind is CommitmentKind.THREAT or c.state not in IN_FORCE or self.is_late(c):
                continue
            if firm_only and (c.strength is not Strength.FIRM or c.kind is not CommitmentKind.PROMISE):
                continue
            yield c

    def is_late(self, commitment: Commitment) -> bool:
        """Whether the deadline of a commitment has passed."""
        return commitment.deadline is not None and self.day is not None and self.day > commitment.deadline

    def likely(self, commitment: Commitment) -> float:
        """The probability that a commitment is kept."""
        by_strength = FIRM if commitment.strength is Strength.FIRM else TENTATIVE
        return self.reliability.get(commitment.id, by_strength)
