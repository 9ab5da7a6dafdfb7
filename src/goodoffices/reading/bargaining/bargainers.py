"""Whose a move is, and who would take its step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from goodoffices.model import COMMISSIVES, Role
from goodoffices.reading.attribution.statements import Line, calibrated
from goodoffices.reading.bargaining.moves import DraftMove
from goodoffices.reading.bargaining.subjects import Subjects
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.pointing import Pointing
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.mentioned import Mentioned, Owner
from goodoffices.reading.parties.mentions import Analysed
from goodoffices.reading.parties.sides import side_of
from goodoffices.reading.parties.speakers import Speakers

GRAMMAR = 0.8
"""How much the grammar has to say beside the network, where it finds somebody."""
TELLING = 0.1
"""From which share on it is looked into whom a noun phrase stands for."""


@dataclass(frozen=True)
class Found:
    """An entity, and how likely (0 to 1) it is the one looked for."""

    entity: Entity
    certainty: float


class Bargainers:
    """Finds the parties and agents of steps among all who are mentioned; sources count for whoever speaks there.

    The network's pointers and the grammar each have a say: who commits himself is the subject of the step's verb, who asks of
    others is the speaker of the statement.
    """

    def __init__(self, analysed: Analysed, speakers: Speakers, speaker_at: Mapping[int, Entity]):
        self.analysed = analysed
        self.speaker_at = speaker_at
        self.subjects = Subjects(analysed, speakers, speaker_at)
        self.mentioned = Mentioned(analysed, speakers.cast)

    def of(self, drafts: list[DraftMove], calibration: Line, least: float) -> list[tuple[DraftMove, Entity, Entity]]:
        """The moves with their parties and agents; a move that nobody can be found for, or that is too unsure, is left out.

        `calibration` is the line from the log-odds of a move's raw certainty to those of its being right, `least` the smallest
        probability of that.
        """
        found = []
        steps = [d.step for d in drafts]
        for n, draft in enumerate(drafts):
            if calibrated(draft.confidence, calibration) < least:
                continue  # whoever is found will not make it surer
            subject = self.subjects.of(draft.step, steps[:n])
            speaker = self.speaker_at.get(draft.step.start)
            told = (subject if draft.kind in COMMISSIVES else None) or speaker
            party = self._likeliest(draft.step, self.analysed.scores.to_party, told)
            confidence = calibrated(draft.confidence * party.certainty, calibration) if party else 0.0
            if party is None or confidence < least:
                continue
            agent = self._likeliest(draft.step, self.analysed.scores.to_agent, subject)
            if agent is not None:
                found.append((replace(draft, confidence=confidence), party.entity, agent.entity))
        return found

    def agent(self, span: WordSpan) -> Found | None:
        """Who would take a step, or bring about a condition."""
        return self._likeliest(span, self.analysed.scores.to_agent, self.subjects.of(span))

    def _likeliest(self, span: WordSpan, pointing: Pointing, told: Owner | None) -> Found | None:
        """The side that the span most likely points to; whom the grammar told has GRAMMAR of the say."""
        mass: dict[Owner, float] = defaultdict(float)
        for owner, share in self.mentioned.shares(span, pointing).items():
            known = self.mentioned.entity(owner) if share >= TELLING else owner
            mass[_makes_moves_for(known)] += share
        if not mass:
            return None
        whom = self.mentioned.entity(told) if told is not None else None
        if whom is not None and (whom.is_person or whom.is_body):
            mass = defaultdict(float, {owner: share * (1 - GRAMMAR) for owner, share in mass.items()})
            mass[_makes_moves_for(whom)] += GRAMMAR
        best = max(mass, key=lambda o: mass[o])
        return Found(self.mentioned.entity(best), mass[best])


def _makes_moves_for(owner: Owner) -> Owner:
    """For whom somebody makes moves: for the side that he speaks for, but a mediator for himself alone."""
    if not isinstance(owner, Entity) or (owner.is_person and Role.MEDIATOR in owner.roles):
        return owner
    return side_of(owner)
