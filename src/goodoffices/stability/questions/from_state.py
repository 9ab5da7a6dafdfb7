"""The moves from one state: where one decision maker can go, and what its opponents can bring about, by the fewest moves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from goodoffices.stability.game import Game
from goodoffices.stability.moves.by_cells import CellMoves, Moves
from goodoffices.stability.moves.kernels import Grouped, Places, loop
from goodoffices.stability.moves.listed import Listed
from goodoffices.stability.states import Flags, Numbers

ANYTHING = np.zeros(0, np.bool_)
"""No state to stop at."""


class Move(NamedTuple):
    """A decision maker (its number) brings about a state (its number)."""

    who: int
    state: int


def reached(moves: Moves, i: int, state: int) -> Numbers:
    """The states to which decision maker i can move from a state, in ascending order."""
    if isinstance(moves, Listed):
        starts, found = moves.starts[i], moves.targets[i]
        return _ascending(found[starts[state] : starts[state + 1]])
    if not isinstance(moves, CellMoves):
        raise TypeError(moves)
    g = moves.grouped
    free = ~int(g.groups[i, state]) & (1 << int(g.one_way[i])) - 1
    parts, added = [], free
    while True:
        group = g.first[i] + (g.groups[i, state] | added)
        parts.append(g.ordered[i, g.starts[group] : g.starts[group + 1]])
        if not added:
            break
        added = (added - 1) & free
    ends = np.concatenate(parts)
    return _ascending(ends[ends != state])


def _ascending(numbers: Numbers) -> Numbers:
    ordered: Numbers = np.sort(numbers)
    return ordered


@dataclass(frozen=True)
class Replies:
    """What the opponents can bring about from one state: `met` (m) the states, by the number of moves, that state itself first.

    `by` and `after` (m) are who moved last and which of `met` was before, -1 at the start. A state may be met again when others
    may move on from it; its first place has the fewest moves. Where a search stopped at a state, that is the last.
    """

    met: Numbers
    by: Numbers
    after: Places

    def path(self, place: int) -> tuple[Move, ...]:
        """The fewest moves that lead to a state, given by its place in `met`."""
        moves = []
        while self.after[place] >= 0:
            moves.append(Move(int(self.by[place]), int(self.met[place])))
            place = int(self.after[place])
        return tuple(reversed(moves))


@dataclass(frozen=True)
class Opponents:
    """All but decision maker i; with `improving` each moves only to what it likes better. Nobody moves twice in a row."""

    game: Game
    i: int
    improving: bool

    def replies(self, start: int, until: Flags = ANYTHING) -> Replies:
        """What they can bring about from a state, searched breadth first until one of the states `until` (n, none: all) is met.

        In time linear in what is searched and in the number of states.
        """
        moves, n = self.game.moves, len(self.game.states)
        others = np.array([h for h in self.game.players if h != self.i], np.int32)
        if isinstance(moves, CellMoves):
            return Replies(*loop(_spread, n)(start, others, self.improving, until, moves.grouped))
        return Replies(*loop(_spread_listed, n)(start, others, until, self._listed, self._turns))

    @cached_property
    def _listed(self) -> _Targets:
        moves = self.game.moves
        if not isinstance(moves, Listed):
            raise TypeError(moves)
        each = [moves.improvements(h) if self.improving else (moves.starts[h], moves.targets[h]) for h in self.game.players]
        before = np.cumsum([0, *(len(targets) for _, targets in each)])[:-1]
        return _Targets(np.stack([starts for starts, _ in each]), before, np.concatenate([targets for _, targets in each]))

    @cached_property
    def _turns(self) -> Numbers:
        """For each record of who has moved (0: nobody yet) and each who moves next the new record, -1 where it may not move."""
        players = self.game.players
        if isinstance(self.game.moves, Listed) and self.game.moves.once:
            return np.array([[-1 if had >> h & 1 else had | 1 << h for h in players] for had in range(1 << len(players))], np.int32)
        return np.array([[-1 if last == h else h + 1 for h in players] for last in (-1, *players)], np.int32)


class _Targets(NamedTuple):
    """The moves of everybody: those of h from state s are targets[before[h] + starts[h, s]:before[h] + starts[h, s + 1]]."""

    starts: Places
    before: Places
    targets: Numbers


def _spread(start: int, movers: Numbers, improving: bool, until: Flags, of: Grouped) -> tuple[Numbers, Numbers, Places]:
    """Forward over cells: a pointer for each group, from its best state down, remembers how far it has been taken.

    The first to come to a group by an improvement is the nearest; whoever comes later takes only what it adds. Two moves of one are
    one move, so that on a shortest way nobody moves twice in a row.
    """
    n = of.ranks.shape[1]
    met = np.empty(n, np.int32)
    by = np.full(n, -1, np.int32)
    after = np.full(n, -1, np.int64)
    seen = np.zeros(n, np.bool_)
    left = of.starts[1:].copy()
    met[0] = start
    seen[start] = True
    count, k = 1, 0
    done = len(until) > 0 and until[start]
    while k < count and not done:
        s = met[k]
        for h in movers:
            mask = (1 << of.one_way[h]) - 1
            free = mask & ~of.groups[h, s]
            added = free
            while True:
                g = of.first[h] + (of.groups[h, s] | added)
                while left[g] > of.starts[g]:
                    state = of.ordered[h, left[g] - 1]
                    if improving and of.ranks[h, state] <= of.ranks[h, s]:
                        break
                    left[g] -= 1
                    if not seen[state]:
                        seen[state] = True
                        met[count] = state
                        by[count] = h
                        after[count] = k
                        count += 1
                        if len(until) and until[state]:
                            done = True
                            break
                if done or not added:
                    break
                added = (added - 1) & free
            if done:
                break
        k += 1
    return met[:count].copy(), by[:count].copy(), after[:count].copy()


def _spread_listed(
    start: int, movers: Numbers, until: Flags, of: _Targets, turns: Numbers
) -> tuple[Numbers, Numbers, Places]:  # fmt: skip
    """Forward over listed moves: a state is gone through once for each record of who has moved."""
    n, records = of.starts.shape[1] - 1, len(turns)
    seen = np.zeros((n, records), np.bool_)
    met = np.empty(n * records, np.int32)
    record_of = np.empty(n * records, np.int32)
    by = np.full(n * records, -1, np.int32)
    after = np.full(n * records, -1, np.int64)
    met[0] = start
    record_of[0] = 0
    count, k = 1, 0
    done = len(until) > 0 and until[start]
    while k < count and not done:
        s = met[k]
        for h in movers:
            record = turns[record_of[k], h]
            if record < 0:
                continue
            for e in range(of.before[h] + of.starts[h, s], of.before[h] + of.starts[h, s + 1]):
                state = of.targets[e]
                if seen[state, record]:
                    continue
                seen[state, record] = True
                met[count] = state
                record_of[count] = record
                by[count] = h
                after[count] = k
                count += 1
                if len(until) and until[state]:
                    done = True
                    break
            if done:
                break
        k += 1
    return met[:count].copy(), by[:count].copy(), after[:count].copy()
