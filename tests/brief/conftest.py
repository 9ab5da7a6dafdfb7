"""Fictional reports on talks that never were, with the statements that an attentive reader would find in them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from goodoffices.model import Manner, Party, PartyKind, ReaderName, Reading, Report, Span, Statement

READER = ReaderName(name="example reader", version="1.0")

TRUCE = """\
Government says truce depends on the North

HALVEN, 3 March - The government of Orsania would open the Halven road “within a day”, Foreign Minister Ana Oro said, “if the \
Northern Front stops its shelling”.

She told reporters that she awaited an answer by Friday.

A Front commander had accepted the offer, Radio Halven quoted a ministry source as saying.

It was reported that shelling went on overnight.
"""

ANSWER = """\
Front answers

“We never accepted anything,” said Tomas Brel, the spokesman of the Northern Front. “Let them open the road first.”
"""

PARTIES = (
    Party(id="gov", name="Government of Orsania", kind=PartyKind.GOVERNMENT),
    Party(id="oro", name="Ana Oro", kind=PartyKind.PERSON, speaks_for="gov"),
    Party(id="ministry", name="Foreign ministry source", kind=PartyKind.PERSON, speaks_for="gov"),
    Party(id="radio", name="Radio Halven", kind=PartyKind.ORGANISATION),
    Party(id="front", name="Northern Front", kind=PartyKind.ARMED_GROUP),
    Party(id="brel", name="Tomas Brel", kind=PartyKind.PERSON, speaks_for="front"),
)


def find(text: str, words: str) -> Span:
    """The span of `words`, which stand in the text once."""
    assert text.count(words) == 1, words
    return Span.of(text, text.index(words), text.index(words) + len(words))


def statement(
    text: str,
    id: str,
    content: Sequence[str],
    *,
    source: str | None,
    cue: str | None,
    speaker: str | None,
    via: tuple[str, ...] = (),
    manner: Manner = Manner.INDIRECT,
    confidence: float = 0.9,
) -> Statement:
    """A statement whose spans are found by their words."""
    return Statement(
        id=id,
        source=find(text, source) if source else None,
        cue=find(text, cue) if cue else None,
        content=tuple(find(text, words) for words in content),
        speaker=speaker,
        via=via,
        manner=manner,
        confidence=confidence,
    )


def reading_of(text: str, spans: Sequence[tuple[int, int]] = (), title: str | None = None) -> Reading:
    """A reading of any text: each pair of bounds is the source, cue and content of a statement all at once."""
    report = Report.of(text, title=title)
    found = [Span.of(report.text, start, end) for start, end in spans]
    return Reading(
        report=report,
        reader=READER,
        statements=tuple(
            Statement(id=f"s{n}", source=span, cue=span, content=(span,), manner=Manner.MIXED, confidence=0.5)
            for n, span in enumerate(found)
        ),
    )


@pytest.fixture
def truce() -> Reading:
    """A broken quotation, a pronoun resolved, a chain of hearsay, a statement without a source."""
    report = Report.of(
        TRUCE,
        id="truce",
        origin="reports/truce.txt",
        title="Government says truce depends on the North",
        publisher="Halven Wire",
        published=datetime.date(2031, 3, 3),
        language="en",
        notes=("the page's header says 2034, the story March 2031",),
    )
    return Reading(
        report=report,
        reader=READER,
        parties=PARTIES,
        statements=(
            statement(
                TRUCE,
                "s1",
                [
                    "The government of Orsania would open the Halven road “within a day”",
                    "“if the Northern Front stops its shelling”",
                ],
                source="Foreign Minister Ana Oro",
                cue="said",
                speaker="oro",
                manner=Manner.MIXED,
            ),
            statement(TRUCE, "s2", ["she awaited an answer by Friday"], source="She", cue="told", speaker="oro", confidence=0.7),
            statement(
                TRUCE,
                "s3",
                ["A Front commander had accepted the offer"],
                source="a ministry source",
                cue="saying",
                speaker="ministry",
                via=("radio",),
            ),
            statement(
                TRUCE, "s4", ["shelling went on overnight"], source=None, cue="reported", speaker=None, confidence=0.3
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def answer() -> Reading:
    """A quotation that the cue breaks, by a spokesman, in a report that bears no date."""
    said = ["“We never accepted anything,”", "“Let them open the road first.”"]
    return Reading(
        report=Report.of(ANSWER, id="answer", origin="reports/answer.txt", title="Front answers", publisher="Front News"),
        reader=READER,
        parties=PARTIES,
        statements=(
            statement(
                ANSWER,
                "s1",
                said,
                source="Tomas Brel, the spokesman of the Northern Front",
                cue="said",
                speaker="brel",
                manner=Manner.DIRECT,
            ),
        ),
        notes=("one sentence is longer than the reader's window",),
    )


@pytest.fixture
def silence() -> Reading:
    """A report in which nobody says anything."""
    return Reading(report=Report.of("Snow fell.\n", id="silence", origin="reports/silence.txt"), reader=READER)
