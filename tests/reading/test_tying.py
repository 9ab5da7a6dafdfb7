"""Which source, cue and contents make one statement."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.reading.attribution.tying import tie
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.pointing import BUCKETS, Pointing

Statement = tuple[str | None, str, tuple[str, ...]]
"""The words of source, cue and contents."""
EVEN: dict[int, float] = {}
"""All distances score alike."""


def pointing(words: int, links: dict[int, int], by_distance: dict[int, float] = EVEN, starts: tuple[int, ...] = (0,)) -> Pointing:
    """A pointer in which each word of `links` points to its target and other words to none; windows from each of `starts`."""
    keys = np.eye(words, dtype=np.float32)
    query = np.zeros((words, words), dtype=np.float32)
    for source, target in links.items():
        query[source, target] = 1
    near = np.zeros(BUCKETS, dtype=np.float32)
    for number, score in by_distance.items():
        near[number] = score
    stops = (*starts[1:], words)
    bounds = list(zip(starts, stops, strict=True))
    return Pointing(starts, tuple(query[s:e] for s, e in bounds), tuple(keys[s:e] for s, e in bounds), near)


def tied(text: str, to_cue: Pointing, to_source: Pointing) -> list[Statement]:
    """The statements of a text in which "role(some words)" marks a span and "/" parts paragraphs."""
    words: list[str] = []
    paragraphs: list[int] = []
    number = 0
    spans: list[WordSpan] = []
    for part in text.replace(")", " )").split():
        if part == ")":
            spans[-1] = WordSpan(spans[-1].role, spans[-1].start, len(words))
        elif part == "/":
            number += 1
        else:
            role, opened, word = part.rpartition("(")
            if opened:
                spans.append(WordSpan(role, len(words), 0))
            words.append(word)
            paragraphs.append(number)

    def of(span: WordSpan) -> str:
        return " ".join(words[span.start : span.end])

    return [
        (of(t.source) if t.source else None, of(t.cue), tuple(map(of, t.content)))
        for t in tie(spans, np.array(paragraphs, dtype=np.int64), to_cue, to_source)
    ]


@pytest.mark.parametrize(
    ("text", "to_cue", "to_source", "expected"),
    [
        pytest.param("Talks resume .", {}, {}, [], id="nothing"),
        pytest.param(
            "source(The envoy) cue(said) content(talks resume)", {3: 2, 4: 2}, {2: 0},
            [("The envoy", "said", ("talks resume",))], id="one of each",
        ),
        pytest.param(
            "source(He) cue(said) content(yes) and cue(added) content(no)", {2: 1, 5: 4}, {1: 0, 4: 0},
            [("He", "said", ("yes",)), ("He", "added", ("no",))], id="a source shared by two cues",
        ),
        pytest.param(
            "content(We) source(he) cue(said) content(will go)", {0: 2, 3: 2, 4: 2}, {2: 1},
            [("he", "said", ("We", "will go"))], id="a quotation broken by its cue",
        ),
        pytest.param(
            "content(Talks) were cue(reported) by source(nobody)", {0: 2}, {2: 2},
            [(None, "reported", ("Talks",))], id="a cue that names no source",
        ),
        pytest.param(
            "source(He) cue(spoke) and source(she) cue(said) content(yes)", {5: 4}, {1: 0, 4: 3},
            [("she", "said", ("yes",))], id="a cue without content is left out",
        ),
        pytest.param(
            "content(one) cue(said) content(two) cue(added) content(three)", {0: 3, 2: 1, 4: 1}, {1: 1, 3: 3},
            [(None, "said", ("two", "three")), (None, "added", ("one",))], id="in the order of the cues",
        ),
        pytest.param(
            "cue(said) content(we will all go) cue(added)", {1: 0, 2: 5, 3: 5, 4: 5}, {0: 0, 5: 5},
            [(None, "added", ("we will all go",))], id="the words of a content have a vote each",
        ),
        pytest.param("source(He) content(yes)", {1: 0}, {}, [], id="no cue, no statement"),
    ],
)  # fmt: skip
def test_parts_go_where_they_point(text: str, to_cue: dict[int, int], to_source: dict[int, int], expected: list[Statement]) -> None:
    words = len(text.split())
    assert tied(text, pointing(words, to_cue), pointing(words, to_source)) == expected


def test_where_the_vectors_are_even_the_distance_decides() -> None:
    text = "cue(said) so and source(he) cue(added) content(yes)"
    one_word_before = {1: 0.5}
    nobody = pointing(6, {0: 0, 4: 3})
    assert tied(text, pointing(6, {}, one_word_before), nobody) == [("he", "added", ("yes",))]


def test_a_source_in_no_window_of_the_cue_is_not_its_source() -> None:
    text = "source(He) left . cue(Said) content(yes)"
    links = {3: 0}
    assert tied(text, pointing(5, {4: 3}), pointing(5, links)) == [("He", "Said", ("yes",))]
    assert tied(text, pointing(5, {4: 3}), pointing(5, links, starts=(0, 3))) == [(None, "Said", ("yes",))]


def test_a_content_goes_to_a_cue_that_its_window_holds() -> None:
    text = "content(no) cue(said) . content(yes) cue(added)"
    links = {0: 1, 3: 1}
    expected = [(None, "said", ("no",)), (None, "added", ("yes",))]
    assert tied(text, pointing(5, links, starts=(0, 3)), pointing(5, {1: 1, 4: 4})) == expected


def test_the_words_that_a_cue_reaches_count_on_average_not_in_sum() -> None:
    text = "cue(said) and content(we go on) cue(added)"
    two_words_behind = {18: -0.5}
    to_cue = pointing(6, {2: 0, 3: 5, 4: 5}, two_words_behind, starts=(0, 3))
    assert tied(text, to_cue, pointing(6, {})) == [(None, "said", ("we go on",))]


@pytest.mark.parametrize(
    ("text", "to_cue", "expected"),
    [
        pytest.param(
            "content(yes) cue(said) / content(no) cue(added)", {0: 3, 2: 1},
            [(None, "said", ("yes",)), (None, "added", ("no",))], id="a cue in its own paragraph comes first",
        ),
        pytest.param(
            "cue(said) content(yes) . / content(indeed) / cue(added) content(no)", {1: 0, 3: 4, 5: 4},
            [(None, "said", ("yes", "indeed")), (None, "added", ("no",))], id="a speech goes on in the next paragraph",
        ),
        pytest.param(
            "cue(said) content(yes) / content(and) / content(no)", {1: 0},
            [(None, "said", ("yes", "and", "no"))], id="and in the one after that",
        ),
        pytest.param(
            "cue(said) content(yes) as he left / content(indeed) / cue(added) content(no)", {1: 0, 5: 6, 7: 6},
            [(None, "said", ("yes",)), (None, "added", ("indeed", "no"))], id="a speech that ended does not go on",
        ),
        pytest.param(
            "cue(said) content(yes) / Then content(no) / cue(added)", {1: 0, 3: 4},
            [(None, "said", ("yes",)), (None, "added", ("no",))], id="what goes on opens its paragraph",
        ),
        pytest.param(
            "content(yes) / cue(said) content(no)", {0: 1, 2: 1},
            [(None, "said", ("yes", "no"))], id="a quotation that leads to its cue in the next paragraph",
        ),
        pytest.param(
            "cue(said) content(yes) / It rained / content(no)", {1: 0, 4: 0},
            [(None, "said", ("yes",))], id="a content that is nobody's is left out",
        ),
    ],
)  # fmt: skip
def test_paragraphs_bound_what_belongs_together(text: str, to_cue: dict[int, int], expected: list[Statement]) -> None:
    words = len(text.replace("/", "").split())
    nobody = pointing(words, {i: i for i in range(words)})
    assert tied(text, pointing(words, to_cue), nobody) == expected


@pytest.mark.parametrize(
    ("text", "to_source", "source"),
    [
        pytest.param("source(He) left / source(she) cue(said) content(yes)", {3: 0}, "she", id="its own paragraph comes first"),
        pytest.param("source(He) left / cue(Said) content(yes)", {2: 0}, "He", id="one in the paragraph before"),
        pytest.param("cue(Said) content(yes) / source(he) did", {0: 2}, "he", id="one in the paragraph behind"),
        pytest.param("source(He) left / It rained / cue(Said) content(yes)", {4: 0}, None, id="none farther away"),
        pytest.param("source(He) left / source(she) cue(said) content(yes)", {3: 3}, None, id="none where the cue names none"),
    ],
)
def test_a_source_is_sought_in_the_paragraph_of_its_cue_then_beside_it(
    text: str, to_source: dict[int, int], source: str | None
) -> None:
    words = len(text.replace("/", "").split())
    assert [found for found, _, _ in tied(text, pointing(words, {}), pointing(words, to_source))] == [source]
