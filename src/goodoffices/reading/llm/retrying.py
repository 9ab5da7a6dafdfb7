"""Trouble that passes: the same question again, after a while that doubles, with some chance in it."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from goodoffices.errors import ReadingError
from goodoffices.reading.llm.limits import Limits

Result = TypeVar("Result")


class PassingError(Exception):
    """Trouble that may pass; `after` the seconds that the server asks for, `tries` a limit of its own."""

    def __init__(self, told: str, *, after: float | None = None, tries: int | None = None):
        super().__init__(told)
        self.after = after
        self.tries = tries


class Patience:
    """How long trouble is put up with. After it did not pass once, each question is asked once, until one is answered."""

    def __init__(self, limits: Limits, sleep: Callable[[float], None], chance: Callable[[], float]):
        self.limits = limits
        self.sleep = sleep
        self.chance = chance
        self.is_spent = False

    def with_tries(self, ask: Callable[[], Result]) -> Result:
        """What `ask` gives, as soon as it raises PassingError no more. Raises ReadingError where it goes on raising it."""
        tries = 0
        while True:
            try:
                result = ask()
            except PassingError as trouble:
                tries += 1
                wait = self.wait(tries, trouble.after)
                if self.is_spent or tries >= (trouble.tries or self.limits.tries) or wait > self.limits.wait:
                    self.is_spent = True
                    raise ReadingError(str(trouble)) from None
                self.sleep(wait)
            else:
                self.is_spent = False
                return result

    def wait(self, tries: int, after: float | None) -> float:
        """The seconds before the next try: what the server asks for and a little, or 1, 2, 4 ... less up to half by chance."""
        if after is not None:
            return after + self.chance()
        return min(2.0 ** (tries - 1), self.limits.wait) * (1 - self.chance() / 2)


def seconds_of(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """What Retry-After asks for, in seconds or as a date (RFC 9110, 10.2.3); None where it asks for nothing."""
    asked = headers.get("retry-after", "").strip()
    if not asked:
        return None
    try:
        return max(0.0, float(asked) if asked[0].isdigit() else email.utils.parsedate_to_datetime(asked).timestamp() - now())
    except (ValueError, OverflowError):
        return None
