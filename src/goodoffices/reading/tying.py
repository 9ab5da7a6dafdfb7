"""Which source, cue and contents belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from goodoffices.reading.decoding import WordSpan
from goodoffices.reading.pointing import NOWHERE, Pointing


@dataclass
class Tied:
    """The parts of one statement, as spans of words."""

    cue: WordSpan
    source: WordSpan | None = None
    content: list[WordSpan] = field(default_factory=list)


def tie(spans: Sequence[WordSpan], to_cue: Pointing, to_source: Pointing) -> list[Tied]:
    """Every content with its cue and every cue with its source (or none), in the order of the cues.

    Cues without a content are left out.
    A content goes to the cue that its words point to on average; a cue points to the first word of its source, or to itself
    where the report names no source. One source may serve several cues.
    """
    tied = [Tied(s) for s in spans if s.role == "cue"]
    if not tied:
        return []
    cues = np.array([t.cue.start for t in tied])
    for span in spans:
        if span.role == "content":
            scores = to_cue.scores(np.arange(span.start, span.end), cues)
            reached = scores > NOWHERE
            means = np.where(reached, scores, 0.0).sum(axis=0) / np.maximum(1, reached.sum(axis=0))
            tied[int(np.where(reached.any(axis=0), means, NOWHERE).argmax())].content.append(span)
    sources = [s for s in spans if s.role == "source"]
    starts = np.array([s.start for s in sources], dtype=np.int64)
    for t in tied:
        at = np.array([t.cue.start])
        best = int(to_source.scores(at, np.append(starts, at)).argmax())
        t.source = sources[best] if best < len(sources) else None
    return [t for t in tied if t.content]
