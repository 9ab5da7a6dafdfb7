"""The command as a person runs it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from goodoffices.ledger import Ledger
from goodoffices.model import Reading
from tests.brief.conftest import bridges, truce  # noqa: F401 (fixtures)

Run = Callable[..., subprocess.CompletedProcess[str]]
EXAMPLES = Path(__file__).parents[2] / "examples" / "talks"

REPORT = """River truce holds, governor says

MARN, 4 May 2021 (Norwire) - The truce on the river will hold if the guards stay at home, Governor Ilse Brandt said on Tuesday.

"We have kept our word," she told reporters.
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def goodoffices(*arguments: str, stdin: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "goodoffices", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "80", **environment},
            timeout=120,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return goodoffices


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "truce.txt"
    file.write_text(REPORT)
    return file


@pytest.fixture
def talks(tmp_path: Path, truce: Reading, bridges: Reading) -> str:  # noqa: F811
    """A ledger of two reports: r1 with four statements and no moves, r2 with five of each."""
    file = str(tmp_path / "talks.db")
    with Ledger.open(file) as ledger:
        ledger.add(truce, who="desk")
        ledger.add(bridges, who="desk")
    return file
