"""What the program says of itself: docs/commands.md and the tables of figures. python docs/generate.py [--check]

The tables stand between `<!-- figures: NAME -->` and `<!-- end -->`. They are made from docs/figures/*.json, which `make bench`
writes, or from the program's own tables.
With --check nothing is written: exit code 1 tells that something has drifted.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
ROOT = DOCS.parent
FIGURES = re.compile(r"(<!-- figures: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.S)


def commands() -> str:
    """The help of every command, as a person sees it at 80 columns."""
    from typer.main import get_command
    from typer.testing import CliRunner

    from goodoffices.cli.app import app

    os.environ |= {"COLUMNS": "80", "TERMINAL_WIDTH": "80", "NO_COLOR": "1"}
    parts = ["# The commands\n\nMade by `make docs` from the program itself; do not edit.\n"]
    for name in ("", *get_command(app).commands):
        arguments = [name, "--help"] if name else ["--help"]
        text = CliRunner().invoke(app, arguments, prog_name="goodoffices").stdout
        body = "\n".join(line.rstrip() for line in text.strip().splitlines())
        parts.append(f"## {f'goodoffices {name}'.strip()}\n\n```text\n{body}\n```\n")
    return "\n".join(parts)


def table(columns: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def attribution(figures: dict[str, Any]) -> str:
    """PolNeAR's development split."""
    return table(["PolNeAR dev", "precision", "recall", "F1"], [[k, *(f"{x:.3f}" for x in v)] for k, v in figures.items()])


def reports(figures: dict[str, Any]) -> str:
    """The reports on peace talks, by score.py."""
    own = figures["links and confidence"]
    rows = []
    for collection, found in figures.items():
        name = "own, held out" if found is own else collection
        for key, f in found.items():
            called = f"{name}: {key.replace('_', ' ')}"
            match f:
                case {"f1": _}:
                    rows.append([f"{called} ({f['n']})", *(f"{f[x]:.3f}" for x in ("p", "r", "f1"))])
                case {"accuracy": accuracy}:
                    rows.append([f"{called}, accuracy ({f['n']})", "", "", f"{accuracy:.3f}"])
                case int():
                    rows.append([called, "", "", str(f)])
    shares = [[f"{r['from']:.1f} to {r['to']:.1f}", str(r["count"]), f"{r['right']:.2f}"] for r in own["reliability"]]
    confidence = table(["confidence of a move", "moves", "share right"], shares)
    return f"{table(['reports', 'precision', 'recall', 'F1'], rows)}\n{confidence}"


def reading(figures: dict[str, Any]) -> str:
    """The reader's speed."""
    columns = ["cores", "reader", "encoder alone", "reader / encoder", "PyTorch eager", "reader / PyTorch"]
    rates = table(
        [f"{c}{', reports/s' if c in ('reader', 'encoder alone', 'PyTorch eager') else ''}" for c in columns], figures["rates"]
    )
    moves = table(["whole reading, ms a report", "statements alone, ms", "ratio"], figures["moves"])
    return f"{rates}\n{moves}\n{table(['a new process', 'seconds', 'peak MB'], figures['processes'])}\n{figures['machine']}\n"


def ledger(figures: dict[str, Any]) -> str:
    """How a ledger grows."""
    return f"{table(figures['columns'], figures['rows'])}\n{figures['machine']}\n"


