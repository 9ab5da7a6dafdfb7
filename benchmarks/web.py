"""The workbench under load. python -m benchmarks.web [--analysts 50] [--seconds 60] [--reports 10000] [--ledger FILE]

Analysts, each a browser's worth of requests from this process, work on a ledger of generated reports that `goodoffices serve`
serves in a process of its own. Between two requests each thinks for 1 to 5 seconds. What they do is in MIX: mostly reading, and
one request in six is a change. Told are the times of each page as a person would wait (the whole answer, without drawing it),
errors, conflicts that were refused, lost updates (a change that was accepted and is not in the ledger exactly once), and the
memory of the server.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from benchmarks.generated import BODIES, WORDS
from benchmarks.ledger import grow
from benchmarks.machine import machine, print_table
from goodoffices.ledger import Ledger
from goodoffices.ledger.events import Judged

THINKS = (1.0, 5.0)
"""Seconds between an answer and the next request of an analyst."""
MIX = {
    "talks": ("/", 10), "reports": ("/reports", 6), "report": ("/reports/r{report}", 16), "positions": ("/positions", 7),
    "commitments": ("/commitments", 8), "commitment": ("/commitments/c{number}", 4), "deals": ("/deals", 5),
    "deals, what if": ("/deals?assume=t{number}", 8), "timeline": ("/timeline", 4), "parties": ("/parties", 4),
    "search": ("/search?q={word}", 8), "changes": ("/api/v1/changes?since=0", 4), "confirm": ("", 16),
}  # fmt: skip
"""What analysts ask for, and how often in a hundred requests."""
JUDGE = "/api/v1/drafts/{subject}/verdict"
"""Where a draft is judged."""
COLUMNS = ("page", "requests", "p50, ms", "p95, ms", "slowest, ms", "errors")
EXAMPLES = Path(__file__).parents[1] / "examples" / "talks"


@dataclass
class Seen:
    """What the analysts have seen together."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    conflicts: int = 0

    def failed(self, page: str, why: str) -> None:
        """One more error; the first of each kind is told."""
        if f"{page}: {why}" not in self.told:
            self.told.append(f"{page}: {why}")
        self.errors[page] += 1


@contextmanager
def served(ledger: Path) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """`goodoffices serve` in a process of its own: it, its address, and the seconds until its first page was there."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "goodoffices", "serve", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = re.search(r"http://\S+", process.stdout.readline())[0].rstrip("/")
            httpx.get(f"{address}/", follow_redirects=True, timeout=60)
            yield process, address, time.perf_counter() - began
        finally:
            process.terminate()


def first_page() -> float:
    """Seconds from the command to the first page, on a ledger of the example reports; the median of three."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "talks.db"
        reports = [str(f) for f in sorted(EXAMPLES.glob("*.*"))]
        subprocess.run(
            [sys.executable, "-m", "goodoffices", "add", *reports, "--ledger", str(file)], check=True, capture_output=True
        )
        times = []
        for _ in range(3):
            with served(file) as (_, _, seconds):
                times.append(seconds)
        return statistics.median(times)


class Analyst:
    """One of those who work: asks, thinks, asks again."""

    def __init__(self, address: str, number: int, reports: int, seen: Seen, mix: dict[str, tuple[str, int]]):
        self.rng = random.Random(f"analyst {number}")
        self.client = httpx.AsyncClient(base_url=address, timeout=60)
        self.reports, self.seen, self.mix = reports, seen, mix
        self.secret = ""

    async def work(self, until: float) -> None:
        """Work until a moment of the clock."""
        async with self.client:
            await asyncio.sleep(self.rng.uniform(0, THINKS[1]))
            found = re.search(r'data-secret="([^"]+)"', (await self.client.get("/reports")).text)
            self.secret = found[1] if found else ""
            while time.monotonic() < until:
                name = self.rng.choices(list(self.mix), [weight for _, weight in self.mix.values()])[0]
                try:
                    await (self.confirm() if name == "confirm" else self.read(name))
                except httpx.HTTPError as error:
                    self.seen.failed(name, type(error).__name__)
                await asyncio.sleep(self.rng.uniform(*THINKS))

    async def read(self, name: str) -> str:
        """Ask for a page."""
        values = {"report": self.rng.randint(1, self.reports), "number": self.rng.randint(1, self.reports), "word": self.word()}
        return (await self.timed(name, "GET", self.mix[name][0].format(**values))).text

    async def confirm(self) -> None:
        """Confirm or reject a draft that nobody has judged, as far as this analyst has seen; two may want the same one."""
        subject = f"r{self.rng.randint(1, min(self.reports, 200))}.m{self.rng.randint(1, 8)}"
        verdict = self.rng.choice(("confirmed", "rejected"))
        answer = await self.timed(
            "confirm", "POST", JUDGE.format(subject=subject), headers={"X-CSRF-Token": self.secret},
            json={"verdict": verdict, "after": self.seen_of(subject)}, fine=(409,),
        )  # fmt: skip
        if answer.status_code == 409:
            self.seen.conflicts += 1
        elif answer.is_success:
            self.seen.accepted.append(subject)

    async def timed(self, name: str, method: str, path: str, *, fine: tuple[int, ...] = (), **how: object) -> httpx.Response:
        """An answer, its time noted."""
        began = time.perf_counter()
        answer = await self.client.request(method, path, **how)
        self.seen.times[name].append(1000 * (time.perf_counter() - began))
        if answer.status_code not in (200, 201, 204, *fine):
            self.seen.failed(name, f"{answer.status_code} {answer.text[:200]!r}" if method != "GET" else str(answer.status_code))
        return answer

    def seen_of(self, subject: str) -> int:
        """The number of the last event that was seen of a draft: that of its coming in."""
        return int(re.match(r"r(\d+)", subject)[1])

    def word(self) -> str:
        """What one would search for."""
        return self.rng.choice((self.rng.choice(WORDS), self.rng.choice(BODIES)))


