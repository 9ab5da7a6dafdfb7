"""Files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goodoffices.errors import GoodOfficesError


class OutputError(GoodOfficesError):
    """A result that cannot be written."""


def make_folder(folder: Path) -> None:
    """Make a folder for results, if it is not there. Raises OutputError where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder {folder} ({error.strerror}): name another with --out") from None


def write_file(file: Path, content: str | bytes) -> None:
    """Write a file, text in UTF-8, in one stroke. Raises OutputError."""
    with in_one_stroke(file) as partial:
        partial.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def in_one_stroke(file: Path) -> Iterator[Path]:
    """Where to write what shall be this file: a reader finds the old or the new one, never half. Raises OutputError.

    Whoever writes a folder there, has its files put into the folder of this name, each in one stroke.
    """
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(dir=file.parent, prefix=f".{file.name[:50]}."))
        partial = folder / file.name
        yield partial
        if partial.is_dir():
            make_folder(file)
            for part in sorted(partial.iterdir()):
                os.replace(part, file / part.name)
        else:
            os.replace(partial, file)
    except OSError as error:
        raise OutputError(f"cannot write {file} ({error.strerror}): name another place with --out") from None
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
