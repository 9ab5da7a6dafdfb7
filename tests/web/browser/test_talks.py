"""From an empty ledger to the talks in two minutes, as a person goes: the example, files, a text; what is new; who is who."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from goodoffices.ledger import Ledger
from tests.web.browser.conftest import NARROW, Visiting, served
from tests.web.conftest import EXAMPLES


@pytest.fixture
def at(examples: str) -> Iterator[str]:
    with served(examples) as address:
        yield address


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    with served(str(tmp_path / "new.db")) as address:
        yield address


def test_the_example_is_opened_from_an_empty_ledger(empty: str, visiting: Visiting) -> None:
    visit = visiting(empty)
    page = visit.go("/")
    visit.shot("talks-empty-1280-light")
    visit.accessible()
    page.set_default_timeout(60_000)
    page.get_by_role("button", name="Open the example").click()
    page.get_by_role("heading", name="What could start today").wait_for()
    expect(page.locator("#now ~ .entries .said").first).to_be_visible()


def test_files_are_told_one_by_one(empty: str, visiting: Visiting, tmp_path: Path) -> None:
    visit = visiting(empty)
    page = visit.go("/add")
    page.set_default_timeout(60_000)
    (tmp_path / "empty.txt").write_bytes(b"")
    page.set_input_files("#files", [EXAMPLES[0], EXAMPLES[1], tmp_path / "empty.txt", EXAMPLES[0]])
    outcomes = page.locator("#outcomes > li")
    expect(outcomes).to_have_count(4, timeout=60_000)
    assert [t.partition("\n")[0] for t in reversed(outcomes.all_inner_texts())] == [
        "new", "the same story as another", "not added", "known already",
    ]  # fmt: skip
    expect(outcomes.filter(has_text="empty.txt")).to_contain_text("empty.txt is empty")
    expect(page.get_by_role("link", name="Look over what was read")).to_be_visible()
    visit.shot("add-told-1280-light")
    visit.accessible()
    outcomes.last.get_by_role("link").click()
    page.wait_for_url("**/reports/r1")


def test_a_text_is_pasted_and_a_file_dropped(empty: str, visiting: Visiting) -> None:
    visit = visiting(empty, size=NARROW)
    page = visit.go("/add")
    page.keyboard.press("p")
    page.keyboard.type("The army said on Monday that it would open the road if the rebels released the prisoners.")
    page.get_by_label("Title").fill("<b>Roads</b> & prisoners")
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator("#outcomes > li")).to_have_count(1, timeout=60_000)
    expect(page.locator("#outcomes .said")).to_have_text("<b>Roads</b> & prisoners")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          const said = "The envoy said on Tuesday that he would come to the lake and talk to the chiefs.";
          data.items.add(new File([said], "dropped.txt"));
          const drop = document.getElementById("drop");
          for (const kind of ["dragenter", "dragover", "drop"])
            drop.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator("#outcomes > li")).to_have_count(2, timeout=60_000)
    expect(page.locator("#outcomes > li").first).to_contain_text("dropped.txt")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.shot("add-told-390-light")


def test_what_is_new_since_one_last_looked(examples: str, visiting: Visiting) -> None:
    with served(examples) as address:
        visit = visiting(address)
        page = visit.go("/")
        expect(page.locator("#new-title")).to_have_text("What was done last")
        page.get_by_role("button", name="I have seen this").click()
        expect(page.locator("#new-title")).to_have_text("Since you last looked")
        expect(page.locator("#new")).to_contain_text("Nothing has changed")
        with Ledger.open(examples) as ledger:
            ledger.confirm("r1.m1", who="Ana")
        page.reload()
        expect(page.locator("#new")).to_contain_text("1 draft confirmed by Ana")
        visit.accessible()
        page.keyboard.press("s")
        expect(page.locator("#new")).to_contain_text("Nothing has changed")


def test_evidence_opens_by_keyboard(at: str, visiting: Visiting) -> None:
    visit = visiting(at)
    page = visit.go("/")
    first = page.locator(".main details").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(first.locator("q").first).to_be_visible()
    visit.accessible()
    page.keyboard.press("o")
    expect(page.locator(".main details").last.locator("q").first).to_be_visible()


def test_months_by_arrow_keys_and_filters(at: str, visiting: Visiting) -> None:
    page = visiting(at).go("/timeline")
    expect(page.locator("h2.month")).to_contain_text("April 2025")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h2.month")).to_contain_text("March 2025")
    page.get_by_role("checkbox", name="refusals").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".entry .kind").first).to_have_text("refusal")
    assert "month=2025-03" in page.url
    page.locator(".weeks a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**month=2025-04**")


def test_a_party_is_the_same_as_another_and_is_split_off_again(at: str, visiting: Visiting) -> None:
    visit = visiting(at)
    page = visit.go("/parties/estvar")
    field = page.get_by_role("combobox", name="Another name that reports have for it")
    field.fill("norh")
    page.get_by_role("option", name="Norhal").first.click()  # two parties have that name
    page.get_by_role("button", name="It is the same party").click()
    split = page.get_by_role("button", name="No, split it off")
    expect(split).to_be_visible()
    visit.accessible()
    split.click()
    expect(split).to_have_count(0)
    expect(page.locator("#party-history")).to_contain_text("split norhal", ignore_case=True)


def test_a_step_is_marked_as_done_and_not_done(at: str, visiting: Visiting) -> None:
    visit = visiting(at)
    page = visit.go("/steps/t2")
    page.get_by_label("It was done on").fill("2025-04-05")
    page.get_by_role("button", name="Mark as done").click()
    expect(page.locator(".lead")).to_contain_text("marked as done on 5 April 2025")
    visit.accessible()
    page.get_by_role("button", name="It was not done").click()
    expect(page.locator(".lead")).to_contain_text("It is not marked as done")


def test_the_network_leads_to_its_parties(at: str, visiting: Visiting) -> None:
    page = visiting(at).go("/parties")
    page.locator('.network a[href="/parties/norhal"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/parties/norhal")
    expect(page.get_by_role("heading", level=1)).to_have_text("Norhal")


def test_search_from_any_page(at: str, visiting: Visiting) -> None:
    visit = visiting(at, size=NARROW)
    page = visit.go("/timeline")
    page.keyboard.press("/")
    page.keyboard.type("monitors")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=monitors")
    expect(page.locator("mark").first).to_have_text("monitors", ignore_case=True)
