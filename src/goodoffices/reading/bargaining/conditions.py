"""The words that bring in a condition, and how they say that it bears on the step."""

from __future__ import annotations

from goodoffices.model import Relation
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.words import Words

MARKERS: dict[str, Relation] = {
    "if": Relation.IF,
    "provided": Relation.IF,
    "provided that": Relation.IF,
    "providing": Relation.IF,
    "as long as": Relation.IF,
    "so long as": Relation.IF,
    "for as long as": Relation.IF,
    "on condition that": Relation.IF,
    "on the condition that": Relation.IF,
    "should": Relation.IF,
    "were": Relation.IF,
    "in the event of": Relation.IF,
    "on the understanding that": Relation.IF,
    "only if": Relation.ONLY_IF,
    "only when": Relation.ONLY_IF,
    "unless": Relation.UNLESS,
    "without": Relation.UNLESS,
    "until": Relation.UNTIL,
    "till": Relation.UNTIL,
    "before": Relation.UNTIL,
    "after": Relation.AFTER,
    "once": Relation.AFTER,
    "when": Relation.AFTER,
    "as soon as": Relation.AFTER,
    "the day": Relation.AFTER,
    "the moment": Relation.AFTER,
    "in exchange for": Relation.IN_EXCHANGE,
    "in return for": Relation.IN_EXCHANGE,
    "in response to": Relation.IN_EXCHANGE,
}
LONGEST = max(len(marker.split()) for marker in MARKERS)


def relation_said(words: Words, condition: WordSpan) -> Relation | None:
    """The relation that the words right before a condition say, the longest marker first; None where they say none."""
    for length in range(LONGEST, 0, -1):
        if length <= condition.start:
            found = MARKERS.get(" ".join(words.lower[condition.start - length : condition.start]))
            if found is not None:
                return found
    return None
