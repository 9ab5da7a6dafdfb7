"""What a person says of drafts: accepts, rejects, corrects, links, adds what was missed, and takes back what he said.

Every change may carry `after`, the number of the last event that its author has seen: if somebody else has touched the same thing
since, nothing is done. The answer is what has happened since, the change itself included.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import Field

from goodoffices.errors import LedgerError
from goodoffices.ledger.events import Status
from goodoffices.ledger.marking import NewMove, NewStatement
from goodoffices.model import Manner, Measure, MoveKind, PartyKind, Relation, Strength
from goodoffices.model.base import Value
from goodoffices.web.access.person import Analyst
from goodoffices.web.contents.changes import Changes, changes
from goodoffices.web.desk import Desk, TheDesk

router = APIRouter(tags=["drafts"])
Subject = Annotated[
    str,
    Path(pattern=r"^r[0-9]{1,9}\.(s[0-9]{1,6}|m[0-9]{1,6}(>t[0-9]{1,9})?)$", description="r12.s3, r12.m3 or r12.m3>t4."),
]
Move = Annotated[str, Path(pattern=r"^r[0-9]{1,9}\.m[0-9]{1,6}$", description="A move: r12.m3.")]
Report = Annotated[str, Path(pattern=r"^r[0-9]{1,9}$", description="A report: r12.")]
Number = Annotated[int, Field(ge=0, lt=2**31)]
Key = Annotated[str, Field(min_length=1, max_length=300)]
Why = Annotated[str | None, Field(max_length=2000)]
Words = Annotated[str | None, Field(max_length=300)]
Spans = Annotated[str, Field(max_length=2000, pattern=r"^[0-9;,-]+$")]


class Change(Value):
    """`after` is the number of the last event that its author has seen, `why` his reason."""

    after: Number | None = None
    why: Why = None


class Judgement(Change):
    """As it was read, or not in the report."""

    verdict: Literal[Status.CONFIRMED, Status.REJECTED]


class Fields(Value):
    """What may be corrected: parties by key, a step by number, `spans` as characters of the report ("3-9;12-20")."""

    kind: MoveKind | None = None
    party: Key | None = None
    agent: Key | None = None
    step: Number | None = None
    relation: Relation | None = None
    strength: Strength | None = None
    speaker: Key | None = None
    manner: Manner | None = None
    spans: Spans | None = None


class Correction(Change):
    """Fields that have other values; those that are not named stay."""

    changes: Fields


class NewLink(Change):
    """The step (t4) for which a condition waits."""

    step: Annotated[str, Field(pattern=r"^t[0-9]{1,9}$")]


class AddedStatement(Change):
    """A statement that the reader missed: where its source, cue and content stand ("3-9;12-16;20-41"), and who speaks, if known."""

    spans: Spans
    speaker: Key | None = None
    manner: Manner


class AddedStep(Value):
    """A step that the ledger does not know yet."""

    agent: Key | None = None
    measure: Measure
    object: Words = None
    place: Words = None


class AddedMove(Change):
    """A move that the reader missed: where its step and condition stand ("3-9;12-20"); its step by number, or a new one."""

    spans: Spans
    kind: MoveKind
    party: Key
    agent: Key
    step: Number | AddedStep
    relation: Relation | None = None
    strength: Strength
    statement: Number | None = None


class NewParty(Value):
    """A party that the ledger does not know yet."""

    name: Annotated[str, Field(min_length=1, max_length=300)]
    kind: PartyKind


class Undo(Change):
    """The number of the event that is taken back."""

    event: Number


class Named(Value):
    """What something new is called."""

    name: str


class Done(Changes):
    """What has happened since; `event` is the number of the change that was made, `subject` what it made or changed."""

    event: int
    subject: str


@router.post("/drafts/{subject}/judgement")
def judge(desk: TheDesk, person: Analyst, subject: Subject, asked: Judgement) -> Done:
    """Say that a statement, move or link is as it was read, or that it is not in the report."""
    happening = _Happening(desk, person.name, subject, asked.after)
    does = desk.ledger.confirm if asked.verdict is Status.CONFIRMED else desk.ledger.reject
    does(subject, who=person.name, why=asked.why, after=asked.after)
    return happening.done(subject)


@router.post("/drafts/{subject}/correction")
def correct(desk: TheDesk, person: Analyst, subject: Subject, asked: Correction) -> Done:
    """Give fields of a statement or move other values."""
    values: dict[str, Any] = asked.changes.model_dump(mode="json", include=asked.changes.model_fields_set)
    if not values:
        raise LedgerError(f"nothing of {subject} would be another: name what to correct, or accept it")
    happening = _Happening(desk, person.name, subject, asked.after)
    desk.ledger.correct(subject, values, who=person.name, why=asked.why, after=asked.after)
    return happening.done(subject)


@router.post("/drafts/{move}/links")
def link(desk: TheDesk, person: Analyst, move: Move, asked: NewLink) -> Done:
    """Say for which step the condition of a move waits."""
    happening = _Happening(desk, person.name, move, asked.after)
    desk.ledger.link(move, asked.step, who=person.name, why=asked.why, after=asked.after)
    return happening.done(f"{move}>{asked.step}")


@router.post("/reports/{report}/statements", status_code=201)
def add_statement(desk: TheDesk, person: Analyst, report: Report, asked: AddedStatement) -> Done:
    """Add a statement that the reader missed."""
    happening = _Happening(desk, person.name, report, asked.after)
    return happening.done(desk.ledger.mark(report, NewStatement.model_validate(what_of(asked)), who=person.name, why=asked.why))


@router.post("/reports/{report}/moves", status_code=201)
def add_move(desk: TheDesk, person: Analyst, report: Report, asked: AddedMove) -> Done:
    """Add a move that the reader missed."""
    happening = _Happening(desk, person.name, report, asked.after)
    return happening.done(desk.ledger.mark(report, NewMove.model_validate(what_of(asked)), who=person.name, why=asked.why))


@router.post("/new-parties", status_code=201)
def add_party(desk: TheDesk, person: Analyst, asked: NewParty) -> Named:
    """Add a party that the ledger does not know yet; its key."""
    return Named(name=desk.ledger.new_party(asked.name, asked.kind, who=person.name))


@router.post("/drafts/{subject}/undo")
def undo(desk: TheDesk, person: Analyst, subject: Subject, asked: Undo) -> Done:
    """Take back a change to a statement, move or link, unless somebody has touched it since."""
    happening = _Happening(desk, person.name, subject, asked.after)
    if asked.event not in (r.number for r in desk.ledger.log(subject)):
        raise LedgerError(f"there is no change {asked.event} to {subject} that could be taken back")
    desk.ledger.undo(asked.event, who=person.name, why=asked.why)
    return happening.done(subject)


def what_of(asked: Change) -> dict[str, Any]:
    """What is asked for, without who asks for it why."""
    return asked.model_dump(exclude=set(Change.model_fields))


class _Happening:
    """A change to a report as it is made; what is told of it begins where its author last looked."""

    def __init__(self, desk: Desk, who: str, subject: str, after: int | None):
        self.ledger = desk.ledger
        self.who = who
        self.report = subject.partition(".")[0]
        self.before = self.ledger.last()
        self.since = self.before if after is None else after

    def done(self, subject: str) -> Done:
        """What has happened since, this change among it."""
        found = changes(self.ledger, self.since, self.report)
        ours = (c for c in changes(self.ledger, self.before, self.report).changes if c.who == self.who and c.subject == subject)
        event = max((c.number for c in ours), default=self.before)
        return Done(**dict(found), event=event, subject=subject)
