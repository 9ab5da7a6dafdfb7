"""The tables in a browser: positions opened, filtered and looked into by keyboard; a commitment ended; a brief taken along."""

from __future__ import annotations

from docx import Document
from playwright.sync_api import expect

from tests.web.browser.conftest import NARROW, WIDE, Visiting, served


def test_positions_are_looked_into_by_keyboard(examples: str, visiting: Visiting) -> None:
    with served(examples) as address:
        visit = visiting(address)
        page = visit.go("/positions")
        cell = page.get_by_role("button", name="Estvar on Estvar: a vote on independence: against")
        cell.focus()
        page.keyboard.press("Enter")
        card = page.get_by_role("dialog", name="Estvar on Estvar: a vote on independence")
        assert card.get_by_text("red line").is_visible()
        assert card.locator("q").first.is_visible()
        visit.accessible()
        visit.shot("positions-card-1280-light")
        page.keyboard.press("Escape")
        assert not card.is_visible()
        assert cell.evaluate("element => element === document.activeElement")


def test_issues_are_opened_and_folded_where_one_is(examples: str, visiting: Visiting) -> None:
    with served(examples) as address:
        visit = visiting(address)
        page = visit.go("/positions?folded=true")
        assert page.locator("button.cell").count() == 0
        page.get_by_role("link", name="Elections").click()
        page.locator("button.cell").first.wait_for()
        assert "open=elections" in page.url
        assert page.evaluate("document.activeElement.textContent") == "Elections"
        page.keyboard.press("o")
        expect(page.locator("button.cell")).to_have_count(0)
        page.keyboard.press("o")
        page.locator("button.cell").nth(50).wait_for(state="attached")
        page.go_back()
        expect(page.locator("button.cell")).to_have_count(0)


def test_the_heads_stay_where_they_are(examples: str, visiting: Visiting) -> None:
    with served(examples) as address:
        for size in (WIDE, NARROW):
            visit = visiting(address, size=size)
            page = visit.go("/positions")
            page.locator("#matrix").evaluate("element => element.scrollTo(400, 900)")
            head, first = page.locator("thead th").nth(3), page.locator("tbody tr").nth(20).locator("th")
            region = page.locator("#matrix").bounding_box()
            assert region
            assert abs((head.bounding_box() or region)["y"] - region["y"]) < 3
            assert abs((first.bounding_box() or region)["x"] - region["x"]) < 3
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_filter_counts_at_once(examples: str, visiting: Visiting) -> None:
    with served(examples) as address:
        page = visiting(address).go("/positions")
        page.get_by_label("Counted").select_option("confirmed")
        page.get_by_text("nobody takes a position").wait_for()
        page = visiting(address).go("/commitments")
        page.get_by_label("State").select_option("violated")
        page.wait_for_url("**state=violated**")
        assert {text.strip() for text in page.locator("td .state").all_inner_texts()} == {"violated"}


def test_a_commitment_is_ended(examples: str, visiting: Visiting) -> None:
    with served(examples) as address:
        visit = visiting(address, size=NARROW)
        page = visit.go("/commitments/c1")
        page.get_by_text("Record how it ended").click()
        page.get_by_label("On", exact=True).fill("2025-04-01")
        page.get_by_label("Why, for the record").fill("the ministry says so")
        visit.accessible()
        page.get_by_role("button", name="Record", exact=True).click()
        page.get_by_text("c1 is recorded as cancelled").wait_for()
        assert page.locator(".life li").last.inner_text().split() == ["cancelled", "since", "1", "April", "2025"]
        assert page.get_by_text("the ministry says so").is_visible()
        visit.accessible()
        visit.shot("commitment-ended-390-light")
        page.get_by_role("button", name="It was not cancelled after all").click()
        page.get_by_text("Record how it ended").wait_for()
        assert page.get_by_text("It was recorded as cancelled").count() == 0


def test_a_page_is_handed_on_as_docx(examples: str, visiting: Visiting) -> None:
    with served(examples) as address:
        page = visiting(address).go("/commitments?state=violated")
        page.get_by_text("Hand on").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Word (DOCX)").click()
        document = Document(str(download.value.path()))
        assert document.paragraphs[0].text == "Who is committed to what, on which condition, according to whom"
        assert any("violated" in p.text for p in document.paragraphs)
