"""What is left of a ledger whose writers are killed. python -m benchmarks.faults [--kills 200] [--reports 500] [--seed 1]

Two processes add the same generated reports, one from the first on, one from the last, and confirm a move of each. At random
moments one of them is killed (SIGKILL) and started again, until all reports are in; then the next ledger begins, until there were
enough kills. After each kill the file is checked, at the end what was told to be stored.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.generated import made
from benchmarks.ledger import contents
from benchmarks.machine import print_table
from goodoffices.ledger import Ledger
from goodoffices.ledger.adding import Outcome

LONGEST = 0.25
"""Seconds for which two processes work, at most, until one of them is killed."""


@dataclass
class Found:
    """What was seen: kills, ledgers, reports added, and all that was wrong."""

    kills: int = 0
    ledgers: int = 0
    reports: int = 0
    confirmed: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


def add_all(ledger: Path, numbers: Iterable[int], told: Path) -> None:
    """Add reports and confirm the first move of each; what is stored is told, a line each, in a file."""
    out = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with Ledger.open(ledger) as opened:
        for number in numbers:
            reading = made(number)
            added = opened.add(reading, who="reader")
            os.write(out, json.dumps(["report", reading.report.sha256]).encode() + b"\n")
            if added.outcome is not Outcome.KNOWN:
                opened.confirm(f"r{added.report}.m1", who="analyst", why=reading.report.sha256)
                os.write(out, json.dumps(["confirmed", f"r{added.report}.m1"]).encode() + b"\n")
    os.close(out)


def torment(folder: Path, *, kills: int, reports: int, seed: int, longest: float = LONGEST) -> Found:
    """Kill writers of ledgers in a folder; what was seen. `longest` is in seconds."""
    chance, found, began = random.Random(seed), Found(), time.monotonic()
    while found.kills < kills:
        found.ledgers += 1
        ledger, told = folder / f"{found.ledgers}.db", folder / f"{found.ledgers}.txt"
        _fill(ledger, told, reports, kills=kills, chance=chance, longest=longest, found=found)
        compare(ledger, told, reports, found)
    found.seconds = time.monotonic() - began
    return found


def _fill(ledger: Path, told: Path, reports: int, *, kills: int, chance: random.Random, longest: float, found: Found) -> None:
    """Have a ledger filled while its writers are killed, until there were enough kills."""
    fork = multiprocessing.get_context("fork")
    orders = (range(reports), range(reports - 1, -1, -1))

    def begin(order: range) -> BaseProcess:
        process = fork.Process(target=add_all, args=(ledger, order, told))
        process.start()
        return process

    writers = [begin(order) for order in orders]
    while any(writer.is_alive() for writer in writers):
        if found.kills == kills:
            for writer in writers:
                writer.join()
            break
        chance.choice(writers).join(chance.uniform(0, longest))
        victim = chance.randrange(2)
        if writers[victim].is_alive():
            writers[victim].kill()
            writers[victim].join()
            found.kills += 1
            found.wrong += unsound(ledger)
            writers[victim] = begin(orders[victim])
    found.wrong += [f"{ledger.name}: a writer ended with {w.exitcode}" for w in writers if w.exitcode != 0]


def unsound(ledger: Path) -> list[str]:
    """What SQLite finds wrong with a file."""
    if not ledger.exists():
        return []
    with sqlite3.connect(ledger, timeout=60) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        said += [f"a row of {row[0]} points to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    connection.close()
    return [f"{ledger.name}: {line}" for line in said]


def compare(ledger: Path, told: Path, reports: int, found: Found) -> None:
    """Whether all is there, once, that should be there or was told to be, and follows from the record."""
    found.wrong += unsound(ledger)
    with sqlite3.connect(ledger) as connection:
        there = [row[0] for row in connection.execute("SELECT sha256 FROM reports")]
        confirmed = {f"r{r}.m{n}" for r, n in connection.execute("SELECT report, n FROM moves WHERE status = 'confirmed'")}
        events = connection.execute("SELECT count(*) FROM events WHERE kind = 'added'").fetchone()[0]
    connection.close()
    expected = sorted(made(n).report.sha256 for n in range(reports))
    if sorted(there) != expected or events != reports:
        found.wrong.append(
            f"{ledger.name}: {len(there)} reports ({len(set(there))} of them different), {events} events for {reports}"
        )
    for kind, what in map(json.loads, told.read_text().splitlines()):
        if what not in (there if kind == "report" else confirmed):
            found.wrong.append(f"{ledger.name}: {kind} {what} is lost")
    before = contents(ledger)
    with Ledger.open(ledger) as opened:
        opened.rebuild()
    if contents(ledger) != before:
        found.wrong.append(f"{ledger.name}: made anew from its record, it is another")
    found.reports += len(there)
    found.confirmed += len(confirmed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = torment(Path(folder), kills=asked.kills, reports=asked.reports, seed=asked.seed)
    rows = [
        ("killed while adding", f"{found.kills} times"),
        ("ledgers", f"{found.ledgers} of {asked.reports} reports"),
        ("reports there, each once", str(found.reports)),
        ("confirmed, and still so", str(found.confirmed)),
        ("time", f"{found.seconds:.0f} s"),
        ("wrong", str(len(found.wrong))),
    ]
    print_table("Two processes add reports and are killed", ("", ""), rows)
    for line in found.wrong:
        print(line)
    sys.exit(bool(found.wrong))


if __name__ == "__main__":
    main()
