"""The reader that asks a language model, chunk by chunk, and takes from its answers what is in the text."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from goodoffices.errors import ReadingError
from goodoffices.model import ReaderName, Reading, Report
from goodoffices.reading.llm.assembly import Assembly
from goodoffices.reading.llm.cache import Cache, name_of
from goodoffices.reading.llm.chunks import SIZE, chunks
from goodoffices.reading.llm.client import Client, Messages, without
from goodoffices.reading.llm.limits import DEFAULTS, Limits
from goodoffices.reading.llm.parsing import MalformedError, answer_in
from goodoffices.reading.llm.prompt import VERSION, once_more, question
from goodoffices.reading.llm.schema import Answer
from goodoffices.reading.llm.settings import Settings
from goodoffices.reading.llm.usage import Usage


class LanguageModelReader:
    """A Reader behind which stands a model on some server. It may be used by several threads at once.

    `usage` sums up what it cost; `cache.trouble` says why answers cannot be kept. `sleep` and `chance` (0 to 1) are for tests.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        limits: Limits = DEFAULTS,
        size: int = SIZE,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ):
        self.settings = settings
        self.size = size
        self.usage = Usage()
        self.cache = Cache(settings.cache)
        self.client = Client(settings, self.usage, limits=limits, sleep=sleep, chance=chance)

    @property
    def name(self) -> ReaderName:
        """The model's name, and the version of what is asked of it."""
        return ReaderName(name=f"llm:{self.settings.model}", version=VERSION)

    def read(self, report: Report) -> Reading:
        """What the report says, in whatever language. Raises ReadingError where the model gives no answer of use."""
        assembly = Assembly(report)
        for chunk in chunks(report.text, self.size):
            try:
                assembly.add(chunk, self._answer(question(report, chunk)))
            except ReadingError as error:
                raise ReadingError(f"{report.origin} is not read: {error}") from None
        return assembly.reading(self.name)

    def close(self) -> None:
        """Give the connections back."""
        self.client.close()

    def _answer(self, messages: Messages) -> Answer:
        """The answer from the cache or from the model; what could be used is kept."""
        name = name_of(self.settings.address, self.settings.model, VERSION, messages)
        kept = self.cache.get(name)
        if kept is not None:
            self.usage.kept()
            return kept
        answer = self._asked(messages)
        self.cache.put(name, without(self.settings.key, answer.model_dump_json()))
        return answer

    def _asked(self, messages: Messages) -> Answer:
        """The model's answer; where it is malformed, the second one. Raises ReadingError where that is malformed too."""
        completion = self.client.complete(messages)
        try:
            return answer_in(completion.content)
        except MalformedError as error:
            reason = str(error)
        completion = self.client.complete([*messages, *once_more(completion.content, reason)])
        try:
            return answer_in(completion.content)
        except MalformedError as error:
            what = "its answer was cut off: raise the server's context length" if completion.cut_off else (
                f"{error}, twice: a larger model may do, name it with --llm-model"
            )  # fmt: skip
            raise ReadingError(f"{self.settings.model} did not answer as asked: {what}") from None
