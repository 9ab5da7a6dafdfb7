"""Every page, at the width of a desk and of a phone, in light and dark: it is accessible, and nothing on it fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.web.navigation import PLACES
from tests.web.browser.conftest import NARROW, WIDE, Visiting, served

PAGES = [
    "/",
    "/add",
    "/search?q=road",
    "/timeline",
    "/parties",
    "/parties/upland-front",
    "/steps/t2",
    "/reports",
    "/reports?drafts=true&q=road",
    "/reports/r3",
    "/deals",
    "/stability",
    "/positions",
    "/positions?folded=true",
    "/commitments",
    "/commitments/c1",
    "/brief?of=commitments",
    "/audit",
    "/nothing",
]


@pytest.fixture(scope="module")
def address(read_examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One workbench for all pages: they only read."""
    ledger = shutil.copy(read_examples, tmp_path_factory.mktemp("pages") / "talks.db")
    with served(str(ledger)) as found:
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_every_page(address: str, visiting: Visiting, path: str) -> None:
    for size, scheme in ((WIDE, "light"), (NARROW, "light"), (WIDE, "dark")):
        visit = visiting(address, size=size, scheme=scheme)
        page = visit.go(path)
        visit.shot(f"{path.strip('/').replace('/', '-') or 'talks'}-{size['width']}-{scheme}")
        visit.accessible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
        visit.wrong[:] = [w for w in visit.wrong if "404" not in w]


def test_keys_lead_to_the_places(address: str, visiting: Visiting) -> None:
    visit = visiting(address)
    page = visit.go("/nothing")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.evaluate("document.activeElement.blur()")
    place = next(p for p in PLACES if p.name == "Reports")
    page.keyboard.press("g")
    page.keyboard.press(place.key)
    page.wait_for_url("**/reports", wait_until="networkidle")
    visit.wrong.clear()
