"""What comes from reports stays words: on every page, whatever they are, however many and however long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from goodoffices.ledger import Ledger
from goodoffices.web.app import create_app
from goodoffices.web.settings import Settings
from tests.web.addresses import pages
from tests.web.conftest import workbench
from tests.web.hostile import HOSTILE, harmless, hostile, ledger_of, reading
from tests.web.parsing import elements, parsed, shape

LEADS = ("href", "src", "action", "formaction", "xlink:href", "poster", "data")
"""Attributes that lead somewhere."""


def addresses(ledger: str) -> list[str]:
    """Every page of a workbench on a ledger, with what a page may be asked for."""
    app = create_app(Settings(ledger=ledger))
    with Ledger.open(ledger) as opened:
        party = opened.as_of().parties()[0].key
    app.state.desk.close()
    return pages(app, party)


@pytest.fixture(scope="module")
def hostile_ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    return ledger_of(tmp_path_factory.mktemp("hostile") / "talks.db", hostile)


@pytest.fixture(scope="module")
def over_hostile(hostile_ledger: str) -> Iterator[TestClient]:
    with workbench(hostile_ledger) as client:
        yield client


def is_page(answer: Response) -> bool:
    """Whether it is HTML: what is handed on in other forms is checked where it is made."""
    return answer.headers["Content-Type"].startswith("text/html")


def shapes(ledger: str) -> set[tuple[str, str]]:
    """What the pages of a workbench consist of, all together."""
    with workbench(ledger) as client:
        answers = map(client.get, addresses(ledger))
        return set().union(*(shape(answer.text) for answer in answers if is_page(answer)))


def test_no_element_or_attribute_comes_from_a_report(hostile_ledger: str, read_examples: Path, tmp_path: Path) -> None:
    known = shapes(ledger_of(tmp_path / "harmless.db", harmless)) | shapes(str(read_examples))
    found = shapes(hostile_ledger)
    assert {e for e in found - known if e[0] not in {tag for tag, _ in known} or e[1].startswith("on")} == set()
    assert found & {("img", "onerror"), ("svg", "onload"), ("a", "style"), ("input", "autofocus"), ("input", "onfocus")} == set()


def test_every_page_answers_and_its_links_lead_into_the_workbench(hostile_ledger: str, over_hostile: TestClient) -> None:
    for path in addresses(hostile_ledger):
        page = over_hostile.get(path)
        assert page.status_code == 200, path
        if not is_page(page):
            continue
        for element in elements(parsed(page.text)):
            where = f"{path}: <{element.tag}>"
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"], where
            if element.tag == "script":
                assert not (element.text or "").strip() or element.get("type") == "application/json", where
            for name in LEADS:
                target = urlsplit(element.get(name, ""))
                assert (target.scheme, target.netloc) == ("", ""), f"{where} {name}={element.get(name)}"


def test_a_search_for_hostile_words_stays_words(over_hostile: TestClient) -> None:
    known = shape(over_hostile.get("/search?q=words").text)
    for words in HOSTILE:
        for path in ("/search", "/reports", "/nothing", "/timeline", "/positions", "/commitments", "/deals"):
            page = over_hostile.get(path, params={"q": words, "party": words, "as_of": words, words: words})
            assert page.status_code < 500, (path, words)
            assert not [e for e in shape(page.text) if e[1].startswith("on") or e[1] in ("style", "autofocus")], (path, words)
    assert ("main", "id") in known


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("w" * 1_000_000, id="one word of 1 MB"),
        pytest.param("\u05d0" * 500_000, id="one word of 1 MB, from right to left"),
        pytest.param("p\n\n" * 100_000, id="100,000 paragraphs"),
        pytest.param("\u202e" * 100_000, id="100,000 marks that turn the direction"),
        pytest.param("e" + "\u0301" * 300_000, id="300,000 combining marks"),
    ],
)
def test_very_long_reports_are_shown(tmp_path: Path, words: str) -> None:
    file = tmp_path / "talks.db"
    with Ledger.open(file) as ledger:
        ledger.add(reading(1, harmless, text_of=lambda n: words if n == 14 else harmless(n)), who="desk")
    with workbench(str(file)) as client:
        for path in addresses(str(file)):
            assert client.get(path).status_code == 200, path
