"""Interviews written as a play is: NAME, colon, what they say."""

from __future__ import annotations

import re

from goodoffices.reading.decoding import WordSpan
from goodoffices.reading.statements import Draft, parts
from goodoffices.reading.words import Words

TURN = re.compile(r"^(?P<name>[^\W\d_][\w.’' -]{0,40}?)(?: ?\([^)\n]{0,60}\))?:[ \t]+(?=\S)", re.M)


def turns(words: Words) -> list[Draft]:
    """The turns of an interview as statements without a cue, each to the end of its paragraph; none where it is no interview.

    It is one where at least two lines open with the same name, in capitals or with one more name that comes twice.
    """
    found = [m for m in TURN.finditer(words.text) if m["name"].isupper() or m["name"].istitle()]
    names = [m["name"] for m in found]
    repeated = {n for n in names if names.count(n) > 1}
    if len(found) < 3 or len(set(names)) < 2 or not repeated:
        return []
    drafts = []
    for m, after in zip(found, [*(m.start() for m in found[1:]), len(words.text)], strict=True):
        stop = words.text.find("\n\n", m.end(), after)
        source = words.between(m.start("name"), m.end("name"))
        content = words.between(m.end(), stop if stop >= 0 else after)
        if source and content:
            drafts.append(Draft(None, WordSpan("source", source[0], source[-1] + 1), (WordSpan("content", content[0], content[-1] + 1),), 1.0))
    return drafts


def with_turns(drafts: list[Draft], found: list[Draft]) -> list[Draft]:
    """The statements outside the turns, and the turns themselves, in the order of the text."""
    covered = [range(t.source.start, t.content[0].end) for t in found if t.source]
    outside = [d for d in drafts if not any(s.start in r for s in parts(d) for r in covered)]
    return sorted(outside + found, key=lambda d: min(s.start for s in parts(d)))
