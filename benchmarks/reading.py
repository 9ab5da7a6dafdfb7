"""How fast the reader reads. python -m benchmarks.reading

Rates are reports a second over the same reports, on one core and on two:

- the whole reader: text in, statements and speakers out, as `goodoffices read` does it: a report on each core;
- the encoder alone: the network over the same windows, made beforehand (the limit for any reader around it);
- PyTorch eager: the same network, unquantised, over the same windows.

Then what the moves cost: the whole reader against one that stops at the statements and their speakers, on one core. Then a cold
start: `goodoffices read` on one report of 800 words, in a new process, and the peak memory of that and of all reports.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.machine import SHARED, machine, print_table
from goodoffices.documents import load
from goodoffices.model import ReaderName, Report
from goodoffices.reading import BuiltInReader, read_all
from goodoffices.reading.encoder.network import BATCH, Network
from goodoffices.reading.encoder.windows import inputs, windows
from goodoffices.reading.parties.mentions import Analysed
from goodoffices.reading.writing import Found, write

EXAMPLES = Path(__file__).parents[1] / "examples" / "talks"
ROUNDS = 5
MOVES = ("whole reading, ms a report", "statements alone, ms", "ratio")
TELLS_ITS_PEAK = """
import resource, sys
from goodoffices.cli import main
try:
    main()
finally:
    status = open("/proc/self/status").read() if sys.platform == "linux" else ""
    print(status.split("VmHWM:")[1].split()[0] if status else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
"""The command, then its own peak of memory in kB (what a parent is told counts the parent's memory too, from before the start)."""


def reports(count: int) -> list[Report]:
    """The first reports of PolNeAR's development split; where it is absent, the examples, repeated."""
    if (SHARED / "polnear").is_dir():
        from training.polnear import load_polnear

        return [Report.of(t.text, id=t.id, language="en") for t in load_polnear(SHARED / "polnear", "dev")[:count]]
    found = [r for r in load(str(f) for f in sorted(EXAMPLES.glob("*.*"))) if isinstance(r, Report)]
    return (found * count)[:count]


Run = Callable[[], object]


def fastest(runs: dict[str, Run]) -> dict[str, float]:
    """The shortest time of each in seconds, over rounds in which they take turns, so that a slow minute meets all of them."""
    times = dict.fromkeys(runs, float("inf"))
    for run in runs.values():
        run()
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            times[name] = min(times[name], time.perf_counter() - start)
    return times


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


def torch_run(batches: list[dict[str, np.ndarray]], threads: int) -> Run | None:
    """The same network in PyTorch, where that is installed (its speed does not hang on its weights)."""
    try:
        import torch
    except ImportError:
        return None
    from training.export import AtWords
    from training.network import ReaderNetwork

    network = AtWords(ReaderNetwork().eval())
    ready = [{k: torch.from_numpy(v) for k, v in b.items()} for b in batches]

    def run() -> None:
        torch.set_num_threads(threads)
        with torch.inference_mode():
            for batch in ready:
                network(**batch)

    return run


def cold_start(files: list[Path]) -> tuple[float, float]:
    """Seconds and peak megabytes of `goodoffices read` in a new process."""
    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        command = [sys.executable, "-c", TELLS_ITS_PEAK, "read", *map(str, files), "--out", out]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return time.perf_counter() - start, int(done.stdout.split()[-1]) / 1024


def rates(texts: list[Report]) -> list[list[str]]:
    """The rates on one core and on two, and their ratios."""
    rows = []
    for cores in (1, 2):
        network = Network(threads=cores)
        reader = BuiltInReader(Network(threads=1))
        batches = feeds(network, texts)
        runs: dict[str, Run] = {
            "reader": lambda reader=reader, cores=cores: list(read_all(texts, reader=reader, cores=cores)),
            "alone": lambda network=network, batches=batches: [network.session.run(None, b) for b in batches],
        }
        eager = torch_run(batches, cores)
        if eager:
            runs["eager"] = eager
        rate = {name: len(texts) / seconds for name, seconds in fastest(runs).items()}
        compared = [f"{rate['eager']:.1f}", f"{rate['reader'] / rate['eager']:.2f} x"] if eager else ["not installed", ""]
        share = f"{rate['reader'] / rate['alone']:.0%}"
        rows.append([str(cores), f"{rate['reader']:.1f}", f"{rate['alone']:.1f}", share, *compared])
    return rows


def cost_of_moves(texts: list[Report]) -> list[list[str]]:
    """The time of a whole reading against that of the statements alone (the same network; dates are found in both)."""
    reader = BuiltInReader(Network(threads=1))
    name = ReaderName(name="statements", version=reader.network.version)

    def statements_alone() -> None:
        for report in texts:
            words = reader.network.words(report.text)
            spoken, _ = reader.hear(Analysed(words, reader.network.scores(words)))
            write(report, name, words, Found(spoken, [], [], []), ())

    seconds = fastest({"whole": lambda: [reader.read(r) for r in texts], "statements": statements_alone})
    milliseconds = [f"{1000 * seconds[k] / len(texts):.0f}" for k in ("whole", "statements")]
    return [[*milliseconds, f"{seconds['whole'] / seconds['statements']:.2f} x"]]


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
    figures = {"machine": machine(), "rates": rates(texts), "moves": cost_of_moves(texts), "processes": processes(texts)}
    columns = ("cores", "reader", "encoder alone", "reader / encoder", "PyTorch eager", "reader / PyTorch")
    print_table(f"Reports a second ({len(texts)} reports, {words:.0f} words on average)", columns, figures["rates"])
    print_table("What the moves cost", MOVES, figures["moves"])
    print_table("A new process", ("what", "seconds", "peak MB"), figures["processes"])
    if a.json:
        a.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
