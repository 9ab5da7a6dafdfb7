"""The names of a text: those found in pieces put together, and each of one kind wherever it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.words import CAPITALISED, CASE, GAP, JOINED, Words
from goodoffices.reading.parties.lexicon import TITLES
from goodoffices.reading.parties.transliteration import ARTICLES
from goodoffices.reading.parties.world import Naming, named_state

PARTICLES = ARTICLES - {"the", "as", "an", "at"} | {"de", "da", "von", "van", "der"}
"""What may stand between the pieces of a person's name ("Turki", "al", "-Dosari")."""


def whole_names(spans: Sequence[WordSpan], words: Words, tags: Sequence[str]) -> list[WordSpan]:
    """Names put together that were found in pieces: "Estvar" and "Press"; "Council" and "Europe", "of" between; "U" and ".S."."""
    found: list[WordSpan] = []
    for span in spans:
        end = span.end
        while end + 1 < len(words) and words.lower[end] == "." and len(words.lower[end - 1]) == 1 and _initial(words, end + 1):
            end += 2
        if end > span.end and end < len(words) and words.lower[end] == ".":
            end += 1
        while span.role == "person" and end < len(words) and tags[end] == "NNP" and words.features[end, CASE] == CAPITALISED:
            if words.opens_line(end):
                break
            end += 1
        before = found[-1] if found else None
        if before is not None and span.start < before.end:
            continue
        if before is not None and _goes_on(before, span, words):
            role = span.role if span.start == before.end else before.role
            found[-1] = WordSpan("people" if before.role == "people" else role, before.start, end)
        else:
            found.append(WordSpan(span.role, span.start, end))
    return found


def of_one_kind(names: Sequence[WordSpan], words: Words) -> list[WordSpan]:
    """The names, those of one word with the kind that the text gives the word most often; a surname is its bearer's."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.role == "person" or name.end == name.start + 1:
            kinds[words.lower[name.end - 1]][name.role] += 1
    likeliest = {word: counted.most_common(1)[0][0] for word, counted in kinds.items()}
    return [replace(n, role=likeliest[words.lower[n.start]]) if _may_be_of_another(n, words) else n for n in names]


def _may_be_of_another(name: WordSpan, words: Words) -> bool:
    """Whether a name may be of another kind than it was found to be: it is one word, and no state's or people's."""
    alone = name.end == name.start + 1 and name.role != "people"
    return alone and named_state(words.text[words.starts[name.start] : words.ends[name.end - 1]]) is None


def _initial(words: Words, word: int) -> bool:
    return len(words.lower[word]) == 1 and words.is_word(word) and words.features[word, GAP] == JOINED


def _goes_on(before: WordSpan, span: WordSpan, words: Words) -> bool:
    """Whether two names are pieces of one.

    A people before a person's name ("Russian", "Sergei Lavrov") is no piece of it, but one before another people is: "Turkish
    Cypriot", "Bosnian Serbs" are peoples of their own.
    """
    between = words.lower[before.end : span.start]
    if any(words.opens_line(i) for i in range(before.end, span.end)):
        return False
    if "people" in (before.role, span.role):
        return not between and before.role == "people" and _is_people(words, before) and _is_people(words, span)
    if not between:
        return before.role == span.role or "organisation" in (before.role, span.role)
    if before.role == span.role == "person":
        is_title = TITLES.issuperset(words.lower[before.start : before.end])  # "Brig", "Joseph Mabior", ". Gen ." between
        return (TITLES | {"."} if is_title else PARTICLES).issuperset(between)
    return before.role == "organisation" and span.role != "person" and between in (["of"], ["of", "the"])


def _is_people(words: Words, span: WordSpan) -> bool:
    """Whether a name is that of a state's people."""
    state = named_state(words.text[words.starts[span.start] : words.ends[span.end - 1]])
    return state is not None and state.by is Naming.PEOPLE
