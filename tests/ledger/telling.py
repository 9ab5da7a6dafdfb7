"""Reports on talks that never were, put together sentence by sentence, with what an attentive reader finds in them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.ledger import Ledger
from goodoffices.ledger.opening import in_memory
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

READER = ReaderName(name="hand", version="1")
LATER = ReaderName(name="hand", version="2")


@dataclass(frozen=True)
class Says:
    """A sentence: what a party would do, wants done, is for or against; on which condition, which `by` would bring about."""

    party: str
    step: str
    relation: str | None = None
    condition: str | None = None
    by: str | None = None
    kind: str = "offer"
    agent: str | None = None
    until: str | None = None
    strength: str = "firm"
    confidence: float = 0.8

    @property
    def words(self) -> str:
        """As the report has it."""
        wait = f" {self.relation} {self.by or 'somebody'} would {self.condition}" if self.condition else ""
        day = f" by {self.until}" if self.until else ""
        return f"{self.party} said that {self.agent or self.party} would {self.step}{day}{wait}."


def told(
    *said: Says,
    name: str = "report",
    published: str | None = None,
    text: str = "",
    people: Sequence[Party] = (),
    reader: ReaderName = READER,
    title: str | None = None,
) -> Reading:
    """A report of these sentences, after a text that makes it like no other report of another name."""
    text = text or filler(name)
    parties = {p.name: p for p in people}
    steps: dict[tuple[str | None, str], Step] = {}
    found: dict[str, list] = {"statements": [], "moves": [], "dates": [], "step_mentions": []}

    def party(called: str) -> str:
        parties.setdefault(called, Party(id=f"p{len(parties)}", name=called, kind=PartyKind.GROUP))
        return parties[called].id

    def step(agent: str | None, words: str) -> str:
        whose = party(agent) if agent else None
        return steps.setdefault((whose, words), Step(id=f"x{len(steps)}", agent=whose, measure=Measure.OTHER, object=words)).id

    for n, says in enumerate(said):
        text += "\n\n"
        start = len(text)
        text += says.words

        def at(words: str, start: int = start, text: str = text) -> Span:
            return Span.of(text, where := text.index(words, start), where + len(words))

        found["statements"].append(
            Statement(
                id=f"s{n}", source=at(says.party), cue=at("said"), content=(at(says.words.partition(" that ")[2]),),
                speaker=party(says.party), manner=Manner.INDIRECT, confidence=says.confidence,
            )
        )  # fmt: skip
        found["moves"].append(
            Move(
                id=f"m{n}", kind=MoveKind(says.kind), party=party(says.party), agent=party(says.agent or says.party),
                step=at(says.step), condition=at(says.condition) if says.condition else None,
                relation=Relation(says.relation) if says.relation else None, strength=Strength(says.strength),
                measure=Measure.OTHER, statement=f"s{n}", confidence=says.confidence,
            )
        )  # fmt: skip
        mentions = [(StepPart.STEP, says.agent or says.party, says.step)]
        mentions += [(StepPart.CONDITION, says.by, says.condition)] if says.condition else []
        for part, agent, words in mentions:
            found["step_mentions"].append(StepMention(step=step(agent, words), move=f"m{n}", part=part, confidence=0.7))
        if says.until:
            found["dates"].append(DateMention(**at(says.until).model_dump(), date=says.until, of=f"m{n}"))
    day = datetime.date.fromisoformat(published) if published else None
    return Reading(
        report=Report.of(text, id=name, origin=f"{name}.txt", title=title, published=day), reader=reader,
        parties=tuple(parties.values()), steps=tuple(steps.values()), **found,
    )  # fmt: skip


def filler(name: str, words: int = 60) -> str:
    """Words that only a report of this name has."""
    letters = random.Random(name)  # noqa: S311
    return " ".join("".join(letters.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(words)) + "."


def day(date: str) -> datetime.date:
    """A day as ISO 8601 has it."""
    return datetime.date.fromisoformat(date)


def ledger_of(*readings: Reading) -> Ledger:
    """A ledger in memory with these readings."""
    ledger = Ledger(in_memory())
    for reading in readings:
        ledger.add(reading, who="reader")
    return ledger


def tables_of(ledger: Ledger, *, record: bool = False) -> dict[str, list[tuple]]:
    """All derived tables of a ledger, and with `record` the others, the words of its index apart."""
    from goodoffices.ledger import tables

    with ledger.engine.connect() as connection:
        return {
            t.name: sorted(map(tuple, connection.execute(t.select())), key=repr)
            for t in tables.metadata.sorted_tables
            if record or t.name not in tables.RECORD
        }


def words_of(ledger: Ledger, queries: Sequence[str]) -> dict[str, list[str]]:
    """What searches find."""
    return {q: [r.id for r in ledger.as_of(datetime.date.max).search(q)] for q in queries}


def step_called(ledger: Ledger, words: str, n: int | None = None) -> str:
    """The step (t4) whose object is these words; the `n`th of several, where it is named."""
    numbers = sorted(row[0] for row in tables_of(ledger)["steps"] if row[4] == words)
    assert n is not None or len(numbers) == 1, (words, numbers)
    return f"t{numbers[n or 0]}"
