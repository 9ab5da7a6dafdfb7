"""Problems that nobody poses: random, always the same ones, for the benchmark of deals."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import numpy.typing as npt

from goodoffices.deals.problem import Problem, Step
from goodoffices.model import AtLeast, Commitment, Condition, Done, Strength, all_of, any_of

SEED = 2014
Ints = npt.NDArray[np.int32]


def shallow(size: int) -> tuple[Ints, Ints, Ints]:
    """Conditions (size, 3), consequents (size), done steps: as many steps as commitments, everything anywhere."""
    at_random = np.random.default_rng(SEED)
    conditions = at_random.integers(0, size, (size, 3)).astype(np.int32)
    consequents = at_random.integers(0, size, size).astype(np.int32)
    conditions = np.where(conditions == consequents[:, None], (conditions + 1) % size, conditions).astype(np.int32)
    return conditions, consequents, np.flatnonzero(at_random.random(size) < 0.3).astype(np.int32)


def deep(size: int) -> tuple[Ints, Ints, Ints]:
    """A chain: each step waits for the one before it."""
    before = np.arange(size - 1, dtype=np.int32)
    return np.repeat(before[:, None], 3, 1), before + np.int32(1), np.zeros(1, np.int32)


def write_lines(file: Path, instance: tuple[Ints, Ints, Ints], size: int) -> None:
    """An instance as JSON Lines."""
    conditions, consequents, done = instance
    with file.open("w") as out:
        out.write('{"format":"goodoffices problem","version":1}\n')
        out.writelines(f'{{"step": "s{i}", "agents": ["p"]}}\n' for i in range(size))
        out.writelines(f'{{"done": "s{i}"}}\n' for i in done.tolist())
        rows = zip(conditions.tolist(), consequents.tolist(), strict=True)
        for i, (row, q) in enumerate(rows):
            waits = ",".join(f'"s{a}"' for a in row)
            out.write(f'{{"commitment":"c{i}","debtor":"p","antecedent":[{waits}],"consequent":["s{q}"],"strength":"firm"}}\n')


def talks(steps: int, commitments: int, offered: float = 0.15, seed: int = SEED) -> Problem:
    """Random talks of eight parties; antecedents with "any of" and "at least"."""
    at_random = random.Random(seed)
    parties = [f"p{i}" for i in range(8)]
    made = [Step(id=f"s{i}", agents=(at_random.choice(parties),)) for i in range(steps)]

    def step() -> Condition:
        return Done(step=at_random.choice(made).id)

    def antecedent() -> Condition:
        kind = at_random.random()
        if kind < offered:
            return all_of()
        if kind < 0.5:
            return all_of(*(step() for _ in range(at_random.randint(1, 2))))
        return all_of(step(), any_of(step(), step())) if kind < 0.75 else AtLeast(count=2, parts=tuple(step() for _ in range(3)))

    drawn = []
    for i in range(commitments):
        of = at_random.choice(made)
        drawn.append(
            Commitment(id=f"c{i}", debtor=of.agents[0], antecedent=antecedent(), consequent=(of.id,), strength=Strength.FIRM)
        )
    return Problem(steps=tuple(made), commitments=tuple(drawn))


def circles(count: int, size: int) -> Problem:
    """Circles in which each commitment waits for the two steps before its own, or for one of them and the first."""
    steps, drawn = [], []
    for k in range(count):
        names = [f"s{k}_{i}" for i in range(size)]
        for i, name in enumerate(names):
            steps.append(Step(id=name, agents=(f"p{i % 4}",)))
            one, two, first = (Done(step=n) for n in (names[i - 1], names[i - 2], names[0]))
            antecedent = any_of(all_of(one, two), all_of(two, first)) if i else all_of(one)
            drawn.append(
                Commitment(id=f"c{k}_{i}", debtor=f"p{i % 4}", antecedent=antecedent, consequent=(name,), strength=Strength.FIRM)
            )
    return Problem(steps=tuple(steps), commitments=tuple(drawn))
