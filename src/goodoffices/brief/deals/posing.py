"""The answer to the problem that a ledger, or the readings of reports, pose."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from goodoffices.brief.deals.contents import Answered
from goodoffices.deals.answer import Question, answer
from goodoffices.deals.problem import Problem
from goodoffices.deals.sequence.order import sequence
from goodoffices.model import Reading

if TYPE_CHECKING:  # a file is answered without a ledger's libraries
    from goodoffices.deals.forms.of_ledger import Posed
    from goodoffices.ledger.views import View

ALL = 1_000_000
"""So many commitments, refusals and demands of a ledger are looked at: all that there are."""
MOST_IN_ORDER = 3_000
"""Of a deal of so many steps it is told in which order it could be had."""


def answered(problem: Problem, question: Question | None = None, left_out: Mapping[str, str] | None = None) -> Answered:
    """The answer to a question about a problem, with the order of its first deal unless that is too long to be read."""
    found = answer(problem, question)
    package = found.deals[0].rounds if found.deals else {}
    is_short = 0 < len(package) <= MOST_IN_ORDER
    plan = sequence(found.problem, package, firm_only=found.question.firm_only) if is_short else None
    return Answered(found, plan, left_out or {})


def of_ledger(view: View) -> Posed:
    """The problem that a ledger poses, as of the day of the view."""
    from goodoffices.deals.forms.of_ledger import problem_of
    from goodoffices.ledger.briefing import briefing

    return problem_of(briefing(view, ALL))


def of_readings(readings: Sequence[Reading]) -> Posed:
    """The problem that reports pose together, as of the day of the last; as of today where one of them bears no day."""
    from goodoffices.ledger import Ledger
    from goodoffices.ledger.opening import in_memory

    days = [reading.report.published for reading in readings]
    with Ledger(in_memory()) as ledger:
        for reading in readings:
            ledger.add(reading)
        return of_ledger(ledger.as_of(_last(days)))


def _last(days: Sequence[datetime.date | None]) -> datetime.date | None:
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
