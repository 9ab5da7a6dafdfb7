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
PAUSE = 10
"""A new one of those is begun so many times that time later at the earliest: a ledger that many work on changes all the time."""
MOST = 64
"""So many answers are kept, those asked for last."""


@dataclass(frozen=True)
class Dated(Generic[T]):
    """An answer, and the number of the last event that it knows of."""

    value: T
    number: int


@dataclass(frozen=True)
class _Answer:
    """An answer that was made; `took` and `ended` are in seconds of the clock."""

    found: Dated[Any]
    took: float
    ended: float

    @property
    def takes_long(self) -> bool:
        return self.took > PATIENCE

    def may_be_made_again(self) -> bool:
        return not self.takes_long or time.monotonic() >= self.ended + PAUSE * self.took


class Kept:
    """Answers by what was asked. One that is out of date is given once more while a new one is made, if that takes long."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._making: dict[Hashable, Future[Dated[Any]]] = {}
        self._lock = threading.Lock()
        self._maker = ThreadPoolExecutor(1, "answers")

    def get(self, asked: Hashable, number: int, make: Callable[[], T]) -> Dated[T]:
        """The answer to what was asked; `number` is that of the last event. What `make` raises is raised."""
        with self._lock:
            known = self._answers.get(asked)
            if known is not None:
                self._answers.move_to_end(asked)
                if known.found.number >= number or not known.may_be_made_again():
                    return known.found
            making = self._making.get(asked)
            if making is None:
                making = self._making[asked] = self._maker.submit(self._make, asked, number, make)
        return known.found if known is not None and known.takes_long else making.result()

    def close(self) -> None:
        """Make no more answers."""
        self._maker.shutdown(cancel_futures=True)

    def _make(self, asked: Hashable, number: int, make: Callable[[], T]) -> Dated[T]:
        began = time.monotonic()
        try:
            found = Dated(make(), number)
            ended = time.monotonic()
            with self._lock:
                self._answers[asked] = _Answer(found, ended - began, ended)
                while len(self._answers) > MOST:
                    self._answers.popitem(last=False)
            return found
        finally:
            with self._lock:
                self._making.pop(asked, None)
