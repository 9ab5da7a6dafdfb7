"""What was found, as the values of the model: spans with their words, and everything under its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goodoffices.model import Interpretation, Move, Party, ReaderName, Reading, Report, Span, Statement, Step, StepMention
from goodoffices.reading.attribution.statements import Draft, manner
from goodoffices.reading.bargaining.interpretations import DraftInterpretation
from goodoffices.reading.bargaining.moves import DraftMove
from goodoffices.reading.bargaining.positions import positions
from goodoffices.reading.bargaining.steps import DraftStep
from goodoffices.reading.dates.deadlines import attach, once
from goodoffices.reading.dates.finding import find_dates
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.words import Words
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.world import government_of

Spoken = tuple[Draft, Entity | None, list[Entity]]
"""A statement with its speaker and those through whom the report has it, outermost first."""
Made = tuple[DraftMove, Entity, Entity]
"""A move with its party and agent."""


@dataclass(frozen=True)
class Found:
    """All that was found in a report, in the order of the text; the moves of steps are their places in `moves`."""

    statements: list[Spoken]
    moves: list[Made]
    steps: list[DraftStep]
    interpretations: list[DraftInterpretation]

    def entities(self) -> Iterator[Entity]:
        """Everybody who appears in it."""
        for _, speaker, via in self.statements:
            yield from filter(None, (speaker, *via))
        for _, party, agent in self.moves:
            yield from (party, agent)
        yield from (s.named.agent for s in self.steps if s.named.agent)
        yield from (i.party for i in self.interpretations)


def write(report: Report, reader: ReaderName, words: Words, found: Found, notes: tuple[str, ...]) -> Reading:
    """The reading of a report."""
    writing = Writing(words, found.entities())
    contents = [(n, c) for n, (draft, *_) in enumerate(found.statements, 1) for c in draft.content]
    said_in = {word: f"s{n}" for n, c in contents for word in range(c.start, c.end)}
    statements = tuple(writing.statement(n, *spoken) for n, spoken in enumerate(found.statements, 1))
    moves = tuple(writing.move(n, *made, said_in.get(made[0].step.start)) for n, made in enumerate(found.moves, 1))
    reading = Reading(
        report=report,
        reader=reader,
        parties=writing.parties(),
        statements=statements,
        moves=moves,
        dates=once(attach(find_dates(report.text, report.published), moves, statements, report.text)),
        steps=tuple(writing.step(n, s) for n, s in enumerate(found.steps, 1)),
        step_mentions=tuple(m for n, s in enumerate(found.steps, 1) for m in writing.step_mentions(n, s)),
        interpretations=tuple(writing.interpretation(n, i, said_in.get(i.word)) for n, i in enumerate(found.interpretations, 1)),
        notes=notes,
    )
    return reading.model_copy(update={"positions": positions(reading)})


class Writing:
    """Writes down what was found in one text, an entity under the same id each time."""

    def __init__(self, words: Words, entities: Iterable[Entity]):
        self.words = words
        self.ids: dict[Entity, str] = {}
        for entity in entities:
            self._give(entity)
        for entity in list(self.ids):
            for other in (*entity.backs, *entity.backed_by):
                self._give(other)

    def _give(self, entity: Entity | None) -> None:
        """An id for an entity and those it speaks for."""
        while entity is not None and entity not in self.ids:
            self.ids[entity] = f"p{len(self.ids) + 1}"
            entity = entity.speaks_for

    def parties(self) -> tuple[Party, ...]:
        """Every entity, and those it speaks for, in the order in which they came."""
        return tuple(self._party(e) for e in self.ids)

    def statement(self, number: int, draft: Draft, speaker: Entity | None, via: list[Entity]) -> Statement:
        """The statement of a draft."""
        return Statement(
            id=f"s{number}",
            source=self._part(draft.source),
            cue=self._part(draft.cue),
            content=tuple(self._span(c) for c in draft.content),
            speaker=self.ids[speaker] if speaker else None,
            via=tuple(self.ids[e] for e in via if e is not speaker),
            manner=manner(self.words, draft),
            confidence=round(draft.confidence, 3),
        )

    def move(self, number: int, draft: DraftMove, party: Entity, agent: Entity, statement: str | None) -> Move:
        """The move of a draft; `statement` is the id of the statement that makes it."""
        return Move(
            id=f"m{number}",
            kind=draft.kind,
            party=self.ids[party],
            agent=self.ids[agent],
            step=self._span(draft.step),
            condition=self._part(draft.condition),
            relation=draft.relation,
            strength=draft.strength,
            measure=draft.measure,
            place=self._line(draft.place),
            statement=statement,
            confidence=round(draft.confidence, 3),
        )

    def step(self, number: int, draft: DraftStep) -> Step:
        """The step of a draft, in the words that name it first."""
        named = draft.named
        return Step(
            id=f"t{number}",
            agent=self.ids[named.agent] if named.agent else None,
            measure=named.measure,
            object=self._line(named.span),
            place=self._line(draft.place),
        )

    def step_mentions(self, number: int, draft: DraftStep) -> Iterator[StepMention]:
        """The words of moves that speak of the step."""
        for spoken, sure in draft.spoken:
            yield StepMention(step=f"t{number}", move=f"m{spoken.move + 1}", part=spoken.part, confidence=round(sure, 3))

    def interpretation(self, number: int, draft: DraftInterpretation, statement: str | None) -> Interpretation:
        """The interpretation of a draft; `statement` is the id of the statement that makes it."""
        return Interpretation(
            id=f"i{number}",
            party=self.ids[draft.party],
            clause=Span.of(self.words.text, *draft.clause) if draft.clause else None,
            meaning=Span.of(self.words.text, *draft.meaning) if draft.meaning else None,
            disputes=f"i{draft.disputes + 1}" if draft.disputes is not None else None,
            statement=statement,
        )

    def _party(self, entity: Entity) -> Party:
        mentions = [self._span(WordSpan("mention", start, end)) for start, end in sorted(entity.mentions)]
        called = [m.text for m in mentions]
        if entity.is_state and (government := government_of(entity.name)):
            called.append(government)
        return Party(
            id=self.ids[entity],
            name=entity.name,
            kind=entity.kind,
            aliases=tuple(dict.fromkeys(c for c in called if c != entity.name)),
            speaks_for=self.ids[entity.speaks_for] if entity.speaks_for and entity.speaks_for is not entity else None,
            backs=tuple(self.ids[e] for e in entity.backs if e in self.ids),
            roles=entity.roles,
            mentions=tuple(mentions),
        )

    def _line(self, part: WordSpan | None) -> str | None:
        return " ".join(self._span(part).text.split()) if part else None

    def _part(self, part: WordSpan | None) -> Span | None:
        return self._span(part) if part else None

    def _span(self, part: WordSpan) -> Span:
        return Span.of(self.words.text, int(self.words.starts[part.start]), int(self.words.ends[part.end - 1]))
