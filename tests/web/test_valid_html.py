"""Every page is valid HTML, and what points to something on it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.web.conftest import workbench
from tests.web.hostile import hostile, ledger_of
from tests.web.parsing import elements, parsed
from tests.web.test_untrusted import addresses, is_page

POINTING = (
    "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant", "list", "form", "headers",
)  # fmt: skip
"""Attributes that name ids of the same page."""
FIELDS = ("input", "select", "textarea")
HEADINGS = {f"h{n}": n for n in range(1, 7)}


def faults(root: Element) -> Iterator[str]:
    """What is wrong with a page that could be parsed."""
    found = list(elements(root))
    ids = Counter(e.get("id") for e in found if e.get("id") is not None)
    for name, times in ids.items():
        if times > 1 or not name or any(c.isspace() for c in name or ""):
            yield f"the id {name!r} is there {times} times, or is none"
    labelled = {e.get("for") for e in found if e.tag == "label"}
    within = {id(field) for label in found if label.tag == "label" for field in label.iter()}
    for e in found:
        for attribute in POINTING:
            for name in (e.get(attribute) or "").split():
                if name not in ids:
                    yield f"<{e.tag} {attribute}={name!r}> points to nothing"
        named = e.get("aria-label") or e.get("aria-labelledby") or e.get("title")
        if (
            e.tag in FIELDS
            and e.get("type") not in ("hidden", "submit", "button")
            and not (named or e.get("id") in labelled or id(e) in within)
        ):
            yield f"<{e.tag} name={e.get('name')!r}> has no label"
        if e.tag in ("button", "a") and not named and not "".join(e.itertext()).strip():
            yield f"<{e.tag}> has no name"
        if e.tag == "img" and e.get("alt") is None:
            yield "an image has no words for those who do not see it"
        if (
            e.tag == "svg"
            and e.get("aria-hidden") != "true"
            and not named
            and e.find(".//title") is None
            and e.find(".//{http://www.w3.org/2000/svg}title") is None
        ):
            yield "a picture has no name"
        if e.tag == "a" and (target := e.get("href") or "").startswith("#") and len(target) > 1 and target[1:] not in ids:
            yield f"the link {target} leads nowhere"
    levels = [HEADINGS[str(e.tag)] for e in found if e.tag in HEADINGS]
    if levels.count(1) != 1:
        yield f"there are {levels.count(1)} headings of the first level"
    if jumps := [(a, b) for a, b in pairwise(levels) if b > a + 1]:
        yield f"headings leave out a level: {jumps}"
    html = next(e for e in found if e.tag == "html")
    title = next((e for e in found if e.tag == "title"), None)
    if not html.get("lang") or title is None or not (title.text or "").strip(" ·"):
        yield "the language or the title is missing"


@pytest.mark.parametrize("of", ["examples", "hostile reports", "nothing"])
def test_every_page_is_valid(of: str, read_examples: Path, tmp_path: Path) -> None:
    ledger = str(read_examples) if of == "examples" else ledger_of(tmp_path / "hostile.db", hostile)
    paths = [*addresses(ledger), "/nothing"]
    if of == "nothing":
        ledger = str(tmp_path / "new.db")
    with workbench(ledger) as client:
        told = []
        for path in paths:
            try:
                page = client.get(path)
                if not is_page(page):
                    continue
                root = parsed(page.text, strict=True)
            except Exception as error:
                told.append(f"{path}: no valid HTML: {type(error).__name__}: {error}")
                continue
            told += [f"{path}: {fault}" for fault in faults(root)]
        assert not told, "\n".join(told)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<h1>A</h1><p id=a></p><p id=a></p>", "'a' is there 2 times"),
        ("<h1>A</h1><label for=b>B</label>", "points to nothing"),
        ("<h1>A</h1><input name=b>", "has no label"),
        ("<h1>A</h1><h3>B</h3>", "leave out a level"),
        ("<p>A</p>", "0 headings of the first level"),
        ("<h1>A</h1><a href='#b'>B</a>", "leads nowhere"),
        ("<h1>A</h1><button></button>", "has no name"),
    ],
)
def test_faults_are_found(body: str, says: str) -> None:
    root = parsed(f"<!DOCTYPE html><html lang=en><head><title>A</title></head><body>{body}</body></html>")
    assert any(says in fault for fault in faults(root))
