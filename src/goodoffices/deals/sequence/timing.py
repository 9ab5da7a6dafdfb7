"""When each of several events takes place at the earliest, given which come after which, and what should not last long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Following = tuple[int, int]
"""(i, j): event j comes a round after event i or later; events are numbered so that i is less than j."""


@dataclass(frozen=True)
class Spell:
    """What should not last long: from the first of some events to the last of others."""

    first_of: frozenset[int]
    last_of: frozenset[int]


def earliest(count: int, following: Sequence[Following]) -> list[int]:
    """The earliest round (from 1) of each event 0..count-1."""
    return _Timing(count, following, ()).rounds()[0]


def shortest_spells(count: int, following: Sequence[Following], spells: Sequence[Spell]) -> list[int]:
    """The earliest rounds for which the longest of the spells is as short as can be."""
    return _Timing(count, following, spells).shortest()


class _Timing:
    """Longest paths by Bellman (1958) and Ford over a graph without circles but for the bounds of the spells.

    A spell that may last so long puts its first events off until so long before its last ones. Spells that put each other off in
    a ring need, all together, the paths along it: no bound below the mean of these can be kept. The longest spell is at least as
    long as that, and so on until there is no such ring (Howard 1960 finds the greatest mean in the same way).
    """

    def __init__(self, count: int, following: Sequence[Following], spells: Sequence[Spell]):
        self.spells = [(sorted(s.first_of), sorted(s.last_of)) for s in spells if s.first_of and s.last_of]
        self.before: list[list[int]] = [[] for _ in range(count)]
        for i, j in following:
            self.before[j].append(i)
        self.floor = [1] * count
        """The round before which no event takes place, and the spell that puts it off so far, -1 where none does."""
        self.put_off_by = [-1] * count

    def shortest(self) -> list[int]:
        count, longest = len(self.before), 0
        while True:
            self.floor, self.put_off_by = [1] * count, [-1] * count
            longer, rounds = self._within(longest)
            if longer == longest:
                return rounds
            longest = longer

    def rounds(self) -> tuple[list[int], list[int]]:
        """The round of each event, and the event, itself or one before it, whose floor it stands on."""
        rounds, stands_on = self.floor.copy(), list(range(len(self.floor)))
        for event, before in enumerate(self.before):
            for i in before:
                if rounds[i] >= rounds[event]:
                    rounds[event], stands_on[event] = rounds[i] + 1, stands_on[i]
        return rounds, stands_on

    def _within(self, longest: int) -> tuple[int, list[int]]:
        """The rounds if no spell lasts longer, and that length; or, where this cannot be, a length that it takes at least."""
        while True:
            rounds, stands_on = self.rounds()
            changed = False
            # For each spell the one that puts off its last event, and how long the path between them is.
            pushed: list[tuple[int, int]] = []
            for _, last_of in self.spells:
                end = max(last_of, key=rounds.__getitem__)
                pushed.append((self.put_off_by[stands_on[end]], rounds[end] - self.floor[stands_on[end]]))
            for longer in _means(pushed):
                if longer > longest:
                    return longer, rounds
            for spell, (first_of, last_of) in enumerate(self.spells):
                floor = max(rounds[i] for i in last_of) - longest
                for i in first_of:
                    if rounds[i] < floor:
                        self.floor[i], self.put_off_by[i] = max(floor, self.floor[i]), spell
                        changed = True
            if not changed:
                return longest, rounds


def _means(pushed: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The mean length, rounded up, of each ring of spells of which each is pushed by the next."""
    seen = [0] * len(pushed)
    for walk, start in enumerate(range(len(pushed)), 1):
        spell = start
        while spell >= 0 and not seen[spell]:
            seen[spell] = walk
            spell = pushed[spell][0]
        if spell >= 0 and seen[spell] == walk:
            lengths, ring = [pushed[spell][1]], pushed[spell][0]
            while ring != spell:
                lengths.append(pushed[ring][1])
                ring = pushed[ring][0]
            yield -(-sum(lengths) // len(lengths))
