"""What was coded of one text, as the parties, statements, moves and steps of a reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from goodoffices.exchange.dna_coded import Coded, Entity
from goodoffices.exchange.dna_coding import NAMES_APART, step_of
from goodoffices.exchange.dna_text import Units
from goodoffices.model import (
    Manner,
    Move,
    MoveKind,
    Party,
    PartyKind,
    Span,
    Statement,
    Step,
    StepMention,
    StepPart,
    Strength,
)

KINDS = {True: MoveKind.SUPPORT, False: MoveKind.OPPOSITION}


class Drawn:
    """The parts of a reading of `text`; `refused` counts the statements whose characters are not in it.

    A statement that names nobody, or no concept, or does not say whether it agrees, makes no move. Statements that say the same of
    the same words, as those of two coders may, are one.
    """

    def __init__(self, text: str, coded: Sequence[Coded], entities: Mapping[int, Entity]):
        self.text = text
        self.entities = entities
        self.parties: dict[int, Party] = {}
        self.statements: dict[tuple[int, int, str | None], Statement] = {}
        self.moves: dict[tuple[str, str, str, bool], Move] = {}
        self.steps: dict[int, Step] = {}
        self.mentions: list[StepMention] = []
        self.refused = 0
        units = Units(text)
        sides = _sides(coded)
        for one in coded:
            span = units.span(one.start, one.stop)
            if span is None:
                self.refused += 1
            else:
                self._draw(one, Span.of(text, *span), sides)

    def _draw(self, coded: Coded, words: Span, sides: Mapping[int, int]) -> None:
        organization = None if coded.organization is None else self._party(coded.organization, None)
        side = sides.get(coded.person) if coded.person is not None else None
        person = None if coded.person is None else self._party(coded.person, PartyKind.PERSON, side)
        speaker, party = person or organization, organization or person
        key = words.start, words.end, speaker
        if key not in self.statements:
            number = len(self.statements) + 1
            self.statements[key] = Statement(
                id=f"s{number}", content=(words,), speaker=speaker, manner=Manner.INDIRECT, confidence=1
            )
        if party is not None and coded.concept is not None and coded.agreement is not None:
            self._move(self.statements[key].id, party, coded.concept, coded.agreement, words)

    def _move(self, statement: str, party: str, concept: int, agreement: bool, words: Span) -> None:
        step = self._step(concept)
        key = statement, party, step.id, agreement
        if key in self.moves:
            return
        move = f"m{len(self.moves) + 1}"
        self.moves[key] = Move(
            id=move, kind=KINDS[agreement], party=party, agent=party, step=words, strength=Strength.FIRM, measure=step.measure,
            statement=statement, confidence=1,
        )  # fmt: skip
        self.mentions.append(StepMention(step=step.id, move=move, part=StepPart.STEP, confidence=1))

    def _party(self, entity: int, kind: PartyKind | None, side: int | None = None) -> str:
        """The id of the party that an entity is, for whom it speaks, if for one only; an organization's kind is its "Type"."""
        if entity not in self.parties:
            speaks_for = None if side is None else self._party(side, None)
            told = self.entities[entity]
            said = told.attributes.get("Type", "")
            if kind is None:
                kind = PartyKind(said) if said in set(PartyKind) - {PartyKind.PERSON} else PartyKind.ORGANISATION
            names = (name.strip() for name in told.attributes.get("Alias", "").split(NAMES_APART.strip()))
            self.parties[entity] = Party(
                id=f"p{len(self.parties) + 1}", name=told.name, kind=kind, speaks_for=speaks_for,
                aliases=tuple(dict.fromkeys(name for name in names if name and name != told.name)),
            )  # fmt: skip
        return self.parties[entity].id

    def _step(self, concept: int) -> Step:
        """The step that a concept is; who would take it, DNA does not tell."""
        if concept not in self.steps:
            measure, what = step_of(self.entities[concept].name)
            self.steps[concept] = Step(id=f"t{len(self.steps) + 1}", agent=None, measure=measure, object=what)
        return self.steps[concept]


def _sides(coded: Sequence[Coded]) -> dict[int, int]:
    """For each person who is coded with one organization only, in this text, that organization."""
    met: defaultdict[int, set[int]] = defaultdict(set)
    for one in coded:
        if one.person is not None and one.organization is not None:
            met[one.person].add(one.organization)
    return {person: organizations.pop() for person, organizations in met.items() if len(organizations) == 1}
