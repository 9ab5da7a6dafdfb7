"""A short report with what counts differently in a browser: a character beyond 16 bits, and a paragraph from right to left."""

from __future__ import annotations

import datetime

from goodoffices.model import (
    Manner,
    Measure,
    Move,
    MoveKind,
    Party,
    PartyKind,
    ReaderName,
    Reading,
    Relation,
    Report,
    Span,
    Statement,
    Step,
    StepMention,
    StepPart,
    Strength,
)

READER = ReaderName(name="example reader", version="1.0")
TEXT = "Ana 🕊 said the Front would stop firing if the army left Osk.\n\nقال الناطق إن القوات ستنسحب. \U0001f54a\ufe0f"
"""The second paragraph runs from right to left; the dove is one character here and two UTF-16 units in a browser."""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def reading(version: str = "1.0", *, step: str = "stop firing") -> Reading:
    """Ana says that the Front would stop firing if the army left Osk; the reader is surer of the statement than of the move."""
    return Reading(
        report=Report.of(TEXT, id="doves", title="Doves", publisher="Courier", published=datetime.date(2025, 3, 1), language="en"),
        reader=READER.model_copy(update={"version": version}),
        parties=(
            Party(id="p1", name="Front", kind=PartyKind.ARMED_GROUP), Party(id="p2", name="Ana", kind=PartyKind.PERSON),
            Party(id="p3", name="Army", kind=PartyKind.ARMED_GROUP),
        ),
        statements=(
            Statement(
                id="s1", source=span("Ana 🕊"), cue=span("said"), manner=Manner.INDIRECT, confidence=0.9, speaker="p2",
                content=(span("the Front would stop firing if the army left Osk"),),
            ),
        ),
        moves=(
            Move(
                id="m1", kind=MoveKind.OFFER, party="p1", agent="p1", step=span(step), condition=span("the army left Osk"),
                relation=Relation.IF, strength=Strength.FIRM, measure=Measure.CEASEFIRE, statement="s1", confidence=0.6,
            ),
        ),
        steps=(
            Step(id="t1", agent="p1", measure=Measure.CEASEFIRE, object="stop firing"),
            Step(id="t2", agent="p3", measure=Measure.WITHDRAWAL, object="leave", place="Osk"),
        ),
        step_mentions=(
            StepMention(step="t1", move="m1", part=StepPart.STEP, confidence=0.8),
            StepMention(step="t2", move="m1", part=StepPart.CONDITION, confidence=0.7),
        ),
    )  # fmt: skip
