"""What a ledger answers with: each fact with the report and the characters it was read from, and what people have said of it."""

from __future__ import annotations

import datetime

from goodoffices.ledger.events import Status
from goodoffices.model import (
    CommitmentKind,
    CommitmentState,
    Condition,
    Manner,
    Measure,
    MoveKind,
    PartyKind,
    Relation,
    Stance,
    Strength,
)
from goodoffices.model.base import Value
from goodoffices.model.statement import Confidence


class Quote(Value):
    """Words of a report: `spans` are characters of its text, `text` what stands there, pieces parted by an ellipsis."""

    report: str
    spans: tuple[tuple[int, int], ...]
    text: str


class ReportFact(Value):
    """A report; `story` is the first report that tells the same story: together they are one testimony."""

    id: str
    title: str | None
    day: datetime.date
    publisher: str | None
    origin: str
    reader: str
    story: str


class Printing(Value):
    """One more place where the text of a report was printed, word for word."""

    title: str | None
    day: datetime.date
    publisher: str | None
    origin: str


class PartyFact(Value):
    """A party with its other names, for whom it speaks, how many reports speak of it, and the keys that were merged into it."""

    key: str
    name: str
    kind: PartyKind
    names: tuple[str, ...]
    speaks_for: str | None
    reports: int
    merged: tuple[str, ...]


class StatementFact(Value):
    """A statement in the words of its report."""

    id: str
    day: datetime.date
    speaker: str | None
    via: tuple[str, ...]
    manner: Manner
    source: Quote | None
    cue: Quote | None
    content: Quote
    confidence: Confidence
    status: Status


class MoveFact(Value):
    """A move in the words of its report."""

    id: str
    day: datetime.date
    kind: MoveKind
    party: str
    agent: str
    step: str
    words: Quote
    condition: Quote | None
    relation: Relation | None
    strength: Strength
    statement: str | None
    confidence: Confidence
    status: Status


class LinkFact(Value):
    """That the condition of a move waits for a step."""

    id: str
    move: MoveFact
    step: str
    confidence: Confidence
    status: Status


class StepFact(Value):
    """A step, and the day on which it was done, if it was."""

    step: str
    agent: str | None
    measure: Measure
    object: str | None
    place: str | None
    done: datetime.date | None


class Testimony(Value):
    """A move that tells of a commitment; moves of the same story are one testimony."""

    move: str
    day: datetime.date
    words: Quote
    story: str
    status: Status


class CommitmentFact(Value):
    """A commitment with all who tell of it, and what has become of it."""

    id: str
    kind: CommitmentKind
    debtor: str
    creditor: str | None
    antecedent: Condition
    consequent: StepFact
    strength: Strength
    state: CommitmentState
    deadline: datetime.date | None
    testimonies: tuple[Testimony, ...]

    @property
    def stories(self) -> int:
        """How many stories tell of it, the same one in two papers counted once."""
        return len({t.story for t in self.testimonies})

    @property
    def is_draft(self) -> bool:
        """Whether no person has confirmed or corrected any of its testimonies."""
        return all(t.status is Status.DRAFT for t in self.testimonies)


class PositionFact(Value):
    """Where a party stands on a step by its latest moves on it; `disputed` where those of that day contradict each other.

    A draft, while no person has confirmed or corrected any of these moves.
    """

    party: str
    step: str
    stance: Stance
    disputed: bool
    day: datetime.date
    is_draft: bool
    evidence: tuple[str, ...]


class DateFact(Value):
    """A date that a report names, and the move or statement that it bounds."""

    date: str
    quote: Quote
    of: str | None
