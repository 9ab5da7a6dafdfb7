"""How fast the reader reads. python -m benchmarks.reading

Rates are reports a second over the same reports, on one core and on two:

- the whole reader: text in, statements and speakers out, as `goodoffices read` does it: a report on each core;
- the encoder alone: the network over the same windows, made beforehand (the limit for any reader around it);
- PyTorch eager: the same network, unquantised, over the same windows.

Then a cold start: `goodoffices read` on one report of 800 words, in a new process, and the peak memory of that and of all reports.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.machine import SHARED, machine, print_table
from goodoffices.documents import load
from goodoffices.model import Report
from goodoffices.reading import BuiltInReader, read_all
from goodoffices.reading.network import BATCH, Network
from goodoffices.reading.windows import inputs, windows

EXAMPLES = Path(__file__).parents[1] / "examples" / "talks"
ROUNDS = 3


def reports(count: int) -> list[Report]:
    """The first reports of PolNeAR's development split; where it is absent, the examples, repeated."""
    if (SHARED / "polnear").is_dir():
        from training.polnear import load_polnear

        return [Report.of(t.text, id=t.id, language="en") for t in load_polnear(SHARED / "polnear", "dev")[:count]]
    found = [r for r in load(str(f) for f in sorted(EXAMPLES.glob("*.*"))) if isinstance(r, Report)]
    return (found * count)[:count]


def rate(run: Callable[[], object], count: int) -> float:
    """Reports a second, the best of some rounds."""
    run()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return count / best


def feeds(network: Network, texts: list[Report]) -> list[dict[str, np.ndarray]]:
    """The encoder's inputs for all windows of all reports, batched as the reader batches them."""
    made = []
    for report in texts:
        words = network.words(report.text)
        spans = windows(words)
        for i in range(0, len(spans), BATCH):
            batch = inputs(words, [(w.start, w.end) for w in spans[i : i + BATCH]])
            made.append({"pieces": batch.pieces, "features": batch.features, "mask": batch.mask, "first": batch.first})
    return made


def torch_rate(batches: list[dict[str, np.ndarray]], threads: int, count: int) -> float | None:
    """The rate of the same network in PyTorch, where that is installed (its speed does not hang on its weights)."""
    try:
        import torch
    except ImportError:
        return None
    from training.export import AtWords
    from training.network import ReaderNetwork

    torch.set_num_threads(threads)
    network = AtWords(ReaderNetwork().eval())
    ready = [{k: torch.from_numpy(v) for k, v in b.items()} for b in batches]

    def run() -> None:
        with torch.inference_mode():
            for batch in ready:
                network(**batch)

    return rate(run, count)


def cold_start(files: list[Path]) -> tuple[float, float]:
    """Seconds and peak megabytes of `goodoffices read` in a new process."""
    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "goodoffices", "read", *map(str, files), "--out", out], stderr=subprocess.DEVNULL
        )
        usage = os.wait4(process.pid, 0)[2]
        process.returncode = 0
        return time.perf_counter() - start, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def rates(texts: list[Report]) -> list[list[str]]:
    """The rates on one core and on two, and their ratios."""
    rows = []
    for threads in (1, 2):
        network = Network(threads=threads)
        reader = BuiltInReader(Network(threads=1))
        batches = feeds(network, texts)
        whole = rate(lambda reader=reader, cores=threads: list(read_all(texts, reader=reader, cores=cores)), len(texts))
        alone = rate(lambda network=network, batches=batches: [network.session.run(None, b) for b in batches], len(texts))
        eager = torch_rate(batches, threads, len(texts))
        compared = [f"{eager:.1f}", f"{whole / eager:.1f} x"] if eager else ["not installed", ""]
        rows.append([str(threads), f"{whole:.1f}", f"{alone:.1f}", f"{whole / alone:.0%}", *compared])
    return rows


def processes(texts: list[Report]) -> list[list[str]]:
    """A cold start on one report of 800 words, and all reports in one process."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.txt"
        one.write_text(" ".join(" ".join(r.text for r in texts[:4]).split()[:800]))
        several = []
        for report in texts:
            several.append(Path(folder) / f"{report.id}.txt")
            several[-1].write_text(report.text)
        starts = [cold_start([one]) for _ in range(ROUNDS)]
        seconds, peak = cold_start(several)
    return [
        ["one report of 800 words", f"{min(s for s, _ in starts):.2f}", f"{max(m for _, m in starts):.0f}"],
        [f"{len(several)} reports", f"{seconds:.2f}", f"{peak:.0f}"],
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    a = parser.parse_args()
    texts = reports(a.reports)
    words = sum(len(r.text.split()) for r in texts) / len(texts)
    figures = {"machine": machine(), "rates": rates(texts), "processes": processes(texts)}
    columns = ("cores", "reader", "encoder alone", "reader / encoder", "PyTorch eager", "reader / PyTorch")
    print_table(f"Reports a second ({len(texts)} reports, {words:.0f} words on average)", columns, figures["rates"])
    print_table("A new process", ("what", "seconds", "peak MB"), figures["processes"])
    if a.json:
        a.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
