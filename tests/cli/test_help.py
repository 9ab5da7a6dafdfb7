"""Help, version, and what they must not load."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.main import get_command

import goodoffices
from goodoffices.cli.app import app

from .conftest import Run

COMMANDS = tuple(get_command(app).commands)


@pytest.mark.parametrize("arguments", [("--help",), *((name, "--help") for name in COMMANDS)], ids=" ".join)
def test_help_says_what_it_does(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    assert arguments == ("--help",) or "Example:" in done.stdout


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"goodoffices {goodoffices.__version__}\n"


def test_help_loads_no_model_and_no_heavy_library() -> None:
    code = (
        "import sys; sys.argv = ['goodoffices', '--help']\n"
        "from goodoffices.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'onnxruntime', 'numpy', 'pydantic', 'tokenizers', 'trafilatura', 'lxml', 'jinja2', 'httpx'}\n"
        "heavy |= {'sqlalchemy', 'alembic'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(
    "arguments",
    [("read",), ("read", "x.txt", "--published", "yesterday"), ("brief", "x.txt", "--format", "pdf"), ("nonsense",)],
    ids=" ".join,
)
def test_a_call_that_is_wrong_says_how_and_exits_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == "" or "Usage" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["brief", "read"])
@pytest.mark.parametrize("confidence", ["1.01", "-0.5", "nan", "high"])
def test_a_confidence_outside_0_to_1_is_one_line(run: Run, command: str, confidence: str) -> None:
    done = run(command, "x.txt", "--min-confidence", confidence)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"goodoffices: --min-confidence {confidence} is not between 0 and 1: try 0.5\n"


@pytest.mark.parametrize("command", ["brief", "read"])
def test_help_says_what_min_confidence_trades(run: Run, command: str) -> None:
    assert "fewer wrong promises for more missed ones" in " ".join(run(command, "--help").stdout.split())
