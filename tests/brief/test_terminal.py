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

from .conftest import moving_of, reading_of

AT_80_COLUMNS = """\
Who would do what, who said what, according to whom
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

WHAT EACH PARTY WOULD DO, AND ON WHICH CONDITION
No offers, refusals, demands, threats, support or opposition were found.

WHO SAID WHAT

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

MOVES_AT_80_COLUMNS = """\
WHAT EACH PARTY WOULD DO, AND ON WHICH CONDITION

Northern Front  armed group, 2 moves

   1  Offers: observe a truce of three months, if the army gave up its two
      bridges
      measure: ceasefire
      waits for: 3 (offer), 4 (refusal) · awaited by: 3 (offer)
      According to its spokesman, Tomas Brel, in statement 9
      [1] Halven Wire, 5 March 2031, paragraph 2, characters 62–129 · read with
      high confidence

   2  Refuses (red line): accept searches on the water
      measure: monitoring
      According to Tomas Brel (“Mr Brel”), in statement 10
      [1] Halven Wire, 5 March 2031, paragraph 2, characters 184–212 · read with
      high confidence

Government of Orsania  government, 2 moves

   3  Offers (tentative): withdraw from the bridges, after the Front had kept
      the truce for a week
      measure: withdrawal
      waits for: 1 (offer) · awaited by: 1 (offer)
      According to Foreign Minister Ana Oro, in statement 6
      [1] Halven Wire, 5 March 2031, paragraph 3, characters 251–322 · read with
      moderate confidence

   4  Refuses: leave a single bridge
      measure: withdrawal
      awaited by: 1 (offer)
      According to General Ivo Stam, in statement 8
      [1] Halven Wire, 5 March 2031, paragraph 3, characters 379–400 · read with
      high confidence

The mediator  person, 1 move

   5  Demands (precondition): name a liaison officer
      measure: other · agent: both sides · place: Selo · deadline: Friday (7
      March 2031)
      According to the report
      [1] Halven Wire, 5 March 2031, paragraph 4, characters 460–482 · read with
      low confidence

DATES AHEAD

      Friday (7 March 2031): bounds 5
      [1] Halven Wire, 5 March 2031, paragraph 4, characters 494–500

WHERE THE SOURCES DISAGREE

  On “withdraw from the bridges”
    - Government of Orsania – offers (tentative): withdraw from the bridges,
      after the Front had kept the truce for a week (3)
      According to Foreign Minister Ana Oro
      [1] Halven Wire, 5 March 2031, paragraph 3, characters 251–322
    - Government of Orsania – refuses: leave a single bridge (4)
      According to General Ivo Stam
      [1] Halven Wire, 5 March 2031, paragraph 3, characters 379–400

  On “accept searches on the water”
    - Government of Orsania – for
      According to the report
      [1] Halven Wire, 5 March 2031
    - Northern Front – against (2)
      According to Tomas Brel (“Mr Brel”)
      [1] Halven Wire, 5 March 2031

  On “by mutual consent”
    - Government of Orsania – takes “by mutual consent” to mean “either side has
      a veto” (7)
      According to Ana Oro (“Ms Oro”)
      [1] Halven Wire, 5 March 2031, paragraph 5, characters 527–581
    - Northern Front – disagrees with Government of Orsania
      According to the report
      [1] Halven Wire, 5 March 2031

WHO SAID WHAT
"""


def printed(*readings: Reading, width: int = 80, terminal: bool = False) -> str:
    """What the terminal shows."""
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, color_system="truecolor" if terminal else None)
    to_terminal(brief_of(readings), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_at_80_columns(truce: Reading, answer: Reading, silence: Reading) -> None:
    assert printed(truce, answer, silence) == AT_80_COLUMNS


def test_moves_dates_and_disagreements_stand_before_the_statements(bridges: Reading) -> None:
    assert MOVES_AT_80_COLUMNS in printed(bridges)


@pytest.mark.parametrize("width", [60, 40])
def test_it_fits_narrower_terminals(truce: Reading, answer: Reading, bridges: Reading, width: int) -> None:
    output = printed(truce, answer, bridges, width=width)
    assert max(map(cell_len, output.splitlines())) <= width
    assert " ".join(output.split()) == " ".join(printed(truce, answer, bridges).split())


def test_colours_only_on_a_terminal(truce: Reading, bridges: Reading) -> None:
    assert "\x1b" not in printed(truce, bridges)
    assert "\x1b[" in printed(truce, bridges, terminal=True)


def test_a_report_can_neither_style_nor_steer_the_terminal() -> None:
    text = "[bold red]x[/] :warning: \x1b]0;title\x07 \x1b[2J"
    output = printed(reading_of(text, [(0, len(text))], title="\x1b[31m[link=http://x]"))
    assert "[bold red]x[/] :warning: ]0;title [2J" in output
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", output)


def test_a_move_can_neither_style_nor_steer_the_terminal() -> None:
    text = "[bold red]x[/] :warning: \x1b]0;title\x07 \x1b[2J"
    output = printed(moving_of(text, [(0, len(text)), (4, len(text))]))
    assert "Offers (tentative): [bold red]x[/] :warning: ]0;title [2J, if [bold red]x[/]" in " ".join(output.split())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", output)


@given(st.text(min_size=1), st.integers(1, 120))
def test_any_text_can_be_printed_at_any_width(text: str, width: int) -> None:
    printed(reading_of(text, [(0, len(text))], title=text), moving_of(text, [(0, len(text))] * 2), width=width)
