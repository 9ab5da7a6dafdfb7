"""JSON Lines straight to arrays, for the largest problems."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

import numpy as np

from goodoffices.deals.checking import DEEPEST, LARGEST, names_itself, no_agent, no_such
from goodoffices.deals.forms.arrays import Large
from goodoffices.deals.forms.columns import Columns, UnclearError
from goodoffices.deals.forms.records import (
    Record,
    UnfitError,
    blocks,
    day_of,
    misnamed,
    no_condition,
    no_record,
    read_header,
    unknown_fields,
    unlikely,
)
from goodoffices.deals.forms.rules_told import RulesTold
from goodoffices.deals.forms.steps_told import StepsTold
from goodoffices.deals.problem import IN_FORCE
from goodoffices.errors import DealsError
from goodoffices.model import CommitmentKind, CommitmentState, Strength

USUAL = frozenset({"commitment", "debtor", "antecedent", "consequent"})
"""The fields of a commitment that is a firm promise in force."""
COMMITMENT = USUAL | {"kind", "creditor", "strength", "state", "deadline", "reliability", "moves"}
NOT_IN_FORCE, BY_A_RULE = 0, 1


def read_large(stream: BinaryIO, *, day: datetime.date | None = None, firm_only: bool = False) -> Large:
    """A problem in JSON Lines (see `records`) as rules, without a value of its own for any step or commitment.

    The same steps can start now and together as in the `Problem`, as of the day given or else that of the header. `commitments` are
    those in force. What plays no part in it (names, tranches, moves, evidence) is not looked at. Raises DealsError, with the line,
    for what makes no sense and for a "not".
    """
    told = read_header(stream)
    if stream.seekable():
        start = stream.tell()
        try:
            return _Reading(day or told, firm_only, Columns()).read(stream)
        except UnclearError:
            stream.seek(start)
    return _Reading(day or told, firm_only).read(stream)


class _Reading:
    """What the lines so far have said; plain promises, if they are to be read by columns, only these know.

    What is kept for each step or commitment stands in arrays and in dicts from names to numbers, which the garbage collector passes
    by: lists of a million names would cost it seconds.
    """

    def __init__(self, day: datetime.date | None, firm_only: bool, columns: Columns | None = None):
        self.day = day
        self.firm_only = firm_only
        self.columns = columns
        self.steps = StepsTold()
        self.rules = RulesTold()
        self.done: set[int] = set()
        self.barred: set[tuple[str, int]] = set()
        self.parties: set[str] = set()
        self.mentioned: list[tuple[int, Any]] = []
        self.labels: dict[str, int] = {}

    def read(self, stream: BinaryIO) -> Large:
        """All that the stream says. Raises DealsError and, where it is to be read without columns, UnclearError."""
        for first, block in blocks(stream):
            if not (self.steps.take(block) or (self.columns is not None and self.columns.take(block, self.steps.parties))):
                self.take(first, block)
        self.expect_known_parties()
        columns = self.columns or Columns()
        plain = columns.promises(self.steps.number, self.steps.agent)
        columns.expect_distinct_labels(self.labels)
        labels = (*chain.from_iterable(columns.labels), *(name for name, kept in self.labels.items() if kept == BY_A_RULE))
        rules = self.rules.with_plain(*plain, self.steps, self.barred)
        return Large(tuple(self.steps.number), labels, rules, np.array(sorted(self.done), np.int32))

    def take(self, first: int, block: list[Record]) -> None:
        """Take in the records of a block of lines, of which the first has this number. Raises DealsError."""
        n = first
        try:
            for n, record in enumerate(block, first):
                if "commitment" in record:
                    self.commitment(n, record)
                elif "step" in record:
                    self.steps.add(record)
                else:
                    self.fact(n, record)
        except UnfitError as e:
            raise DealsError(f"line {n}: {e}") from e

    def commitment(self, n: int, record: Record) -> None:
        label, antecedent = record["commitment"], record.get("antecedent", [])
        debtor: Any = record.get("debtor")
        if type(label) is not str or not label or label in self.labels:
            raise UnfitError(misnamed("commitment", label))
        is_in_force = record.keys() <= USUAL or self.is_in_force(n, record)
        consequent = record.get("consequent")
        if type(consequent) is not list or not consequent:
            raise UnfitError("'consequent' is no list of one step or more: give one")
        need, inputs = self.opened(antecedent)
        named = {self.place(step) for step in _leaves(antecedent)} if min(inputs, default=0) < 0 else inputs
        own = []
        for step in consequent:
            place = self.place(step)
            self.expect_agent(debtor, place)
            if place in named:
                raise UnfitError(names_itself(step))
            own.append(place)
        self.labels[label] = BY_A_RULE if is_in_force else NOT_IN_FORCE
        if is_in_force:
            self.rules.promise(need, inputs, [step if self.steps.has_one_agent(step) else (step, debtor) for step in own])

    def is_in_force(self, n: int, record: Record) -> bool:
        """Whether a commitment that says more than usual is in force."""
        if not record.keys() <= COMMITMENT:
            raise UnfitError(unknown_fields(record, COMMITMENT))
        try:
            kind = CommitmentKind(record.get("kind", "promise"))
            strength = Strength(record.get("strength", "firm"))
            state = CommitmentState(record.get("state", "conditional"))
        except ValueError as e:
            raise UnfitError(f"{e}: see docs/deals-text.md for those that there are") from e
        if record.get("creditor") is not None:
            self.mentioned.append((n, record["creditor"]))
        reliability = record.get("reliability")
        if reliability is not None and (type(reliability) not in (int, float) or not 0 <= reliability <= 1):
            raise UnfitError(unlikely(reliability))
        deadline = record.get("deadline")
        is_late = deadline is not None and day_of(deadline) < (self.day or datetime.date.min)
        is_firm = strength is Strength.FIRM and kind is CommitmentKind.PROMISE
        return kind is not CommitmentKind.THREAT and state in IN_FORCE and not is_late and (is_firm or not self.firm_only)

    def fact(self, n: int, record: Record) -> None:
        """What is done, how a party stands to a step, and what has no part in the rules."""
        match record:
            case {"done": step, **rest} if not rest:
                self.done.add(self.place(step))
            case {"refusal": step, "party": party, **rest} | {"unable": step, "party": party, **rest} if not rest:
                self.expect_agent(party, self.place(step))
                self.barred.add((party, self.place(step)))
            case {"demand": step, "party": party, **rest} | {"guarantee": step, "party": party, **rest} if not rest:
                self.place(step)
                self.mentioned.append((n, party))
            case {"party": party, **rest} if rest.keys() <= {"name"}:
                if type(party) is not str or not party or party in self.parties:
                    raise UnfitError(misnamed("party", party))
                self.parties.add(party)
            case {"evidence": _, "sources": _, **rest} if not rest:
                pass
            case _:
                raise UnfitError(no_record(record))

    def opened(self, condition: Any, depth: int = 0) -> tuple[int, list[int]]:
        """How many inputs a condition needs, and which it has."""
        need, parts = _threshold(condition, self.day)
        try:
            return need, [self.steps.number[p] for p in parts]
        except (KeyError, TypeError):
            return need, [self.place(p) if isinstance(p, str) else self.part(p, depth + 1) for p in parts]

    def part(self, condition: Any, depth: int) -> int:
        if depth >= DEEPEST and condition != []:
            raise UnfitError(f"its condition nests deeper than {DEEPEST}: write it flatter")
        return self.rules.part(*self.opened(condition, depth))

    def place(self, step: Any) -> int:
        number = self.steps.number.get(step) if isinstance(step, str) else None
        if number is None:
            raise UnfitError(no_such("step", str(step), self.steps.number))
        return number

    def expect_agent(self, party: Any, step: int) -> None:
        if not self.steps.has_agent(step, party):
            raise UnfitError(no_agent(str(party), self.steps.name(step), self.steps.agents(step)))

    def expect_known_parties(self) -> None:
        if self.mentioned:
            known = self.parties.union(self.steps.every_agent())
            for n, party in self.mentioned:
                if not isinstance(party, str) or party not in known:
                    raise DealsError(f"line {n}: {no_such('party', str(party), known)}")


def _threshold(condition: Any, day: datetime.date | None) -> tuple[int, list[Any]]:
    """How many of its parts a condition needs, and these parts."""
    if type(condition) is list:
        return len(condition), condition
    match condition:
        case str():
            return 1, [condition]
        case {"at least": need, "of": list(parts), **rest} if not rest and type(need) is int and 0 <= need <= LARGEST:
            return need, parts
        case {"until": last, **rest} if not rest:
            has_passed = day_of(last) < (day or datetime.date.min)
            return int(has_passed), []
        case {"not": _, **rest} if not rest:
            raise UnfitError('its condition holds a "not": so large a problem is only answered without it')
        case _:
            raise UnfitError(no_condition(condition))


def _leaves(condition: Any) -> Iterator[str]:
    """The steps of a condition without "not"."""
    match condition:
        case str():
            yield condition
        case list(parts) | {"of": list(parts)}:
            for part in parts:
                yield from _leaves(part)
