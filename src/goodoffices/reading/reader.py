"""The built-in reader: a report in, a reading out."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from goodoffices.errors import ReadingError
from goodoffices.model import ReaderName, Reading, Report
from goodoffices.reading.attribution.hearsay import innermost, intermediaries
from goodoffices.reading.attribution.statements import Draft, find_statements
from goodoffices.reading.attribution.transcripts import turns, with_turns
from goodoffices.reading.bargaining.bargainers import Bargainers
from goodoffices.reading.bargaining.interpretations import find_interpretations
from goodoffices.reading.bargaining.moves import find_moves
from goodoffices.reading.bargaining.steps import Steps
from goodoffices.reading.encoder.network import Network, built_in
from goodoffices.reading.encoder.words import Words
from goodoffices.reading.parties.backing import find_parts
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.mentions import Analysed
from goodoffices.reading.parties.sides import find_sides
from goodoffices.reading.parties.speakers import Speakers
from goodoffices.reading.writing import Found, Spoken, write

NAME = "goodoffices"
LEAST = 0.3
"""About half of the F1 reached: the threshold at which F1 is greatest (Lipton, Elkan and Naryanaswamy 2014)."""
NOTHING_FOUND = "no statements found: nobody is quoted in this text, or not in a way that this reader knows"


class Reader(Protocol):
    """Anything that makes a reading of a report."""

    @property
    def name(self) -> ReaderName:
        """Its name and version, which its readings bear."""
        ...

    def read(self, report: Report) -> Reading:
        """What the report says. Raises ReadingError where it cannot be read."""
        ...


class BuiltInReader:
    """The reader that ships with the package: our own network and a few rules, on the CPU.

    A move that is right with less than `least` probability is no draft worth a person's time and is left out.
    """

    def __init__(self, network: Network, least: float = LEAST):
        self.network = network
        self.least = least

    @property
    def name(self) -> ReaderName:
        """Its name, and the version of its weights."""
        return ReaderName(name=NAME, version=self.network.version)

    def read(self, report: Report) -> Reading:
        """The statements of a report and who speaks them; the moves, their conditions and steps; the dates.

        Raises ReadingError for a text that is said to be in another language than English.
        """
        if report.language not in (None, "en"):
            raise ReadingError(
                f"{report.origin} seems to be in another language ({report.language}): the built-in reader reads English only"
            )
        words = self.network.words(report.text)
        found = self._find(words, report) if len(words) else Found([], [], [], [])
        return write(report, self.name, words, found, () if found.statements else (NOTHING_FOUND,))

    def _find(self, words: Words, report: Report) -> Found:
        below = _below_headline(words, report)
        analysed = Analysed(words, self.network.scores(words))
        spoken, bargainers = self.hear(analysed, below)
        drafts = [d for d in find_moves(analysed, self.network.act_transitions) if d.step.start >= below]
        moves = bargainers.of(drafts, self.network.move_calibration, self.least)
        steps = Steps(analysed, bargainers, self.network.links, self.network.sure_link).find(moves)
        return Found(spoken, moves, steps, find_interpretations(words, bargainers.mentioned))

    def hear(self, analysed: Analysed, below: int = 0) -> tuple[list[Spoken], Bargainers]:
        """The statements of a text from the word `below` on with who speaks them, and all who may bargain in it."""
        words, scores = analysed.words, analysed.scores
        drafts = with_turns(find_statements(words, scores, self.network.transitions, self.network.calibration), turns(words))
        cast = Cast(analysed)
        speakers = Speakers(analysed, cast)
        kept = [innermost(d, analysed) for d in _from_word(below, drafts)]
        sources = sorted({d.source for d in kept if d.source}, key=lambda s: s.start)
        speaker_of = {source: speakers.speaker(source) for source in sources}
        spoken = [(d, speaker_of[d.source] if d.source else None, intermediaries(d, analysed, cast)) for d in kept]
        speaker_at = {i: who for d, who, _ in spoken if who is not None for c in d.content for i in range(c.start, c.end)}
        bargainers = Bargainers(analysed, speakers, speaker_at)
        find_sides(bargainers.mentioned, scores.to_side)
        find_parts(cast)
        return spoken, bargainers


def built_in_reader(threads: int = 0) -> BuiltInReader:
    """The reader that ships with the package; `threads` of 0 takes all cores."""
    return BuiltInReader(built_in(threads))


def _below_headline(words: Words, report: Report) -> int:
    """The first word below the headline, which repeats in fewer words what the story says."""
    end = len(report.title) if report.title and report.text.startswith(report.title) else 0
    return words.between(0, end).stop


def _from_word(below: int, drafts: list[Draft]) -> list[Draft]:
    """The drafts less what stands before a word."""
    kept = [replace(d, content=tuple(c for c in d.content if c.start >= below)) for d in drafts]
    return [d for d in kept if d.content]
