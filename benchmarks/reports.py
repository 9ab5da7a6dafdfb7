"""How well the reader finds who said what, and who would do what if. python -m benchmarks.reports [--json FILE]

Two collections, scored by ../shared/peace/score.py as it stands:

- the three worked reports of ../shared/peace/dev;
- our own marked-up reports that training never sees (training/corpus.py says which).

Publication dates are given, as `--published` would. On our own also: links between a condition and the step of another
move that it names, where moves are as annotated and where the reader finds them itself; and how many of the moves given a
confidence are right.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.machine import SHARED, print_table
from goodoffices.documents import load
from goodoffices.model import Report
from goodoffices.reading import BuiltInReader
from goodoffices.reading.encoder.network import WEIGHTS, Network
from training.corpus import HELD_OUT, LATER
from training.links import end_to_end, on_annotated
from training.markup import load as load_marked
from training.outcomes import move_outcomes, reliability

OWN = Path(__file__).parents[1] / "training" / "reports"


def scorer() -> ModuleType:
    """The scoring program that lies with the shared reports."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "peace" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GROUPS = {
    "own, held out": HELD_OUT,
    "own, held out, the first fifteen": tuple(x for x in HELD_OUT if x != LATER),
    "own, held out, the later fourteen": (LATER,),
}
"""Our held-out reports together, and apart: the later ones were written when the reader's rules were done."""


def write_own(folder: Path, group: tuple[str, ...]) -> None:
    """Text and gold of some of our held-out reports, as the scorer wants them."""
    for report in load_marked(OWN):
        if report.id.startswith(group):
            (folder / f"{report.id}.txt").write_text(report.text)
            (folder / f"{report.id}.json").write_text(json.dumps(report.gold()))


def score(reader: BuiltInReader, gold: Path) -> dict[str, Any]:
    """The scorer's figures for the reports of a folder."""
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted(gold.glob("*.txt")):
            published = datetime.date.fromisoformat(json.loads(file.with_suffix(".json").read_text())["published"])
            for report in load([str(file)], published=published):
                if not isinstance(report, Report):
                    raise report
                (Path(folder) / f"{file.stem}.json").write_text(reader.read(report).model_dump_json())
        figures: dict[str, Any] = scorer().score(gold, folder)
        return figures


def own_figures(reader: BuiltInReader) -> dict[str, Any]:
    """Links and confidence on our held-out reports."""
    reports = [r for r in load_marked(OWN) if r.id.startswith(HELD_OUT)]
    return {
        "links, moves as annotated": on_annotated(reader, reports),
        "links, moves as found": end_to_end(reader, reports),
        "reliability": reliability(*move_outcomes(reader, reports)),
    }


def rows_of(name: str, figures: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """One row of the table for each figure."""
    rows = []
    for key, f in figures.items():
        called = f"{name}: {key.replace('_', ' ')}"
        match f:
            case {"p": p, "r": r, "f1": f1, "n": n}:
                rows.append((called, f"{p:.3f}", f"{r:.3f}", f"{f1:.3f}", str(n)))
            case {"accuracy": accuracy, "n": n}:
                rows.append((f"{called}, accuracy", "", "", f"{accuracy or 0.0:.3f}", str(n)))
            case int():
                rows.append((called, "", "", str(f), ""))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the weights to measure")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    a = parser.parse_args()
    if not (SHARED / "peace").is_dir():
        raise SystemExit(f"reports: the worked reports are not there ({SHARED / 'peace'}): nothing measured")
    reader = BuiltInReader(Network(a.weights))
    found = {"peace/dev": score(reader, SHARED / "peace" / "dev")}
    for name, group in GROUPS.items():
        with tempfile.TemporaryDirectory() as folder:
            write_own(Path(folder), group)
            found[name] = score(reader, Path(folder))
    own = own_figures(reader)
    rows = [row for name, figures in (*found.items(), ("own, held out", own)) for row in rows_of(name, figures)]
    print_table(f"Reports on peace talks, reader {reader.network.version}", ("", "precision", "recall", "F1", "gold"), rows)
    shares = [(f"{r['from']:.1f} to {r['to']:.1f}", str(r["count"]), f"{r['right']:.3f}") for r in own["reliability"]]
    print_table("Moves by confidence, own held-out reports", ("confidence", "moves", "right"), shares)
    if a.json:
        a.json.write_text(json.dumps(found | {"links and confidence": own}, indent=1) + "\n")


if __name__ == "__main__":
    main()
