"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
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


def write_file(file: Path, text: str) -> None:
    """Write a text file in UTF-8, in one stroke: a reader finds the old or the new one, never half. Raises OutputError."""
    partial = None
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}.", delete=False) as stream:
            partial = Path(stream.name)
            stream.write(text)
        partial.chmod(0o666 & ~_umask())
        os.replace(partial, file)
    except OSError as error:
        if partial is not None:
            partial.unlink(missing_ok=True)
        raise OutputError(f"cannot write {file} ({error.strerror}): name another place with --out") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