async def all_work(
    address: str, analysts: int, seconds: float, reports: int, process: psutil.Process
) -> tuple[Seen, list[float], list[str]]:
    """Let them work; what they saw, the memory of the server (start, middle, end; MB), and what is not there."""
    seen = Seen()
    mix = dict(MIX)
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        there = (await client.get("/api/v1/openapi.json")).json()["paths"]
        for name, (path, _) in MIX.items():
            example = path.format(report=1, number=1, word="a")
            if (name == "confirm" and JUDGE not in there) or (path and (await client.get(example)).status_code == 404):
                del mix[name]
    memory = [process.memory_info().rss / 1e6]
    until = time.monotonic() + seconds

    async def look() -> None:
        for _ in range(2):
            await asyncio.sleep(seconds / 2)
            memory.append(process.memory_info().rss / 1e6)

    workers = (Analyst(address, n, reports, seen, mix).work(until) for n in range(analysts))
    await asyncio.gather(look(), *workers)
    return seen, memory, [name for name in MIX if name not in mix]


def lost(file: Path, since: int, accepted: list[str]) -> int:
    """How many accepted changes are not in the ledger exactly once."""
    with Ledger.open(file, create=False) as ledger:
        there = Counter(r.event.subject for r in ledger.log() if r.number > since and isinstance(r.event, Judged))
    wanted = Counter(accepted)
    return sum(abs(there[subject] - wanted[subject]) for subject in there | wanted)


def percentile(times: list[float], share: float) -> float:
    """The time within which that share of the answers came."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--analysts", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--ledger", type=Path, help="keep the ledger in this file, or take it from there")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    a = parser.parse_args()
    first = first_page()
    with tempfile.TemporaryDirectory() as folder:
        file = a.ledger or Path(folder) / "talks.db"
        with Ledger.open(file) as ledger:
            there = len(ledger.as_of().reports(10**9)) if ledger.last() else 0
            if there < a.reports:
                grow(ledger, there, a.reports)
            since = ledger.last()
        with served(file) as (process, address, _):
            seen, memory, missing = asyncio.run(all_work(address, a.analysts, a.seconds, a.reports, psutil.Process(process.pid)))
        gone = lost(file, since, seen.accepted)
    rows = [
        [name, str(len(t)), f"{percentile(t, 0.5):.0f}", f"{percentile(t, 0.95):.0f}", f"{max(t):.0f}", str(seen.errors[name])]
        for name, t in seen.times.items()
    ]  # fmt: skip
    print_table(f"{a.analysts} analysts for {a.seconds:g} s on {a.reports:,} reports, thinking 1 to 5 s", COLUMNS, rows)
    figures = {
        "first page, s": round(first, 2), "accepted changes": len(seen.accepted), "refused conflicts": seen.conflicts,
        "lost updates": gone, "memory at start, middle and end, MB": [round(m) for m in memory], "not there": missing,
    }  # fmt: skip
    for name, value in figures.items():
        print(f"{name}: {value}")
    for told in seen.told:
        print(f"error: {told}")
    if a.json:
        told = {"machine": machine(), "columns": COLUMNS, "rows": rows, **figures}
        a.json.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
