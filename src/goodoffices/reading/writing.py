"""What was found, as the values of the model: spans with their words, parties and statements with their ids."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.model import Party, Span, Statement
from goodoffices.reading.decoding import WordSpan
from goodoffices.reading.entities import Entity
from goodoffices.reading.statements import Draft, manner
from goodoffices.reading.words import Words


class Writing:
    """Writes down the parties and statements of one text, an entity under the same id each time."""

    def __init__(self, words: Words, entities: Iterable[Entity]):
        self.words = words
        self.ids: dict[Entity, str] = {}
        for entity in entities:
            person: Entity | None = entity
            while person is not None and person not in self.ids:
                self.ids[person] = f"p{len(self.ids) + 1}"
                person = person.speaks_for

    def parties(self) -> tuple[Party, ...]:
        """Every entity, and those it speaks for, in the order in which they came."""
        return tuple(self._party(e) for e in self.ids)

    def statement(self, number: int, draft: Draft, speaker: Entity | None, via: list[Entity]) -> Statement:
        """The statement of a draft."""
        return Statement(
            id=f"s{number}",
            source=self._part(draft.source),
            cue=self._part(draft.cue),
            content=tuple(self._span(c.start, c.end) for c in draft.content),
            speaker=self.ids[speaker] if speaker else None,
            via=tuple(self.ids[e] for e in via if e is not speaker),
            manner=manner(self.words, draft),
            confidence=round(draft.confidence, 3),
        )

    def _party(self, entity: Entity) -> Party:
        mentions = [self._span(start, end) for start, end in sorted(entity.mentions)]
        return Party(
            id=self.ids[entity],
            name=entity.name,
            kind=entity.kind,
            aliases=tuple(dict.fromkeys(m.text for m in mentions if m.text != entity.name)),
            speaks_for=self.ids[entity.speaks_for] if entity.speaks_for and entity.speaks_for is not entity else None,
            mentions=tuple(mentions),
        )

    def _part(self, part: WordSpan | None) -> Span | None:
        return self._span(part.start, part.end) if part else None

    def _span(self, start: int, end: int) -> Span:
        return Span.of(self.words.text, int(self.words.starts[start]), int(self.words.ends[end - 1]))
