"""Any page handed on: as DOCX, page, Markdown and for print, with what the page was asked for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient

from tests.web.conftest import workbench
from tests.web.hostile import hostile, ledger_of

OF = ["talks", "positions", "commitments", "deals", "stability", "timeline", "party:estvar", "report:r1"]


@pytest.mark.parametrize("of", OF)
def test_every_page_in_every_form(client: TestClient, of: str) -> None:
    docx = client.get("/brief", params={"of": of, "format": "docx"})
    assert docx.headers["Content-Disposition"].endswith('.docx"')
    assert Document(io.BytesIO(docx.content)).paragraphs[0].style.name == "Title"
    markdown = client.get("/brief", params={"of": of, "format": "markdown"})
    assert markdown.text.startswith("# ")
    html = client.get("/brief", params={"of": of, "format": "html"})
    assert html.headers["Content-Disposition"].startswith("attachment")
    printed = client.get("/brief", params={"of": of})
    assert "Content-Disposition" not in printed.headers
    assert "style-src 'sha256-" in printed.headers["Content-Security-Policy"]
    assert printed.text == html.text
    titles = [part["title"] for part in client.get("/api/v1/brief", params={"of": of}).json()["sections"]]
    assert titles
    assert all(f"## {title}" in markdown.text for title in titles if title.isalpha())


def test_what_the_page_was_asked_for_counts(client: TestClient) -> None:
    def lines(query: str) -> str:
        return client.get(f"/brief?format=markdown&{query}").text

    assert "Lakes Council" not in lines("of=positions&party=estvar&open=elections").partition("##")[2].partition("Elections")[0]
    assert "No commitment" not in lines("of=commitments&state=violated")
    assert "satisfied" not in lines("of=commitments&state=violated")
    assert "as of 5 March 2025" in lines("of=talks&as_of=2025-03-05")
    assert "done on" not in lines("of=deals")


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("of=nonsense", 422, "of"),
        ("of=party:nobody", 404, "there is no party nobody"),
        ("of=report:r999", 404, "there is no report r999"),
        ("of=talks&format=pdf", 422, "format"),
        ("of=talks&as_of=soon", 422, "write the day"),
        ("of=positions&certainty=very", 422, "certainty"),
        ("of=commitments&page=0", 422, "page"),
        ("format=html", 422, "of"),
    ],
)
def test_nonsense_is_told_in_one_line(client: TestClient, query: str, status: int, says: str) -> None:
    answer = client.get(f"/brief?{query}")
    assert answer.status_code == status
    assert says in answer.text


def test_pages_have_the_menu(client: TestClient) -> None:
    page = client.get("/commitments?state=violated").text
    for form in ("docx", "html", "markdown", "print"):
        assert f'href="/brief?of=commitments&amp;format={form}&amp;state=violated"' in page


def test_of_an_empty_ledger(on_nothing: TestClient) -> None:
    for of in ("talks", "positions", "commitments", "deals", "timeline"):
        assert on_nothing.get("/brief", params={"of": of, "format": "docx"}).status_code == 200, of


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    with workbench(ledger_of(tmp_path / "talks.db", hostile)) as client:
        for of in ("talks", "positions", "commitments", "timeline", "report:r1"):
            page = client.get("/brief", params={"of": of}).text
            assert "<script" not in page
            assert "<img" not in page
            assert Document(io.BytesIO(client.get("/brief", params={"of": of, "format": "docx"}).content)).paragraphs
