"""Whether a party says that it would take a step, or that it would not."""

from __future__ import annotations

from goodoffices.model import MoveKind
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.parties.mentions import Analysed

DENIES = frozenset(("not", "n't", "never", "no", "neither", "nor", "nothing", "nobody", "cannot", "without", "unwilling",
    "refuse", "refuses", "refused", "refusing", "reject", "rejects", "rejected", "rejecting",
    "decline", "declines", "declined", "rule", "rules", "ruled"))  # fmt: skip
"""Words of a denial."""
CONSENTS = frozenset(("object", "objects", "objection", "objections", "oppose", "opposes"))
"""What is denied where somebody consents: "had no objection to the seals"."""
VERBS = ("VB", "MD", "TO", "RB", "JJ")
REACH = 6
"""Words before a step that are its verb's own."""


def with_polarity(kind: MoveKind, step: WordSpan, analysed: Analysed) -> MoveKind:
    """An offer whose verb is denied is a refusal; all else is as the network has it: a wrong promise is worse than a missed one."""
    if kind is not MoveKind.OFFER:
        return kind
    lower, tags = analysed.words.lower, analysed.tags
    first = step.start
    while first > max(0, step.start - REACH) and (
        tags[first - 1].startswith(VERBS) or lower[first - 1] in DENIES or lower[first - 1] in ("'", "’", "t")
    ):
        first -= 1
    before = lower[first : step.start]
    if CONSENTS.intersection(lower[max(0, step.start - REACH) : step.start]):
        return kind
    denied = bool(DENIES.intersection(before)) or ("t" in before and ("'" in before or "’" in before))
    return MoveKind.REFUSAL if denied else kind
