"""Small ledgers whose every word is known, and what is in the tables of a ledger."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import select

from goodoffices.ledger import Ledger, tables
from goodoffices.ledger.opening import in_memory, reading
from goodoffices.ledger.words import reports_with
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

DAY = datetime.date(2021, 5, 4)
FORMULA = '=HYPERLINK("http://x.example")'


def told(who: str, promise: str, condition: str, *, version: str = "1", title: str = "Truce", day: datetime.date = DAY) -> Reading:
    """The reading of a report in which somebody promises something on a condition, by a day."""
    text = f"{who} said on Tuesday: {who} will {promise} if {condition} by 9 May 2021. <b>So</b> said the \x0bguards,\u2028of Śelo."
    report = Report.of(text, id="r", title=title, published=day, publisher="Norwire & Co", origin=f"{who}.txt")

    def span(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    date = span("9 May 2021")
    return Reading(
        report=report,
        reader=ReaderName(name="hand", version=version),
        parties=(
            Party(id="p10", name=who, kind=PartyKind.GOVERNMENT, mentions=(span(who),)),
            Party(id="p2", name="the guards", kind=PartyKind.ARMED_GROUP, mentions=(span("guards"),), backs=("p10",)),
        ),
        statements=(
            Statement(
                id="s1", source=span(who), cue=span("said"), content=(span(f"{who} will {promise}"), span("9 May 2021")),
                speaker="p10", via=("p2",), manner=Manner.INDIRECT, confidence=0.75,
            ),
        ),
        moves=(
            Move(
                id="m1", kind=MoveKind.OFFER, party="p10", agent="p10", step=span(promise), condition=span(condition),
                relation=Relation.IF, strength=Strength.FIRM if version == "1" else Strength.TENTATIVE, measure=Measure.CEASEFIRE,
                statement="s1", confidence=0.5,
            ),
        ),
        steps=(
            Step(id="t1", agent="p10", measure=Measure.CEASEFIRE, object=promise),
            Step(id="t2", agent="p2", measure=Measure.OTHER, object=condition, place="Selo"),
        ),
        step_mentions=(
            StepMention(move="m1", part=StepPart.STEP, step="t1", confidence=0.9),
            StepMention(move="m1", part=StepPart.CONDITION, step="t2", confidence=0.8),
        ),
        dates=(DateMention(start=date.start, end=date.end, text=date.text, date="2021-05-09", of="m1"),),
    )  # fmt: skip


READINGS = (
    told("Estvar", "open the gate", "the guards stay at home"),
    told("Norland", "send the grain", "the bridge is free", title=FORMULA),
    told("Estvar", "open the gate", "the guards stay at home", version="2"),
    told("Sudland", "stop the guns", "the road is open", day=datetime.date(1899, 5, 1)),
)


def filled() -> Ledger:
    """A ledger in memory with three reports, one read again, and an event of each kind."""
    ledger = Ledger(in_memory())
    first, second, again, last = READINGS
    ledger.add(first)
    ledger.add(second)
    ledger.confirm("r1.m1", who="Ana", why="heard it\nmyself")
    ledger.confirm("r1.m1>t2", who="Ana")
    ledger.add(again)
    ledger.add(last)
    ledger.reject("r2.m1>t4", who="Ana")
    ledger.correct("r2.s1", {"manner": "direct", "speaker": None}, who="Ana")
    ledger.merge("estvar", "norland", who="Ben")
    ledger.split("norland", who="Ana")
    ledger.done("t2", DAY, who="Ana")
    return ledger


def contents(ledger: Ledger) -> dict[str, Any]:
    """All that stands in the tables of a ledger, and what its index of words finds."""
    with reading(ledger.engine) as connection:
        rows = {t.name: sorted(map(repr, connection.execute(select(t)).tuples())) for t in tables.metadata.sorted_tables}
        return {**rows, "words": [sorted(reports_with(connection, word)) for word in ("gate", "grain", "truce")]}
