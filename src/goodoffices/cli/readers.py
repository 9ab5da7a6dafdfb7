"""Which reader a person chooses, and the options that only one of them has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.errors import GoodOfficesError

if TYPE_CHECKING:
    from goodoffices.reading import Reader
    from goodoffices.reading.llm import Price, Settings


class ReaderKind(StrEnum):
    """The readers."""

    BUILT_IN = "built-in"
    LLM = "llm"


WhichReader = Annotated[
    ReaderKind, typer.Option("--reader", help="Who reads: our own network on this machine, or a language model on a server.")
]
LLMUrl = Annotated[
    str | None,
    typer.Option(
        "--llm-url",
        metavar="URL",
        help="An OpenAI-compatible server (or GOODOFFICES_LLM_URL; a key goes into GOODOFFICES_LLM_KEY). "
        "Without it http://127.0.0.1:11434/v1, where Ollama listens.",
        show_default=False,
    ),
]
LLMModel = Annotated[
    str | None,
    typer.Option("--llm-model", metavar="NAME", help="The model's name there (or GOODOFFICES_LLM_MODEL).", show_default=False),
]
LLMPrice = Annotated[
    str | None,
    typer.Option("--llm-price", metavar="IN,OUT", help="Its price for a million tokens, to say what it cost.", show_default=False),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither keep the model's answers nor use those that were kept.")]


@dataclass(frozen=True)
class Choice:
    """The reader that was chosen: a language model where there are settings, else the built-in one."""

    settings: Settings | None = None
    price: Price | None = None


BUILT_IN = Choice()


def chosen(reader: ReaderKind, url: str | None, model: str | None, price: str | None, no_cache: bool) -> Choice:
    """The choice by options and environment. Raises GoodOfficesError where they do not go together."""
    if reader is ReaderKind.BUILT_IN:
        options = {"--llm-url": url, "--llm-model": model, "--llm-price": price, "--no-cache": no_cache}
        if given := [name for name, value in options.items() if value]:
            raise GoodOfficesError(f"only a language model takes {' and '.join(given)}: add --reader llm")
        return BUILT_IN
    from goodoffices.reading.llm import Price, Settings

    return Choice(Settings.chosen(address=url, model=model, cache=not no_cache), Price.of(price) if price else None)


@contextmanager
def opened(choice: Choice, reports: int, tell: Callable[[str], None]) -> Iterator[Reader]:
    """The reader for so many reports; `tell` is told where their text is sent, and what it cost."""
    from goodoffices.reading import built_in_reader

    if choice.settings is None:
        yield built_in_reader(threads=0 if reports == 1 else 1)
        return
    from goodoffices.reading.llm import LanguageModelReader

    reader = LanguageModelReader(choice.settings)
    if not choice.settings.is_here:
        unencrypted = "" if choice.settings.address.startswith("https:") else ", unencrypted"
        tell(f"the text of the reports is sent to {choice.settings.host}{unencrypted}")
    try:
        yield reader
    finally:
        reader.close()
        if reader.cache.trouble:
            tell(reader.cache.trouble)
        tell(f"{choice.settings.model}: {reader.usage.line(choice.price)}")
