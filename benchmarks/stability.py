"""How fast conflicts are analysed, and in how much memory. python -m benchmarks.stability [--json FILE]

Conflicts are random, with one seed: options are dealt out evenly, everybody has 20 prioritised statements of one to three options.
Each case runs in a process of its own, whose peak memory is taken; compiling (or finding what was compiled before) is done on a
smaller conflict first and timed apart. Making states and ranks from the statements is counted. Processor time is that of all
threads together: where it is less than the time, the machine had other things to do.

The matrix method is that of Xu, Hipel and Kilgour 2009 (Matrix representation of solution concepts in multiple-decision-maker graph
models), written down here with NumPy's products of floating-point matrices, which are much faster than those of whole numbers.
Both methods must agree on every state.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.machine import machine, print_table
from goodoffices.model import Condition, Done, Not, all_of, any_of
from goodoffices.stability.concepts.classic import Concept, stable
from goodoffices.stability.concepts.coalitions import all_coalitions, resistant
from goodoffices.stability.concepts.limited import limited
from goodoffices.stability.conflict import Conflict, DecisionMaker, Direction, Option, Prioritised
from goodoffices.stability.game import Game, game_of
from goodoffices.stability.moves.by_cells import CellMoves
from goodoffices.stability.questions.inverse import least_change
from goodoffices.stability.questions.status_quo import outlook

SEED = 3
STATEMENTS = 20
TRIES = 3
WARM = 17
"""Options of the conflict on which everything is compiled: enough of them for its loops to be compiled at all."""
MATRIX = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
Matrix = npt.NDArray[np.float32]


def conflict(options: int, people: int = 4, *, harder: bool = False) -> Conflict:
    """A random conflict; `harder`: 30 % of the states are infeasible (0.75 * 15/16 are left) and four options are one-way."""
    at_random = random.Random(SEED)
    names = [f"o{k}" for k in range(options)]

    def literal() -> Condition:
        done = Done(step=at_random.choice(names))
        return done if at_random.random() < 0.6 else Not(part=done)

    def statement() -> Condition:
        kind = at_random.random()
        if kind < 0.3:
            return literal()
        return all_of(literal(), literal()) if kind < 0.6 else any_of(literal(), literal(), literal())

    who = [DecisionMaker(f"d{i}", preference=Prioritised(tuple(statement() for _ in range(STATEMENTS)))) for i in range(people)]
    one_way = {names[options * k // 8] for k in (1, 3, 5, 7)} if harder else set()
    takes = [Done(step=o) for o in names]
    infeasible = (all_of(takes[1], takes[7]), all_of(takes[2], Not(part=takes[11]), takes[13], takes[5])) if harder else ()
    return Conflict(
        decision_makers=tuple(who),
        options=tuple(
            Option(o, (f"d{k * people // options}",), direction=Direction.FORWARD if o in one_way else Direction.BOTH)
            for k, o in enumerate(names)
        ),
        infeasible=infeasible,
    )


def seconds(ask: Callable[[], object], tries: int = 1) -> float:
    """The seconds of the fastest of some tries."""
    times = []
    for _ in range(tries):
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return min(times)


def analysed(options: int, concepts: Iterable[Concept], *, harder: bool = False) -> dict[str, float]:
    """A conflict from its statements to who is stable where by each of the concepts."""
    asked = tuple(concepts)
    warm, large = conflict(WARM, harder=harder), conflict(options, harder=harder)

    def ask(what: Conflict) -> Game:
        game = game_of(what)
        for concept in asked:
            stable(game, concept)
        return game

    found = {"compiling, s": seconds(lambda: ask(warm))}
    began, worked = time.perf_counter(), time.process_time()
    game = ask(large)
    took, work = time.perf_counter() - began, time.process_time() - worked
    return found | {"states": len(game.states), "s": took, "processor time, s": work}


def beside_matrices() -> dict[str, float]:
    """Ten options of two decision makers: ours, and the matrix method, on the same conflict; both by all four concepts."""
    small, warm = conflict(10, people=2), game_of(conflict(WARM, people=2))
    game = game_of(small)
    first = seconds(lambda: _anew(game))
    compiling = seconds(lambda: _anew(warm))
    ours = [stable(game, concept) for concept in MATRIX]
    theirs = by_matrices(game)
    if not all((a == b).all() for a, b in zip(ours, theirs, strict=True)):
        raise SystemExit("the matrix method does not agree")
    all_ours = seconds(lambda: [stable(game_of(small), concept) for concept in MATRIX], TRIES)
    concepts = seconds(lambda: _anew(game), TRIES)
    matrices = seconds(lambda: by_matrices(game), TRIES)
    return {
        "before anything is compiled, s": first, "compiling, s": compiling, "states": len(game.states),
        "s": concepts, "from the statements on, s": all_ours, "the matrix method, s": matrices,
        "times faster": matrices / concepts, "times faster, from the statements on": matrices / all_ours,
    }  # fmt: skip


def _anew(game: Game) -> None:
    """All four concepts, with nothing kept from the time before: states, cells and ranks are given, as to the matrices."""
    if isinstance(game.moves, CellMoves):
        game = replace(game, moves=replace(game.moves))
    for concept in MATRIX:
        stable(game, concept)


def by_matrices(game: Game) -> list[npt.NDArray[np.bool_]]:
    """Nash, GMR, SMR and SEQ of two decision makers as products of matrices; which states are preferred and reached is given."""
    n = len(game.states)
    every = np.ones((n, n), np.float32)
    reached, better = zip(*(_matrices(game, i) for i in (0, 1)), strict=True)
    held: list[list[npt.NDArray[np.bool_]]] = [[], [], [], []]
    for i, j in ((0, 1), (1, 0)):
        improved, no_better = reached[i] * better[i], every - better[i]
        escapes = np.sign(reached[i] @ better[i].T)
        products = (
            improved @ every,
            improved @ (every - np.sign(reached[j] @ no_better.T)),
            improved @ (every - np.sign(reached[j] @ (no_better.T * (every - escapes)))),
            improved @ (every - np.sign((reached[j] * better[j]) @ no_better.T)),
        )
        for k, product in enumerate(products):
            held[k].append(np.diag(product) == 0)
    return [np.stack(rows) for rows in held]


def _matrices(game: Game, i: int) -> tuple[Matrix, Matrix]:
    """Where one can move (J), and which states one prefers (P+: column to row)."""
    own = game.states.mask(game.conflict.options_of(game.conflict.decision_makers[i].id))
    patterns, ranks = game.states.patterns, game.ranks[i]
    reached = ((patterns[:, None] ^ patterns[None, :]) & ~own) == 0
    np.fill_diagonal(reached, False)
    return reached.astype(np.float32), (ranks[None, :] > ranks[:, None]).astype(np.float32)


def inverted(options: int = 12, wanted: int = 20) -> dict[str, float]:
    """The least change of one decision maker's preferences for a state to become stable: the slowest of some random states."""
    game = game_of(conflict(options))
    found: dict[str, float] = {"states": len(game.states)}
    for concept in MATRIX:
        unstable = np.flatnonzero(~stable(game, concept)[0]).tolist()
        asked = random.Random(SEED).sample(unstable, min(wanted, len(unstable)))
        times = [seconds(partial(least_change, game, 0, [s], concept)) for s in asked]
        found[f"{concept.value}, the slowest of {len(asked)}, s"] = max(times, default=0.0)
    found["s"] = max(value for name, value in found.items() if name.endswith(", s"))
    return found


