"""`goodoffices add`."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

import typer

from goodoffices.brief import wording
from goodoffices.brief.printable import one_line
from goodoffices.cli.ledgers import opened
from goodoffices.cli.progress import readings
from goodoffices.cli.read import summary
from goodoffices.cli.readers import Choice
from goodoffices.ledger.adding import Addition, Outcome
from goodoffices.model import ReaderName, Report


def add_reports(
    sources: Sequence[str], address: str | None, *, published: datetime.date | None, min_confidence: float, choice: Choice,
    who: str | None,
) -> None:  # fmt: skip
    """Read reports into a ledger and say of each what became of it; those that the same reader has read are passed over."""
    counts: Counter[Outcome] = Counter()

    def tell(report: Report, addition: Addition, found: str = "") -> None:
        counts[addition.outcome] += 1
        told = outcome(addition)
        typer.echo(f"{one_line(report.origin)}: r{addition.report}, {told}{f': {found}' if found else ''}")

    with opened(address, create=True) as ledger:

        def known(report: Report, reader: ReaderName) -> bool:
            addition = ledger.known(report, reader)
            if addition is not None:
                tell(report, addition)
            return addition is not None

        for reading in readings(sources, published, min_confidence, choice, known):
            addition = ledger.add(reading, who=who)
            tell(reading.report, addition, "" if addition.outcome is Outcome.KNOWN else summary(reading))
    typer.echo(total(counts))


def outcome(addition: Addition) -> str:
    """What became of a report."""
    same = f" as r{addition.story}" if addition.outcome is Outcome.SAME_STORY else ""
    return f"{addition.outcome.value}{same}"


def total(counts: Counter[Outcome]) -> str:
    """How many reports were new, known, read again, and told a story that was known."""
    told = ", ".join(f"{counts[o]} {o.value}{' as another' * (o is Outcome.SAME_STORY)}" for o in Outcome if counts[o])
    return f"{wording.counted(counts.total(), 'report')}: {told}"
