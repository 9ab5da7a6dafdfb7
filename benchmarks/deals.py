"""How fast deals are computed, beside clingo in the same run. python -m benchmarks.deals [--json FILE]

Instances are random, with one seed: every commitment waits for three steps, three in ten are done. Times are the best of three in
one process; making the instance is not counted, wiring it is. Clingo gets the same facts; its time has grounding in it.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.machine import machine, print_table
from goodoffices.deals.forms.arrays import from_arrays
from goodoffices.deals.forms.lines_to_arrays import read_large
from goodoffices.deals.problem import Problem, Step
from goodoffices.deals.robustness.probability import robustness
from goodoffices.deals.starting.reach import reach
from goodoffices.deals.unlocking.unlocking import unlock
from goodoffices.deals.unlocking.what_if import WhatIf
from goodoffices.model import AtLeast, Commitment, Condition, Done, Strength, all_of, any_of

SEED = 2014
TRIES = 3
Ints = npt.NDArray[np.int32]

LEAST = """
holds(S) :- done(S).
holds(Q) :- promise(C, Q), holds(A) : waits(C, A).
"""


def best(ask: Callable[[], object]) -> float:
    """The seconds of the fastest of some tries."""
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return min(times)


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


def fixed_points(instance: tuple[Ints, Ints, Ints], size: int) -> float:
    """Seconds for wiring an instance and both its fixed points."""
    conditions, consequents, done = instance
    starts = np.arange(0, 3 * len(consequents) + 1, 3)

    def ask() -> None:
        large = from_arrays(size, starts, conditions.ravel(), consequents, done=done)
        large.now()
        large.together()

    return best(ask)


def by_clingo(instance: tuple[Ints, Ints, Ints]) -> float:
    """Seconds in which clingo finds the least fixed point alone, once."""
    import clingo

    conditions, consequents, done = instance
    facts = [f"done({s})." for s in done.tolist()]
    facts += [f"promise({c},{q})." for c, q in enumerate(consequents.tolist())]
    facts += [f"waits({c},{a})." for c, row in enumerate(conditions.tolist()) for a in row]
    program = LEAST + "\n".join(facts)
    began = time.perf_counter()
    control = clingo.Control(["--warn=none"])
    control.add("base", [], program)
    control.ground()
    control.solve()
    return time.perf_counter() - began


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


def talks(steps: int, commitments: int, offered: float = 0.15) -> Problem:
    """Random talks of eight parties; antecedents with "any of" and "at least"."""
    at_random = random.Random(SEED)
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


def unlocking(problem: Problem) -> tuple[int, float]:
    """All sets of up to three concessions for the first promised step out of reach that has more than fifty: number, seconds."""
    together = reach(problem).together
    for commitment in problem.commitments:
        (step,) = commitment.consequent
        if step in together:
            continue
        began = time.perf_counter()
        found = unlock(problem, [step], largest=3, seconds=60)
        seconds = time.perf_counter() - began
        if len(found.found) > 50:
            return len(found.found), seconds
    raise SystemExit("no step of this instance needs so many")


def figures(largest: int) -> dict[str, float]:
    """Everything measured: seconds, ratios and counts by name."""
    found: dict[str, float] = {}
    fixed_points(shallow(20_000), 20_000)  # what is compiled is compiled here
    for size in (10_000, 100_000, largest):
        found[f"both fixed points, {size:,} commitments, s"] = fixed_points(shallow(size), size)
    each = found[f"both fixed points, {largest:,} commitments, s"] / largest
    found[f"time a commitment, {largest:,} to 10,000"] = each / (found["both fixed points, 10,000 commitments, s"] / 10_000)
    found[f"a chain of {largest:,}, s"] = fixed_points(deep(largest), largest)
    found[f"a chain to the shallow one, {largest:,}"] = found[f"a chain of {largest:,}, s"] / (each * largest)
    found[f"clingo, the least alone, {largest:,}, s"] = by_clingo(shallow(largest))
    found["clingo to both of ours"] = found[f"clingo, the least alone, {largest:,}, s"] / (each * largest)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "problem.jsonl"
        write_lines(file, shallow(largest), largest)
        began = time.perf_counter()
        with file.open("rb") as stream:
            large = read_large(stream)
        large.now()
        large.together()
        found[f"from JSON Lines to the answer, {largest:,} commitments, s"] = time.perf_counter() - began
    unlocking(talks(300, 400))
    found["unlocking sets of up to 3, 300 steps, 400 commitments"], seconds = unlocking(talks(300, 400))
    found["finding them, s"] = seconds
    three = circles(3, 20)
    found["exact robustness, 60 commitments in three circles, s"] = best(lambda: robustness(three, [s.id for s in three.steps]))
    what_if = WhatIf(talks(10_000, 10_000))
    what_if.ask(assumed=["s1"])
    found["what if, 10,000 commitments, ms"] = 1000 * best(lambda: what_if.ask(assumed=["s1"], withdrawn=["c2"]))
    return found


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--largest", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = figures(options.largest)
    print_table("Deals", ("what", "figure"), [(name, f"{value:,.3g}") for name, value in found.items()])
    if options.json:
        options.json.write_text(json.dumps({"machine": machine(), "seed": SEED, "figures": found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
