"""Texts tagged by hand, so that the rules are tested without the network: "the Syrian@people government said"."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from goodoffices.reading.encoder.labels import NAME_LABELS, POS_TAGS
from goodoffices.reading.encoder.words import CASE, GAP, PUNCTUATION, SPACED, Words
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.mentions import Analysed

TAGS = {
    **dict.fromkeys(("the", "a", "an", "no", "this"), "DT"),
    **dict.fromkeys(("of", "in", "by", "for", "from", "with", "on", "at", "near"), "IN"),
    **dict.fromkeys(("its", "their", "his", "her"), "PRP$"), "to": "TO", "and": "CC",
    **dict.fromkeys(("said", "met", "left", "shelled", "was", "led"), "VBD"),
    **dict.fromkeys(("backed", "supported", "armed", "hosted", "allied", "been"), "VBN"),
    **dict.fromkeys(("backs", "arms", "is", "has", "funds", "leads", "heads", "speaks"), "VBZ"),
    **dict.fromkeys(("foreign", "interim", "main", "loyal", "rebel", "national", "senior", "prime"), "JJ"),
    "long": "RB", "which": "WDT", "who": "WP", "not": "RB", "'s": "POS", "s": "POS",
}  # fmt: skip


def tagged(text: str) -> Cast:
    """Everybody in a text in which the words of names carry "@" and the kind of name; "_" joins the words of one name.

    Words with a capital are proper nouns, the rest of those that are not known above nouns, in the plural if they end in "s".
    """
    surfaces: list[str] = []
    names: list[str] = []
    for token in text.split():
        name, _, kind = token.partition("@")
        for n, part in enumerate(name.split("_")):
            for piece in re.findall(r"'s|\w+|[^\w\s]", part):
                surfaces.append(piece)
                names.append(f"{'I' if n else 'B'}-{kind}" if kind and piece[0].isalnum() else "O")
    joined = " ".join(surfaces)
    starts = np.cumsum([0, *(len(s) + 1 for s in surfaces[:-1])])
    features = np.zeros((len(surfaces), 3), dtype=np.int64)
    features[:, GAP] = SPACED
    features[:, CASE] = [0 if s[0].isalnum() else PUNCTUATION for s in surfaces]
    numbers = np.arange(len(surfaces))
    words = Words(joined, starts, starts + [len(s) for s in surfaces], numbers, numbers, features)
    emissions = np.array([[float(label == name) for label in NAME_LABELS] for name in names])
    tags = np.array([POS_TAGS.index(_tag(s, n)) for s, n in zip(surfaces, names, strict=True)])
    return Cast(Analysed(words, cast(Any, SimpleNamespace(names=emissions, tags=tags))))


def meant(text: str, words: str) -> Entity:
    """Whoever is meant by the words where the text has them first, in small letters or not."""
    found = tagged(text)
    lower, wanted = found.analysed.words.lower, words.lower().split()
    start = next(i for i in range(len(lower)) if lower[i : i + len(wanted)] == wanted)
    end = start + len(wanted)
    return found.at.get(end - 1) or found.described(start, end)


def _tag(word: str, name: str) -> str:
    if not word[0].isalnum() and word != "'s":
        return "," if word == "," else "." if word == "." else ":"
    if word.lower() in TAGS and name == "O":
        return TAGS[word.lower()]
    if name.endswith("people") and not word.endswith("s"):
        return "JJ"
    return ("NNPS" if name.endswith("people") else "NNP") if name != "O" else "NNS" if word.endswith("s") else "NN"
