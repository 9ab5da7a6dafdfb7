"""Stability, as a person puts preferences into their order: by buttons, keys and by dragging; in and out as text and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from goodoffices.stability.forms import text
from tests.web.browser.conftest import NARROW, WIDE, Visiting, served
from tests.web.conftest import workbench
from tests.web.test_stability import BRIDGES

ARMY = ["“hold fire”", "Not “leave the bridges”"]


@pytest.fixture(scope="module", autouse=True)
def warm(read_examples: Path) -> None:
    """The first answer of a process loads compiled code, which takes longer than a browser waits on a busy machine."""
    with workbench(str(read_examples)) as client:
        assert client.get("/stability?coalitions=true&option=t2&option=t3").status_code == 200


@pytest.fixture
def at(examples: str) -> Iterator[str]:
    with served(examples) as address:
        yield address


def bring(page: Page, conflict: str = BRIDGES) -> None:
    """Type a conflict into the text field."""
    page.locator("#text").fill(conflict)
    page.get_by_role("button", name="Answer this").click()
    expect(page.get_by_text("Two bridges").first).to_be_visible()


def army(page: Page) -> Locator:
    """What the army prefers."""
    return page.locator("[data-party=army] .said")


def test_statements_are_put_into_order(at: str, visiting: Visiting) -> None:
    visit = visiting(at)
    page = visit.go("/stability")
    page.evaluate("window.stays = true")
    bring(page)
    assert "conflict=" in page.url
    expect(army(page)).to_have_text(ARMY)
    page.locator("#down-1-1").click()
    expect(army(page)).to_have_text(ARMY[::-1])
    expect(page.locator("#up-1-2")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(army(page)).to_have_text(ARMY)
    page.go_back()
    expect(army(page)).to_have_text(ARMY[::-1])
    page.locator("#wish-1-1").drag_to(page.locator("#wish-1-2"), target_position={"x": 30, "y": 60})
    expect(army(page)).to_have_text(ARMY)
    assert page.evaluate("window.stays"), "the page was not left"
    visit.accessible()


def test_statements_are_edited_added_and_removed(at: str, visiting: Visiting) -> None:
    visit = visiting(at)
    page = visit.go("/stability")
    bring(page)
    page.locator("#edit-1-2").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("strongly leave iff truce")
    page.keyboard.press("Enter")
    expect(army(page)).to_have_text([ARMY[0], "Strongly “leave the bridges” just when “hold fire”"])
    page.locator("#add-1").fill("not truce")
    page.keyboard.press("Enter")
    expect(army(page)).to_have_count(3)
    page.locator("#remove-1-1").click()
    expect(army(page)).to_have_text(["Strongly “leave the bridges” just when “hold fire”", "Not “hold fire”"])
    page.locator("#add-1").fill("trce")
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("did you mean truce")
    expect(army(page)).to_have_count(2)
    visit.wrong.clear()  # the browser notes every request that was refused


def test_what_is_looked_at(at: str, visiting: Visiting) -> None:
    visit = visiting(at)
    page = visit.go("/stability")
    bring(page)
    page.locator("#why-s1").click()
    expect(page.get_by_role("heading", name="State: s1")).to_be_visible()
    page.locator("#origin").fill("today")
    page.get_by_label("Several could leave together").check()
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("heading", name="From s1 to what would last")).to_be_visible()
    expect(page.get_by_role("heading", name="If parties act together")).to_be_visible()
    visit.accessible()
    page.locator("#state").fill("s99")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".news")).to_contain_text("from s1 to s4")
    visit.wrong.clear()


def test_out_as_a_file_and_in_again(at: str, visiting: Visiting, tmp_path: Path) -> None:
    page = visiting(at).go("/stability")
    bring(page)
    for name in ("Save as text", "Save for GMCR+"):
        with page.expect_download() as saving:
            page.get_by_role("link", name=name).click()
        file = tmp_path / saving.value.suggested_filename
        saving.value.save_as(file)
        if file.suffix == ".conflict":
            assert text.read(file.read_text()) == text.read(BRIDGES)
        page.goto(f"{at}/stability")
        page.locator("#file").set_input_files(file)
        expect(army(page)).to_have_count(2)


def test_options_are_chosen(at: str, visiting: Visiting) -> None:
    page = visiting(at).go("/stability?option=t2&option=t3")
    expect(page.locator("#options ~ form input:checked")).to_have_count(2)
    page.locator("#options ~ form input:checked").first.uncheck()
    page.get_by_role("button", name="Make the draft of these").click()
    expect(page.get_by_text("1 party, 1 option, 2 states")).to_be_visible()
    assert page.url == f"{at}/stability?option=t3"


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light")], ids=["wide", "dark", "phone"])
def test_at_every_width(at: str, visiting: Visiting, size: dict[str, int], scheme: str) -> None:
    visit = visiting(at, size=size, scheme=scheme)
    page = visit.go("/stability?option=t2&option=t3&option=t12&state=today&origin=today")
    visit.accessible()
    visit.shot(f"stability-{size['width']}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
