"""The definitions of the graph model (Fang, Hipel and Kilgour 1993) over sets of states: slow, and right by inspection."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain, combinations, product

from goodoffices.model import holds
from goodoffices.stability.conflict import Conflict, DecisionMaker, Direction, Prioritised, Ranked, State, Weighted

Moves = Mapping[str, Mapping[State, frozenset[State]]]
"""Where each decision maker can go from each state."""


def subsets(of: Iterable[str]) -> Iterator[frozenset[str]]:
    """All subsets, the smallest first."""
    members = sorted(of)
    return (frozenset(c) for c in chain.from_iterable(combinations(members, n) for n in range(len(members) + 1)))


def feasible(conflict: Conflict) -> frozenset[State]:
    """The combinations of options in which nothing holds that is said to be infeasible."""
    return frozenset(s for s in subsets(o.id for o in conflict.options) if not any(holds(c, s) for c in conflict.infeasible))


def can_move(conflict: Conflict, who: str, start: State, end: State) -> bool:
    """Whether a decision maker can bring about `end` from `start` by itself, both being feasible."""
    changed = start ^ end
    if not changed or any(holds(m.before, start) and holds(m.after, end) for m in conflict.irreversible):
        return False
    for option in conflict.options:
        if option.id in changed:
            taken = option.id in end
            if who not in option.owners or option.direction is (Direction.BACK if taken else Direction.FORWARD):
                return False
    return True


def worth(who: DecisionMaker, state: State) -> Fraction:
    """A number that is higher for a better state."""
    match who.preference:
        case None:
            return Fraction(0)
        case Prioritised(statements=statements):
            k = len(statements)
            return Fraction(sum(2 ** (k - j) for j, statement in enumerate(statements, 1) if holds(statement, state)))
        case Weighted(weights=weights):
            return sum((Fraction(str(weight)) for option, weight in weights.items() if option in state), Fraction(0))
        case Ranked(levels=levels):
            return Fraction(next(-place for place, level in enumerate(levels) if state in level))


class Definitions:
    """A conflict worked out from the definitions; with `once`, an opponent moves at most once in a joint move."""

    def __init__(self, conflict: Conflict, *, once: bool = False) -> None:
        self.once = once
        self.states = feasible(conflict)
        self.who = tuple(d.id for d in conflict.decision_makers)
        self.worth = {d.id: {s: worth(d, s) for s in self.states} for d in conflict.decision_makers}
        self.moves: Moves = {
            i: {s: frozenset(t for t in self.states if can_move(conflict, i, s, t)) for s in self.states} for i in self.who
        }
        self.improvements: Moves = {
            i: {s: frozenset(t for t in self.moves[i][s] if self.prefers(i, t, s)) for s in self.states} for i in self.who
        }

    def prefers(self, i: str, one: State, other: State) -> bool:
        """Whether i strictly prefers one state to the other."""
        return self.worth[i][one] > self.worth[i][other]

    def others(self, i: str) -> tuple[str, ...]:
        """The opponents of i."""
        return tuple(j for j in self.who if j != i)

    def joint(self, group: Collection[str], start: State, moves: Moves) -> frozenset[State]:
        """R_H(s), or R+_H(s) with the improvements: all ends of sequences of moves of the group, one or more.

        Nobody moves twice in a row; with `once`, nobody moves twice.
        """
        seen: set[tuple[State, frozenset[str]]] = set()
        waiting: list[tuple[State, frozenset[str]]] = [(start, frozenset())]
        ends = set()
        while waiting:
            state, barred = waiting.pop()
            for mover in set(group) - barred:
                for end in moves[mover][state]:
                    ends.add(end)
                    after = (end, barred | {mover} if self.once else frozenset({mover}))
                    if after not in seen:
                        seen.add(after)
                        waiting.append(after)
        return frozenset(ends)

    def nash(self, i: str, s: State) -> bool:
        """No improvement."""
        return not self.improvements[i][s]

    def gmr(self, i: str, s: State) -> bool:
        """After each improvement the opponents can bring i to a state that it does not prefer to s."""
        return all(
            any(not self.prefers(i, s2, s) for s2 in self.joint(self.others(i), s1, self.moves)) for s1 in self.improvements[i][s]
        )

    def smr(self, i: str, s: State) -> bool:
        """They can, and from there i cannot come to a state that it prefers to s."""
        return all(
            any(
                not self.prefers(i, s2, s) and not any(self.prefers(i, s3, s) for s3 in self.moves[i][s2])
                for s2 in self.joint(self.others(i), s1, self.moves)
            )
            for s1 in self.improvements[i][s]
        )

    def seq(self, i: str, s: State) -> bool:
        """They can, each step of theirs being an improvement for whoever takes it."""
        return all(
            any(not self.prefers(i, s2, s) for s2 in self.joint(self.others(i), s1, self.improvements))
            for s1 in self.improvements[i][s]
        )

    def sim(self, i: str, s: State) -> bool:
        """Opponents that improve at the same time can turn each improvement into a state that i does not prefer to s."""
        return all(any(not self.prefers(i, s2, s) for s2 in self._at_once(i, s, s1)) for s1 in self.improvements[i][s])

    def _at_once(self, i: str, s: State, s1: State) -> Iterator[State]:
        for group in subsets(self.others(i)):
            for moved in product(*(sorted(self.improvements[j][s], key=sorted) for j in sorted(group))):
                changes = [s ^ s1, *(s ^ t for t in moved)]
                changed = frozenset().union(*changes)
                if group and len(changed) == sum(map(len, changes)) and s ^ changed in self.states:
                    yield s ^ changed

    def stable(self, concept: str) -> dict[str, frozenset[State]]:
        """For each decision maker the states that are stable by a concept."""
        is_stable: Callable[[str, State], bool] = getattr(self, concept)
        return {i: frozenset(s for s in self.states if is_stable(i, s)) for i in self.who}
