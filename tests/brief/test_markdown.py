"""The brief as Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from goodoffices.brief import brief_of, to_markdown
from goodoffices.brief.printable import one_line
from goodoffices.model import Reading

from .conftest import moving_of, reading_of

AS_MARKDOWN = """\
# Who would do what, who said what, according to whom

Drafts read by a machine: not confirmed by a person.

- Report 1: “Front answers”, Front News, undated. Source: reports/answer\\.txt, read by example reader 1\\.0: 1 statement.
  - Note: one sentence is longer than the reader's window
- Report 2: reports/silence\\.txt, undated. Source: reports/silence\\.txt, read by example reader 1\\.0: no statements.
  - No statements were found in this report.

## What each party would do, and on which condition

No offers, refusals, demands, threats, support or opposition were found.

## Who said what

### Northern Front

Armed group, 1 statement.

#### Tomas Brel

- **1.** According to Tomas Brel, the spokesman of the Northern Front: “We never accepted anything,” … “Let them open the road \
first.” (“said”, quoted directly, read with high confidence). Report 1: “Front answers”, Front News, undated, paragraph 2, \
characters 15–130.
"""

MOVES_AS_MARKDOWN = """\
### The mediator

Person, 1 move.

- **5.** Demands (precondition): name a liaison officer (measure: other; agent: both sides; place: Selo; deadline: Friday (7 March \
2031)). According to the report, read with low confidence. Report 1: “Truce for bridges”, Halven Wire, 5 March 2031, paragraph 4, \
characters 460–482.

## Dates ahead

- Date: Friday (7 March 2031): bounds 5. Report 1: “Truce for bridges”, Halven Wire, 5 March 2031, paragraph 4, characters 494–500.

## Where the sources disagree

- On “withdraw from the bridges”:
  - According to Foreign Minister Ana Oro: Government of Orsania – offers (tentative): withdraw from the bridges, after the Front \
had kept the truce for a week (3). Report 1: “Truce for bridges”, Halven Wire, 5 March 2031, paragraph 3, characters 251–322.
"""


def kinds(markdown: str) -> list[str]:
    """What a renderer that lets HTML through makes of it, in order."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    inline = [child.type for token in tokens for child in token.children or () if child.type != "text"]
    return [token.type for token in tokens] + inline


def test_a_list_for_each_party(answer: Reading, silence: Reading) -> None:
    assert to_markdown(brief_of([answer, silence])) == AS_MARKDOWN


def test_moves_dates_and_disagreements_stand_before_the_statements(bridges: Reading) -> None:
    markdown = to_markdown(brief_of([bridges]))
    assert MOVES_AS_MARKDOWN in markdown
    assert "waits for: 3 (offer), 4 (refusal); awaited by: 3 (offer)" in markdown
    assert markdown.index("Where the sources disagree") < markdown.index("Who said what\n")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](http://x.org) ![b](c) <http://x.org>",
        "# Heading\n===\n- item\n1. one\n> quote\n```\ncode\n```",
        "*a* __b__ ~~c~~ `d` &lt; \\",
        "| a | b |\n| --- | --- |\n| c | d |",
    ],
)
def test_what_a_report_writes_stays_text(text: str) -> None:
    plain = to_markdown(brief_of([reading_of("x", [(0, 1)], title="x")]))
    hostile = to_markdown(brief_of([reading_of(text, [(0, len(text))], title=text)]))
    assert kinds(hostile) == kinds(plain)
    plain = to_markdown(brief_of([moving_of("x", [(0, 1)] * 2)]))
    hostile = to_markdown(brief_of([moving_of(text, [(0, len(text))] * 2)]))
    assert kinds(hostile) == kinds(plain)


@pytest.mark.parametrize("address", ["http://x.org/y", "www.x.org", "x.org"])
def test_an_address_is_not_spelled_so_that_a_renderer_links_it(address: str) -> None:
    assert address not in to_markdown(brief_of([reading_of(address, [(0, len(address))], title=address)]))
    assert address not in to_markdown(brief_of([moving_of(address, [(0, len(address))] * 2)]))


@given(st.text(min_size=1) | st.text(st.sampled_from("ab<>/&;[]()!*_`~#|\\ \n:."), min_size=1))
def test_any_text_is_shown_as_it_stands_and_never_as_html(text: str) -> None:
    text = one_line(text) or "x"
    markdown = to_markdown(brief_of([reading_of(text, [(0, len(text))])]))
    assert not {"html_inline", "html_block", "link_open", "image", "code_inline"} & set(kinds(markdown))
    assert not re.search(r"[<>]", markdown)
    items = [token for token in MarkdownIt("commonmark").parse(markdown) if token.type == "inline"]
    shown = "".join(child.content for child in items[-1].children or () if child.type == "text")
    assert f": {text} (" in shown
