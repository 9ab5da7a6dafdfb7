"""What may take long, for a page that does not wait for it: it is shown when it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent import futures
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
MOMENT = 1.5
"""So many seconds a page waits."""


class Soon:
    """What is being found for pages that went on without it, by what was asked."""

    def __init__(self) -> None:
        self._finding: dict[Hashable, Future[Any]] = {}
        self._lock = threading.Lock()
        self._finders = ThreadPoolExecutor(2, "soon")

    def get(self, asked: Hashable, find: Callable[[], T]) -> T | None:
        """What was asked for if it is there within a moment, else None: ask again later. What `find` raises is raised."""
        with self._lock:
            finding: Future[T] | None = self._finding.get(asked)
            if finding is None:
                finding = self._finding[asked] = self._finders.submit(find)
        try:
            found = finding.result(MOMENT)
        except futures.TimeoutError:
            if not finding.done():
                return None
            raise
        finally:
            with self._lock:
                if finding.done() and self._finding.get(asked) is finding:
                    del self._finding[asked]
        return found

    def close(self) -> None:
        """Find nothing more."""
        self._finders.shutdown(wait=False, cancel_futures=True)
