"""Readings of two reports on talks about a river and a road, marked by hand: the same for every database."""

from __future__ import annotations

import datetime

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

READER = ReaderName(name="a careful reader", version="1")
BETTER = ReaderName(name="a careful reader", version="2")

OFFER = (
    "Marshal Öz Çelik of the Ärmed Front said the Ärmed Front would keep a truce on the river if the Government of Tavria "
    "opened the café road by 1 June 2031. The talks in Selo were not over.\n"
)
REFUSAL = "Minister Ana Oro, who speaks for the Government of Tavria, said it would never open the café road.\n"


def offer(title: str = "Truce on the river", reader: ReaderName = READER, sure: float = 0.8) -> Reading:
    """An armed group would keep a truce if the government opened a road, by a day."""
    condition = find(OFFER, "the Government of Tavria opened the café road")
    return Reading(
        report=Report.of(
            OFFER, id="offer", title=title, published=datetime.date(2031, 5, 2), publisher="Norwire", origin="offer.txt"
        ),
        reader=reader,
        parties=(
            Party(id="p1", name="Öz Çelik", kind=PartyKind.PERSON, speaks_for="p2"),
            Party(id="p2", name="Ärmed Front", kind=PartyKind.ARMED_GROUP),
            Party(id="p3", name="Government of Tavria", kind=PartyKind.GOVERNMENT),
        ),
        statements=(
            Statement(
                id="s1", source=find(OFFER, "Marshal Öz Çelik"), cue=find(OFFER, "said"), speaker="p1", manner=Manner.INDIRECT,
                content=(find(OFFER, "the Ärmed Front would keep a truce on the river"), condition), confidence=sure,
            ),
        ),
        moves=(
            Move(
                id="m1", kind=MoveKind.OFFER, party="p2", agent="p2", step=find(OFFER, "keep a truce on the river"),
                condition=condition, relation=Relation.IF, strength=Strength.FIRM, measure=Measure.CEASEFIRE, statement="s1",
                confidence=sure,
            ),
        ),
        dates=(DateMention(**find(OFFER, "1 June 2031").model_dump(), date="2031-06-01", of="m1"),),
        steps=(
            Step(id="truce", agent="p2", measure=Measure.CEASEFIRE, place="the river"),
            Step(id="road", agent="p3", measure=Measure.HUMANITARIAN_ACCESS, object="the café road"),
        ),
        step_mentions=(
            StepMention(step="truce", move="m1", part=StepPart.STEP, confidence=0.9),
            StepMention(step="road", move="m1", part=StepPart.CONDITION, confidence=0.7),
        ),
    )  # fmt: skip


def refusal() -> Reading:
    """The government would not open the road, a day later."""
    return Reading(
        report=Report.of(REFUSAL, id="refusal", title="Road stays shut", published=datetime.date(2031, 5, 3), origin="refusal.txt"),
        reader=READER,
        parties=(
            Party(id="p1", name="Ana Oro", kind=PartyKind.PERSON, speaks_for="p2"),
            Party(id="p2", name="Government of Tavria", kind=PartyKind.GOVERNMENT),
        ),
        statements=(
            Statement(
                id="s1", source=find(REFUSAL, "Minister Ana Oro"), cue=find(REFUSAL, "said"), speaker="p1", manner=Manner.INDIRECT,
                content=(find(REFUSAL, "it would never open the café road"),), confidence=1 / 3,
            ),
        ),
        moves=(
            Move(
                id="m1", kind=MoveKind.REFUSAL, party="p2", agent="p2", step=find(REFUSAL, "open the café road"),
                strength=Strength.FIRM, measure=Measure.HUMANITARIAN_ACCESS, statement="s1", confidence=0.6,
            ),
        ),
        steps=(Step(id="road", agent="p2", measure=Measure.HUMANITARIAN_ACCESS, object="the café road"),),
        step_mentions=(StepMention(step="road", move="m1", part=StepPart.STEP, confidence=1),),
    )  # fmt: skip


def numbered(n: int) -> Reading:
    """One of many reports: each has words of its own, and a party that all of them name."""
    text = f"The envoy said on day {n} that {' '.join(f'word{n}x{i}' for i in range(12))}.\n"
    return Reading(
        report=Report.of(text, id=f"n{n}", published=datetime.date(2031, 4, 1), origin=f"{n}.txt"),
        reader=READER,
        parties=(
            Party(id="p1", name="Mona Brandt", kind=PartyKind.PERSON),
            Party(id="p2", name=f"League {n}", kind=PartyKind.GROUP),
        ),
        statements=(
            Statement(id="s1", content=(find(text, f"on day {n}"),), speaker="p1", manner=Manner.INDIRECT, confidence=0.5),
        ),
    )  # fmt: skip


def of_text(text: str, *parties: str, title: str | None = None) -> Reading:
    """A reading of any text, in which parties are met and nobody says anything."""
    met = tuple(Party(id=f"p{n}", name=name, kind=PartyKind.GROUP) for n, name in enumerate(parties))
    report = Report.of(text, published=datetime.date(2031, 4, 1)).model_copy(update={"title": title})
    return Reading(report=report, reader=READER, parties=met)


def find(text: str, words: str) -> Span:
    """The span of words that stand in the text; the first time, if often."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))
