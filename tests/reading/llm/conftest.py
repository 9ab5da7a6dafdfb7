"""What the tests of the language model as the reader share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from goodoffices.reading.llm import LanguageModelReader, Settings

from .server import Model, model_server

KEY = "sk-SECRET/with+signs=42"


@pytest.fixture
def model() -> Iterator[Model]:
    with model_server() as served:
        yield served


@pytest.fixture
def slept() -> list[float]:
    """The seconds that a reader of `reader_of` would have slept."""
    return []


@pytest.fixture
def reader_of(slept: list[float]) -> Iterator[Callable[..., LanguageModelReader]]:
    """A reader of a server; it does not sleep, and chance gives it 0."""
    with ExitStack() as opened:

        def reader(model: Model, *, cache: Path | None = None, key: str | None = None, seconds: float = 20, **options: Any):
            settings = Settings(model="tiny", address=model.address, cache=cache, key=key, seconds=seconds)
            made = LanguageModelReader(settings, sleep=slept.append, chance=lambda: 0.0, **options)
            opened.callback(made.close)
            return made

        yield reader
