"""A fictional report on places that are, with a tie of every kind, dates of every length, and characters that files cannot hold."""

from __future__ import annotations

import datetime
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

TEXT = """\
The government of Syria will open the road to Homs by 9 March if the Front stops its shelling\x0b, Ana Oro said, Radio Halven \
reported. It will not leave Karsa unless the Front leaves too.

The League is for the Front's \x1b[1mhalt\x1b[0m at Tripoli, in April. Norhal is against the release of prisoners by the government.

The Front will strike Geneva if the government fires again. Its spokesman, Tomas Brel, said so in 2032; Norhal arms the Front.
"""
PARTIES = (
    Party(id="gov", name="Syria", kind=PartyKind.STATE),
    Party(id="oro", name="Ana Oro", kind=PartyKind.PERSON),
    Party(id="radio", name="Radio Halven", kind=PartyKind.ORGANISATION),
    Party(id="front", name="Northern Front", kind=PartyKind.ARMED_GROUP),
    Party(id="brel", name="Tomas Brel", kind=PartyKind.PERSON, speaks_for="front"),
    Party(id="league", name="League\x1b", kind=PartyKind.ORGANISATION),
    Party(id="norhal", name="Norhal", kind=PartyKind.ORGANISATION, backs=("front",)),
)
MENTIONS = {"brel": "Its spokesman, Tomas Brel", "norhal": "Norhal arms the Front"}


def span(words: str, text: str = TEXT) -> Span:
    """The words, which stand in the text once."""
    assert text.count(words) == 1, words
    return Span.of(text, text.index(words), text.index(words) + len(words))


def rivers(text: str = TEXT, publisher: str | None = "Halven Wire") -> Reading:
    """The reading of the report; of another text with the same words, if one is given."""
    moves: list[Move] = []
    mentioned: list[StepMention] = []
    steps: list[Step] = []

    def at(words: str) -> Span:
        return span(words, text)

    def step(id: str, agent: str, measure: Measure, object: str, place: str | None = None) -> str:
        steps.append(Step(id=id, agent=agent, measure=measure, object=object, place=place))
        return id

    def move(id: str, made: tuple[str, MoveKind], words: str, named: str, waits: tuple[Relation, str, str] | None = None) -> None:
        agent = next(s.agent for s in steps if s.id == named)
        moves.append(
            Move(
                id=id, kind=made[1], party=made[0], agent=agent or "", step=at(words), relation=waits[0] if waits else None,
                condition=at(waits[1]) if waits else None, strength=Strength.FIRM, measure=Measure.OTHER,
                statement="s1" if id == "m1" else None, confidence=0.9,
            )
        )  # fmt: skip
        mentioned.append(StepMention(step=named, move=id, part=StepPart.STEP, confidence=0.9))
        if waits:
            mentioned.append(StepMention(step=waits[2], move=id, part=StepPart.CONDITION, confidence=0.9))

    step("road", "gov", Measure.HUMANITARIAN_ACCESS, "open the road to Homs", "Homs")
    step("shelling", "front", Measure.CEASEFIRE, "stops its shelling")
    step("leave", "gov", Measure.WITHDRAWAL, "leave Karsa", "Karsa")
    step("too", "front", Measure.WITHDRAWAL, "leaves too")
    step("halt", "front", Measure.CEASEFIRE, "halt at Tripoli", "Tripoli")
    step("release", "gov", Measure.PRISONER_RELEASE, "release of prisoners")
    step("strike", "front", Measure.ATTACK, "strike Geneva", "Geneva")
    step("fire", "gov", Measure.ATTACK, "fires again")
    move(
        "m1",
        ("gov", MoveKind.OFFER),
        "open the road to Homs",
        "road",
        (Relation.IF, "the Front stops its shelling\x0b", "shelling"),
    )
    move("m2", ("gov", MoveKind.OFFER), "leave Karsa", "leave", (Relation.UNLESS, "the Front leaves too", "too"))
    move("m3", ("league", MoveKind.SUPPORT), "\x1b[1mhalt\x1b[0m at Tripoli", "halt")
    move("m4", ("norhal", MoveKind.OPPOSITION), "release of prisoners", "release")
    move("m5", ("front", MoveKind.THREAT), "strike Geneva", "strike", (Relation.IF, "the government fires again", "fire"))
    dates = (("by 9 March", "2031-03-09", "m1"), ("April", "2031-04", "m3"), ("2032", "2032", None))
    return Reading(
        report=Report.of(
            text, id="rivers", origin="reports/rivers.txt", title="Rivers, roads; and \x0b gates", publisher=publisher,
            published=datetime.date(2031, 3, 3), language="en",
        ),
        reader=ReaderName(name="example reader", version="1.0"),
        parties=tuple(p.model_copy(update={"mentions": (at(MENTIONS[p.id]),)}) if p.id in MENTIONS else p for p in PARTIES),
        statements=(
            Statement(
                id="s1", source=at("Ana Oro"), cue=at("Oro said"), content=(at("The government of Syria will open"),),
                speaker="oro", via=("radio",), manner=Manner.INDIRECT, confidence=0.9,
            ),
        ),
        moves=tuple(moves), steps=tuple(steps), step_mentions=tuple(mentioned),
        dates=tuple(
            DateMention(start=at(words).start, end=at(words).end, text=words, date=date, of=of) for words, date, of in dates
        ),
    )  # fmt: skip


def ledger_of(folder: Path, *readings: Reading) -> Ledger:
    """A ledger with readings, that of the report above if there are none."""
    ledger = Ledger.open(folder / "talks.db")
    for reading in readings or (rivers(),):
        ledger.add(reading, who="eve")
    return ledger
