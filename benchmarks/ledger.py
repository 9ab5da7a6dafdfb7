"""How a ledger grows. python -m benchmarks.ledger [--sizes 1000 10000 100000]

Generated reports (30 statements, 8 moves each) are added to a new SQLite ledger, one transaction each, on one core; making them is
not counted. At each size: the rate over the last tenth, the size of the file, the slowest of five questions of each kind, and how
long everything takes to be made anew from the events, with whether it comes out identical. Beside the time that passes stands that
of the processor, which others who work on the machine at the same time change less.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generated import PEOPLE, WORDS, generated
from benchmarks.machine import machine, print_table
from goodoffices.ledger import Ledger
from goodoffices.ledger.tables import RECORD, metadata

AHEAD = 200
"""Reports made at a time."""
TRIES = 5
SIDES = sorted({side for _, side in PEOPLE})
"""The parties for whom somebody speaks: those of which reports tell."""
COLUMNS = (
    "reports", "added a second", "ms a report", "of the processor", "kB a report", "show party, ms", "positions, ms", "search, ms",
    "commitments, ms", "made anew, s", "of the processor, s", "identical",
)  # fmt: skip


def grow(ledger: Ledger, start: int, end: int) -> tuple[float, float]:
    """Add the reports from one number to another; the seconds a report over the last tenth, and those of the processor."""
    counted = seconds = busy = 0.0
    for first in range(start, end, AHEAD):
        made = list(generated(min(AHEAD, end - first), start=first))
        began, worked = time.perf_counter(), time.process_time()
        for reading in made:
            ledger.add(reading, who="benchmark")
        if first >= end - max(AHEAD, (end - start) // 10):
            seconds += time.perf_counter() - began
            busy += time.process_time() - worked
            counted += len(made)
    return seconds / counted, busy / counted


def slowest(ask: Callable[[random.Random], object]) -> float:
    """The longest of several questions, in milliseconds; the first, which opens the file, is not counted."""
    rng = random.Random(1)
    ask(rng)
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        ask(rng)
        times.append(1000 * (time.perf_counter() - began))
    return max(times)


def contents(file: Path) -> dict[str, str]:
    """A digest of all rows of each derived table."""
    digests = {}
    with sqlite3.connect(file) as connection:
        for table in metadata.sorted_tables:
            if table.name not in RECORD:
                order = ", ".join(f'"{column.name}"' for column in table.primary_key)
                digest = hashlib.blake2b()
                for found in connection.execute(f'SELECT * FROM "{table.name}" ORDER BY {order}'):
                    digest.update(repr(found).encode())
                digests[table.name] = digest.hexdigest()
    return digests


def row(ledger: Ledger, file: Path, size: int, per_report: tuple[float, float]) -> list[str]:
    """The figures at one size."""
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    view = ledger.as_of(datetime.date(2100, 1, 1))
    party = slowest(lambda rng: (view.party(b := rng.choice(SIDES)), view.statements(b), view.moves(party=b)))
    positions = slowest(lambda rng: view.positions(rng.choice(SIDES)))
    search = slowest(lambda rng: view.search(" ".join(rng.choices(WORDS, k=2))))
    commitments = slowest(lambda rng: view.commitments(debtor=rng.choice(SIDES)))
    kilobytes = file.stat().st_size / 1000 / size
    before = contents(file)
    began, worked = time.perf_counter(), time.process_time()
    ledger.rebuild()
    anew, busy = time.perf_counter() - began, time.process_time() - worked
    same = contents(file) == before
    return [
        f"{size:,}", f"{1 / per_report[0]:.0f}", *(f"{1000 * seconds:.2f}" for seconds in per_report), f"{kilobytes:.1f}",
        f"{party:.0f}", f"{positions:.0f}", f"{search:.0f}", f"{commitments:.0f}", f"{anew:.1f}", f"{busy:.1f}",
        "yes" if same else "NO",
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--json", type=Path, help="write the figures here too")
    a = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "talks.db"
        done = 0
        with Ledger.open(file) as ledger:
            for size in a.sizes:
                per_report = grow(ledger, done, size)
                done = size
                rows.append(row(ledger, file, size, per_report))
                print(dict(zip(COLUMNS, rows[-1], strict=True)), flush=True)
    print_table("A ledger in SQLite", COLUMNS, rows)
    if a.json:
        a.json.write_text(json.dumps({"machine": machine(), "columns": COLUMNS, "rows": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
