"""Answers kept on disk, so that a report is not asked about twice. Private: they quote the reports."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from goodoffices.reading.llm.limits import DEFAULTS
from goodoffices.reading.llm.schema import Answer


def name_of(address: str, model: str, version: str, messages: Sequence[Mapping[str, str]]) -> str:
    """The name under which an answer is kept: SHA-256 over all that it depends on, of which the name tells nothing."""
    asked = json.dumps([address, model, version, [dict(m) for m in messages]], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


class Cache:
    """A folder of answers that only its owner may read (0700, files 0600). Without a folder it keeps nothing.

    `trouble` tells, in words, why nothing can be kept; reading goes on without.
    """

    def __init__(self, folder: Path | None):
        self.folder = folder / "llm" if folder else None
        self.trouble: str | None = None

    def get(self, name: str) -> Answer | None:
        """The answer kept under a name; None where there is none, or it is broken."""
        if self.folder is None:
            return None
        try:
            file = self.folder / f"{name}.json"
            if file.stat().st_size > DEFAULTS.bytes:
                return None
            return Answer.model_validate_json(file.read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, name: str, answer: str) -> None:
        """Keep an answer, as JSON, in one stroke: a reader finds the old or the new one, never half."""
        if self.folder is None or self.trouble is not None:
            return
        partial = None
        try:
            self._make_private(self.folder)
            handle, partial = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".partial")  # with mode 0600
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(answer)
            os.replace(partial, self.folder / f"{name}.json")
        except OSError as error:
            self.trouble = f"cannot keep answers in {self.folder} ({error.strerror}): name another folder in GOODOFFICES_CACHE"
            if partial is not None:
                with suppress(OSError):
                    os.unlink(partial)

    def _make_private(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
            raise OSError(0, "it belongs to somebody else")
        folder.chmod(0o700)
