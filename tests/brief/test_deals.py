"""The answer of the deals engine in words: golden sentences, who says so, and what hostile names cannot do."""

from __future__ import annotations

import base64
import datetime
import hashlib
import io
import json
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import pytest
from rich.console import Console

from goodoffices.brief.deals import Answered, end_of_page, end_of_terminal, sections_of, to_html, to_json, to_svg, to_terminal
from goodoffices.brief.deals.contents import AS_STATED, CONFIRMED, DRAFTS
from goodoffices.brief.outline import Item
from goodoffices.deals.answer import Question, answer
from goodoffices.deals.concessions import Waiver
from goodoffices.deals.forms.text import read
from goodoffices.deals.problem import Evidence, Problem, Stand, Step
from goodoffices.deals.sequence.order import sequence
from goodoffices.deals.unlocking.what_if import Changes
from goodoffices.model import Commitment, Done, Strength, all_of
from tests.deals.geneva import GENEVA, IRAN

from .test_html import Page

LAKE = Path(__file__).parents[2] / "examples" / "lake.deals"
TALKS = """\
on 2031-03-05
party army: "the army"
step roads "open the roads" by army
step bridges "leave the bridges" by army
step truce "hold fire" by rebels
step monitors "send monitors" by un
step weapons "hand over weapons" by rebels
step amnesty "pass an amnesty" by army
step shelling "shell the port" by rebels

army will roads
army will bridges to rebels by 2031-04-01 if truce
rebels may truce if bridges
un will monitors if truce
rebels will weapons if amnesty and bridges
army refuses amnesty
rebels demand amnesty
rebels threaten shelling unless roads
"""
EVIL = '</title><script>alert(1)</script> "onload="x" \x1b[31m\u202e & <b>'


def told(answered: Answered) -> dict[str, list[tuple[str, str | None]]]:
    """What each part says: the items, each with its terms."""
    return {s.title: [(i.said, i.terms) for g in s.groups for i in g.items] for s in sections_of(answered)}


def items(answered: Answered) -> Iterable[Item]:
    return (i for s in sections_of(answered) for g in s.groups for i in g.items)


def asked(problem: Problem, *target: str, **question: object) -> Answered:
    return Answered(answer(problem, Question(target=target, **question)))  # type: ignore[arg-type]


def test_what_is_read_aloud() -> None:
    found = told(asked(read(TALKS), "weapons"))
    assert found == {
        "Could start now": [("The army: open the roads", "promised by the army (c1), without a condition")],
        "Could start together": [
            (
                "The army: leave the bridges",
                "promised by the army (c2, to rebels, by 1 April 2031), waits for “hold fire” (rebels)",
            ),
            ("Rebels: hold fire", "promised by rebels (c3, tentative), waits for “leave the bridges” (the army)"),
        ],
        "After that": [("Un: send monitors", "promised by un (c4), after “hold fire” (rebels)")],
        "Out of reach": [
            ("The army: pass an amnesty", "refused by the army; awaited by rebels"),
            ("Rebels: hand over weapons", "waits for “pass an amnesty” (the army): refused by the army"),
        ],
        "To unlock “hand over weapons” (rebels)": found["To unlock “hand over weapons” (rebels)"],
        "How sure": [
            (
                "0 in 100 that “hand over weapons” (rebels) could be had",
                "if each promise is kept, or not, independently of the others; worked out exactly",
            )
        ],
        "Dangers": [("Rebels is said to threaten “shell the port”", "c6, if not “open the roads”")],
    }
    unlocking = found["To unlock “hand over weapons” (rebels)"]
    assert ("The army to offer “pass an amnesty” without a condition", "cost 1") in unlocking
    assert ("Rebels to waive a condition of c5: “pass an amnesty”", "cost 1") in unlocking


def test_the_circle_is_to_be_announced_together() -> None:
    groups = {s.title: [g.name for g in s.groups] for s in sections_of(asked(read(TALKS)))}
    assert groups["Could start together"] == ["Circle: 2 parties to announce together"]
    assert groups["Out of reach"] == ["Blocked by: pass an amnesty"]


def test_how_sure_names_what_to_insure_first() -> None:
    sure = told(asked(read(TALKS), "monitors"))["How sure"]
    assert sure[0][0] == "40 in 100 that “send monitors” (un) could be had"
    assert sure[1] == (
        "“hold fire” (rebels), promised by rebels (c3, tentative)", "kept with 50 in 100; were that certain, 40 in 100 more",
    )  # fmt: skip


