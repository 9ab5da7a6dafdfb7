"""Tables of stability as the literature has them: for each decision maker and state the concepts by which it is stable."""

from __future__ import annotations

import re

from goodoffices.stability.concepts.classic import Concept, equilibria, stable
from goodoffices.stability.conflict import Conflict, Ranked, State
from goodoffices.stability.game import game_of

LETTERS = {"N": Concept.NASH, "G": Concept.GMR, "S": Concept.SMR, "Q": Concept.SEQ, "M": Concept.SIM}
ALL = "NGSQM"
States = dict[str, frozenset[State]]
"""The states by the numbers of the source; a number stands for several where the source does not tell them apart."""
Table = dict[str, dict[str, str]]
"""For each decision maker and state the letters of the concepts by which it is stable."""


def ranked(states: States, order: str) -> Ranked:
    """A ranking as the sources write it: "7 > 3 = 4 >> 8"."""
    *parts, last = re.split("(>+)", order)
    levels = (*parts[::2], last)
    return Ranked(
        tuple(frozenset().union(*(states[name.strip()] for name in level.split("="))) for level in levels),
        tuple(map(len, parts[1::2])),
    )


def table_of(conflict: Conflict, states: States) -> Table:
    """What the engine says; states that the source does not tell apart must agree."""
    game = game_of(conflict)
    holds = {letter: stable(game, concept) for letter, concept in LETTERS.items()}
    found: Table = {}
    for i, who in enumerate(conflict.decision_makers):
        found[who.id] = {}
        for name, same in states.items():
            (letters,) = {"".join(x for x in ALL if holds[x][i, game.states.number(s)]) for s in same}
            found[who.id][name] = letters
    return found


def equilibria_of(conflict: Conflict, states: States) -> dict[str, set[str]]:
    """The equilibria by concept, by the numbers of the source."""
    game = game_of(conflict)
    found = {letter: equilibria(stable(game, concept)) for letter, concept in LETTERS.items()}
    return {
        x: {name for name, same in states.items() if any(held[game.states.number(s)] for s in same)} for x, held in found.items()
    }
