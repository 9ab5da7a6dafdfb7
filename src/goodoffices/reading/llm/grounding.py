"""Where in the text the words stand that a model quotes: as they are, or repaired, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from goodoffices.model import Span
from goodoffices.reading.llm.canonical import Canonical
from goodoffices.reading.llm.spelling import respelt

Bounds = tuple[int, int]

OCCURRENCES = 500
"""Of one quotation that are looked at."""
ELLIPSIS = re.compile(r" ?[\[(]?\.{3,}[\])]? ?")
ELIDED = 120
"""Characters that a model may have left out between two parts of a quotation."""
PART = 12
"""Characters of such a part, at least."""
PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True)
class Found:
    """Where a quotation stands, and whether the model's words had to be repaired to those of the text."""

    span: Span
    repaired: bool


class Grounding:
    """Finds quotations in one text. Only the text's own characters come out of it."""

    def __init__(self, text: str):
        self.text = text
        self._canonical = lru_cache(maxsize=4)(lambda zone: Canonical.of(text, *zone))

    def find(self, quoted: str, zone: Bounds, *, near: Iterable[Span] = (), apart: Iterable[Span] = ()) -> Found | None:
        """The place between the bounds of `zone` where `quoted` stands; None where it does not.

        First the very words; then with other white space, quotation marks, dashes, case; then with an ellipsis, other
        punctuation between the words or another spelling of some (`respelt` says which). Of several places the one apart
        from the spans `apart` and nearest to the spans `near` counts, then the first.
        """
        quoted = quoted.strip()
        if not any(c.isalnum() for c in quoted) or len(quoted) > 2 * (zone[1] - zone[0]) + 100:
            return None
        near, apart = list(near), list(apart)
        if exact := self._best(self._verbatim(quoted, zone), near, apart):
            return Found(exact, repaired=False)
        wanted = Canonical.of(quoted)
        for way in (self._canonically, self._elided, self._word_by_word):
            if repaired := self._best(way(wanted, zone), near, apart):
                return Found(repaired, repaired=True)
        return None

    def verbatim(self, quoted: str) -> Span | None:
        """The first place in the whole text where these very words stand."""
        quoted = quoted.strip()
        if not any(c.isalnum() for c in quoted):
            return None
        place = next(self._verbatim(quoted, (0, len(self.text))), None)
        return Span.of(self.text, *place) if place else None

    def _best(self, places: Iterator[Bounds], near: Sequence[Span], apart: Sequence[Span]) -> Span | None:
        def order(place: Bounds) -> tuple[bool, int, int]:
            start, end = place
            overlaps = any(start < s.end and s.start < end for s in apart)
            return overlaps, sum(max(0, s.start - end, start - s.end) for s in near), start

        candidates = [place for _, place in zip(range(OCCURRENCES), places, strict=False)]
        return Span.of(self.text, *min(candidates, key=order)) if candidates else None

    def _verbatim(self, quoted: str, zone: Bounds) -> Iterator[Bounds]:
        at = self.text.find(quoted, *zone)
        while at >= 0:
            if not self._cuts_a_word(at) and not self._cuts_a_word(at + len(quoted)):
                yield at, at + len(quoted)
            at = self.text.find(quoted, at + 1, zone[1])

    def _canonically(self, wanted: Canonical, zone: Bounds) -> Iterator[Bounds]:
        chars = wanted.chars.strip()
        yield from self._occurrences(chars if chars in self._canonical(zone).chars else _without_edges(chars), zone)

    def _occurrences(self, chars: str, zone: Bounds) -> Iterator[Bounds]:
        text = self._canonical(zone)
        at = text.chars.find(chars) if any(c.isalnum() for c in chars) else -1
        while at >= 0:
            start, end = text.starts[at], text.ends[at + len(chars) - 1]
            if not self._cuts_a_word(start) and not self._cuts_a_word(end):
                yield start, end
            at = text.chars.find(chars, at + 1)

    def _elided(self, wanted: Canonical, zone: Bounds) -> Iterator[Bounds]:
        parts = [p for p in ELLIPSIS.split(wanted.chars.strip()) if p]
        if len(parts) < 2 or any(len(p) < PART for p in parts):
            return
        for start, end in self._occurrences(parts[0], zone):
            last: int | None = end
            for part in parts[1:]:
                last = self._continued(part, last, zone) if last else None
            if last:
                yield start, last

    def _continued(self, part: str, end: int, zone: Bounds) -> int | None:
        """Where `part` ends if it follows soon upon `end`, in the same paragraph."""
        place = next(self._occurrences(part, (end, min(end + ELIDED + len(part), zone[1]))), None)
        return place[1] if place and not PARAGRAPH_END.search(self.text, end, place[0]) else None

    def _word_by_word(self, wanted: Canonical, zone: Bounds) -> Iterator[Bounds]:
        text, words = self._canonical(zone), wanted.words
        there = text.words
        places: list[tuple[int, Bounds]] = []
        for first in range(len(there) - len(words) + 1 if words else 0):
            if there[first].text[0] != words[0].text[0]:
                continue
            window = there[first : first + len(words)]
            edits = respelt([w.text for w in words], [w.text for w in window])
            if edits is None or any(a.stops != b.stops for a, b in zip(words[1:], window[1:], strict=True)):
                continue
            place = text.starts[window[0].start], text.ends[window[-1].end - 1]
            if not PARAGRAPH_END.search(self.text, *place):
                places.append((edits, place))
        yield from (place for edits, place in places if edits == min(places)[0])

    def _cuts_a_word(self, at: int) -> bool:
        """Whether an offset lies within a word; in a script without capitals (Arabic, Chinese) that cannot be told."""
        if not 0 < at < len(self.text):
            return False
        return all(c.isdigit() or c.lower() != c.upper() for c in self.text[at - 1 : at + 1])


def _without_edges(chars: str) -> str:
    """A canonical quotation without an ellipsis before and behind it."""
    found = ELLIPSIS.match(chars)
    chars = chars[found.end() :] if found else chars
    return re.sub(r" ?[\[(]?\.{3,}[\])]?$", "", chars)
