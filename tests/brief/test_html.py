"""The brief as a page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices.brief
from goodoffices.brief import brief_of, to_html
from goodoffices.model import Reading

from .conftest import moving_of, reading_of

VOID = {"meta", "br", "hr", "img", "link", "input"}
STYLESHEET = (Path(goodoffices.brief.__file__).parent / "brief.css").read_text(encoding="utf-8")


class Page(HTMLParser):
    """A page as a browser would see it: its elements, and the text of each report."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.passages: list[tuple[str, dict[str, str | None]]] = []
        self.inlined: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert not self._open, "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, dict(attrs)))
        if dict(attrs).get("class") == "text":
            self.texts.append("")
        if dict(attrs).get("class") == "passage":
            self.passages.append(("", dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        classes = [attributes.get("class") for _, attributes in self._open]
        if "text" in classes:
            self.texts[-1] += data
        if "passage" in classes:
            text, attributes = self.passages[-1]
            self.passages[-1] = (text + data, attributes)
        if self._open and self._open[-1][0] in ("style", "script"):
            self.inlined[self._open[-1][0]] = data

    def lit(self, number: int, role: str) -> str:
        """What lights up in the text as that role of the move or statement."""
        return "".join(text for text, attributes in self.passages if str(number) in (attributes.get(f"data-{role}") or "").split())

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of the elements of that class."""
        return [attributes for _, attributes in self.elements if attributes.get("class") == name]


def page_of(*readings: Reading) -> Page:
    """The page of the readings' brief."""
    return Page(to_html(brief_of(readings), readings))


def test_every_statement_stands_there_and_can_be_focused(truce: Reading, answer: Reading) -> None:
    cards = page_of(truce, answer).with_class("statement")
    assert [(card["id"], card["tabindex"]) for card in cards] == [(f"statement-{number}", "0") for number in range(1, 6)]


def test_the_texts_are_the_reports_texts(truce: Reading, answer: Reading, silence: Reading) -> None:
    assert page_of(truce, answer, silence).texts == [reading.report.text for reading in (truce, answer, silence)]


def test_each_statement_lights_its_source_cue_and_content(truce: Reading, answer: Reading) -> None:
    page = page_of(truce, answer)
    for entry in brief_of([truce, answer]).entries():
        assert page.lit(entry.number, "source") == (entry.source.text if entry.source else "")
        assert page.lit(entry.number, "cue") == (entry.cue.text if entry.cue else "")
        assert page.lit(entry.number, "content") == "".join(span.text for span in entry.content)


def test_every_move_stands_there_and_can_be_focused(bridges: Reading) -> None:
    cards = page_of(bridges).with_class("move")
    assert [(card["id"], card["tabindex"]) for card in cards] == [(f"move-{number}", "0") for number in range(1, 6)]


def test_each_move_lights_its_step_and_condition_and_what_attributes_it(bridges: Reading) -> None:
    page = page_of(bridges)
    for move in brief_of([bridges]).move_entries():
        assert page.lit(move.number, "step") == move.step.text
        assert page.lit(move.number, "condition") == (move.condition.text if move.condition else "")
        assert page.lit(move.number, "source") == (move.source.text if move.source else "")
        assert page.lit(move.number, "cue") == (move.cue.text if move.cue else "")
        assert page.lit(move.number, "content") == ""


def test_a_move_is_numbered_in_the_text_where_its_step_or_condition_begins(bridges: Reading) -> None:
    begins = {
        number: text for text, attributes in page_of(bridges).passages for number in (attributes.get("data-begins") or "").split()
    }
    assert {number: begins[number] for number in "12345"} == {
        "1": "observe a truce of three months",
        "2": "accept searches on the water",
        "3": "withdraw from the bridges",
        "4": "leave a single bridge",
        "5": "name a liaison officer",
    }


def test_what_a_move_waits_for_is_a_link_to_it(bridges: Reading) -> None:
    html = to_html(brief_of([bridges]), [bridges])
    assert 'waits for: <a href="#move-3">3 (offer)</a>, <a href="#move-4">4 (refusal)</a>' in html
    assert 'in <a href="#statement-9">statement 9</a>' in html
    assert 'bounds <a href="#move-5">5</a>' in html


def test_roles_differ_without_colour() -> None:
    styles = dict(re.findall(r"\.passage\.lit\.(\w+) \{[^}]*text-decoration-style: (\w+)", STYLESHEET))
    assert set(styles) == {"source", "cue", "content", "step", "condition"}
    assert len(set(styles.values())) == 5


def test_overlapping_statements_are_cut_at_all_their_bounds() -> None:
    page = page_of(reading_of("abcdef", [(0, 4), (2, 6), (2, 3)]))
    assert [(text, attributes["data-numbers"]) for text, attributes in page.passages] == [
        ("ab", "1"), ("c", "1 2 3"), ("d", "1 2"), ("ef", "2"),
    ]  # fmt: skip
    assert [attributes.get("data-begins") for _, attributes in page.passages] == ["1", "2 3", None, None]


def test_every_link_leads_to_a_place_on_the_page(truce: Reading, answer: Reading, silence: Reading, bridges: Reading) -> None:
    page = page_of(truce, answer, silence, bridges)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"] for tag, attributes in page.elements if tag == "a"} <= {f"#{place}" for place in ids}
    named = [attributes["aria-labelledby"] or "" for _, attributes in page.elements if "aria-labelledby" in attributes]
    assert {name for names in named for name in names.split()} <= set(ids)


def test_nothing_is_loaded_and_only_its_own_script_and_style_run(truce: Reading) -> None:
    page = page_of(truce)
    assert not {"link", "img", "iframe", "object", "base", "form"} & {tag for tag, _ in page.elements}
    assert not [attributes for _, attributes in page.elements if "src" in attributes or "style" in attributes]
    assert not re.search(r"url\(|@import", page.inlined["style"])
    policies = [
        attributes["content"] for _, attributes in page.elements if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [
        f"default-src 'none'; style-src {hashed(page.inlined['style'])}; script-src {hashed(page.inlined['script'])}; "
        "base-uri 'none'; form-action 'none'"
    ]


def hashed(inlined: str) -> str:
    """The source expression that allows what is inlined."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inlined.encode()).digest()).decode()}'"


def test_hostile_text_stays_text() -> None:
    text = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)> \" ' &amp; </span></p>"
    page = page_of(reading_of(text, [(0, 20), (5, len(text))], title=text))
    assert page.texts == [text]
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in page.elements}
    assert not [attributes for _, attributes in page.elements if "onerror" in attributes]


def test_hostile_text_in_moves_stays_text() -> None:
    text = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)> \" ' &amp; </span></p>"
    page = page_of(moving_of(text, [(0, 20), (5, len(text)), (0, len(text))]))
    assert page.texts == [text]
    assert len(page.with_class("move")) == 3
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in page.elements}
    assert not [attributes for _, attributes in page.elements if "onerror" in attributes]


def test_no_moves_are_told_in_one_line(truce: Reading, bridges: Reading) -> None:
    line = "No offers, refusals, demands, threats, support or opposition were found."
    assert line in to_html(brief_of([truce]), [truce])
    assert line not in to_html(brief_of([bridges]), [bridges])


def test_a_report_without_statements_says_so(silence: Reading) -> None:
    assert "No statements were found in this report." in to_html(brief_of([silence]), [silence])


@pytest.mark.parametrize(("language", "attribute"), [("fr", "fr"), ("pt-BR", "pt-BR"), ('"><script>', ""), (None, "")])
def test_the_text_bears_its_language(language: str | None, attribute: str) -> None:
    reading = reading_of("x")
    reading = reading.model_copy(update={"report": reading.report.model_copy(update={"language": language})})
    assert [text["lang"] for text in page_of(reading).with_class("text")] == [attribute]


def test_the_readings_must_be_those_of_the_brief(truce: Reading, answer: Reading) -> None:
    with pytest.raises(ValueError, match="not those"):
        to_html(brief_of([truce]), [answer])


@pytest.mark.parametrize("scheme", STYLESHEET.split("@media (prefers-color-scheme: dark)")[:2], ids=["light", "dark"])
def test_all_text_can_be_read_in_both_colour_schemes(scheme: str) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", scheme.split("@media print", maxsplit=1)[0]))
    pairs = [(ink, paper) for ink in ("ink", "quiet", "accent", "warn") for paper in ("paper", "sheet")]
    pairs += [(ink, role) for ink in ("ink", "quiet") for role in ("source", "cue", "content", "step", "condition")] + [
        ("warn", "warn-paper")
    ]
    assert {pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5} == set()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Sequence[tuple[int, int]]]:
    """A text, prose or not, and spans that overlap as they like."""
    text = draw(st.text(min_size=1) | st.text(st.sampled_from("ab<&\n\r \x1c\u2028'\""), min_size=1))
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(lambda pair: (min(pair), max(pair)))
    return text, draw(st.lists(bounds.map(lambda pair: (pair[0], max(pair[1], pair[0] + 1))), max_size=6))


@given(texts_with_spans())
def test_any_text_with_any_spans_is_reproduced(case: tuple[str, Sequence[tuple[int, int]]]) -> None:
    reading = reading_of(*case)
    page = page_of(reading)
    assert page.texts == [reading.report.text]
    assert [card["data-number"] for card in page.with_class("statement")] == [str(n) for n in range(1, len(case[1]) + 1)]


@given(texts_with_spans())
def test_any_text_with_any_moves_is_reproduced(case: tuple[str, Sequence[tuple[int, int]]]) -> None:
    reading = moving_of(*case)
    page = page_of(reading)
    assert page.texts == [reading.report.text]
    assert [card["data-number"] for card in page.with_class("move")] == [str(n) for n in range(1, len(case[1]) + 1)]
