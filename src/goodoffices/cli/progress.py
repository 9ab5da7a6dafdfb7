"""Reports read one after the other: a bar where somebody watches, a line for each that fails, a summary at the end."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from goodoffices.cli.readers import Choice, opened
from goodoffices.documents import expand, load
from goodoffices.errors import GoodOfficesError
from goodoffices.model import ReaderName, Reading, Report
from goodoffices.reading import read_all
from goodoffices.reading.certainty import at_least


class NothingReadError(GoodOfficesError):
    """None of the reports could be read."""


def readings(
    sources: Sequence[str],
    published: datetime.date | None,
    min_confidence: float,
    choice: Choice,
    known: Callable[[Report, ReaderName], bool] | None = None,
) -> Iterator[Reading]:
    """The readings of all reports in the sources, in their order; what fails is told on standard error and left out.

    They hold what was read with that confidence at least. Reports that are `known` (by that version of the reader) are passed over.
    Raises NothingReadError, after the last, where none could be read and none was known.
    """
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    found = list(expand(sources))
    read = failed = passed = 0

    def tell(line: str) -> None:
        console.print(f"goodoffices: {line}", markup=False)

    with opened(choice, len(found), tell) as reader, Progress(
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=console, transient=True, disable=not console.is_terminal or len(found) < 2,
    ) as progress:  # fmt: skip
        task = progress.add_task("reading", total=len(found))

        def unknown() -> Iterator[Report | GoodOfficesError]:
            nonlocal passed
            for report in load(found, published=published, stdin=sys.stdin.buffer):
                if known and not isinstance(report, GoodOfficesError) and known(report, reader.name):
                    passed += 1
                    progress.update(task, advance=1)
                else:
                    yield report

        for outcome in read_all(unknown(), reader=reader):
            if isinstance(outcome, GoodOfficesError):
                failed += 1
                tell(str(outcome))
            else:
                read += 1
                yield at_least(outcome, min_confidence)
            progress.update(task, advance=1, total=max(len(found), read + failed + passed))
    if not read + passed:
        raise NothingReadError("nothing could be read" if failed != 1 else "")  # one failure has been told already
    if failed:
        tell(f"{read} read, {f'{passed} known, ' if passed else ''}{failed} left out")
