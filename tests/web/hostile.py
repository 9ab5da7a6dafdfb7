"""Reports of the same build over any words, so that pages of hostile words can be held against pages of harmless ones."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

from goodoffices.ledger import Ledger
from goodoffices.model import (
    DateMention,
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
HOSTILE = (
    "<script>hacked()</script>",
    '"><img src=x onerror=hacked()>',
    "' autofocus onfocus='hacked()' x='",
    "javascript:hacked()//",
    "</title></style></textarea><svg onload=hacked()>",
    "<!-- ]]> {{ 7*7 }} {% raw %} ${hacked()}",
    '<a href="//evil.example/x" style="position:fixed">sign in</a>',
    "\u202eevil.example\u2066 \u200f\u061c",
    "a\0b\x1b[2J\x7f\ufffe",
    "&lt;script&gt;hacked()&lt;/script&gt; &amp;&#x22;",
)
"""What must stay words."""
Words = Callable[[int], str]


def harmless(n: int) -> str:
    """Words that mean nothing, other ones for each number."""
    return f"words {n}"


def hostile(n: int) -> str:
    """The same, hostile."""
    return f"{HOSTILE[n % len(HOSTILE)]} {n}"


def reading(n: int, words: Words, *, text_of: Words | None = None) -> Reading:
    """A report in which two parties offer, demand, refuse and threaten, all of it in such words."""
    text_of = text_of or words
    parts: list[str] = []

    def say(part: str) -> Span:
        start = sum(map(len, parts))
        parts.append(part)
        return Span(start=start, end=start + len(part), text=part)

    statements, moves, steps, mentions = [], [], [], []
    kinds = (MoveKind.OFFER, MoveKind.DEMAND, MoveKind.REFUSAL, MoveKind.THREAT, MoveKind.SUPPORT, MoveKind.OPPOSITION)
    for i, kind in enumerate(kinds, 1):
        source = say(text_of(10 * n + i))
        say(" ")
        cue = say("said")
        say(" that it would ")
        step = say(text_of(10 * n + i + 3))
        condition = None
        steps.append(Step(id=f"t{i}", agent="p1", measure=Measure.CEASEFIRE, object=words(n + i), place=words(n + i + 5)))
        mentions.append(StepMention(step=f"t{i}", move=f"m{i}", part=StepPart.STEP, confidence=0.8))
        if kind is MoveKind.OFFER:
            say(" if ")
            condition = say(text_of(10 * n + i + 4))
            steps.append(Step(id="w1", agent="p2", measure=Measure.CEASEFIRE, object=words(n + 7)))
            mentions.append(StepMention(step="w1", move=f"m{i}", part=StepPart.CONDITION, confidence=0.7))
        content = Span(start=step.start, end=sum(map(len, parts)), text="".join(parts)[step.start :])
        say(".\n\n")
        statements.append(
            Statement(
                id=f"s{i}",
                source=source,
                cue=cue,
                content=(content,),
                speaker="p1",
                via=("p3",),
                manner=Manner.INDIRECT,
                confidence=0.6,
            )
        )
        moves.append(
            Move(
                id=f"m{i}",
                kind=kind,
                party="p1",
                agent="p1",
                step=step,
                condition=condition,
                strength=Strength.TENTATIVE,
                relation=Relation.IF if condition else None,
                measure=Measure.CEASEFIRE,
                statement=f"s{i}",
                confidence=0.6,
            )
        )
    due = say("Friday")
    parties = (
        Party(id="p1", name=words(1), kind=PartyKind.ARMED_GROUP),
        Party(id="p2", name=words(2), kind=PartyKind.GOVERNMENT, backs=("p1",)),
        Party(id="p3", name=words(3), kind=PartyKind.PERSON, speaks_for="p1"),
    )
    report = Report.of(
        "".join(parts), id=f"h{n}", title=words(n + 4), publisher=words(n + 5), origin=words(n + 6), language="en",
        published=datetime.date(2025, 3, 1) + datetime.timedelta(days=n),
    )  # fmt: skip
    return Reading(
        report=report, reader=READER, parties=parties, statements=tuple(statements), moves=tuple(moves), steps=tuple(steps),
        step_mentions=tuple(mentions),
        dates=(DateMention(start=due.start, end=due.end, text=due.text, date="2025-04-04", of="m1"),),
    )  # fmt: skip


def readings(words: Words, count: int = 6) -> Iterator[Reading]:
    """Some of them."""
    return (reading(n, words) for n in range(count))


def ledger_of(file: Path, words: Words) -> str:
    """A ledger of them, with something that a person said of it."""
    with Ledger.open(file) as ledger:
        for found in readings(words):
            ledger.add(found, who=words(8))
        ledger.confirm("r1.m1", who=words(9), why=words(10))
        ledger.reject("r1.m2", who=words(9), why=words(11))
    return str(file)
