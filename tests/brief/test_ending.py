"""The end of a brief: what could start, by all that a ledger knows or several reports say, in every form."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from rich.console import Console

from goodoffices.brief import Brief, brief_of, deals, to_html, to_json, to_markdown, to_terminal
from goodoffices.brief.deals import Answered, sections_of
from goodoffices.brief.outline import Item
from goodoffices.deals.answer import answer
from goodoffices.deals.forms.of_ledger import problem_of
from goodoffices.ledger import Ledger
from goodoffices.ledger.briefing import Briefing, briefing
from goodoffices.model import Reading
from tests.ledger.telling import Says, ledger_of, told

from .test_markdown import kinds

DAY = datetime.date(2031, 3, 5)
TALKS = (
    Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front", strength="tentative"),
    Says("Upland Front", "stop the shelling", "if", "open the road", "Orsania"),
    Says("Upland Front", "free the pilots", "after", "pass an amnesty", "Orsania"),
    Says("Orsania", "pass an amnesty", kind="refusal"),
    Says("Upland Front", "pass an amnesty", kind="demand", agent="Orsania"),
    Says("Upland Front", "shell the port", kind="threat"),
    Says("Orsania", "send food"),
)
AS_MARKDOWN = """\
## Could start now

- **Orsania: send food** (promised by Orsania (c5), without a condition)
  - According to Orsania: r1 “Talks”, 1 March 2031 · draft: “send food”

## Could start together

### Circle: 2 parties to announce together

- **Orsania: open the road** (promised by Orsania (c1, tentative, to Upland Front), waits for “stop the shelling” (Upland Front))
  - According to Orsania: r1 “Talks”, 1 March 2031 · draft: “open the road (if: stop the shelling)”
- **Upland Front: stop the shelling** (promised by Upland Front (c2, to Orsania), waits for “open the road” (Orsania))
  - According to Upland Front: r1 “Talks”, 1 March 2031 · draft: “stop the shelling (if: open the road)”

## Out of reach

### Blocked by: pass an amnesty

- **Orsania: pass an amnesty** (refused by Orsania; awaited by Upland Front)
  - According to Orsania: r1 “Talks”, 1 March 2031 · draft: “pass an amnesty”
  - According to Upland Front: r1 “Talks”, 1 March 2031 · draft: “pass an amnesty”
- **Upland Front: free the pilots** (waits for “pass an amnesty” (Orsania): refused by Orsania)
  - According to Upland Front: r1 “Talks”, 1 March 2031 · draft: “free the pilots (after: pass an amnesty)”

## Dangers

- **Upland Front is said to threaten “shell the port”** (c4)
  - According to Upland Front: r1 “Talks”, 1 March 2031 · draft: “shell the port”
