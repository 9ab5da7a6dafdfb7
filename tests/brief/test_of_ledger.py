"""The brief of a ledger: in words, in all its forms."""

from __future__ import annotations

import datetime
import io
import json
from html import unescape

import pytest
from rich.cells import cell_len
from rich.console import Console

from goodoffices.brief import to_html, to_json, to_markdown, to_terminal
from goodoffices.ledger import Ledger
from goodoffices.ledger.briefing import Briefing, briefing
from tests.ledger.telling import Says, ledger_of, told

EVIL = "open <script>x</script> [a](http://b.example) \x1b[31m the road"
ROAD = Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", until="2031-03-09", strength="tentative")
AT_80_COLUMNS = """\
What is promised, demanded, refused and disputed, according to whom
What is marked as draft was read by a machine and not confirmed by a person
1 report, 1 March 2031; as of 5 March 2031

PROMISES

Orsania

  c1 Orsania promises to Upland Front: t1 open the road (other), if t2 (Upland
  Front: stop the shelling (other))
    conditional · tentative · deadline 9 March 2031 · 1 story · draft
    “open the road”
    According to Orsania: r1 “Talks”, 1 March 2031, r1.m1

DEMANDS
None

REFUSALS WITHOUT A CONDITION

Upland Front

  r1.m2 Upland Front refuses: leave the hill
    draft
    “leave the hill”
    According to Upland Front: r1 “Talks”, 1 March 2031, r1.m2

THE NEXT DATES

  2031-03-09 (9 March 2031): r1.m1 Orsania offers (tentative): open the road, if
  stop the shelling
    draft
    According to Orsania: r1 “Talks”, 1 March 2031
"""


def of(ledger: Ledger, date: str = "2031-03-05", most: int = 50) -> Briefing:
    return briefing(ledger.as_of(datetime.date.fromisoformat(date)), most)


def in_terminal(brief: Briefing, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, record=True)
    to_terminal(brief, console)
    return console.export_text()


@pytest.fixture
def ledger() -> Ledger:
    hill = Says("Upland Front", "leave the hill", kind="refusal")
    return ledger_of(told(ROAD, hill, name="r", published="2031-03-01", title="Talks"))


def test_in_the_terminal(ledger: Ledger) -> None:
    assert in_terminal(of(ledger)) == AT_80_COLUMNS


@pytest.mark.parametrize("width", [24, 40, 200])
def test_no_line_is_wider_than_the_terminal(ledger: Ledger, width: int) -> None:
    assert max(map(cell_len, in_terminal(of(ledger), width).splitlines())) <= width


def forms(brief: Briefing) -> dict[str, str]:
    return {"terminal": in_terminal(brief, 2000), "html": unescape(to_html(brief)), "markdown": to_markdown(brief)}


def test_all_forms_say_the_same(ledger: Ledger) -> None:
    for said in (
        "conditional · tentative · deadline 9 March 2031 · 1 story · draft", "According to Upland Front: r1 “Talks”, 1 March 2031",
        "not confirmed by a person", "as of 5 March 2031",
    ):  # fmt: skip
        for form, text in forms(of(ledger)).items():
            assert said in text.replace("\\", ""), form
    assert Briefing.model_validate(json.loads(to_json(of(ledger)))) == of(ledger)


def test_drafts_are_drafts_until_a_person_has_confirmed_them(ledger: Ledger) -> None:
    for subject in ("r1.m1", "r1.m2"):
        assert all("draft" in text for text in forms(of(ledger)).values())
        ledger.confirm(subject)
    for text in forms(of(ledger)).values():
        assert "draft" not in text
        assert "A person has confirmed all of it" in text


def test_the_same_story_in_two_papers_is_said_to_be_one_testimony(ledger: Ledger) -> None:
    reading = told(ROAD, name="x", published="2031-03-02")
    ledger.add(reading)
    paper = {"publisher": "Courier", "published": datetime.date(2031, 3, 3)}
    ledger.add(reading.model_copy(update={"report": reading.report.model_copy(update=paper)}))
    for text in forms(of(ledger)).values():
        assert "One testimony in several places".casefold() in text.casefold()
        assert "Word for word: Courier, 3 March 2031" in text
    assert "Word for word" not in in_terminal(of(ledger, "2031-03-02"))


def test_where_parties_disagree(ledger: Ledger) -> None:
    ledger.add(told(Says("Orsania", "leave the hill", kind="demand", agent="Upland Front"), name="d", published="2031-03-02"))
    for text in forms(of(ledger)).values():
        assert "Where parties disagree".casefold() in text.casefold()
        assert "Upland Front, against" in text
        assert "Orsania, for" in text


def test_nothing_in_a_report_becomes_markup() -> None:
    ledger = ledger_of(told(Says("Orsania", EVIL), name="e", published="2031-03-01", title="<b>T</b>"))
    page, markdown, terminal = to_html(of(ledger)), to_markdown(of(ledger)), in_terminal(of(ledger))
    assert "<script" not in page
    assert "<b>" not in page
    assert "default-src 'none'" in unescape(page)
    assert "<" not in markdown
    assert "](" not in markdown.replace("\\]", "")
    assert "\x1b" not in terminal


def test_an_empty_ledger_and_one_of_which_not_all_is_told(ledger: Ledger) -> None:
    assert "No reports by 5 March 2031" in in_terminal(of(ledger_of()))
    assert "No more than 1 commitments are told, the latest" in in_terminal(of(ledger, most=1))
    assert "No more than" not in in_terminal(of(ledger))
