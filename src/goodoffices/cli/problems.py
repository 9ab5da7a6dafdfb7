"""The problem of deals that a file states."""

from __future__ import annotations

from pathlib import Path

from goodoffices.deals.problem import Problem
from goodoffices.errors import DealsError


def of_file(file: Path) -> Problem:
    """The problem in a file: JSON (.json), JSON Lines (.jsonl), or else text. Raises DealsError, with the place."""
    try:
        match file.suffix.lower():
            case ".json":
                from goodoffices.deals.forms import json

                return json.read(file.read_bytes())
            case ".jsonl":
                from goodoffices.deals.forms import lines

                with file.open("rb") as stream:
                    return lines.read(stream)
            case _:
                from goodoffices.deals.forms import text

                return text.read(file.read_text(encoding="utf-8"))
    except DealsError as error:
        raise DealsError(f"{file}: {error}") from None
    except UnicodeDecodeError:
        raise DealsError(f"{file} is no text in UTF-8: save it as UTF-8, or as .json or .jsonl") from None
    except OSError as error:
        raise DealsError(f"cannot read {file} ({error.strerror}): name another file, or a ledger with --ledger talks.db") from None
