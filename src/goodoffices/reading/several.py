"""Several reports at once, one on each core, in their order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from goodoffices.errors import GoodOfficesError
from goodoffices.model import Reading, Report
from goodoffices.reading.reader import Reader, built_in_reader

AHEAD = 2
"""Reports a core that are fetched before the first of them is asked for."""


def read_all(
    reports: Iterable[Report | GoodOfficesError], *, reader: Reader | None = None, cores: int = 0
) -> Iterator[Reading | GoodOfficesError]:
    """The readings of all reports; an error among them, or a report that cannot be read, comes out as the error in its place.

    `reader` is the built-in one where none is given; `cores` of 0 takes all. Lazy: only a few reports are fetched ahead.
    """
    cores = cores or os.cpu_count() or 1
    chosen = reader or built_in_reader(threads=1)

    def read(report: Report | GoodOfficesError) -> Reading | GoodOfficesError:
        if isinstance(report, GoodOfficesError):
            return report
        try:
            return chosen.read(report)
        except GoodOfficesError as error:
            return error

    waiting: deque[Future[Reading | GoodOfficesError]] = deque()
    with ThreadPoolExecutor(cores) as pool:
        try:
            for report in reports:
                waiting.append(pool.submit(read, report))
                if len(waiting) > AHEAD * cores:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
