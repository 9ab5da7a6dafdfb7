"""The built-in reader: a report in, a reading out."""

from __future__ import annotations

from typing import Protocol

from goodoffices.errors import ReadingError
from goodoffices.model import Party, ReaderName, Reading, Report, Span, Statement
from goodoffices.reading.cast import Cast
from goodoffices.reading.decoding import WordSpan
from goodoffices.reading.entities import Entity
from goodoffices.reading.hearsay import intermediaries
from goodoffices.reading.mentions import Analysed
from goodoffices.reading.network import Network, built_in
from goodoffices.reading.speakers import Speakers
from goodoffices.reading.statements import Draft, find_statements, manner
from goodoffices.reading.transcripts import turns, with_turns
from goodoffices.reading.words import Words

NAME = "goodoffices"
NOTHING_FOUND = "no statements found: nobody is quoted in this text, or not in a way that this reader knows"


class Reader(Protocol):
    """Anything that makes a reading of a report."""

    def read(self, report: Report) -> Reading:
        """What the report says. Raises ReadingError where it cannot be read."""
        ...


class BuiltInReader:
    """The reader that ships with the package: our own network and a few rules, on the CPU."""

    def __init__(self, network: Network):
        self.network = network

    def read(self, report: Report) -> Reading:
        """The statements of a report and who speaks them.

        Raises ReadingError for a text that is said to be in another language than English.
        """
        if report.language not in (None, "en"):
            raise ReadingError(f"{report.origin} seems to be in another language ({report.language}): the built-in reader reads English only")
        reader = ReaderName(name=NAME, version=self.network.version)
        words = self.network.words(report.text)
        if not len(words):
            return Reading(report=report, reader=reader, notes=(NOTHING_FOUND,))
        scores = self.network.scores(words)
        drafts = with_turns(find_statements(words, scores, self.network.transitions), turns(words))
        analysed = Analysed(words, scores)
        cast = Cast(analysed)
        speakers = Speakers(analysed, cast)
        spoken = [(d, speakers.speaker(d.source) if d.source else None, intermediaries(d, analysed, cast)) for d in drafts if not _in_title(d, words, report)]
        ids = _ids([e for _, speaker, via in spoken for e in (speaker, *via) if e is not None])
        return Reading(
            report=report,
            reader=reader,
            parties=tuple(_party(e, ids, words) for e in ids),
            statements=tuple(_statement(i, d, s, via, ids, words) for i, (d, s, via) in enumerate(spoken, 1)),
            notes=() if spoken else (NOTHING_FOUND,),
        )


def built_in_reader(threads: int = 0) -> BuiltInReader:
    """The reader that ships with the package; `threads` of 0 takes all cores."""
    return BuiltInReader(built_in(threads))


def _in_title(draft: Draft, words: Words, report: Report) -> bool:
    """Whether a statement stands in the headline, which repeats in fewer words what the story says."""
    end = len(report.title) if report.title and report.text.startswith(report.title) else 0
    return all(int(words.ends[s.end - 1]) <= end for s in draft.content)


def _ids(entities: list[Entity]) -> dict[Entity, str]:
    """An id for each entity and those it speaks for, in the order in which they come."""
    found: dict[Entity, str] = {}
    for entity in entities:
        person: Entity | None = entity
        while person is not None and person not in found:
            found[person] = f"p{len(found) + 1}"
            person = person.speaks_for
    return found


def _party(entity: Entity, ids: dict[Entity, str], words: Words) -> Party:
    mentions = [_span(words, start, end) for start, end in sorted(entity.mentions)]
    return Party(
        id=ids[entity],
        name=entity.name,
        kind=entity.kind,
        aliases=tuple(dict.fromkeys(m.text for m in mentions if m.text != entity.name)),
        speaks_for=ids.get(entity.speaks_for) if entity.speaks_for and entity.speaks_for is not entity else None,
        mentions=tuple(mentions),
    )


def _statement(number: int, draft: Draft, speaker: Entity | None, via: list[Entity], ids: dict[Entity, str], words: Words) -> Statement:
    def span(part: WordSpan | None) -> Span | None:
        return _span(words, part.start, part.end) if part else None

    return Statement(
        id=f"s{number}",
        source=span(draft.source),
        cue=span(draft.cue),
        content=tuple(_span(words, c.start, c.end) for c in draft.content),
        speaker=ids.get(speaker) if speaker else None,
        via=tuple(ids[e] for e in via if e is not speaker),
        manner=manner(words, draft),
        confidence=round(draft.confidence, 3),
    )


def _span(words: Words, start: int, end: int) -> Span:
    return Span.of(words.text, int(words.starts[start]), int(words.ends[end - 1]))
