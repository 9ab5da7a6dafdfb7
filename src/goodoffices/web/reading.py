"""Reports that come in by the browser are read one after the other, by one reader that is loaded when the first one comes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TypeVar

from goodoffices.documents import load
from goodoffices.documents.kinds import ENDINGS
from goodoffices.errors import DocumentError
from goodoffices.model import Report
from goodoffices.reading import BuiltInReader, built_in_reader

T = TypeVar("T")
KNOWN = (*ENDINGS, ".pdf", ".docx", ".warc", ".gz", ".xml")
"""Endings that help to tell what a file is; any other tells nothing, and what is in the file does."""
LONGEST = 200
"""Characters of a file's name that are kept."""


@cache
def reader() -> BuiltInReader:
    """The reader."""
    return built_in_reader()


@cache
def _queue() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "reading")


def in_turn(work: Callable[[], T]) -> Future[T]:
    """Do something when all that came before is done."""
    return _queue().submit(work)


def documents(name: str, content: bytes) -> Iterator[Report | DocumentError]:
    """The reports in a file that somebody has sent. Its name is told, but never a path: the file is written to a place of ours."""
    shown = _shown(name)
    ending = next((e for e in sorted(KNOWN, key=len, reverse=True) if shown.lower().endswith(e)), "")
    if ending == ".gz" and shown.lower().endswith(".warc.gz"):
        ending = ".warc.gz"
    with tempfile.TemporaryDirectory(prefix="goodoffices-") as folder:
        file = Path(folder) / f"report{ending}"
        file.write_bytes(content)
        for found in load([str(file)]):
            if isinstance(found, DocumentError):
                yield DocumentError(str(found).replace(str(file), shown))
            else:
                origin = shown if found.origin == str(file) else found.origin
                yield found.model_copy(update={"origin": origin, "id": Path(shown).stem or "report"})


def _shown(name: str) -> str:
    """The name of a file in one line, without the folders before it and what cannot be shown."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(c if c.isprintable() else "\ufffd" for c in last).strip()[-LONGEST:] or "a file without a name"
