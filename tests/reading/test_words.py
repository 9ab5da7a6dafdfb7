"""Words: where they are, and what of them the pieces lose."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

import goodoffices.reading
from goodoffices.reading.encoder.words import (
    CAPITALISED,
    CAPITALS,
    CASE,
    DIGITS,
    FEATURES,
    GAP,
    JOINED,
    LOWER,
    MIXED,
    NEW_LINE,
    NEW_PARAGRAPH,
    PUNCTUATION,
    SPACED,
    Words,
    split_words,
)

TOKENIZER = Path(goodoffices.reading.__file__).parent / "weights" / "tokenizer.json"
UNKNOWN = 100


@cache
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(TOKENIZER))


def split(text: str) -> Words:
    return split_words(text, tokenizer())


def surfaces(words: Words) -> list[str]:
    return [words.surface(i) for i in range(len(words))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\n\t", [], id="white space"),
        pytest.param("Talks resume.", ["Talks", "resume", "."], id="a full stop apart"),
        pytest.param("U.N. envoy", ["U", ".", "N", ".", "envoy"], id="initials"),
        pytest.param("rebels' 3-month “truce”", ["rebels", "'", "3", "-", "month", "“", "truce", "”"], id="marks and hyphens"),
        pytest.param("Antananarivo", ["Antananarivo"], id="a word of several pieces"),
        pytest.param("Zoë İnönü", ["Zoë", "İnönü"], id="letters with marks, which small letters change in length"),
        pytest.param("和平", ["和", "平"], id="Chinese by the character"),
        pytest.param("peace\u00a0talks", ["peace", "talks"], id="a space that does not break"),
        pytest.param("x" * 300, ["x" * 300], id="a word that is too long for the vocabulary"),
    ],
)
def test_words_are_runs_of_letters_or_digits_and_single_marks(text: str, words: list[str]) -> None:
    assert surfaces(split(text)) == words


@settings(deadline=None, max_examples=150)
@given(st.text() | st.text(alphabet="aÉİ1 ’'“\n\u0301和\x00"))
def test_any_text_has_words_in_order_that_do_not_overlap(text: str) -> None:
    words = split(text)
    starts, ends = words.starts.tolist(), words.ends.tolist()
    assert all(s < e for s, e in zip(starts, ends, strict=True))
    assert all(e <= s for e, s in zip(ends, starts[1:], strict=False))
    assert not starts or (starts[0] >= 0 and ends[-1] <= len(text))
    assert words.features.shape == (len(words), len(FEATURES))
    assert all(0 <= f < size for row in words.features.tolist() for f, size in zip(row, FEATURES.values(), strict=True))
    assert len(words.word_of_piece) == len(words.pieces)
    assert [words.word_of_piece.tolist().index(i) for i in range(len(words))] == words.first.tolist()


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="abcXYZ019,.“”'\n "))
def test_no_letter_or_digit_is_outside_the_words(text: str) -> None:
    assert "".join(surfaces(split(text))) == "".join(text.split())


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("truce", LOWER),
        ("Kerry", CAPITALISED),
        ("A", CAPITALISED),
        ("NATO", CAPITALS),
        ("McKenna", MIXED),
        ("2014", DIGITS),
        (",", PUNCTUATION),
        ("“", PUNCTUATION),
        ("éclair", LOWER),
        ("Éire", CAPITALISED),
        ("1st", LOWER),
        ("和", LOWER),
    ],
)
def test_the_case_of_a_word(word: str, case: int) -> None:
    words = split(word)
    assert words.features[:, CASE].tolist() == [case]
    assert words.is_word(0) == (case != PUNCTUATION)


def test_capitals_are_seen_by_the_features_only() -> None:
    small, great = split("the truce"), split("THE TRUCE")
    assert small.pieces.tolist() == great.pieces.tolist()
    assert small.features[:, CASE].tolist() != great.features[:, CASE].tolist()
    assert great.lower == ["the", "truce"]


def test_gaps_before_words() -> None:
    words = split("Title\n\nOne, two\nthree \n \n four")
    gaps = dict(zip(surfaces(words), words.features[:, GAP].tolist(), strict=True))
    assert gaps == {
        "Title": JOINED,
        "One": NEW_PARAGRAPH,
        ",": JOINED,
        "two": SPACED,
        "three": NEW_LINE,
        "four": NEW_PARAGRAPH,
    }
    assert [words.surface(i) for i in range(len(words)) if words.opens_line(i)] == ["Title", "One", "three", "four"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("a b", [0, 0], id="one"),
        pytest.param("a b\n\nc\n \nd", [0, 0, 1, 2], id="parted by blank lines"),
        pytest.param("a\nb\n\nc", [0, 0, 1], id="a line is none where blank lines part them"),
        pytest.param("a b\nc\nd", [0, 0, 1, 2], id="lines, where there are no blank ones"),
        pytest.param("\n\na\nb", [0, 1], id="blank lines before the text part nothing"),
    ],
)
def test_paragraphs_are_numbered(text: str, numbers: list[int]) -> None:
    assert split(text).paragraphs.tolist() == numbers


def test_windows_line_ends_part_lines_as_others_do() -> None:
    assert split("a\r\nb\r\n\r\nc").features[:, GAP].tolist() == split("a\nb\n\nc").features[:, GAP].tolist()


def test_a_word_is_unknown_only_as_a_whole() -> None:
    assert split("x" * 300).pieces.tolist() == [UNKNOWN]
    several = split("Antananarivo")
    assert len(several.pieces) > 1
    assert UNKNOWN not in several.pieces.tolist()


TEXT = "Rebels said: “no”."


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        pytest.param(0, len(TEXT), ["Rebels", "said", ":", "“", "no", "”", "."], id="all"),
        pytest.param(7, 11, ["said"], id="one"),
        pytest.param(6, 12, ["said", ":"], id="from the gap"),
        pytest.param(11, 13, [":"], id="to the gap"),
        pytest.param(12, 13, [], id="a gap only"),
        pytest.param(13, 17, ["“", "no", "”"], id="with the marks"),
    ],
)
def test_words_between_two_offsets(start: int, end: int, words: list[str]) -> None:
    split_text = split(TEXT)
    assert [split_text.surface(i) for i in split_text.between(start, end)] == words


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab, \n", min_size=1, max_size=30), st.data())
def test_words_between_are_all_that_the_characters_touch(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = split(text)
    touched = [i for i in range(len(words)) if words.starts[i] < end and words.ends[i] > start]
    assert list(words.between(start, end)) == touched
