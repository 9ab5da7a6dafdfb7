"""Judging a report as a person does: by keys, by mouse, on a phone; alone and beside somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from goodoffices.ledger import Ledger
from goodoffices.ledger.whole_report import WholeReport, whole_report
from tests.web.browser.conftest import NARROW, Visiting, served
from tests.web.doves import TEXT, reading
from tests.web.hostile import hostile, ledger_of

NEWS = ".news"


@pytest.fixture
def doves(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A ledger of one short report, and where it is served."""
    file = str(tmp_path / "doves.db")
    with Ledger.open(file) as ledger:
        ledger.add(reading(), who="desk")
    with served(file) as address:
        yield file, address


def found(file: str) -> WholeReport:
    with Ledger.open(file) as ledger:
        return whole_report(ledger.as_of(), "r1")


def current(page: Page) -> Locator:
    return page.locator(".item[aria-current]")


def opened(visiting: Visiting, address: str, **how: object) -> Page:
    page = visiting(address, **how).go("/reports/r1")
    page.wait_for_selector("body.scripted")
    return page


def select(page: Page, words: str) -> None:
    """Select words of the text, as with a mouse."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.getElementById("words"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
                walker.currentNode.parentElement.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
                return;
            }
            throw new Error(`not there: ${words}`);
        }""",
        words,
    )


