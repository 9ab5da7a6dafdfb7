"""The problem that a ledger poses, and where in its reports that is said."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goodoffices.brief.deals.posing import ALL
from goodoffices.deals.forms.of_ledger import problem_of
from goodoffices.deals.problem import Problem
from goodoffices.ledger.briefing import Briefing, Telling, briefing
from goodoffices.ledger.views import View
from goodoffices.model.base import Value


class Told(Value):
    """Words of a report, according to whom; `subject` is where they stand (r12.m3)."""

    words: str
    according_to: str
    report: str
    title: str | None
    day: datetime.date | None
    subject: str
    is_draft: bool

    @property
    def source(self) -> str:
        """According to whom, and in which report, in one line."""
        titled = f"“{self.title}”" if self.title and self.title != self.according_to else ""
        whom = f"according to {self.according_to}" if self.according_to != self.report else ""
        return ", ".join(filter(None, (whom, titled or self.report)))


@dataclass(frozen=True)
class Posing:
    """A problem; what it leaves out, each with the reason; and where the words of its evidence stand, in the same order."""

    problem: Problem
    left_out: Mapping[str, str]
    places: Mapping[str, tuple[str, ...]]

    def told(self, *of: str) -> tuple[Told, ...]:
        """Who says so, of commitments, refusals or demands (see `Problem.evidence`)."""
        found = {
            Told(
                words=e.words, according_to=e.according_to, report=e.report, title=e.title, day=e.day, subject=place,
                is_draft=e.is_draft,
            ): None
            for key in of
            for e, place in zip(self.problem.evidence.get(key, ()), self.places.get(key, ()), strict=True)
        }  # fmt: skip
        return tuple(found)


def posing(view: View) -> Posing:
    """The problem that a ledger poses, as of the day of the view."""
    told = briefing(view, ALL)
    found = problem_of(told)
    return Posing(found.problem, found.left_out, _places(told))


def _places(told: Briefing) -> dict[str, tuple[str, ...]]:
    def of(tellings: Iterable[Telling]) -> tuple[str, ...]:
        return tuple(t.move.id for t in tellings)

    return {
        **{p.commitment.id: of(p.told) for p in told.commitments},
        **{f"{m.kind.value} {m.told[0].move.party} {m.told[0].move.step}": of(m.told) for m in (*told.refusals, *told.demands)},
    }
