"""Interviews: turns of NAME, colon, what they say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tokenizers import Tokenizer

import goodoffices.reading
from goodoffices.reading.attribution.statements import Draft, parts
from goodoffices.reading.attribution.transcripts import turns, with_turns
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.words import Words, split_words


@cache
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(Path(goodoffices.reading.__file__).parent / "weights" / "tokenizer.json"))


def text_of(words: Words, span: WordSpan) -> str:
    return words.text[words.starts[span.start] : words.ends[span.end - 1]]


def told(text: str) -> list[tuple[str, str]]:
    """Who speaks and what, turn by turn."""
    words = split_words(text, tokenizer())
    drafts = turns(words)
    assert all(d.cue is None for d in drafts)
    return [(text_of(words, d.source), text_of(words, c)) for d in drafts if d.source for c in d.content]


INTERVIEW = "An interview.\n\nQ: Will you attend?\nKORO: If they do.\n\nQ: When?\nKORO (laughs): Soon. “No,” I said: never."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            INTERVIEW,
            [("Q", "Will you attend?"), ("KORO", "If they do."), ("Q", "When?"), ("KORO", "Soon. “No,” I said: never.")],
            id="questions and answers",
        ),
        pytest.param(
            "Jean Amoussou: We count.\n\nIt rained.\n\nReporter: And?\n\nJean Amoussou: Nothing.",
            [("Jean Amoussou", "We count."), ("Reporter", "And?"), ("Jean Amoussou", "Nothing.")],
            id="a turn ends with its paragraph",
        ),
        pytest.param("O’BRIEN: Yes.\nDR. AL-ZEIN: No.\nO’BRIEN: Why?",
            [("O’BRIEN", "Yes."), ("DR. AL-ZEIN", "No."), ("O’BRIEN", "Why?")],
            id="names with marks",
        ),
        pytest.param(
            "Q: Why?\r\n\r\nKORO: No.\r\n\r\nIt rained.\r\n\r\nQ: When?",
            [("Q", "Why?"), ("KORO", "No."), ("Q", "When?")],
            id="line ends of Windows",
        ),
        pytest.param("KORO: Yes.\nQ: Why?", [], id="two lines are no interview"),
        pytest.param("KORO: Yes.\nQ: Why?\nIDRIS: No.", [], id="nobody speaks twice"),
        pytest.param("KORO: Yes.\nKORO: No.\nKORO: Perhaps.", [], id="one voice is no interview"),
        pytest.param("he added: yes.\nhe said: no.\nhe added: why?", [], id="small letters are no name"),
        pytest.param("He said KORO: yes.\nAnd Q: why?\nSo KORO: no.", [], id="a name stands at the start of its line"),
        pytest.param("KORO:yes\nQ:no\nKORO:yes", [], id="a colon without a space"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_turns_of_an_interview(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def draft(cue: int | None, content: tuple[int, int], source: tuple[int, int] | None = None) -> Draft:
    return Draft(
        WordSpan("cue", cue, cue + 1) if cue is not None else None,
        WordSpan("source", *source) if source else None,
        (WordSpan("content", *content),),
        0.5,
    )


FIRST, SECOND = draft(None, (2, 10), (0, 1)), draft(None, (22, 30), (20, 21))


@pytest.mark.parametrize(
    ("drafts", "expected"),
    [
        pytest.param([], [FIRST, SECOND], id="turns alone"),
        pytest.param([draft(15, (12, 14))], [FIRST, draft(15, (12, 14)), SECOND], id="a statement between the turns"),
        pytest.param([draft(5, (6, 9))], [FIRST, SECOND], id="a cue that names nobody is the speaker's own"),
        pytest.param([draft(5, (6, 9), (4, 5))], [draft(5, (6, 9), (4, 5)), SECOND], id="who quotes others is no speaker"),
        pytest.param([draft(1, (2, 10), (0, 1))], [FIRST, SECOND], id="the turn found as a statement too"),
    ],
)  # fmt: skip
def test_turns_and_the_statements_outside_them(drafts: list[Draft], expected: list[Draft]) -> None:
    assert with_turns(drafts, [FIRST, SECOND]) == expected


def test_without_turns_the_statements_stay_in_the_order_of_the_text() -> None:
    one, other = draft(5, (6, 9)), draft(15, (12, 14))
    assert with_turns([other, one], []) == [one, other]
    assert [min(s.start for s in parts(d)) for d in (one, other)] == [5, 12]
