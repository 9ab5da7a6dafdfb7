"""Commitments: who would do what for whom, if what; what has become of each, and who tells of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from pydantic import Field, model_validator

from goodoffices.brief import events
from goodoffices.ledger import commitment_list
from goodoffices.ledger.briefing import Telling
from goodoffices.ledger.citing import Citing, citing
from goodoffices.ledger.commitment_list import By, Sought, awaited, found, in_full, states
from goodoffices.ledger.events import Ending
from goodoffices.ledger.facts import CommitmentFact, StepFact
from goodoffices.ledger.lives import Since, life
from goodoffices.ledger.tellings import promised
from goodoffices.ledger.views import View
from goodoffices.model import AtLeast, CommitmentKind, CommitmentState, Condition, Done, Not, steps_in
from goodoffices.model.base import Value
from goodoffices.web.contents.forms import filled_in
from goodoffices.web.days import Day
from goodoffices.web.desk import Desk

PAGE = 50
Words = Annotated[str, Field(max_length=500)]


class Asked(Value):
    """What a list of commitments is asked for."""

    as_of: Day | None = Field(None, description="What the reports published by that day say (2014-01-20); without it, all of them.")
    party: Words | None = Field(None, description="Who is bound, or to whom: a key or name.")
    state: CommitmentState | None = Field(None, description="What has become of them.")
    kind: CommitmentKind | None = Field(None, description="Promises, necessary conditions or threats.")
    due_by: Day | None = Field(None, description="With a deadline by that day.")
    confirmed: bool = Field(False, description="Only those with a testimony that a person has confirmed.")
    by: By = Field(By.LATEST, description="What puts them into order.")
    descending: bool = Field(True, description="The greatest or latest first.")
    page: int = Field(1, ge=1, le=100_000, description=f"The first is 1; a page has {PAGE}.")

    def address(self, path: str, **changes: object) -> str:
        """The address of a page with this, but for some changes."""
        asked = Asked.model_validate(self.model_dump() | changes).model_dump(mode="json", exclude_defaults=True)
        query = urlencode({name: str(value).lower() if isinstance(value, bool) else value for name, value in asked.items()})
        return f"{path}?{query}" if query else path

    def sought(self) -> Sought:
        """The same for the ledger."""
        return Sought(
            party=self.party, state=self.state, kind=self.kind, due_by=self.due_by, confirmed=self.confirmed, by=self.by,
            descending=self.descending,
        )  # fmt: skip


class Form(Asked):
    """The same out of a form."""

    _filled_in = model_validator(mode="before")(filled_in)


class Awaited(Value):
    """A step that an antecedent names: whether it must not be done, since when it is done, and the commitments that promise it."""

    step: StepFact
    words: str
    negated: bool
    promised: tuple[str, ...]


class Row(Value):
    """A commitment in words: the names of debtor and creditor, how its antecedent joins its steps, and these."""

    commitment: CommitmentFact
    debtor: str
    creditor: str | None
    joined: str
    awaits: tuple[Awaited, ...]
    stories: int
    is_draft: bool


class Commitments(Value):
    """A page of those that were asked for, of `total`; `is_empty` where the ledger has no report at all."""

    is_empty: bool
    rows: tuple[Row, ...]
    total: int
    pages: int


class Happened(Value):
    """A change: its number, when, by whom, what, and why."""

    number: int
    at: datetime.datetime
    who: str
    what: str
    why: str | None


class One(Value):
    """One commitment with all who tell of it (those of one story together), its life, and what people did to it."""

    row: Row
    stories: tuple[tuple[Telling, ...], ...]
    states: tuple[Since, ...]
    ended: Ending | None
    ended_on: datetime.date | None
    history: tuple[Happened, ...]


def commitments(desk: Desk, asked: Asked) -> Commitments:
    """A page of the commitments that are asked for. Raises LedgerError where there is no such party."""
    view, all_of_them = desk.view(asked.as_of), numbers(desk, asked)
    first = (asked.page - 1) * PAGE
    facts = in_full(view, all_of_them[first : first + PAGE])
    return Commitments(
        is_empty=not all_of_them and not view.reports(1), rows=_rows(view, facts), total=len(all_of_them),
        pages=max(1, -(-len(all_of_them) // PAGE)),
    )  # fmt: skip


def numbers(desk: Desk, asked: Asked) -> list[int]:
    """The numbers of all commitments that are asked for, in order, kept. Raises LedgerError where there is no such party."""
    view, sought = desk.view(asked.as_of), asked.sought()
    known: dict[int, CommitmentState] = {}
    if sought.needs_states:
        known = desk.answer(("states of commitments", asked.as_of), lambda: states(view)).value
    return desk.answer(("commitments", asked.as_of, sought), lambda: found(view, sought, known)).value


def commitment(desk: Desk, number: str, as_of: datetime.date | None) -> One:
    """One commitment (c7). Raises LedgerError where there is none."""
    view = desk.view(as_of)
    fact = view.commitment(number)
    lived = life(view, fact)
    told = promised(view, [fact])[0].told
    stories: dict[str, list[Telling]] = {}
    for testimony, telling in zip(fact.testimonies, told, strict=True):
        stories.setdefault(testimony.story, []).append(telling)
    return One(
        row=_rows(view, [fact])[0], stories=tuple(map(tuple, stories.values())), states=lived.states, ended=lived.ended,
        ended_on=lived.ended_on,
        history=tuple(
            Happened(number=r.number, at=r.event.at, who=r.event.who, what=events.told(r.event), why=r.event.why)
            for r in desk.ledger.log(fact.id)
        ),
    )  # fmt: skip


def _rows(view: View, facts: list[CommitmentFact]) -> tuple[Row, ...]:
    steps = awaited(view, {step for fact in facts for step in steps_in(fact.antecedent)})
    with citing(view) as cite:
        cite.look_up(facts)
        return tuple(_row(fact, steps, cite) for fact in facts)


def _row(fact: CommitmentFact, steps: Mapping[str, commitment_list.Awaited], cite: Citing) -> Row:
    negated = _negated(fact.antecedent)
    awaits = tuple(
        Awaited(step=steps[step].step, words=cite.step(step), negated=step in negated, promised=steps[step].promises)
        for step in sorted(steps_in(fact.antecedent), key=lambda step: int(step[1:]))
    )
    return Row(
        commitment=fact, debtor=cite.name(fact.debtor), creditor=cite.name(fact.creditor) if fact.creditor else None,
        joined=_joined(fact.antecedent), awaits=awaits, stories=fact.stories, is_draft=fact.is_draft,
    )  # fmt: skip


def _joined(antecedent: Condition) -> str:
    """How a condition joins what it names: nothing where it names one thing."""
    if not isinstance(antecedent, AtLeast) or len(antecedent.parts) < 2:
        return ""
    count, several = antecedent.count, len(antecedent.parts)
    return "all of" if count == several else "any of" if count == 1 else f"at least {count} of"


def _negated(condition: Condition, negated: bool = False) -> set[str]:
    """The steps that must not be done."""
    match condition:
        case Done(step=step):
            return {step} if negated else set()
        case AtLeast(parts=parts):
            return {step for part in parts for step in _negated(part, negated)}
        case Not(part=part):
            return _negated(part, not negated)
        case _:
            return set()
