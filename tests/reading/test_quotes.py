"""Quotation marks: which open, which close, which are none, and what stands between them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.reading.encoder.quotes import PAIRS, Quoted, quotation_marks, quoted_states

SIGNS = {Quoted.OUTSIDE: ".", Quoted.INSIDE: "d", Quoted.OPENS: "<", Quoted.CLOSES: ">", Quoted.INSIDE_SINGLE: "s"}


def marks(text: str) -> str:
    """The text's marks in order: < opens, > closes."""
    return "".join(SIGNS[m] for _, m in sorted(quotation_marks(text).items()))


def starts(text: str) -> list[int]:
    """Where words and marks begin."""
    return [m.start() for m in re.finditer(r"\w+|[^\w\s]", text)]


def states(text: str) -> str:
    """A sign for each word and mark: . outside, d inside double marks, s inside single ones, < opens, > closes."""
    return "".join(SIGNS[s] for s in quoted_states(text, starts(text)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It's the envoy's", id="straight"),
        pytest.param("It’s the envoy’s", id="curly"),
        pytest.param("the rebels' truce", id="straight, at the end of a word"),
        pytest.param("the rebels’ truce", id="curly, at the end of a word"),
        pytest.param("the ’90s", id="curly, for what is left out"),
        pytest.param("O‘Neill said", id="the wrong way round"),
        pytest.param("a 5\" pipe", id="inches"),
    ],
)  # fmt: skip
def test_an_apostrophe_is_no_quotation_mark(text: str) -> None:
    assert quotation_marks(text) == {}
    assert set(states(text)) == {"."}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We will,” he said.", "<ddd>...", id="curly"),
        pytest.param('"We will," he said.', "<ddd>...", id="straight"),
        pytest.param("«We will», he said.", "<dd>....", id="guillemets"),
        pytest.param("„We will”, he said.", "<dd>....", id="low"),
        pytest.param("„Wir gehen“, sagte er.", "<dd>....", id="low and high, as in German"),
        pytest.param("»Wir gehen«, sagte er.", "<dd>....", id="guillemets inwards"),
        pytest.param("‘We will,’ he said.", "<sss>...", id="single curly"),
        pytest.param("'We will,' he said.", "<sss>...", id="single straight"),
        pytest.param('("We will")', ".<dd>.", id="in brackets"),
        pytest.param("He called it “a start”.", "...<dd>.", id="part of a sentence"),
        pytest.param("“We”, he said, “will.”", "<d>....<dd>", id="broken by its cue"),
        pytest.param("“We don’t,” he said.", "<ddddd>...", id="an apostrophe inside"),
        pytest.param("‘We don’t,’ he said.", "<sssss>...", id="an apostrophe inside single marks"),
        pytest.param("“The rebels’ word,” he said.", "<ddddd>...", id="a plural's apostrophe inside"),
        pytest.param("“He said ‘no’ twice,” she said.", "<dd<d>dd>...", id="nested"),
        pytest.param("\"He said 'no' twice,\" she said.", "<dd<d>dd>...", id="nested, straight"),
        pytest.param("‘He said “no” twice,’ she said.", "<ss<d>ss>...", id="nested, British"),
        pytest.param("He said no.", "....", id="no quotation"),
    ],
)
def test_words_know_whether_they_are_quoted(text: str, expected: str) -> None:
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We will\n\nHe left.", "<dd...", id="never closed"),
        pytest.param("“We will.\n\n“We must,” he said.", "<ddd<ddd>...", id="a speech over two paragraphs"),
        pytest.param('"We will.\n\n"We must," he said.', "<ddd<ddd>...", id="a speech over two paragraphs, straight"),
        pytest.param("‘We will\n\nHe left.", "<ss...", id="single, never closed"),
        pytest.param("“We will\n \t\nHe left.", "<dd...", id="white space in the blank line"),
        pytest.param("“We will\r\n\r\nHe left.", "<dd...", id="line ends of Windows"),
        pytest.param("“We\nwill,” he said.", "<ddd>...", id="a line is no paragraph"),
        pytest.param("“He said ‘we\n\nThey left.", "<dd<d...", id="nested, never closed"),
    ],
)
def test_a_quotation_that_is_never_closed_ends_with_its_paragraph(text: str, expected: str) -> None:
    assert states(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“We will,” he said.",
        "“He said ‘no’ twice,” she said. “It’s the end.”",
        "‘We will,’ he said; ‘it’s time.’",
        "“We will.\n\n“We must,” he said of the rebels’ word.",
    ],
)
def test_typography_makes_no_difference(text: str) -> None:
    assert states(text) == states(text.translate(str.maketrans("“”‘’", "\"\"''")))


@settings(deadline=None, max_examples=150)
@given(st.text() | st.text(alphabet="ab ,.\n'\"“”‘’«»„"))
def test_only_marks_open_or_close(text: str) -> None:
    found = quotation_marks(text)
    assert all(text[i] in {*PAIRS, *"".join(PAIRS.values())} for i in found)
    assert set(found.values()) <= {Quoted.OPENS, Quoted.CLOSES}
    where = starts(text)
    told = quoted_states(text, where)
    assert {i: s for i, s in zip(where, told, strict=True) if s in (Quoted.OPENS, Quoted.CLOSES)} == found


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ab ,.'\"“”‘’«»"), st.text(alphabet="ab ,.'\"“”‘’«»"))
def test_a_paragraph_is_read_without_regard_to_those_before(first: str, second: str) -> None:
    assert states(f"{first}\n\n{second}") == states(first) + states(second)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="abc ,.\n"))
def test_without_marks_nothing_is_quoted(text: str) -> None:
    assert marks(text) == ""
    assert set(states(text)) <= {"."}