DEALS = (
    ("both fixed points, 1,000,000 commitments of 3 conditions each", "both fixed points, 1,000,000 commitments, s", "0.5 s"),
    ("clingo, the least fixed point alone, beside both of ours", "clingo to both of ours", "10 times as long"),
    ("a chain of 1,000,000 steps beside the shallow instance", "a chain to the shallow one, 1,000,000", "2 times as long"),
    ("time a commitment, 1,000,000 beside 10,000", "time a commitment, 1,000,000 to 10,000", "1.5 times"),
    ("from JSON Lines to the answer, 1,000,000 commitments", "from JSON Lines to the answer, 1,000,000 commitments, s", "12 s"),
    ("all unlocking sets of up to 3 concessions, 300 steps, 400 commitments", "finding them, s", "2 s"),
    ("a plain clingo encoding for the same sets", "clingo to ours, the same sets", "(times as long)"),
    ("the same for the target of the most sets in five more instances", "finding the most, s", "2 s"),
    ("exact robustness, 60 commitments in three circles", "exact robustness, 60 commitments in three circles, s", "1 s"),
    ("what if, after one change, 10,000 commitments", "what if, 10,000 commitments, ms", "5 ms"),
    ("from a ledger's commitments to the drawn answer", "from the ledger to the drawn answer, s", "0.3 s for 200"),
)
STABILITY = (
    ("20 options, all states feasible: Nash, GMR, SMR, SEQ, SIM", ("s", "peak memory, GiB"), "6 s and 1.5 GB"),
    ("20 options, 30 % infeasible, 4 one-way: the same", ("s", "peak memory, GiB"), "20 s"),
    ("24 options: Nash, SEQ", ("s", "peak memory, GiB"), "60 s and 6 GB"),
    ("10 options, 2 decision makers: Nash, GMR, SMR, SEQ", ("times faster", "before anything is compiled, s"), "50 times"),
    ("inverse, 12 options", ("s",), "5 s"),
)
"""What is told of a benchmark's figures: how it is called, which figures, what was aimed at."""


def deals(figures: dict[str, Any]) -> str:
    """How fast deals are computed."""
    found = figures["figures"]
    sets, most, commitments = (
        found[key]
        for key in (
            "unlocking sets of up to 3, 300 steps, 400 commitments",
            "most unlocking sets of a target in 5 instances, the slowest",
            "commitments of a ledger",
        )
    )
    counts = f"The sets of concessions are {sets:,}, those of the most {most:,}; the ledger has {commitments} commitments."
    told = table(["what", "reached", "aim"], [[name, f"{found[key]:,.3g}", aim] for name, key, aim in DEALS])
    return f"{told}\n{counts} {figures['machine']}\n"


def stability(figures: dict[str, Any]) -> str:
    """How fast conflicts are analysed."""
    rows = [
        [case, "; ".join(f"{name}: {figures['figures'][case][name]:,.3g}" for name in names), aim] for case, names, aim in STABILITY
    ]
    return f"{table(['conflict', 'reached', 'aim'], rows)}\n{figures['machine']}\n"


def lifecycle() -> str:
    """What becomes of a commitment of each kind: from each state (a row), what each change (a column) leads to."""
    from goodoffices.ledger.lifecycle import TRANSITIONS, Change

    rows = [
        [f"{kind.value}: {state.value}", *(life[state, c].value if (state, c) in life else "" for c in Change)]
        for kind, life in TRANSITIONS.items()
        for state in dict.fromkeys(state for state, _ in life)
    ]
    return table(["commitment", *(c.value for c in Change)], rows)


MAKERS = {
    "attribution": attribution,
    "reports": reports,
    "reading": reading,
    "ledger": ledger,
    "deals": deals,
    "stability": stability,
}
FROM_PROGRAM = {"lifecycle": lifecycle}


def with_figures(text: str) -> str:
    """A document with its tables made anew."""

    def made(match: re.Match[str]) -> str:
        name = match["name"]
        if name in FROM_PROGRAM:
            made_anew = FROM_PROGRAM[name]()
        else:
            made_anew = MAKERS[name](json.loads((DOCS / "figures" / f"{name}.json").read_text()))
        return f"{match[1]}\n{made_anew}\n{match[3]}"

    return FIGURES.sub(made, text)


def main() -> int:
    wanted = {DOCS / "commands.md": commands()}
    for file in (ROOT / "README.md", *sorted(DOCS.glob("*.md"))):
        if FIGURES.search(file.read_text()):
            wanted[file] = with_figures(file.read_text())
    drifted = [f for f, text in wanted.items() if not f.exists() or f.read_text() != text]
    for file in drifted:
        if "--check" in sys.argv:
            print(f"{file.relative_to(ROOT)} has drifted from the program: run `make docs`")
        else:
            file.write_text(wanted[file])
            print(f"{file.relative_to(ROOT)} written")
    return 1 if drifted and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
