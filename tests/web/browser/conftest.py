"""A real browser before a real server: Debian's Chromium, headless, driven by Playwright; pages are also looked at by axe-core."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from goodoffices.web.serving import Serving
from goodoffices.web.settings import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SHOTS = os.environ.get("GOODOFFICES_SHOTS")
"""A folder for pictures of the pages, where somebody wants to look at them."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    if CHROMIUM is None:
        if os.environ.get("GOODOFFICES_NEED_BROWSER"):
            pytest.fail("there is no Chromium: install Debian's package chromium")
        pytest.skip("there is no Chromium: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(ledger: str, **settings: object) -> Iterator[str]:
    """The address of a workbench that is served as `goodoffices serve` does, at any port that is free."""
    known = threading.Event()
    found: list[str] = []

    def ready(where: str) -> None:
        found.append(where)
        known.set()

    serving = Serving(Settings(ledger=ledger, port=0, **settings), ready)  # type: ignore[arg-type]
    runs = threading.Thread(target=serving.run)
    runs.start()
    assert known.wait(30), "the workbench does not answer"
    try:
        yield found[0].rstrip("/")
    finally:
        serving.stop()
        runs.join(30)


@dataclass
class Visit:
    """A person at a browser: `address` is where the workbench is, `page` what is on the screen, `wrong` what went wrong so far."""

    address: str
    page: Page
    wrong: list[str]

    def go(self, path: str) -> Page:
        """Open a page of the workbench."""
        self.page.goto(self.address + path)
        return self.page

    def shot(self, name: str) -> None:
        """Keep a picture of the whole page, where somebody wants to look at it."""
        if SHOTS:
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)

    def accessible(self) -> None:
        """No finding of axe-core, by WCAG 2.2 A and AA."""
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
        told = [f"{v['id']} ({v['impact']}): {v['help']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]
        assert not told, "\n".join(told)


Visiting = Callable[..., Visit]


@pytest.fixture
def visiting(chromium: Browser) -> Iterator[Visiting]:
    """Open a workbench in a browser. At the end nothing may have failed there: no error in a script, no request elsewhere."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def visit(address: str, *, size: dict[str, int] = WIDE, scheme: str = "light") -> Visit:
        context = chromium.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        wrong: list[str] = []

        def said(message: ConsoleMessage) -> None:
            if message.type == "error":
                wrong.append(message.text)

        def asked(request: Request) -> None:
            if not request.url.startswith((address, "data:", "blob:")):
                wrong.append(f"asked for {request.url}")

        page.on("console", said)
        page.on("request", asked)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        visits.append(Visit(address, page, wrong))
        return visits[-1]

    yield visit
    for context in contexts:
        context.close()
    assert not [w for v in visits for w in v.wrong]