def the_rest(options: int) -> dict[str, float]:
    """What else is asked of a conflict; of coalitions those of two or more."""
    found: dict[str, float] = {}

    def ask(game: Game) -> Iterable[tuple[str, float]]:
        several: Collection[tuple[int, ...]] = [c for c in all_coalitions(game) if len(c) > 1]
        yield "what can come of a state by improvements, s", seconds(lambda: outlook(game, 0, improving=True).states)
        yield "limited moves, horizon 4, s", seconds(lambda: limited(game, 4))
        for concept in (Concept.NASH, Concept.GMR, Concept.SEQ):
            name = f"all {len(several)} coalitions, {concept.value}, s"
            yield name, seconds(partial(resistant, game, concept, several))

    warm = game_of(conflict(WARM, harder=True))
    found["compiling, s"] = seconds(lambda: list(ask(warm)))
    game = game_of(conflict(options, harder=True))
    return found | dict(ask(game)) | {"states": len(game.states)}


CASES: dict[str, Callable[[], dict[str, float]]] = {
    "20 options, all states feasible: Nash, GMR, SMR, SEQ, SIM": lambda: analysed(20, Concept),
    "20 options, 30 % infeasible, 4 one-way: the same": lambda: analysed(20, Concept, harder=True),
    "24 options: Nash, SEQ": lambda: analysed(24, (Concept.NASH, Concept.SEQ)),
    "10 options, 2 decision makers: Nash, GMR, SMR, SEQ": beside_matrices,
    "inverse, 12 options": inverted,
    "20 options, 30 % infeasible, 4 one-way: the rest": lambda: the_rest(20),
}


def apart(case: str) -> dict[str, float]:
    """The figures of one case, from a fresh process."""
    told = subprocess.run([sys.executable, "-m", "benchmarks.stability", "--case", case], check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(told.stdout)
    return found


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--case", choices=CASES, help="only this one, in this process, as JSON")
    options = parser.parse_args()
    if options.case:
        figures = CASES[options.case]()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
        print(json.dumps(figures | {"peak memory, GiB": peak}))
        return
    found = {case: apart(case) for case in CASES}
    rows = [
        (case if k == 0 else "", f"{name}: {value:,.3g}")
        for case, of in found.items()
        for k, (name, value) in enumerate(of.items())
    ]
    print_table("Stability", ("conflict", "figure"), rows)
    if options.json:
        options.json.write_text(json.dumps({"machine": machine(), "seed": SEED, "figures": found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