def test_nothing_certain_is_said_of_what_is_nearly_so() -> None:
    nearly = "step a by x\nstep b by y\nx will a with 99.9%\ny will b with 0.1%"
    assert told(asked(read(nearly), "a"))["How sure"][0][0].startswith("More than 99 in 100")
    assert told(asked(read(nearly), "b"))["How sure"][0][0].startswith("Less than 1 in 100")


def test_what_is_supposed_is_said_first() -> None:
    changes = Changes(assumed=("truce",), withdrawn=("c4",), conceded=(Waiver(commitment="c5", part=0),))
    found = told(asked(read(TALKS), changes=changes))
    assert [said for said, _ in found["Supposed"]] == [
        "“hold fire” (rebels) is done", "The commitment c4 is withdrawn", "Condition 1 of c5 is waived by rebels",
    ]  # fmt: skip
    assert next(iter(found)) == "Supposed"
    assert ("The army: leave the bridges", "promised by the army (c2, to rebels, by 1 April 2031), after “hold fire” (rebels)") in (
        found["Could start now"]
    )
    assert not any("Left" in said or "monitors" in said for said, _ in found["Could start now"])


def test_the_order_says_who_gives_before_it_has_what_it_is_owed() -> None:
    problem = read("step a by x\nstep b by y\nstep c by y\nx will a if c\nx demands b\ny will c\ny will b if a")
    found = answer(problem)
    order = told(Answered(found, sequence(problem, found.deals[0].rounds)))["In which order"]
    assert order == [
        ("Round 1", "“c” (y)"), ("Round 2", "“a” (x)"), ("Round 3", "“b” (y)"),
        ("X", "after round 2; by then at most 50 in 100 more of its part than of what it is owed"),
        ("Y", "after round 1; by then at most 50 in 100 more of its part than of what it is owed"),
    ]  # fmt: skip


def test_alternatives_and_what_excludes_what() -> None:
    """Geneva II, January 2014: either Iran attends, or the Coalition does."""
    found = told(asked(GENEVA, IRAN, "coalition attends"))
    assert [said for said, _ in found["Alternatives"] if "of 2" in said] == ["Deal 1 of 2", "Deal 2 of 2"]
    (excluded,) = found["What excludes what"]
    assert "exclude each other" in excluded[0]
    assert "is promised by Syrian Coalition if not “Iran attends” or “Iran accepts the communiqué of 2012”" in str(excluded[1])
    (unlock,) = [said for title, said in found.items() if title.startswith("To unlock")]
    assert ("Iran to offer “Iran accepts the communiqué of 2012” without a condition", "cost 1") in unlock


def test_a_promise_that_a_deal_does_not_take_up_is_named() -> None:
    found = told(asked(read("step a by x\nstep b by y\nstep c by z\nx will a\ny will b unless c\nz will c if a")))
    left = [(said, terms) for said, terms in found["Alternatives"] if "leaves out" in said]
    assert len(left) == 1
    assert left[0][0].endswith("leaves out “c” (z), which nothing keeps from starting")
    assert left[0][1] == "promised by z (c3)"


def evidence(draft: bool) -> dict[str, tuple[Evidence, ...]]:
    def one(report: str, words: str) -> tuple[Evidence, ...]:
        return (
            Evidence(
                report=report, title="Talks", day=datetime.date(2031, 3, 3), according_to="Ana Oro", words=words, is_draft=draft
            ),
        )

    keys = [*(f"c{n}" for n in range(1, 7)), "refusal army amnesty", "demand rebels amnesty"]
    return {key: one(f"r{n}", f"words of {key}") for n, key in enumerate(keys)}


@pytest.mark.parametrize("draft", [True, False])
def test_every_line_with_evidence_says_according_to_whom(draft: bool) -> None:
    problem = read(TALKS).model_copy(update={"evidence": evidence(draft)})
    answered = asked(problem)
    for item in items(answered):
        assert item.told, item.said
        for told_ in item.told:
            assert told_.source.startswith("According to Ana Oro: r")
            assert "“Talks”, 3 March 2031" in told_.source
            assert told_.source.endswith(" · draft") == draft
    by_said = {i.said: [t.words for t in i.told] for i in items(answered)}
    assert by_said["The army: open the roads"] == ["words of c1"]
    assert by_said["The army: pass an amnesty"] == ["words of refusal army amnesty", "words of demand rebels amnesty"]
    assert (DRAFTS if draft else CONFIRMED) in to_html(answered)


