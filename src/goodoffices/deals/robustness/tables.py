"""Equations solved in decision diagrams, with small circles solved in every case at once: by truth tables.

Going round a circle in diagrams can pass through far larger ones than it ends with; a table has the same size all the way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from goodoffices.deals.robustness.cases import Cases
from goodoffices.deals.robustness.diagrams import Diagrams
from goodoffices.deals.robustness.equations import Equations, Part

MOST_INPUTS = 21
"""A circle that depends on more than these (what is kept in it, and what comes from outside) is solved in diagrams."""
WORD = 6
"""Tables are cut into words of 2 ** WORD cases; equal ones are folded only once."""


def where_all_hold(
    equations: Equations, diagrams: Diagrams, given: Mapping[int, int], wanted: Collection[int], *, greatest: bool
) -> int:
    """Where all wanted nodes hold in the solution of the equations, as a diagram; `given` nodes hold there and nowhere else."""
    value = dict(given)
    part_of = {node: part for part in equations.parts for node in part}
    leaving = {i for node, inputs in equations.inputs.items() for i in inputs if part_of[i] is not part_of[node]}
    all_hold = diagrams.true
    for part in equations.parts:
        wanted_here = [node for node in part if node in wanted]
        inputs = _inputs(equations, part, value, diagrams)
        if equations.is_circle(part) and len(inputs) <= MOST_INPUTS:
            cases = Cases(1 << len(inputs))
            where = {diagrams.false: cases.false, diagrams.true: cases.true}
            where |= {function: cases.with_digit(digit) for digit, function in enumerate(reversed(inputs))}
            around = {*part, *(i for node in part for i in equations.inputs[node])}
            solved = {node: where[value[node]] for node in around & value.keys()}
            equations.solve_part(part, cases, solved, greatest=greatest)
            value |= {node: _folded(solved[node], inputs, diagrams) for node in part if node in leaving and node not in value}
            here = _folded(cases.at_least(len(wanted_here), [solved[node] for node in wanted_here]), inputs, diagrams)
        else:
            equations.solve_part(part, diagrams, value, greatest=greatest)
            here = diagrams.at_least(len(wanted_here), [value[node] for node in wanted_here])
        all_hold = diagrams.both(all_hold, here)
    return all_hold


def _inputs(equations: Equations, part: Part, value: Mapping[int, int], diagrams: Diagrams) -> list[int]:
    """The functions on which a part depends, but for what always or never holds; those of the first variables first."""
    functions = {value[i] for node in part for i in equations.inputs[node] if i in value}
    return sorted(functions - {diagrams.true, diagrams.false}, key=lambda function: (diagrams.first_variable(function), function))


def _folded(table: int, inputs: Sequence[int], diagrams: Diagrams) -> int:
    """A truth table as a diagram: the last input is the last binary digit of a case, and equal halves are made only once."""
    packed = table.to_bytes(max(1 << len(inputs), 1 << WORD) // 8, "little")
    words, place_of_word = np.unique(np.frombuffer(packed, np.uint64), return_inverse=True)
    places: npt.NDArray[np.int64] = np.unpackbits(words.view(np.uint8), bitorder="little").astype(np.int64)
    nodes: list[int] = [diagrams.false, diagrams.true]
    for digit, function in enumerate(reversed(inputs)):
        if digit == WORD:
            places = places[place_of_word]
        pairs, places = np.unique(places[0::2] * len(nodes) + places[1::2], return_inverse=True)
        halves = [divmod(pair, len(nodes)) for pair in pairs.tolist()]
        nodes = [diagrams.choose(function, nodes[if_true], nodes[if_false]) for if_false, if_true in halves]
    return nodes[int(places[0])]
