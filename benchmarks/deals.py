"""How fast deals are computed, beside clingo in the same run. python -m benchmarks.deals [--json FILE]

Instances are random, with one seed: every commitment waits for three steps, three in ten are done. Times are the best of three in
one process; making the instance is not counted, wiring it is. Clingo gets the same facts; its time has grounding in it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.deals_by_clingo import by_clingo, unlocking_by_clingo
from benchmarks.deals_made import SEED, Ints, circles, deep, shallow, talks, write_lines
from benchmarks.generated import generated
from benchmarks.machine import machine, print_table
from goodoffices.brief.deals import posing, to_html
from goodoffices.deals.answer import Question
from goodoffices.deals.forms.arrays import from_arrays
from goodoffices.deals.forms.lines_to_arrays import read_large
from goodoffices.deals.problem import Problem
from goodoffices.deals.robustness.probability import robustness
from goodoffices.deals.starting.reach import reach
from goodoffices.deals.unlocking.unlocking import Unlockings, unlock
from goodoffices.deals.unlocking.what_if import WhatIf
from goodoffices.ledger import Ledger

TRIES = 3

UNLOCKED = 50
"""A target is measured that more sets of concessions than these unlock, and so is that of the most sets of several instances."""
SEEDS = range(5, 10)
"""Instances of which every target is unlocked, to find the slowest."""
REPORTS = 60
"""Generated reports (see `generated`) of the ledger, which have some 200 commitments."""


def best(ask: Callable[[], object]) -> float:
    """The seconds of the fastest of some tries."""
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return min(times)


def fixed_points(instance: tuple[Ints, Ints, Ints], size: int) -> float:
    """Seconds for wiring an instance and both its fixed points."""
    conditions, consequents, done = instance
    starts = np.arange(0, 3 * len(consequents) + 1, 3)

    def ask() -> None:
        large = from_arrays(size, starts, conditions.ravel(), consequents, done=done)
        large.now()
        large.together()

    return best(ask)


def unlocking(problem: Problem, *, at_least: int) -> tuple[str, Unlockings, float]:
    """A promised step out of reach with so many sets of up to three concessions, all of these, and the seconds for finding them.

    The first such step there is, else the one of most sets.
    """
    together = reach(problem).together
    best: tuple[str, Unlockings, float] | None = None
    for (step,) in dict.fromkeys(c.consequent for c in problem.commitments):
        if step not in together:
            began = time.perf_counter()
            found = unlock(problem, [step], largest=3, seconds=60)
            seconds = time.perf_counter() - began
            if best is None or len(found.found) > len(best[1].found):
                best = step, found, seconds
            if len(found.found) >= at_least:
                break
    if best is None:
        raise SystemExit("no step of this instance is out of reach")
    return best


def drawn_from_a_ledger(folder: Path) -> tuple[int, float]:
    """How many commitments a new ledger has, and in how many seconds the page with its deals and their picture is there.

    Opening the ledger is counted, the start of Python and of the modules is not.
    """
    file = folder / "talks.db"
    with Ledger.open(file) as ledger:
        for reading in generated(REPORTS):
            ledger.add(reading, who="benchmark")

    def ask() -> int:
        with Ledger.open(file) as ledger:
            posed = posing.of_ledger(ledger.as_of(None))
        answered = posing.answered(posed.problem, Question(), posed.left_out)
        if "<svg" not in to_html(answered):
            raise SystemExit("the page has no picture")
        return len(posed.problem.commitments)

    return ask(), best(ask)


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
    found |= unlocking_figures()
    three = circles(3, 20)
    found["exact robustness, 60 commitments in three circles, s"] = best(lambda: robustness(three, [s.id for s in three.steps]))
    what_if = WhatIf(talks(10_000, 10_000))
    what_if.ask(assumed=["s1"])
    found["what if, 10,000 commitments, ms"] = 1000 * best(lambda: what_if.ask(assumed=["s1"], withdrawn=["c2"]))
    with tempfile.TemporaryDirectory() as folder:
        count, seconds = drawn_from_a_ledger(Path(folder))
        found["commitments of a ledger"], found["from the ledger to the drawn answer, s"] = count, seconds
    return found


def unlocking_figures() -> dict[str, float]:
    """All sets of up to three concessions: beside clingo, and the slowest of several instances."""
    problem = talks(300, 400)
    unlocking(problem, at_least=UNLOCKED)  # what is compiled is compiled here
    target, ours, seconds = unlocking(problem, at_least=UNLOCKED)
    theirs, clingo_seconds = unlocking_by_clingo(problem, target)
    if theirs is not None and theirs != {u.concessions for u in ours.found}:
        raise SystemExit("clingo finds other sets of concessions")
    worst = max(
        (unlocking(talks(300, 400, seed=seed), at_least=1_000_000) for seed in SEEDS),
        key=lambda measured: measured[2],
    )
    return {
        "unlocking sets of up to 3, 300 steps, 400 commitments": len(ours.found),
        "finding them, s": seconds,
        "clingo, the same sets, s" if theirs is not None else "clingo, the same sets, not done after, s": clingo_seconds,
        "clingo to ours, the same sets": clingo_seconds / seconds,
        f"most unlocking sets of a target in {len(SEEDS)} instances, the slowest": len(worst[1].found),
        "finding the most, s": worst[2],
    }


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
