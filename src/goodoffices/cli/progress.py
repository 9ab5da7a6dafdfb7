"""Reports read one after the other: a bar where somebody watches, a line for each that fails, a summary at the end."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from goodoffices.documents import expand, load
from goodoffices.errors import GoodOfficesError
from goodoffices.model import Reading
from goodoffices.reading import built_in_reader, read_all


class NothingReadError(GoodOfficesError):
    """None of the reports could be read."""


def readings(sources: Sequence[str], published: datetime.date | None) -> Iterator[Reading]:
    """The readings of all reports in the sources, in their order; what fails is told on standard error and left out.

    Raises NothingReadError, after the last, where none could be read.
    """
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    found = list(expand(sources))
    read = failed = 0
    with Progress(
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=console, transient=True, disable=not console.is_terminal or len(found) < 2,
    ) as progress:  # fmt: skip
        task = progress.add_task("reading", total=len(found))
        reader = built_in_reader(threads=0 if len(found) == 1 else 1)
        for outcome in read_all(load(found, published=published, stdin=sys.stdin.buffer), reader=reader):
            if isinstance(outcome, GoodOfficesError):
                failed += 1
                console.print(f"goodoffices: {outcome}", markup=False)
            else:
                read += 1
                yield outcome
            progress.update(task, advance=1, total=max(len(found), read + failed))
    if not read:
        raise NothingReadError("nothing could be read" if failed != 1 else "")  # one failure has been told already
    if failed:
        console.print(f"goodoffices: {read} read, {failed} left out", markup=False)
