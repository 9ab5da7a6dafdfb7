"""An outline handed on: the sources as notes in every form, drafts as drafts, and a name for the file."""

from __future__ import annotations

import datetime
import re

import pytest

from goodoffices.brief import of_commitments, of_party, of_positions, of_report, of_timeline
from goodoffices.brief.handing_on import Form, handed_on
from goodoffices.brief.outline import Outline
from goodoffices.ledger import Ledger
from goodoffices.ledger.citing import citing
from goodoffices.ledger.commitment_list import Sought, found, in_full
from goodoffices.ledger.position_table import position_table
from goodoffices.ledger.tellings import promised, said, tellings
from tests.ledger.telling import Says, ledger_of, told

TODAY = datetime.date(2031, 3, 20)
EVIL = "open <script>x</script> the road"


def talks(step: str = "open the road") -> Ledger:
    """A promise, told of twice, and a refusal a day later."""
    one = Says("Orsania", step, "if", "stop the shelling", "Upland Front")
    return ledger_of(
        told(one, name="a", published="2031-03-01", title="Talks"), told(one, name="b", published="2031-03-02"),
        told(Says("Orsania", "withdraw", kind="refusal"), name="c", published="2031-03-03"),
    )  # fmt: skip


def outlines(ledger: Ledger) -> dict[str, Outline]:
    """All outlines of a ledger that are made of tables, a party and a report."""
    view = ledger.as_of(TODAY)
    table = position_table(view)
    numbers = found(view, Sought())
    facts = in_full(view, numbers)
    told_of = promised(view, facts)
    told_when = tellings(view, view.moves())
    party, stands, statements = view.party("orsania"), position_table(view, parties=["orsania"]), view.statements("orsania")
    report = said(view, "r1")
    with citing(view) as cite:
        return {
            "positions": of_positions.outline_of(table, TODAY),
            "commitments": of_commitments.outline_of(told_of, cite, TODAY, of=len(numbers)),
            "party": of_party.outline_of(party, stands, told_of, statements, cite, TODAY),
            "report": of_report.outline_of(report, cite),
            "timeline": of_timeline.outline_of([], told_when, cite, TODAY),
        }


@pytest.mark.parametrize("name", ["positions", "commitments", "party", "report", "timeline"])
def test_every_line_says_according_to_whom_and_where(name: str) -> None:
    outline = outlines(talks())[name]
    items = [i for part in outline.sections for group in part.groups for i in group.items]
    assert items
    for item in items:
        assert item.told
        for one in item.told:
            assert one.words
            assert one.whom == "According to Orsania"
            assert re.match(r"According to Orsania: r\d", one.source)
        assert "draft" in (item.terms or "")
    assert "not confirmed by a person" in outline.status


def test_positions_say_what_they_were_before() -> None:
    ledger = ledger_of(
        told(Says("Orsania", "open the road"), name="a", published="2031-03-01"),
        told(Says("Orsania", "open the road", kind="refusal"), name="b", published="2031-03-02"),
    )
    (item,) = outlines(ledger)["positions"].sections[0].groups[0].items
    assert (item.said, item.terms) == ("Orsania: against", "since 2 March 2031 · draft")
    assert [(side.said, side.terms) for side in item.sides] == [("Before that: for", "since 1 March 2031 · draft")]


def test_what_is_confirmed_is_no_draft() -> None:
    ledger = talks()
    for n in (1, 2, 3):
        ledger.confirm(f"r{n}.m1", who="Ana")
    outline = outlines(ledger)["commitments"]
    assert outline.status == "A person has confirmed all of it"
    assert "draft" not in repr(outline.sections)


@pytest.mark.parametrize("form", list(Form))
def test_in_every_form(form: Form) -> None:
    file = handed_on(outlines(talks())["commitments"], form)
    assert file.content
    assert re.fullmatch(r"[a-z0-9-]+\.(docx|html|md)", file.name)
    assert (file.policy is not None) == (form in (Form.HTML, Form.PRINT))


def test_pages_have_their_sources_at_the_end_once_each() -> None:
    page = handed_on(outlines(talks())["commitments"], Form.PRINT).content.decode()
    assert page.count('<li id="note-') == 2
    assert re.findall(r'href="#note-(\d)"', page) == ["1", "2"]
    assert page.index('<h2 id="section-notes">Sources') > page.index("According to Orsania")
    assert "@page" in page
    assert '<strong class="unconfirmed">draft</strong>' in page


def test_nothing_in_a_report_becomes_a_part_of_the_page() -> None:
    for outline in outlines(talks(EVIL)).values():
        page = handed_on(outline, Form.HTML).content.decode()
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert "<script" not in handed_on(outline, Form.MARKDOWN).content.decode()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Who promises what?", "who-promises-what.md"),
        ("Ünïted ../Frönt", "united-front.md"),
        ("שלום", "brief.md"),
        ("a" * 99, "a" * 60 + ".md"),
    ],
)
def test_the_file_has_a_name_of_plain_letters(title: str, name: str) -> None:
    assert handed_on(Outline(title=title, status="s", about="a", sections=()), Form.MARKDOWN).name == name
