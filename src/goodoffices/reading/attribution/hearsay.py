"""Through whom the report has a statement: who quotes the speaker."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.reading.attribution.statements import Draft
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.lexicon import OUTLET_NOUNS, QUOTES
from goodoffices.reading.parties.mentions import Analysed, Phrase

TELLS = frozenset({"told", "tells", "telling"})
REACH = 12
"""Words around a source in which somebody who quotes it is looked for."""


def intermediaries(draft: Draft, analysed: Analysed, cast: Cast) -> list[Entity]:
    """The entities that quote the source of a statement, outermost first.

    "state media quoted a ministry source as saying", "chiefs, quoted by the newspaper, said", "X told Radio Y": the last only
    where the one who is told is a medium.
    """
    if draft.source is None:
        return []
    lower = analysed.words.lower
    start, end = draft.source.start, draft.source.end
    chain: list[Phrase] = []
    i = start - 1
    while i > 0 and lower[i] in QUOTES:  # "the agency, citing the radio, quoted ..." is read from the inside out
        before = _phrase_before(analysed, i)
        if before is None:
            break
        chain.insert(0, before)
        i = before.start - 1
        while i > 0 and lower[i] == ",":
            i -= 1
    for j in range(start, min(end + REACH, len(lower) - 1)):
        if lower[j] in QUOTES and lower[j + 1] == "by" and (after := _phrase_after(analysed, j + 1)):
            chain.append(after)
            if after.end < len(lower) and lower[after.end] == "quoting" and (further := _phrase_after(analysed, after.end)):
                chain.append(further)
            break
        if (analysed.words.opens_line(j) and j > start) or lower[j] == ".":
            break
    if draft.cue is not None and lower[draft.cue.end - 1] in TELLS:
        told = _phrase_after(analysed, draft.cue.end - 1)
        if told is not None and _is_outlet(analysed, told):
            chain.append(told)
    return [_entity(cast, p) for p in chain]


def innermost(draft: Draft, analysed: Analysed) -> Draft:
    """The draft with the one who is quoted as its source, where it has the one who quotes.

    In "the radio quoted the commander as saying" that is the commander.
    """
    if draft.cue is None:
        return draft
    lower = analysed.words.lower
    saying = draft.cue.end - 1
    if lower[saying] != "saying" or lower[saying - 1] != "as":
        return draft
    quotes = next((i for i in range(saying - 2, max(-1, saying - 2 - REACH), -1) if lower[i] in QUOTES), None)
    if quotes is None or lower[quotes + 1] == "by" or quotes + 1 >= saying - 1:
        return draft
    if draft.source is not None and draft.source.start > quotes:
        return draft
    return replace(draft, source=WordSpan("source", quotes + 1, saying - 1), cue=WordSpan("cue", saying, saying + 1))


def _phrase_before(analysed: Analysed, word: int) -> Phrase | None:
    """The phrase that ends before the word, auxiliaries ("was", "has") and an adverb between them allowed."""
    i = word
    while i > 0 and (analysed.tags[i - 1].startswith(("VB", "RB", "MD"))):
        i -= 1
    return analysed.ending.get(i)


def _phrase_after(analysed: Analysed, word: int) -> Phrase | None:
    return analysed.starting.get(word + 1)


def _is_outlet(analysed: Analysed, phrase: Phrase) -> bool:
    if any(analysed.words.lower[i] in OUTLET_NOUNS for i in range(phrase.start, phrase.end)):
        return analysed.words.lower[phrase.head] not in ("reporters", "journalists", "conference")
    return False


def _entity(cast: Cast, phrase: Phrase) -> Entity:
    entity = cast.at.get(phrase.head) or cast.described(phrase.start, phrase.end)
    cast.mention(entity, phrase.start, phrase.end)
    return entity
