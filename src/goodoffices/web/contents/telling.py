"""According to whom something is, as the lines of a page have it."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.ledger.briefing import Telling
from goodoffices.ledger.events import Status
from goodoffices.ledger.sources import Source
from goodoffices.model.base import Value
from goodoffices.web.contents.posing import Told


class Line(Value):
    """Something that is said; what it is about (t4, c7, r12, a party's key), its terms, and who says so."""

    said: str
    subject: str | None = None
    terms: str | None = None
    told: tuple[Told, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether all of it was read by a machine, and nobody has confirmed it."""
        return bool(self.told) and all(one.is_draft for one in self.told)


def told_in(told: Iterable[Telling]) -> tuple[Told, ...]:
    """The words of moves, and of what they are on condition of, according to whom."""
    return tuple(
        told_at(
            t.source,
            f"{t.move.words.text} ({t.move.relation}: {t.move.condition.text})" if t.move.condition else t.move.words.text,
            t.move.id, is_draft=t.move.status is Status.DRAFT,
        )
        for t in told
    )  # fmt: skip


def told_at(source: Source, words: str, subject: str, *, is_draft: bool) -> Told:
    """Some words of a source; `subject` is where they stand."""
    return Told(
        words=words, according_to=source.speaker or source.named or source.publisher or source.title or source.report,
        report=source.report, title=source.title, day=source.day, subject=subject, is_draft=is_draft,
    )  # fmt: skip
