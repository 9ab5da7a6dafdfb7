"""Answers that take a while, kept for as long as the ledger stays as it is, and a little longer while a new one is made."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
PATIENCE = 0.15
"""An answer that took longer than these seconds is not waited for again while an older one is at hand."""
MOST = 64
"""So many answers are kept, those asked for last."""


@dataclass(frozen=True)
class Dated(Generic[T]):
    """An answer, and the number of the last event that it knows of."""

    value: T
    number: int


class Kept:
    """Answers by what was asked. One that is out of date is given once more while a new one is made, if that takes long."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[Dated[Any], float]] = OrderedDict()
        self._making: dict[Hashable, Future[Dated[Any]]] = {}
        self._lock = threading.Lock()
        self._maker = ThreadPoolExecutor(1, "answers")

    def get(self, asked: Hashable, number: int, make: Callable[[], T]) -> Dated[T]:
        """The answer to what was asked; `number` is that of the last event. What `make` raises is raised."""
        with self._lock:
            at_hand, took = self._answers.get(asked, (None, 0.0))
            if at_hand is not None:
                self._answers.move_to_end(asked)
                if at_hand.number >= number:
                    return at_hand
            making = self._making.get(asked)
            if making is None:
                making = self._making[asked] = self._maker.submit(self._make, asked, number, make)
        return at_hand if at_hand is not None and took > PATIENCE else making.result()

    def close(self) -> None:
        """Make no more answers."""
        self._maker.shutdown(cancel_futures=True)

    def _make(self, asked: Hashable, number: int, make: Callable[[], T]) -> Dated[T]:
        began = time.perf_counter()
        try:
            found = Dated(make(), number)
            with self._lock:
                self._answers[asked] = found, time.perf_counter() - began
                while len(self._answers) > MOST:
                    self._answers.popitem(last=False)
            return found
        finally:
            with self._lock:
                self._making.pop(asked, None)
