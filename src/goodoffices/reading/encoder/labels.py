"""The label sets of the encoder's heads, in the order of their columns."""

from __future__ import annotations

from goodoffices.model import Measure, MoveKind, Relation, Strength

ROLES = ("source", "cue", "content")
"""The parts of a statement (PARC 3, PolNeAR)."""

NAMES = ("person", "organisation", "place", "people")
"""The kinds of names; `people` are nationalities, religions and movements ("Syrian", "Houthi")."""


ACTS = ("step", "condition")
"""What a stretch of words is in the bargaining: the step of a move, or a condition."""
KINDS, MEASURES, STRENGTHS, RELATIONS = (tuple(x.value for x in values) for values in (MoveKind, Measure, Strength, Relation))
"""What is said of a step (the kind and strength of its move, its measure) and of a condition (its relation and measure)."""


POINTERS = ("cue", "source", "antecedent", "step", "party", "agent", "side", "named")
"""Where words point: a content to its cue, a cue to its source, a mention to an earlier one of the same entity, a condition to
its step, a step to mentions of the party whose move it is and of the agent, a mention of a party to mentions of its side, a
condition to the steps of other moves that it names (to itself, where it names none)."""


def bio(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Outside, then a begin and an inside label for each kind."""
    return ("O", *(f"{prefix}-{kind}" for kind in kinds for prefix in "BI"))


ROLE_LABELS = bio(ROLES)
NAME_LABELS = bio(NAMES)
ACT_LABELS = bio(ACTS)

POS_TAGS = (
    "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$",
    "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ",", ".", ":",
    "``", "''", "-LRB-", "-RRB-", "$", "#",
)  # fmt: skip
"""Parts of speech (Penn Treebank)."""

MEANING = 128
"""Numbers in the vector of what a word means; alike spans have means of like direction."""

ALL_LABELS = [
    *(list(x) for x in (ROLE_LABELS, NAME_LABELS, POS_TAGS, ACT_LABELS, KINDS, MEASURES, STRENGTHS, RELATIONS, POINTERS)),
    [str(MEANING)],
]
"""What weights must have been trained for."""
