"""Annotated texts as arrays over words: what the network is taught."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from goodoffices.reading.encoder.labels import NAME_LABELS, POS_TAGS, ROLE_LABELS
from goodoffices.reading.encoder.words import CASE, LOWER, Words, split_words
from goodoffices.reading.parties.lexicon import DETERMINERS, RELATIVES
from goodoffices.reading.parties.mentions import head_word
from training.bargaining import IGNORED, BargainingTargets, bargaining_targets
from training.polnear import AnnotatedText, Attribution

MODIFIERS = RELATIVES | {
    "of",
    "in",
    "at",
    "for",
    "from",
    "to",
    "on",
    "with",
    "by",
    "near",
    "representing",
    "holding",
    "fighting",
    "backed",
}
NAMES_OF_CORPORA = {
    "PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place", "MISC": "people",
    "person": "person", "politician": "person", "organisation": "organisation", "politicalparty": "organisation",
    "country": "place", "location": "place", "misc": "people",
}  # fmt: skip
"""The kinds of names of CoreNLP and CrossNER, as ours; what is not here (dates, events) counts as no name."""


@dataclass
class Example:
    """A text's words and, one value a word, the targets; a word whose target is not known has IGNORED.

    `cue` is the first word of the cue, for the words of a content; `source` the first word of the source, for the first word
    of a cue (itself, where there is no source). `chain` is the number of the entity, for the head word of a mention.
    `meanings` are the vectors that spans of words should have. `bargaining` is None where the moves of the text are not known.
    """

    id: str
    words: Words
    roles: np.ndarray
    cue: np.ndarray
    source: np.ndarray
    names: np.ndarray
    tags: np.ndarray
    chain: np.ndarray
    attributions: list[Attribution] = field(default_factory=list)
    bargaining: BargainingTargets | None = None
    meanings: list[tuple[int, int, np.ndarray]] = field(default_factory=list)


def whole_texts(minilm: Path) -> Tokenizer:
    """MiniLM's tokenizer, for texts of any length, in which "[MASK]" is text like any other."""
    tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.encode_special_tokens = True
    return tokenizer


def guessed_tags(words: Words) -> list[str]:
    """Just enough of tags to find the head of a noun phrase, for texts without any."""
    return ["IN" if w in MODIFIERS else "DT" if w in DETERMINERS else "NN" if w[0].isalnum() else "," for w in words.lower]


def example(annotated: AnnotatedText, tokenizer: Tokenizer, roles_known: bool = True) -> Example:
    """The arrays of one annotated text."""
    words = split_words(annotated.text, tokenizer)
    n = len(words)
    roles = np.zeros(n, dtype=np.int64) if roles_known else np.full(n, IGNORED)
    cue, source, names, tags, chain = (np.full(n, IGNORED) for _ in range(5))
    for attribution in annotated.attributions:
        first_cue = words.between(*attribution.cue[0])
        first_source = words.between(*attribution.source[0]) if attribution.source else first_cue
        if first_cue and first_source:
            source[first_cue[0]] = first_source[0]
        for role in ("source", "cue", "content"):
            for start, end in getattr(attribution, role):
                for i, word in enumerate(words.between(start, end)):
                    roles[word] = ROLE_LABELS.index(f"{'I' if i else 'B'}-{role}")
                    if role == "content" and first_cue:
                        cue[word] = first_cue[0]
    silver = annotated.silver
    if "entities" in silver:
        names[:] = 0
        for start, end, kind in silver["entities"]:
            for i, word in enumerate(words.between(start, end) if kind in NAMES_OF_CORPORA else ()):
                names[word] = NAME_LABELS.index(f"{'I' if i else 'B'}-{NAMES_OF_CORPORA[kind]}")
    if "some_entities" in silver:  # beside them only small words are known to be no names
        names[words.features[:, CASE] == LOWER] = 0
        for start, end, kind in silver["some_entities"]:
            for i, word in enumerate(words.between(start, end)):
                names[word] = NAME_LABELS.index(f"{'I' if i else 'B'}-{kind}")
    for start, end, tag in silver.get("pos", ()):
        for word in words.between(start, end):
            tags[word] = POS_TAGS.index(tag) if tag in POS_TAGS else IGNORED
    named = ["" if t == IGNORED else POS_TAGS[t] for t in tags] if "pos" in silver else guessed_tags(words)
    for number, mentions in enumerate(silver.get("coref", ())):
        for start, end in mentions:
            if covered := words.between(start, end):
                chain[head_word(named, covered[0], covered[-1] + 1)] = number
    for i in range(n):
        if roles[i] > 0 and roles[i] % 2 == 0 and (i == 0 or roles[i - 1] not in (roles[i] - 1, roles[i])):
            roles[i] -= 1  # cut in two by another attribution: what follows the cut begins anew
    bargaining = bargaining_targets(annotated.bargaining, words) if annotated.bargaining else None
    return Example(annotated.id, words, roles, cue, source, names, tags, chain, annotated.attributions, bargaining)
