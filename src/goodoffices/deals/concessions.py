"""What somebody could concede, and what an analyst could assume: the switches of a problem."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from goodoffices.model.base import Value


class Offer(Value):
    """A party offers its part of a step without a condition, and with that gives up refusing it."""

    kind: Literal["offer"] = "offer"
    party: str
    step: str


class Waiver(Value):
    """The debtor waives one conjunct of the antecedent of a commitment: the `part`-th of its "all of", from 0.

    An antecedent that is no "all of" is its own only conjunct.
    """

    kind: Literal["waiver"] = "waiver"
    commitment: str
    part: int = 0


class Lifting(Value):
    """A party no longer refuses a step; that it takes it still needs a commitment."""

    kind: Literal["lifting"] = "lifting"
    party: str
    step: str


class Guarantee(Value):
    """A third party guarantees a step in the place of all its agents."""

    kind: Literal["guarantee"] = "guarantee"
    party: str
    step: str


Concession = Annotated[Offer | Waiver | Lifting | Guarantee, Field(discriminator="kind")]
