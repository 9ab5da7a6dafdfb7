"""What a person adds by hand: statements and moves that the reader missed, and parties that the ledger did not know."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Connection, func, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import events, tables
from goodoffices.ledger.history import now
from goodoffices.ledger.naming import blocks, key_of, step_key
from goodoffices.ledger.subjects import NUMBERED, numbered
from goodoffices.model import Manner, Measure, MoveKind, PartyKind, Relation, Step, Strength
from goodoffices.model.base import Value
from goodoffices.reading.parties.identity import Known

LONGEST = 300
"""Letters of a name that a person may give."""
Name = Annotated[str, Field(max_length=LONGEST)]


class NewStatement(Value):
    """Where the source, cue and content of a statement stand ("3-9;12-16;20-41,50-60"), and who speaks (a key), if known."""

    spans: str
    speaker: str | None = None
    manner: Manner


class NewStep(Value):
    """A step that the ledger may not know yet; `agent` is a party's key."""

    agent: str | None = None
    measure: Measure
    object: Name | None = None
    place: Name | None = None


class NewMove(Value):
    """Where the step and condition of a move stand ("3-9;12-20"), whose it is (keys), and its step: by number, or a new one.

    `statement` is the number of that in which it stands.
    """

    spans: str
    kind: MoveKind
    party: str
    agent: str
    step: int | NewStep
    relation: Relation | None = None
    strength: Strength
    statement: int | None = None


def marked(connection: Connection, report: str, what: NewStatement | NewMove, who: str, why: str | None) -> events.Marked:
    """The event that adds it to a report (r12) under the next number. Raises LedgerError where there is no such report."""
    number = numbered(report, "r")
    if number is None:
        raise LedgerError(f"{report} is no report: write r12")
    table = tables.statements if isinstance(what, NewStatement) else tables.moves
    n = connection.execute(select(func.coalesce(func.max(table.c.n), 0) + 1).where(table.c.report == number)).scalar_one()
    fields: dict[str, Any] = what.model_dump(mode="json", exclude={"step"})
    new: events.NewStep | None = None
    if isinstance(what, NewMove):
        fields["step"], new = _step(connection, what.step)
    return events.Marked(at=now(), who=who, why=why, subject=f"{report}.{table.name[0]}{n}", fields=fields, new_step=new)


def introduced(connection: Connection, name: str, kind: PartyKind, who: str, why: str | None) -> events.Introduced:
    """The event that makes a party known under a key of its own. Raises LedgerError for a name of no letters, or too many."""
    called = " ".join(name.split())
    if not any(c.isalnum() for c in called) or len(called) > LONGEST:
        raise LedgerError(f"a party has a name of letters, at most {LONGEST}: give it one")
    p = tables.parties
    words = key_of(called)
    tries = (words, *(f"{words}-{n}" for n in range(2, 1000)))
    known = set(connection.scalars(select(p.c.key).where(p.c.key.in_(tries))))
    key = next((key for key in tries if key not in known and not NUMBERED.fullmatch(key)), None)
    if key is None:
        raise LedgerError(f"there are too many parties called {called}: take one of them")
    names = tuple(blocks(Known(called, kind, [called], None)))
    return events.Introduced(at=now(), who=who, why=why, party=key, name=called, party_kind=kind, names=names)


def _step(connection: Connection, step: int | NewStep) -> tuple[int, events.NewStep | None]:
    """The number of a step, and the step itself where it is new."""
    if isinstance(step, int):
        return step, None
    t = tables.steps
    said = Step(id="t", agent=step.agent, measure=step.measure, object=step.object, place=step.place)
    key = step_key(said, step.agent)
    known = connection.scalar(select(func.coalesce(t.c.merged_into, t.c.id)).where(t.c.key == key))
    if known is not None:
        return int(known), None
    number = int(connection.execute(select(func.coalesce(func.max(t.c.id), 0) + 1)).scalar_one())
    return number, events.NewStep(key=key, agent=step.agent, measure=step.measure, object=step.object, place=step.place)
