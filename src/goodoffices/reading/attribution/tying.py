"""Which source, cue and contents belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.pointing import NOWHERE, Pointing

Integers = NDArray[np.int64]
CLOSING_MARKS = 2
"""Marks that may close a paragraph behind its last content."""


@dataclass
class Tied:
    """The parts of one statement, as spans of words."""

    cue: WordSpan
    source: WordSpan | None = None
    content: list[WordSpan] = field(default_factory=list)


def tie(spans: Sequence[WordSpan], paragraphs: Integers, to_cue: Pointing, to_source: Pointing) -> list[Tied]:
    """Every content with its cue and every cue with its source (or none), in the order of the cues.

    A content goes to the cue of its own paragraph (`paragraphs` has the number of each word's) that its words point to on
    average. Where its paragraph has no cue, it goes on with the statement that the paragraph before ends with, or leads to one in a
    neighbouring paragraph; contents that belong to nobody, and cues without a content, are left out. A cue points to the
    first word of its source, sought in the same order, or to itself where the report names none; one source may serve several.
    """
    tied = [Tied(s) for s in spans if s.role == "cue"]
    owners: dict[WordSpan, Tied] = {}
    for span in (s for s in spans if s.role == "content"):
        owner = _owner(span, tied, paragraphs, to_cue) or _continued(span, owners, paragraphs)
        owner = owner or _owner(span, tied, paragraphs, to_cue, reach=1)
        if owner is not None:
            owner.content.append(span)
            owners[span] = owner
    sources = [s for s in spans if s.role == "source"]
    for t in tied:
        t.source = _source(t.cue, sources, paragraphs, to_source)
    return [t for t in tied if t.content]


def _source(cue: WordSpan, sources: list[WordSpan], paragraphs: Integers, to_source: Pointing) -> WordSpan | None:
    """The source that the cue points to, of those in its paragraph, or else beside it; None where it points to itself."""
    here = paragraphs[cue.start]
    near = [s for s in sources if paragraphs[s.start] == here] or [s for s in sources if abs(paragraphs[s.start] - here) == 1]
    if not near:
        return None
    targets = np.array([*(s.start for s in near), cue.start])
    best = int(to_source.scores(targets[-1:], targets).argmax())
    return near[best] if best < len(near) else None


def _owner(content: WordSpan, tied: list[Tied], paragraphs: Integers, to_cue: Pointing, reach: int = 0) -> Tied | None:
    """The statement, of those with a cue in the content's paragraph or `reach` beside it, that the content points to."""
    first, last = paragraphs[content.start] - reach, paragraphs[content.end - 1] + reach
    near = [t for t in tied if first <= paragraphs[t.cue.start] <= last]
    if len(near) < 2:
        return near[0] if near else None
    scores = to_cue.scores(np.arange(content.start, content.end), np.array([t.cue.start for t in near]))
    reached = scores > NOWHERE
    means = np.where(reached, scores, 0.0).sum(axis=0) / np.maximum(1, reached.sum(axis=0))
    return near[int(np.where(reached.any(axis=0), means, NOWHERE).argmax())]


def _continued(content: WordSpan, owners: dict[WordSpan, Tied], paragraphs: Integers) -> Tied | None:
    """The statement of the last content before, if it ends the paragraph before: a speech over several paragraphs."""
    if not owners:
        return None
    before = next(reversed(owners))
    here = paragraphs[content.start]
    opens = content.start == 0 or paragraphs[content.start - 1] != here
    left = int((paragraphs[before.end : content.start] == here - 1).sum())
    ends = paragraphs[before.end - 1] == here - 1 and left <= CLOSING_MARKS
    return owners[before] if opens and ends else None
