"""Why a step could start: which commitment of which agent, on which steps taken before or at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.support import grounds, promised
from goodoffices.model import Commitment


@dataclass(frozen=True)
class Reason:
    """Why an agent takes a step: the commitment that fires, and the steps on which its antecedent rests.

    `done` are those of them that are facts, `after` those of earlier rounds, `together_with` those of the same round.
    """

    step: str
    agent: str
    commitment: str
    done: frozenset[str]
    after: frozenset[str]
    together_with: frozenset[str]


def reasons(problem: Problem, rounds: Mapping[str, int], *, firm_only: bool = False) -> dict[str, list[Reason]]:
    """For every step of a package that is not done, why each of its agents takes it.

    `rounds` gives the round of each step of the package, 0 for what is done. Of several commitments that fire, the first to do so.
    """
    promises = promised(problem, firm_only=firm_only)
    return {
        step: [r for agent, commitments in promises[step].items() if (r := _reason(problem, step, agent, commitments, rounds))]
        for step in rounds
        if step not in problem.done
    }


def _reason(
    problem: Problem, step: str, agent: str, commitments: tuple[Commitment, ...], rounds: Mapping[str, int]
) -> Reason | None:
    held = [(*found, c.id) for c in commitments if (found := grounds(c.antecedent, rounds, problem.day)) is not None]
    if not held:
        return None
    _, steps, commitment = min(held, key=lambda h: (h[0], len(h[1]), h[2]))
    done = steps & problem.done
    before = frozenset(s for s in steps - done if rounds[s] < rounds[step])
    return Reason(step, agent, commitment, done, before, steps - done - before)
