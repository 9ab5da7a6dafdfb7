"""The brief in the terminal."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from goodoffices.brief import brief_of, to_terminal
from goodoffices.model import Reading

from .conftest import reading_of

AT_80_COLUMNS = """\
Who said what, according to whom
Drafts read by a machine: not confirmed by a person

[1] “Government says truce depends on the North”, Halven Wire, 3 March 2031
    reports/truce.txt, read by example reader 1.0: 4 statements
    Note: the page's header says 2034, the story March 2031

[2] “Front answers”, Front News, undated
    reports/answer.txt, read by example reader 1.0: 1 statement
    Note: one sentence is longer than the reader's window

[3] reports/silence.txt, undated
    reports/silence.txt, read by example reader 1.0: no statements
    No statements were found in this report.

Government of Orsania  government, 3 statements

  Ana Oro

   1  According to Foreign Minister Ana Oro:
      The government of Orsania would open the Halven road “within a day” … “if
      the Northern Front stops its shelling”
      “said”, quoted in part · [1] Halven Wire, 3 March 2031, paragraph 2,
      characters 62–204 · read with high confidence

   2  According to Ana Oro (“She”):
      she awaited an answer by Friday
      “told”, reported indirectly · [1] Halven Wire, 3 March 2031, paragraph 3,
      characters 231–262 · read with moderate confidence

  Foreign ministry source

   3  According to Foreign ministry source (“a ministry source”), via Radio
      Halven:
      A Front commander had accepted the offer
      “saying”, reported indirectly · [1] Halven Wire, 3 March 2031, paragraph
      4, characters 265–305 · read with high confidence

Northern Front  armed group, 1 statement

  Tomas Brel

   4  According to Tomas Brel, the spokesman of the Northern Front:
      “We never accepted anything,” … “Let them open the road first.”
      “said”, quoted directly · [2] Front News, undated, paragraph 2, characters
      15–130 · read with high confidence

Source not named  1 statement

   5  According to a source that the report does not name:
      shelling went on overnight
      “reported”, reported indirectly · [1] Halven Wire, 3 March 2031, paragraph
      5, characters 378–404 · read with low confidence
"""


def printed(*readings: Reading, width: int = 80, terminal: bool = False) -> str:
    """What the terminal shows."""
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, color_system="truecolor" if terminal else None)
    to_terminal(brief_of(readings), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_at_80_columns(truce: Reading, answer: Reading, silence: Reading) -> None:
    assert printed(truce, answer, silence) == AT_80_COLUMNS


@pytest.mark.parametrize("width", [60, 40])
def test_it_fits_narrower_terminals(truce: Reading, answer: Reading, width: int) -> None:
    output = printed(truce, answer, width=width)
    assert max(map(cell_len, output.splitlines())) <= width
    assert " ".join(output.split()) == " ".join(printed(truce, answer).split())


def test_colours_only_on_a_terminal(truce: Reading) -> None:
    assert "\x1b" not in printed(truce)
    assert "\x1b[" in printed(truce, terminal=True)


def test_a_report_can_neither_style_nor_steer_the_terminal() -> None:
    text = "[bold red]x[/] :warning: \x1b]0;title\x07 \x1b[2J"
    output = printed(reading_of(text, [(0, len(text))], title="\x1b[31m[link=http://x]"))
    assert "[bold red]x[/] :warning: ]0;title [2J" in output
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", output)


@given(st.text(min_size=1), st.integers(1, 120))
def test_any_text_can_be_printed_at_any_width(text: str, width: int) -> None:
    printed(reading_of(text, [(0, len(text))], title=text), width=width)
