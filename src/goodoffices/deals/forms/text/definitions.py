"""Named conditions, put in the place of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from goodoffices.deals.checking import DEEPEST, is_too_deep, no_such, shown
from goodoffices.deals.forms.text.statements import Definition, Statement
from goodoffices.deals.forms.text.tokens import PROBLEM
from goodoffices.model import AtLeast, Condition, Done, Not, steps_in

LARGEST = 100_000
"""Parts of a condition, when all definitions in it are written out."""


class Definitions:
    """The named conditions of a text, each written out in steps. They may stand in any order, and name each other.

    Raises DealsError for a name that is taken or unknown, for a definition that leads back to itself, and for one too large.
    """

    def __init__(self, statements: Sequence[Statement], steps: Collection[str]):
        self.places = _places(statements, steps)
        self.known = {*steps, *self.places}
        self.conditions: dict[str, Condition] = {}
        self.sizes: dict[str, int] = {}
        for name in self._order():
            place, condition = self.places[name]
            self.conditions[name] = self.written_out(place, condition)
            self.sizes[name] = self._size(condition)

    def written_out(self, place: Statement, condition: Condition) -> Condition:
        """A condition of a statement, over nothing but steps."""
        for name in sorted(steps_in(condition) - self.known, key=place.column):
            PROBLEM.amiss(place.line, place.column(name), no_such("step", name, self.known))
        if self._size(condition) > LARGEST:
            PROBLEM.amiss(place.line, 1, f"written out, the condition has more than {LARGEST:,} parts: ask for less")
        whole = _put_in(condition, self.conditions)
        if is_too_deep(whole):
            PROBLEM.amiss(place.line, 1, f"written out, the condition nests deeper than {DEEPEST}: write it flatter")
        return whole

    def _order(self) -> Iterator[str]:
        """Each definition after those that it names."""
        waits = {name: steps_in(condition) & self.places.keys() for name, (_, condition) in self.places.items()}
        try:
            return iter(tuple(TopologicalSorter(waits).static_order()))
        except CycleError as e:
            circle = [*reversed(e.args[1])]
            place, _ = self.places[circle[0]]
            way = ", then ".join(shown(name) for name in circle[1:4]) + (", ..." if len(circle) > 4 else "")
            PROBLEM.amiss(
                place.line, place.column(circle[0]), f"{shown(circle[0])} is defined by way of {way}: define it by steps alone"
            )

    def _size(self, condition: Condition) -> int:
        match condition:
            case Done(step=step):
                return self.sizes.get(step, 1)
            case AtLeast(parts=parts):
                return 1 + sum(self._size(p) for p in parts)
            case Not(part=part):
                return 1 + self._size(part)
            case _:
                return 1


def _places(statements: Sequence[Statement], steps: Collection[str]) -> Mapping[str, tuple[Statement, Condition]]:
    found: dict[str, tuple[Statement, Condition]] = {}
    for statement in statements:
        if isinstance(said := statement.said, Definition):
            if said.name in found or said.name in steps:
                what = "defined twice" if said.name in found else "a step already"
                PROBLEM.amiss(statement.line, statement.column(said.name), f"{shown(said.name)} is {what}: define another name")
            found[said.name] = statement, said.condition
    return found


def _put_in(condition: Condition, conditions: Mapping[str, Condition]) -> Condition:
    match condition:
        case Done(step=step):
            return conditions.get(step, condition)
        case AtLeast(count=count, parts=parts):
            return AtLeast(count=count, parts=tuple(_put_in(p, conditions) for p in parts))
        case Not(part=part):
            return Not(part=_put_in(part, conditions))
        case _:
            return condition
