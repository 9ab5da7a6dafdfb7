"""The built-in reader: a report in, a reading out."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from goodoffices.errors import ReadingError
from goodoffices.model import ReaderName, Reading, Report
from goodoffices.reading.cast import Cast
from goodoffices.reading.hearsay import innermost, intermediaries
from goodoffices.reading.mentions import Analysed
from goodoffices.reading.network import Network, built_in
from goodoffices.reading.speakers import Speakers
from goodoffices.reading.statements import Draft, find_statements
from goodoffices.reading.transcripts import turns, with_turns
from goodoffices.reading.words import Words
from goodoffices.reading.writing import Writing

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
            raise ReadingError(
                f"{report.origin} seems to be in another language ({report.language}): the built-in reader reads English only"
            )
        reader = ReaderName(name=NAME, version=self.network.version)
        words = self.network.words(report.text)
        if not len(words):
            return Reading(report=report, reader=reader, notes=(NOTHING_FOUND,))
        scores = self.network.scores(words)
        drafts = with_turns(find_statements(words, scores, self.network.transitions, self.network.calibration), turns(words))
        analysed = Analysed(words, scores)
        cast = Cast(analysed)
        speakers = Speakers(analysed, cast)
        kept = [innermost(d, analysed) for d in _without_headline(drafts, words, report)]
        sources = sorted({d.source for d in kept if d.source}, key=lambda s: s.start)
        speaker_of = {source: speakers.speaker(source) for source in sources}
        spoken = [(d, speaker_of[d.source] if d.source else None, intermediaries(d, analysed, cast)) for d in kept]
        writing = Writing(words, [e for _, speaker, via in spoken for e in (speaker, *via) if e is not None])
        return Reading(
            report=report,
            reader=reader,
            parties=writing.parties(),
            statements=tuple(writing.statement(i, *found) for i, found in enumerate(spoken, 1)),
            notes=() if spoken else (NOTHING_FOUND,),
        )


def built_in_reader(threads: int = 0) -> BuiltInReader:
    """The reader that ships with the package; `threads` of 0 takes all cores."""
    return BuiltInReader(built_in(threads))


def _without_headline(drafts: list[Draft], words: Words, report: Report) -> list[Draft]:
    """The drafts less what stands in the headline, which repeats in fewer words what the story says."""
    end = len(report.title) if report.title and report.text.startswith(report.title) else 0
    below = [replace(d, content=tuple(c for c in d.content if words.starts[c.start] >= end)) for d in drafts]
    return [d for d in below if d.content]
