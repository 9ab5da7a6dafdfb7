"""What doubts about preferences leave open, in words: which states would last whatever the truth is, and which only perhaps."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from goodoffices.brief.outline import Item, Section, section
from goodoffices.brief.stability.phrases import Phrases, in_short
from goodoffices.stability.answer import Answer
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.concepts.uncertain import Extension
from goodoffices.stability.questions.doubt import CONCEPTS, Doubt

TITLE = "If preferences are uncertain"
MOST = 40
"""So many states are told."""
SURELY = "even if parties leave for what only may be better, and are deterred only by what surely is not"
STANDING = {
    (Extension.B, Extension.C): "if parties leave only for what is surely better, or are deterred by what may be no better",
    (Extension.B,): "if parties leave only for what is surely better",
    (Extension.C,): "if parties are deterred by what may be no better",
    (Extension.D,): "only if parties leave for nothing but what is surely better, and are deterred by what may be no better",
}
"""What must hold for a state to last, by the strictest extensions that it lasts by."""


def section_of(answer: Answer, say: Phrases) -> Iterator[Section]:
    """The states that would last by some extension, those that would by most first."""
    found = answer.doubt
    if found is None:
        return
    if found.refused is not None:
        yield section(TITLE, [Item(said=_who(found, say)), Item(said=f"What follows cannot be told: {found.refused}")])
        return
    count = np.sum(list(found.equilibria.values()), axis=0)
    lasting = np.flatnonzero(count)
    lasting = lasting[np.argsort(-count[lasting], kind="stable")]
    items = [Item(said=say.named(int(s)), sides=tuple(_standing(int(s), found))) for s in lasting[:MOST]]
    more = f"No more than {MOST} of {len(lasting):,} states are told" if len(lasting) > MOST else None
    yield section(
        TITLE, [Item(said=_who(found, say)), *(items or [Item(said="No state would last, whatever the truth is")])], more=more
    )


def _who(found: Doubt, say: Phrases) -> str:
    several = [f"which of several orders {say.several(found.several)} would have"] if found.several else []
    unknown = [f"what {say.several(found.unknown)} would rather have"] if found.unknown else []
    taken = [
        *(["the likeliest order"] if found.several else []),
        *(["indifference where nothing is known"] if found.unknown else []),
    ]
    return f"It is not known {', nor '.join(several + unknown)}. The rest of this answer takes {' and '.join(taken)}"


def extensions_of(state: int, concept: Concept, found: Doubt) -> tuple[Extension, ...]:
    """The extensions of a concept by which a state would last."""
    return tuple(e for e in Extension if found.equilibria[concept, e][state])


def _standing(state: int, found: Doubt) -> Iterator[Item]:
    """By which concepts a state would last, and on what condition."""
    same: dict[str, list[Concept]] = {}
    for concept in CONCEPTS:
        if by := extensions_of(state, concept, found):
            strict = tuple(e for e in by if e in (Extension.B, Extension.C)) or (Extension.D,)
            same.setdefault(SURELY if Extension.A in by else STANDING[strict], []).append(concept)
    for on, concepts in same.items():
        yield Item(said=f"Lasts by {in_short(concepts)} {on}")
