"""How each step stands in an answer, in the first deal where there are several: the colour of its box, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from goodoffices.deals.answer import Answer
from goodoffices.deals.problem import Block
from goodoffices.model import CommitmentKind


class State(StrEnum):
    """What could become of a step."""

    DONE = "done"
    NOW = "could start now"
    TOGETHER = "could start together"
    ALTERNATIVE = "only in another deal"
    OUT_OF_REACH = "out of reach"
    REFUSED = "refused"
    THREATENED = "threatened"

    @property
    def kind(self) -> str:
        """Its name as a class of style."""
        return self.name.lower().replace("_", "-")


def states(answer: Answer) -> Mapping[str, State]:
    """The state of every step, in the order of the problem."""
    threatened = only_threatened(answer)
    return {step: State.THREATENED if step in threatened else _state(answer, step) for step in answer.problem.by_id}


def only_threatened(answer: Answer) -> frozenset[str]:
    """Steps that are threatened and promised by nobody: dangers, which nobody hopes to reach."""
    promised = {s for c in answer.problem.commitments if c.kind is not CommitmentKind.THREAT for s in c.consequent}
    return frozenset(s for c in answer.dangers for s in c.consequent) - promised - answer.problem.done


def _state(answer: Answer, step: str) -> State:
    if step in answer.problem.done:
        return State.DONE
    first = answer.deals[0] if answer.deals else None
    if first and step in first.rounds:
        return State.NOW if step in first.now else State.TOGETHER
    if any(step in deal.rounds for deal in answer.deals):
        return State.ALTERNATIVE
    root = answer.out_of_reach.roots.get(step)
    return State.REFUSED if root and Block.REFUSED in root.blocks.values() else State.OUT_OF_REACH