"""
TITLES = ["Could start now", "Could start together", "Out of reach", "Dangers"]


def of_talks(*said: Says, title: str = "Talks") -> Ledger:
    return ledger_of(told(*(said or TALKS), name="r", published="2031-03-01", title=title))


def briefed(ledger: Ledger) -> tuple[Briefing, Answered]:
    """A ledger in short, and the answer to the problem that it poses."""
    brief = briefing(ledger.as_of(DAY), 1000)
    posed = problem_of(brief)
    return brief, Answered(answer(posed.problem), left_out=posed.left_out)


def in_terminal(brief: Brief | Briefing, answered: Answered | None) -> str:
    console = Console(file=io.StringIO(), width=2000, record=True)
    to_terminal(brief, console, answered)
    return console.export_text()


def forms(ledger: Ledger) -> dict[str, str]:
    brief, answered = briefed(ledger)
    return {
        "terminal": in_terminal(brief, answered),
        "html": unescape(to_html(brief, deals=answered)),
        "markdown": to_markdown(brief, answered),
        "json": json.dumps(json.loads(to_json(brief, answered))["deals"], ensure_ascii=False),
    }


def test_of_a_ledger_as_markdown() -> None:
    brief, answered = briefed(of_talks())
    assert to_markdown(brief, answered) == f"{to_markdown(brief)}\n{AS_MARKDOWN}"


def test_of_a_ledger_as_json_it_is_the_whole_answer() -> None:
    brief, answered = briefed(of_talks())
    found = json.loads(to_json(brief, answered))
    assert found.pop("deals") == json.loads(deals.to_json(answered))
    assert Briefing.model_validate(found) == brief


def test_all_forms_end_with_the_same_parts_in_the_same_order() -> None:
    for form, text in forms(of_talks()).items():
        places = [text.casefold().rindex(title.casefold()) for title in TITLES]
        assert places == sorted(places), form


def test_what_no_answer_is_given_for_is_left_out() -> None:
    brief, _ = briefed(of_talks())
    assert "Could start now" not in to_markdown(brief)
    assert "deals" not in json.loads(to_json(brief))


def items(answered: Answered) -> Iterator[Item]:
    return (i for s in sections_of(answered) for g in s.groups for i in g.items)


def test_every_line_says_according_to_whom_in_every_form() -> None:
    _, answered = briefed(of_talks())
    sources = [t.source for i in items(answered) for t in i.told]
    assert all(i.told for i in items(answered))
    assert all(re.match(r"According to (Orsania|Upland Front): r1 “Talks”, 1 March 2031 · draft$", s) for s in sources)
    for form, text in forms(of_talks()).items():
        for source in sources:
            assert source in text, form


def test_drafts_are_marked_until_a_person_has_confirmed_them() -> None:
    ledger = of_talks()
    assert all("· draft" in text for text in forms(ledger).values())
    for n in range(1, len(TALKS) + 1):
        ledger.confirm(f"r1.m{n}")
    for form, text in forms(ledger).items():
        assert "draft" not in text.replace('"is_draft": false', ""), form


def test_of_several_reports(truce: Reading, answer: Reading, bridges: Reading) -> None:
    from goodoffices.brief.deals import posing

    readings = [truce, answer, bridges]
    posed = posing.of_readings(readings)
    answered = posing.answered(posed.problem, left_out=posed.left_out)
    brief = brief_of(readings)
    markdown, found = to_markdown(brief, answered), json.loads(to_json(brief, answered))
    assert markdown.startswith(to_markdown(brief))
    ending = markdown.removeprefix(to_markdown(brief))
    assert [line[3:] for line in ending.splitlines() if line.startswith("## ")] == [s.title for s in sections_of(answered)]
    assert "- **Northern Front: observe a truce of three months**" in ending
    assert "  - According to Tomas Brel: r3 “Truce for bridges”, 5 March 2031 · draft: “observe a truce of three months" in ending
    assert found.pop("deals")["evidence"]
    assert Brief.model_validate(found) == brief


@pytest.mark.parametrize(
    "words", ["<script>x</script>", "[a](http://b.example) ![c](d)", "*a* __b__ `c` # d", "| a | b |", "\x1b[31m\u202e red"]
)
def test_nothing_in_a_report_becomes_markup(words: str) -> None:
    def both(title: str) -> str:
        said = (
            Says("Orsania", f"open {title}", "if", "stop", "Upland Front"),
            Says("Upland Front", "stop", "if", f"open {title}", "Orsania"),
        )
        return to_markdown(*briefed(of_talks(*said, title=title)))

    hostile = both(words)
    assert kinds(hostile) == kinds(both("x"))
    assert not {"<", "\x1b", "\u202e"} & set(hostile)


def test_of_very_much_the_beginning_is_told_and_json_has_all_of_it() -> None:
    many = [Says("Orsania", f"send convoy {n} to {'abcdefghijklmnopqrstuvwxyz'[n % 26] * (n // 26 + 3)}") for n in range(60)]
    brief, answered = briefed(of_talks(*many))
    ending = to_markdown(brief, answered).removeprefix(to_markdown(brief))
    assert ending.count("without a condition") == deals.MOST_AT_END
    assert "No more than 50 of 60 are told" in ending
    assert len(json.loads(to_json(brief, answered))["deals"]["deals"][0]["now"]) == 60