def test_without_evidence_it_is_as_stated() -> None:
    assert AS_STATED in to_html(asked(read(TALKS)))


@pytest.mark.parametrize("width", [30, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    console = Console(file=io.StringIO(), width=width, record=True)
    to_terminal(asked(read(LAKE.read_text()), "disarmament"), console)
    assert max(map(len, console.export_text().splitlines())) <= width


def evil() -> Answered:
    """Every name and every word is hostile."""
    names = [f"{n}{EVIL}" for n in range(3)]
    problem = Problem(
        steps=tuple(Step(id=f"t{n}{EVIL}", name=name, agents=(f"p{n}{EVIL}",)) for n, name in enumerate(names)),
        parties={f"p{n}{EVIL}": name for n, name in enumerate(names)},
        commitments=(
            Commitment(
                id=f"c{EVIL}", debtor=f"p0{EVIL}", antecedent=Done(step=f"t1{EVIL}"), consequent=(f"t0{EVIL}",),
                strength=Strength.FIRM,
            ),
            Commitment(
                id="d", debtor=f"p1{EVIL}", antecedent=all_of(), consequent=(f"t1{EVIL}",), strength=Strength.FIRM,
            ),
        ),
        refusals=(Stand(party=f"p2{EVIL}", step=f"t2{EVIL}"),),
        evidence={"d": (Evidence(report=EVIL, title=EVIL, according_to=EVIL, words=EVIL),)},
    )  # fmt: skip
    return Answered(answer(problem, Question(target=(f"t2{EVIL}",))), left_out={f"c7{EVIL}": EVIL})


def test_nothing_in_a_name_becomes_a_part_of_the_page() -> None:
    page = to_html(evil())
    elements = Page(page).elements
    assert [tag for tag, _ in elements if tag in ("script", "b", "img", "iframe", "link")] == []
    assert not any(name.startswith("on") for _, attributes in elements for name in attributes)
    assert "default-src 'none'" in unescape(page)
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_nothing_in_a_name_reaches_the_terminal_but_text() -> None:
    console = Console(file=io.StringIO(), width=100, record=True)
    to_terminal(evil(), console)
    text = console.export_text()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<script>alert(1)</script>" in text.replace("\n    ", "")


def test_a_page_holds_the_picture_and_all_that_is_said() -> None:
    answered = asked(read(TALKS), "weapons")
    page = Page(to_html(answered))
    (policy,) = [a["content"] for _, a in page.elements if a.get("http-equiv")]
    assert base64.b64encode(hashlib.sha256(page.inlined["style"].encode()).digest()).decode() in str(policy)
    assert [tag for tag, _ in page.elements].count("svg") == 1
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["aria-labelledby"] for _, a in page.elements if "aria-labelledby" in a} <= set(ids)


def test_json_has_what_was_worked_out_and_the_words() -> None:
    answered = asked(read(TALKS), "weapons")
    found = json.loads(to_json(answered))
    assert found["steps"]["amnesty"] == {"name": "pass an amnesty", "agents": ["army"], "state": "refused"}
    assert found["deals"][0]["now"] == ["roads"]
    assert found["deals"][0]["rounds"] == {"roads": 1, "bridges": 1, "truce": 1, "monitors": 2}
    assert found["deals"][0]["circles"][0]["circle"] == ["bridges", "truce"]
    assert found["unlocked"]["together"]["is_complete"] is True
    assert [s["title"] for s in found["told"]["sections"]] == [s.title for s in sections_of(answered)]
    assert to_json(answered) == to_json(asked(read(TALKS), "weapons"))


def test_an_empty_problem_is_answered() -> None:
    answered = asked(Problem())
    assert told(answered) == {"Could start now": [], "Could start together": [], "Out of reach": []}
    assert to_svg(answered.answer).startswith("<svg")
    assert "Nothing" in to_html(answered)


def test_a_brief_ends_with_the_first_of_much_and_says_so() -> None:
    answered = asked(read("\n".join(f"step s{n} by x\nx will s{n}" for n in range(600))))
    console = Console(file=io.StringIO(), width=80, record=True)
    end_of_terminal(answered, console)
    text = console.export_text()
    assert text.count("without a condition") == 50
    assert "No more than 50 of 600 are told" in text
    assert "<svg" not in end_of_page(answered)
    assert to_svg(answered.answer).count('class="step"') == 600
