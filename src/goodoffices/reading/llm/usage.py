"""What the reading of a run cost: requests, tokens as the server counts them, seconds, money."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from goodoffices.reading.llm.settings import Price


@dataclass
class Usage:
    """Sums over all threads; `line` tells them."""

    clock: Callable[[], float] = time.monotonic
    requests: int = 0
    cached: int = 0
    prompt: int = 0
    completion: int = 0
    uncounted: int = 0
    started: float = field(init=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def asked(self) -> None:
        """A request was sent."""
        with self._lock:
            self.requests += 1

    def kept(self) -> None:
        """An answer was found in the cache."""
        with self._lock:
            self.cached += 1

    def counted(self, prompt: int | None, completion: int | None) -> None:
        """The tokens of an answer, None where the server does not tell."""
        with self._lock:
            self.prompt += prompt or 0
            self.completion += completion or 0
            self.uncounted += prompt is None or completion is None

    def line(self, price: Price | None = None) -> str:
        """All that in one line; with money where there is a price and every answer has been counted."""
        parts = [f"{self.requests} {'request' if self.requests == 1 else 'requests'}", f"{self.cached} cached"]
        parts.append(f"{self.prompt} prompt and {self.completion} completion tokens")
        if self.uncounted:
            parts.append(f"{self.uncounted} {'answer' if self.uncounted == 1 else 'answers'} without a count of tokens")
        parts.append(f"{self.clock() - self.started:.1f} seconds")
        if price is not None:
            money = (self.prompt * price.prompt + self.completion * price.completion) / 1e6
            parts.append(f"{'at least ' if self.uncounted else ''}{money:.4f} to pay")
        return ", ".join(parts)
