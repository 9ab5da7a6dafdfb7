"""Interviews written as a play is: NAME, colon, what they say."""

from __future__ import annotations

import re

from goodoffices.reading.attribution.statements import Draft, first_word, parts
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.words import Words

TURN = re.compile(r"^(?P<name>[^\W\d_][\w.’' -]{0,40}?)(?: ?\([^)\n]{0,60}\))?:[ \t]+(?=\S)", re.M)
PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")


def turns(words: Words) -> list[Draft]:
    """The turns of an interview as statements without a cue, each to the end of its paragraph; none where it is no interview.

    It is one where at least three lines open with a name (in capitals or capitalised) and a colon, two of them with the same.
    """
    found = [m for m in TURN.finditer(words.text) if all(any(c.isupper() for c in w) for w in m["name"].split())]
    names = {m["name"] for m in found}
    if len(found) < 3 or not 1 < len(names) < len(found):
        return []
    drafts = []
    for m, after in zip(found, [*(m.start() for m in found[1:]), len(words.text)], strict=True):
        stop = PARAGRAPH_END.search(words.text, m.end(), after)
        source = words.between(m.start("name"), m.end("name"))
        content = words.between(m.end(), stop.start() if stop else after)
        if source and content:
            drafts.append(
                Draft(None, WordSpan("source", source[0], source[-1] + 1), (WordSpan("content", content[0], content[-1] + 1),), 1.0)
            )
    return drafts


def with_turns(drafts: list[Draft], found: list[Draft]) -> list[Draft]:
    """The turns and the statements outside them, in the order of the text.

    A turn in which others are quoted is the reporter's own: there the statements count, not the turn.
    """
    quoted = [d for d in drafts if d.source and not any(d.source == t.source for t in found)]
    own = [t for t in found if not any(_within(d, t) for d in quoted)]
    outside = [d for d in drafts if not any(_within(d, t) for t in own)]
    return sorted(outside + own, key=first_word)


def _within(draft: Draft, turn: Draft) -> bool:
    first = turn.source.start if turn.source else turn.content[0].start
    return any(first <= s.start < turn.content[-1].end for s in parts(draft))
