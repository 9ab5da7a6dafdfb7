"""Where documents come from: files, folders, standard input, addresses."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from goodoffices.documents.found import Found, Unreadable, read_at_most
from goodoffices.documents.limits import Limits
from goodoffices.documents.web import fetch

ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
STANDARD_INPUT = "-"


def expand(sources: Iterable[str]) -> Iterator[str]:
    """The documents that `sources` name, each folder replaced by the files below it in the order of their names.

    Hidden files and folders are passed over, and so is what is neither file nor folder. A folder without files, or one that
    may not be read, stands for itself, so that loading it says so. What comes out can be counted, and given to `load`.
    """
    for source in sources:
        if source == STANDARD_INPUT or ADDRESS.match(source) or not os.path.isdir(source):
            yield source
            continue
        empty = True
        for path in _files(source):
            empty = False
            yield path
        if empty:
            yield source


def find(source: str, limits: Limits, stdin: BinaryIO | None) -> Found:
    """The document that `source` names; the caller closes its stream. Raises Unreadable where there is none."""
    if source == STANDARD_INPUT:
        data = read_at_most((stdin or sys.stdin.buffer).read, limits.bytes)
        return Found(STANDARD_INPUT, "stdin", io.BytesIO(data))
    if scheme := ADDRESS.match(source):
        if scheme.group(1).lower() not in ("http", "https"):
            raise Unreadable("is no address that can be read: give a file, a folder, or an http or https address")
        return fetch(source, limits)
    try:
        return _file(source, limits)
    except FileNotFoundError:
        raise Unreadable("does not exist: check the path") from None
    except PermissionError:
        raise Unreadable("may not be read: ask its owner for permission") from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"cannot be opened ({getattr(error, 'strerror', None) or error}): check the path") from error


def _file(source: str, limits: Limits) -> Found:
    path = Path(source)
    if path.is_dir():
        with os.scandir(path):
            raise Unreadable("is a folder without a document")
    stream: BinaryIO = path.open("rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):  # a pipe, say: no way back to its beginning
        with stream:
            stream = io.BytesIO(read_at_most(stream.read, limits.bytes))
    stem, ending = (path.stem, path.suffix) if path.suffix != ".gz" else (Path(path.stem).stem, path.suffix)
    return Found(source, stem, stream, ending=ending)


def _files(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif entry.is_file():
            yield entry.path
