"""Decision makers, options, states and solution concepts in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from goodoffices.brief import wording
from goodoffices.brief.deals.phrases import capitalised, listed
from goodoffices.brief.printable import one_line
from goodoffices.stability.answer import By
from goodoffices.stability.concepts.attitudes import Relational
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.concepts.limited import Horizon
from goodoffices.stability.concepts.strength import Strongly
from goodoffices.stability.conflict import State
from goodoffices.stability.game import Game
from goodoffices.stability.hypergames import Perceived

CONCEPTS = {Concept.NASH: "Nash", Concept.GMR: "GMR", Concept.SMR: "SMR", Concept.SEQ: "SEQ", Concept.SIM: "SIM"}
MEANINGS = {
    Concept.NASH: "no move of its own would leave a party better off",
    Concept.GMR: "whatever it gains, others could answer so that it gains nothing",
    Concept.SMR: "and it could not escape from that answer",
    Concept.SEQ: "others could answer so, and would gain by it themselves",
    Concept.SIM: "others would gain by moving at the same time, and both together leave it no better off",
}
"""Why a party would not leave a state, by the concepts; told once on each face."""


def short(by: Concept | Horizon) -> str:
    """A solution concept or a horizon, as the head of a column has it."""
    if isinstance(by, Concept):
        return CONCEPTS[by]
    return "NM" if by.moves is None else f"L{by.moves}"


def meaning(by: Concept | Horizon) -> str:
    """Why a party would not leave a state, by a solution concept or a horizon."""
    if isinstance(by, Concept):
        return MEANINGS[by]
    if by.moves is None:
        return "however far it looks ahead from some number of moves on, it foresees no gain (non-myopic)"
    return f"it looks {wording.counted(by.moves, 'move')} ahead, its own and the answers, and foresees no gain"


def strongly(degree: int) -> str:
    """A degree of preference from 2 on: “strongly”, “very strongly”, and so on."""
    return f"{'very ' * (degree - 2)}strongly"


def stable(several: Collection[By]) -> str:
    """That a state is stable by some concepts, horizons and variants: “stable by Nash and GMR; strongly by GMR”."""
    parts = [f"{how} by {found}".strip() for how, found in by_kind(several)]
    return f"stable {'; '.join(parts)}" if parts else "stable by no concept"


def by_kind(several: Collection[By]) -> Iterator[tuple[str, str]]:
    """The usual ones, then the variants of each kind: how, and by which; of several degrees the greatest."""
    if usual := [by for by in several if isinstance(by, Concept | Horizon)]:
        yield "", in_short(usual)
    greatest = dict(sorted((by.concept, by.degree) for by in several if isinstance(by, Strongly)))
    for degree in sorted(set(greatest.values())):
        yield strongly(degree), in_short([c for c, d in greatest.items() if d == degree])
    if relational := [by.concept for by in several if isinstance(by, Relational)]:
        yield "with attitudes", in_short(relational)
    if perceived := [by.concept for by in several if isinstance(by, Perceived)]:
        yield "as each sees it", in_short(perceived)


def in_short(several: Collection[Concept | Horizon]) -> str:
    """Solution concepts in their order, then horizons in theirs, in short."""
    horizons = [c for c in several if isinstance(c, Horizon)]
    found: list[Concept | Horizon] = [*(c for c in Concept if c in several), *horizons]
    return listed([short(c) for c in found]) or "none"


class Phrases:
    """What a conflict speaks of, in words. No phrase says that a party did or would do something."""

    def __init__(self, game: Game):
        self.game = game
        self.conflict = game.conflict
        self.options = {o.id: o for o in game.conflict.options}
        self.parties = {d.id: one_line(d.name) or one_line(d.id) for d in game.conflict.decision_makers}

    def party(self, number: int) -> str:
        """How a decision maker is called."""
        return self.parties[self.conflict.decision_makers[number].id]

    def several(self, numbers: Iterable[int]) -> str:
        """Several decision makers within a sentence."""
        return listed([self.party(i) for i in numbers])

    def option(self, option: str) -> str:
        """What an option is, without its owners."""
        found = self.options[option]
        name = one_line(found.name) or one_line(option)
        return name.removeprefix(f"{listed([self.parties[w] for w in found.owners])}: ") or name

    def label(self, state: int) -> str:
        """What a state is called: its name, or s and its number."""
        return one_line(self.conflict.names.get(self.game.states.state(state), "")) or f"s{state + 1}"

    def named(self, state: int) -> str:
        """A state within a sentence; one without a name with what is taken in it."""
        taken = self.game.states.state(state)
        if self.conflict.names.get(taken):
            return f"“{self.label(state)}”"
        return f"“{self.label(state)}” ({self.taken(taken, nothing='') or 'nothing is taken'})"

    def state(self, state: int) -> str:
        """What is taken in a state, by whom."""
        return capitalised(self.taken(self.game.states.state(state)))

    def taken(self, state: State, *, nothing: str = "nothing") -> str:
        """Whose options of these are taken: “rebels: hold fire; army: nothing”; without a word for nothing, only who takes some."""
        parts = []
        for who in self.conflict.decision_makers:
            own = [o.id for o in self.conflict.options if who.id in o.owners]
            said = listed([self.option(o) for o in own if o in state]) or nothing
            if own and said:
                parts.append(f"{self.parties[who.id]}: {said}")
        return "; ".join(parts)

    def move(self, who: int, before: int, after: int) -> str:
        """What a decision maker changes: “the army takes “leave the bridges” and gives up “shell the harbour””."""
        one, other = self.game.states.state(before), self.game.states.state(after)
        order = [o.id for o in self.conflict.options]
        taken = listed([f"“{self.option(o)}”" for o in order if o in other - one])
        given_up = listed([f"“{self.option(o)}”" for o in order if o in one - other])
        changes = [f"takes {taken}"] if taken else []
        changes += [f"gives up {given_up}"] if given_up else []
        return f"{self.party(who)} {' and '.join(changes)} (“{self.label(after)}”)"
