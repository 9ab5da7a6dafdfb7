"""Deals, as a person supposes something: by mouse and by keyboard, back and forward, shared by the address."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import NARROW, WIDE, Visiting, served


@pytest.fixture
def at(examples: str) -> Iterator[str]:
    with served(examples) as address:
        yield address


def together(page: Page) -> str:
    """The step of the circle that others wait for."""
    box = page.locator("#picture a", has=page.locator(".box.together")).filter(has_text="send monitors to the bridge").first
    return (box.get_attribute("id") or "").removeprefix("box-")


def test_a_click_on_a_step_supposes_that_it_is_done(at: str, visiting: Visiting) -> None:
    visit = visiting(at)
    page = visit.go("/deals")
    step = together(page)
    page.evaluate("window.stays = true")
    page.locator(f"#box-{step}").click()
    expect(page.locator("#outcome")).to_contain_text("Could start now")
    assert page.url == f"{at}/deals?assume={step}"
    assert page.evaluate("window.stays"), "the page was not left"
    visit.shot("deals-if-1280-light")
    visit.accessible()
    page.go_back()
    expect(page.locator("#outcome")).to_have_count(0)
    assert page.url == f"{at}/deals"
    page.go_forward()
    expect(page.locator("#outcome")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#outcome")).to_have_count(0)


def test_the_same_by_keyboard(at: str, visiting: Visiting) -> None:
    page = visiting(at).go("/deals")
    step = together(page)
    page.locator(f"#box-{step}").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#outcome")).to_be_visible()
    expect(page.locator(f"#box-{step}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#outcome")).to_have_count(0)
    page.keyboard.press("f")
    expect(page.locator("#firm")).to_have_text("Count on tentative promises too")
    assert page.url.endswith("firm_only=true")


def test_a_promise_is_withdrawn_and_a_condition_waived(at: str, visiting: Visiting) -> None:
    page = visiting(at).go("/deals")
    step = page.locator("#list-together + ul > li.step").first
    about = step.locator("details")
    about.locator("summary").click()
    expect(about.locator("q").first).to_be_visible()
    name = about.get_attribute("id")
    about.get_by_role("link", name=re.compile("Suppose it is waived")).first.click()
    expect(page.locator("#outcome")).to_contain_text("Could start now")
    assert "waive=c" in page.url
    expect(page.locator(f"#{name}")).to_have_attribute("open", "")
    page.locator(f"#{name}").get_by_role("link", name=re.compile("Suppose it is withdrawn")).first.click()
    expect(page.locator(".supposed li")).to_have_count(2)
    assert "withdraw=c" in page.url


def test_what_would_unlock_a_step_with_costs_by_slider(at: str, visiting: Visiting) -> None:
    visit = visiting(at)
    page = visit.go("/deals")
    page.locator("#list-out-of-reach + ul").get_by_role("link", name=re.compile("^What would unlock it")).first.click()
    expect(page.locator(".ways").first).to_be_visible()
    slider = page.locator(".choice input[type=range]").first
    expect(slider).to_have_attribute("aria-valuetext", "as any other")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".choice output").first).to_have_text("twice as dear")
    page.wait_for_url(re.compile(r"cost(_of)?=[\w-]+:2"))
    expect(page.locator(".choice input[type=range]").first).to_be_focused()
    visit.accessible()
    page.get_by_role("link", name=re.compile("^Try this")).first.click()
    expect(page.locator("#outcome")).to_be_visible()
    expect(page.get_by_text("Nothing more is needed.").first).to_be_visible()
    visit.shot("deals-unlocked-1280-light")


def test_how_sure_by_slider(at: str, visiting: Visiting) -> None:
    visit = visiting(at)
    step = together(visit.go("/deals"))
    page = visit.go(f"/deals?target={step}")
    sure = page.locator("#sure + p b")
    before = sure.inner_text()
    page.locator("[id^=keeps-][type=range]").first.focus()
    page.keyboard.press("Home")
    expect(page.locator("#sure + p b")).not_to_have_text(before)
    page.wait_for_url(re.compile(r"keeps=c\d+:0$"))
    assert page.url.count("keeps=") == 1, "what was not touched is not said"


def test_a_shared_address_shows_the_same_elsewhere(at: str, visiting: Visiting) -> None:
    page = visiting(at).go("/deals")
    step = together(page)
    page.locator(f"#assume-{step}").click()
    expect(page.locator("#outcome")).to_be_visible()
    told = page.locator("#outcome").inner_text()
    other = visiting(at)
    other.page.goto(page.url)
    assert other.page.locator("#outcome").inner_text() == told


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")], ids=["wide", "phone", "dark"])
def test_at_every_width(at: str, visiting: Visiting, size: dict[str, int], scheme: str) -> None:
    visit = visiting(at, size=size, scheme=scheme)
    page = visit.go("/deals")
    page = visit.go(f"/deals?assume={together(page)}&target=t2&show=refused")
    visit.accessible()
    visit.shot(f"deals-if-{size['width']}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
