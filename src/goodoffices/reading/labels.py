"""The label sets of the encoder's heads, in the order of their columns."""

from __future__ import annotations

ROLES = ("source", "cue", "content")
"""The parts of a statement (PARC 3, PolNeAR)."""

NAMES = ("person", "organisation", "place", "people")
"""The kinds of names; `people` are nationalities, religions and movements ("Syrian", "Houthi")."""


def bio(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Outside, then a begin and an inside label for each kind."""
    return ("O", *(f"{prefix}-{kind}" for kind in kinds for prefix in "BI"))


ROLE_LABELS = bio(ROLES)
NAME_LABELS = bio(NAMES)

POS_TAGS = (
    "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$",
    "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ",", ".", ":",
    "``", "''", "-LRB-", "-RRB-", "$", "#",
)  # fmt: skip
"""Parts of speech (Penn Treebank)."""
