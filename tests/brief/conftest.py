"""Fictional reports on talks that never were, with the statements that an attentive reader would find in them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

from goodoffices.model import (
    DateMention,
    Interpretation,
    Manner,
    Measure,
    Move,
    MoveKind,
    Party,
    PartyKind,
    Position,
    ReaderName,
    Reading,
    Relation,
    Report,
    Span,
    Stance,
    Statement,
    Step,
    StepMention,
    StepPart,
    Strength,
)

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

BRIDGES = """\
Truce for bridges

HALVEN, 5 March - The Northern Front would observe a truce of three months if the army gave up its two bridges, its spokesman, \
Tomas Brel, announced. It would never accept searches on the water, Mr Brel added.

The government might withdraw from the bridges after the Front had kept the truce for a week, Foreign Minister Ana Oro told \
reporters. “We shall not leave a single bridge,” said General Ivo Stam.

The mediator asked both sides to name a liaison officer at Selo by Friday.

Ms Oro takes the words “by mutual consent” to mean that either side has a veto; the Front disagrees.
"""

PARTIES = (
    Party(id="gov", name="Government of Orsania", kind=PartyKind.GOVERNMENT),
    Party(id="oro", name="Ana Oro", kind=PartyKind.PERSON, speaks_for="gov"),
    Party(id="ministry", name="Foreign ministry source", kind=PartyKind.PERSON, speaks_for="gov"),
    Party(id="radio", name="Radio Halven", kind=PartyKind.ORGANISATION),
    Party(id="front", name="Northern Front", kind=PartyKind.ARMED_GROUP),
    Party(id="brel", name="Tomas Brel", kind=PartyKind.PERSON, speaks_for="front"),
    Party(id="stam", name="Ivo Stam", kind=PartyKind.PERSON, speaks_for="gov"),
    Party(id="mediator", name="The mediator", kind=PartyKind.PERSON),
    Party(id="both", name="both sides", kind=PartyKind.GROUP),
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


def move(
    text: str,
    id: str,
    kind: MoveKind,
    party: str,
    step: str,
    *,
    agent: str | None = None,
    condition: tuple[Relation, str] | None = None,
    strength: Strength = Strength.FIRM,
    measure: Measure = Measure.OTHER,
    place: str | None = None,
    statement: str | None = None,
    confidence: float = 0.9,
) -> Move:
    """A move whose spans are found by their words."""
    return Move(
        id=id,
        kind=kind,
        party=party,
        agent=agent or party,
        step=find(text, step),
        relation=condition[0] if condition else None,
        condition=find(text, condition[1]) if condition else None,
        strength=strength,
        measure=measure,
        place=place,
        statement=statement,
        confidence=confidence,
    )


def mentions(step: str, *, steps: Sequence[str] = (), conditions: Sequence[str] = ()) -> tuple[StepMention, ...]:
    """That the words of these moves, or of their conditions, speak of a step."""
    parts = [(move, StepPart.STEP) for move in steps] + [(move, StepPart.CONDITION) for move in conditions]
    return tuple(StepMention(step=step, move=move, part=part, confidence=0.9) for move, part in parts)


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


def moving_of(text: str, spans: Sequence[tuple[int, int]]) -> Reading:
    """A reading of any text: each pair of bounds is the step, condition and deadline of a move all at once, and a party's name."""
    said = reading_of(text, spans, title=text)
    text = said.report.text
    found = [Span.of(text, start, end) for start, end in spans]
    return said.model_copy(
        update={
            "parties": tuple(Party(id=f"p{n}", name=span.text, kind=PartyKind.GROUP) for n, span in enumerate(found)),
            "moves": tuple(
                Move(
                    id=f"m{n}",
                    kind=MoveKind.OFFER,
                    party="p0",
                    agent=f"p{n}",
                    step=span,
                    condition=span,
                    relation=Relation.IF,
                    strength=Strength.TENTATIVE,
                    measure=Measure.OTHER,
                    place=span.text,
                    statement=f"s{n}",
                    confidence=0.5,
                )
                for n, span in enumerate(found)
            ),
            "dates": tuple(
                DateMention(start=span.start, end=span.end, text=span.text, date="9999", of=f"m{n}") for n, span in enumerate(found)
            ),
            "interpretations": tuple(
                Interpretation(id=f"i{n}", party=f"p{n}", clause=span, meaning=span, disputes="i0") for n, span in enumerate(found)
            ),
            "report": said.report.model_copy(update={"published": datetime.date(2031, 3, 3)}),
        }
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
def bridges() -> Reading:
    """Two parties that wait for each other; one of which speaks with two voices. A red line, a deadline, a disputed clause."""

    def said(id: str, content: str, source: str, cue: str, speaker: str) -> Statement:
        return statement(BRIDGES, id, [content], source=source, cue=cue, speaker=speaker)

    return Reading(
        report=Report.of(
            BRIDGES,
            id="bridges",
            origin="reports/bridges.txt",
            title="Truce for bridges",
            publisher="Halven Wire",
            published=datetime.date(2031, 3, 5),
            language="en",
        ),
        reader=READER,
        parties=PARTIES,
        statements=(
            said(
                "s1",
                "The Northern Front would observe a truce of three months if the army gave up its two bridges",
                *("its spokesman, Tomas Brel", "announced", "brel"),
            ),
            said("s2", "It would never accept searches on the water", "Mr Brel", "added", "brel"),
            said(
                "s3",
                "The government might withdraw from the bridges after the Front had kept the truce for a week",
                *("Foreign Minister Ana Oro", "told", "oro"),
            ),
            said("s4", "“We shall not leave a single bridge,”", "General Ivo Stam", "said", "stam"),
            said("s5", "the words “by mutual consent” to mean that either side has a veto", "Ms Oro", "takes", "oro"),
        ),
        moves=(
            move(
                *(BRIDGES, "m1", MoveKind.OFFER, "front", "observe a truce of three months"),
                condition=(Relation.IF, "the army gave up its two bridges"),
                measure=Measure.CEASEFIRE,
                statement="s1",
            ),
            move(
                *(BRIDGES, "m2", MoveKind.REFUSAL, "front", "accept searches on the water"),
                measure=Measure.MONITORING,
                statement="s2",
            ),
            move(
                *(BRIDGES, "m3", MoveKind.OFFER, "gov", "withdraw from the bridges"),
                condition=(Relation.AFTER, "the Front had kept the truce for a week"),
                strength=Strength.TENTATIVE,
                measure=Measure.WITHDRAWAL,
                statement="s3",
                confidence=0.6,
            ),
            move(
                *(BRIDGES, "m4", MoveKind.REFUSAL, "stam", "leave a single bridge"),
                agent="gov",
                measure=Measure.WITHDRAWAL,
                statement="s4",
            ),
            move(
                *(BRIDGES, "m5", MoveKind.DEMAND, "mediator", "name a liaison officer"), agent="both", place="Selo", confidence=0.3
            ),
        ),
        dates=(
            DateMention(**find(BRIDGES, "5 March").model_dump(), date="2031-03-05"),
            DateMention(**find(BRIDGES, "Friday").model_dump(), date="2031-03-07", of="m5"),
        ),
        steps=(
            Step(id="truce", agent="front", measure=Measure.CEASEFIRE),
            Step(id="withdrawal", agent="gov", measure=Measure.WITHDRAWAL, object="the bridges"),
            Step(id="searches", agent="front", measure=Measure.MONITORING),
            Step(id="liaison", agent="both", measure=Measure.OTHER),
        ),
        step_mentions=(
            *mentions("truce", steps=["m1"], conditions=["m3"]),
            *mentions("withdrawal", steps=["m3", "m4"], conditions=["m1"]),
            *mentions("searches", steps=["m2"]),
            *mentions("liaison", steps=["m5"]),
        ),
        positions=(
            Position(party="front", issue="searches", stance=Stance.AGAINST, red_line=True, evidence=("m2",)),
            Position(party="oro", issue="searches", stance=Stance.FOR),
            Position(party="mediator", issue="liaison", stance=Stance.FOR, precondition=True, evidence=("m5",)),
        ),
        interpretations=(
            Interpretation(
                id="i1",
                party="gov",
                clause=find(BRIDGES, "by mutual consent"),
                meaning=find(BRIDGES, "either side has a veto"),
                statement="s5",
            ),
            Interpretation(id="i2", party="front", disputes="i1"),
        ),
    )


@pytest.fixture
def silence() -> Reading:
    """A report in which nobody says anything."""
    return Reading(report=Report.of("Snow fell.\n", id="silence", origin="reports/silence.txt"), reader=READER)