def test_all_drafts_of_a_report_are_confirmed_by_one_key_each(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    page = opened(visiting, address)
    expect(current(page)).to_have_id("r1.m1")
    assert page.locator(".passage.lit").all_inner_texts() == ["Ana 🕊", "said", "stop firing", "the army left Osk"]
    page.keyboard.press("y")
    expect(current(page)).to_have_id("r1.m1>t2")
    expect(page.locator(NEWS)).to_have_text("Accepted; 2 left; next: “the army left Osk” waits for t2 Army: leave (withdrawal)")
    assert page.evaluate("document.activeElement.id") == "r1.m1>t2"
    page.keyboard.press("n")
    page.keyboard.press("y")
    expect(page.locator(NEWS)).to_have_text("Accepted; nothing is left here")
    expect(page.get_by_text("Nothing is left to be judged here.")).to_be_visible()
    expect(page.locator("#left")).to_have_text("no drafts")
    page.wait_for_load_state("networkidle")
    page.reload()
    statuses = {i.get_attribute("id"): i.get_attribute("data-status") for i in page.locator(".item").all()}
    assert statuses == {"r1.m1": "confirmed", "r1.m1>t2": "rejected", "r1.s1": "confirmed"}
    assert found(file).drafts == ()


def test_going_from_draft_to_draft(doves: tuple[str, str], visiting: Visiting) -> None:
    page = opened(visiting, doves[1])
    page.keyboard.press("j")
    expect(current(page)).to_have_id("r1.m1>t2")
    page.keyboard.press("ArrowDown")
    expect(current(page)).to_have_id("r1.s1")
    page.keyboard.press("j")
    expect(current(page)).to_have_id("r1.s1")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("k")
    expect(current(page)).to_have_id("r1.m1")
    words = page.locator('#words [data-step~="m1"]')  # of the move, and of the statement in which it is made
    words.click()
    expect(current(page)).to_have_id("r1.s1")
    words.click()
    expect(current(page)).to_have_id("r1.m1")
    page.locator('#words [data-source~="s1"]').click()
    expect(current(page)).to_have_id("r1.s1")


def test_undoing_again_and_again(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    page = opened(visiting, address)
    page.keyboard.press("y")
    page.keyboard.press("n")
    for subject in ("r1.m1>t2", "r1.m1"):
        page.keyboard.press("u")
        expect(current(page)).to_have_id(subject)
        expect(page.locator(f'[id="{subject}"]')).to_have_attribute("data-status", "draft")
    page.keyboard.press("u")
    expect(page.locator(NEWS)).to_have_text("There is nothing of yours to undo here")
    assert found(file).drafts == ("r1.m1", "r1.m1>t2", "r1.s1")


def test_correcting_words_by_keys(doves: tuple[str, str], visiting: Visiting) -> None:
    """The dove before the words is two UTF-16 units in the browser and one character in the ledger."""
    file, address = doves
    page = opened(visiting, address)
    page.keyboard.press("c")
    words = page.locator('output[data-role="step"]')
    expect(words).to_have_text("stop firing")
    page.keyboard.press("[")
    expect(words).to_have_text("would stop firing")
    page.keyboard.press("}")
    expect(words).to_have_text("would stop firing if")
    page.keyboard.press("{")
    page.keyboard.press("Alt+]")
    expect(words).to_have_text("ould stop firing")
    page.keyboard.press("Alt+[")
    page.keyboard.press("Enter")
    expect(page.locator(NEWS)).to_contain_text("Corrected; 2 left")
    expect(current(page)).to_have_id("r1.m1>t2")
    move = found(file).moves[0]
    assert (move.words.text, move.words.spans, move.status) == ("would stop firing", ((21, 38),), "corrected")
    assert TEXT[21:38] == "would stop firing"


def test_escape_leaves_everything_as_it_was(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    page = opened(visiting, address)
    page.keyboard.press("c")
    page.keyboard.press("[")
    page.keyboard.press("Escape")
    expect(page.locator("form.correcting")).to_have_count(0)
    expect(page.locator(".handle")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "r1.m1"
    assert found(file).drafts[0] == "r1.m1"


def test_correcting_words_by_dragging_an_end(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    page = opened(visiting, address)
    page.keyboard.press("c")
    handle = page.get_by_role("slider", name="End of the step")
    box = handle.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 14, box["y"] + 22)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 22, steps=4)
    page.mouse.up()
    expect(page.locator('output[data-role="step"]')).to_have_text("stop firing if")
    handle.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator('output[data-role="step"]')).to_have_text("stop firing")
    assert handle.get_attribute("aria-valuetext") == "stop firing"
    page.keyboard.press("Escape")
    assert found(file).moves[0].status == "draft"


def test_correcting_words_from_right_to_left(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    page = opened(visiting, address)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("c")
    content = page.locator('output[data-role="content"]')
    select(page, "القوات")
    expect(content).to_have_text("القوات")
    page.keyboard.press("}")
    expect(content).to_have_text("القوات ستنسحب")
    start, end = (page.get_by_role("slider", name=f"{side} of the content").bounding_box() for side in ("Start", "End"))
    assert start is not None
    assert end is not None
    assert start["x"] > end["x"]  # what comes first stands to the right
    page.keyboard.press("Enter")
    expect(page.locator(NEWS)).to_contain_text("Corrected")
    assert found(file).statements[0].content.text == "القوات ستنسحب"


def test_choosing_another_party_with_a_combobox(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    visit = visiting(address)
    page = visit.go("/reports/r1")
    page.wait_for_selector("body.scripted")
    page.keyboard.press("c")
    party = page.get_by_role("combobox", name="Party")
    party.focus()
    page.keyboard.type("ar")
    expect(page.get_by_role("option", name="Army")).to_be_visible()
    visit.accessible()
    page.keyboard.press("Enter")
    expect(party).to_have_value("Army")
    page.get_by_role("combobox", name="Who would take").fill("Dove")
    page.get_by_role("option", name="Add “Dove”").click()
    page.get_by_label("It is new").nth(1).select_option("person")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator(NEWS)).to_contain_text("Corrected")
    move = found(file).moves[0]
    assert (move.party, found(file).names[move.agent]) == ("army", "Dove")


def test_linking_to_another_step(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    page = opened(visiting, address)
    page.keyboard.press("j")
    page.keyboard.press("l")
    page.keyboard.type("fir")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_have_value("t1 · Front · stop firing · ceasefire")
    page.keyboard.press("Enter")
    expect(page.locator(NEWS)).to_contain_text("Linked")
    assert {link.id: link.status.value for link in found(file).links} == {"r1.m1>t1": "confirmed", "r1.m1>t2": "rejected"}


def test_adding_what_is_selected(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    page = opened(visiting, address)
    select(page, "would ")
    expect(page.get_by_role("button", name="Add")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator('output[data-role="step"]')).to_have_text("would")
    page.get_by_role("radio", name="condition").check()
    select(page, "ستنسحب")
    page.get_by_label("Condition", exact=True).select_option("after")
    expect(page.get_by_role("combobox", name="Party")).to_have_value("Ana")  # who speaks there
    page.get_by_label("Measure of a new step").select_option("ceasefire")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator(NEWS)).to_contain_text("Added: r1.m2")
    move = found(file).moves[1]
    assert (move.words.text, move.condition and move.condition.text, move.relation, move.party) == (
        "would",
        "ستنسحب",
        "after",
        "ana",
    )
    assert (move.statement, move.status) == ("r1.s1", "confirmed")


def test_adding_a_statement_needs_no_more_than_its_words(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    page = opened(visiting, address)
    page.keyboard.press("a")
    expect(page.locator(NEWS)).to_have_text("Select some words of the text first")
    select(page, "القوات ستنسحب")
    page.keyboard.press("a")
    page.get_by_role("radio", name="a statement").check()
    expect(page.locator('output[data-role="content"]')).to_have_text("القوات ستنسحب")
    page.get_by_role("button", name="Save").first.click()
    expect(page.locator(NEWS)).to_contain_text("Added: r1.s2")
    assert found(file).statements[1].content.text == "القوات ستنسحب"


def test_somebody_elses_change_is_shown_and_never_overwritten(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    visit = visiting(address)
    page = visit.go("/reports/r1")
    page.wait_for_selector("body.scripted")
    with Ledger.open(file) as ledger:
        ledger.reject("r1.m1", who="Ben")
    page.keyboard.press("y")
    item = page.locator('[id="r1.m1"]')
    expect(item).to_have_attribute("data-status", "rejected")
    expect(item.locator(".changed-by").first).to_contain_text("Ben")
    assert found(file).moves[0].status == "rejected"
    visit.wrong[:] = [w for w in visit.wrong if "409" not in w]


def test_what_others_do_comes_without_asking_and_leaves_what_is_being_corrected(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    visit = visiting(address)
    page = visit.page
    page.clock.install()
    visit.go("/reports/r1")
    page.wait_for_selector("body.scripted")
    page.keyboard.press("c")
    page.keyboard.press("[")
    with Ledger.open(file) as ledger:
        ledger.confirm("r1.s1", who="Ben")
        ledger.reject("r1.m1", who="Ben")
    page.clock.run_for(5100)
    expect(page.locator('[id="r1.s1"]')).to_have_attribute("data-status", "confirmed")
    expect(page.locator('[id="r1.m1"] .changed-by')).to_contain_text("Ben: rejected r1.m1 meanwhile")
    expect(page.locator('output[data-role="step"]')).to_have_text("would stop firing")
    page.keyboard.press("Enter")
    expect(page.locator(NEWS)).to_contain_text("Ben")
    assert found(file).moves[0].status == "rejected"
    page.keyboard.press("Enter")  # all the same
    expect(page.locator(NEWS)).to_contain_text("Corrected")
    assert found(file).moves[0].words.text == "would stop firing"
    visit.wrong[:] = [w for w in visit.wrong if "409" not in w]


def test_what_the_machine_reads_otherwise_later_is_taken_over_or_left(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    with Ledger.open(file) as ledger:
        ledger.confirm("r1.m1", who="Ana")
        ledger.add(reading("2.0", step="would stop firing"), who="desk")
    page = opened(visiting, address)
    page.locator('[id="r1.m1"] .said').click()
    page.get_by_role("button", name="Take it over").click()
    expect(page.locator(NEWS)).to_have_text("Taken over")
    expect(page.locator(".proposed")).to_have_count(0)
    assert found(file).moves[0].words.text == "would stop firing"


def test_on_a_phone_the_current_draft_stays_in_sight(doves: tuple[str, str], visiting: Visiting) -> None:
    file, address = doves
    visit = visiting(address, size=NARROW)
    page = visit.go("/reports/r1")
    bar = page.get_by_role("group", name="The current draft")
    expect(bar).to_contain_text("Front offers: stop firing")
    bar.get_by_role("button", name="Accept").click()
    expect(bar).to_contain_text("waits for t2")
    bar.get_by_role("button", name="Next").click()
    expect(bar).to_contain_text("the Front would stop firing")
    bar.get_by_role("button", name="Correct").click()
    expect(page.get_by_role("slider", name="Start of the content")).to_be_in_viewport()
    visit.accessible()
    bar.get_by_role("button", name="Cancel").click()
    bar.get_by_role("button", name="Undo").click()
    expect(bar).to_contain_text("Front offers: stop firing")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert found(file).drafts == ("r1.m1", "r1.m1>t2", "r1.s1")


def test_what_reports_say_never_runs(tmp_path: Path, visiting: Visiting) -> None:
    with served(ledger_of(tmp_path / "hostile.db", hostile)) as address:
        visit = visiting(address)
        page = visit.go("/reports/r2")
        page.wait_for_selector("body.scripted")
        page.evaluate("() => { window.hacked = () => { throw new Error('hacked'); }; }")
        for _ in range(3):
            page.keyboard.press("c")
            page.keyboard.press("Escape")
            page.keyboard.press("y")
        page.keyboard.press("u")
        page.keyboard.press("c")
        page.get_by_role("combobox").first.click()
        page.wait_for_load_state("networkidle")
        assert page.locator("main img, main svg, main iframe").count() == 0


def test_without_scripts_one_reads(doves: tuple[str, str], chromium: object) -> None:
    context = chromium.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{doves[1]}/reports/r1")
    expect(page.locator("#words")).to_contain_text("stop firing")
    expect(page.get_by_text("Front offers: stop firing")).to_be_visible()
    assert page.locator("main button:visible").count() == 0
    context.close()
