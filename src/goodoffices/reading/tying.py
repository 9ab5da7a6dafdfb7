"""Which source, cue and contents belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.reading.decoding import WordSpan

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Links:
    """For each word a query and a key of two pointers (words, width): from contents to their cue, from a cue to its source."""

    cue_query: Floats
    cue_key: Floats
    source_query: Floats
    source_key: Floats


@dataclass
class Tied:
    """The parts of one statement, as spans of words."""

    cue: WordSpan
    source: WordSpan | None = None
    content: list[WordSpan] = field(default_factory=list)


def tie(spans: Sequence[WordSpan], links: Links) -> list[Tied]:
    """Every content with its cue and every cue with its source (or none), in the order of the cues; cues without content are left out.

    A content goes to the cue that its words point to on average; a cue points to the first word of its source, or to itself
    where the report names no source. One source may serve several cues.
    """
    tied = [Tied(s) for s in spans if s.role == "cue"]
    if not tied:
        return []
    at = np.array([t.cue.start for t in tied])
    for span in spans:
        if span.role == "content":
            scores = links.cue_query[span.start : span.end].mean(axis=0) @ links.cue_key[at].T
            tied[int(scores.argmax())].content.append(span)
    sources = [s for s in spans if s.role == "source"]
    starts = np.array([s.start for s in sources], dtype=np.int64)
    for t in tied:
        scores = links.source_key[np.append(starts, t.cue.start)] @ links.source_query[t.cue.start]
        best = int(scores.argmax())
        t.source = sources[best] if best < len(sources) else None
    return [t for t in tied if t.content]
