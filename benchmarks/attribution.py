"""How well the reader finds attributions: PolNeAR's development split. python -m benchmarks.attribution [--json FILE]

What is counted: one annotation a report (the first in the order of the annotators' names), 84 reports.

- Exact: the distinct spans of a role (source, cue, content), matched when their first and last characters are the same, after
  white space at the ends is taken off and pieces that only white space parts are joined. A source that serves two cues counts once.
- Token: words and punctuation marks that lie in a span of the role.
- Whole: an attribution, matched when all pieces of its source, cue and content are exact and tied together (no source on both
  sides counts as equal).

F1 is 2TP / (predicted + gold), summed over all reports.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.machine import SHARED, print_table
from goodoffices.model import Reading, Report, Span
from goodoffices.reading import BuiltInReader
from goodoffices.reading.encoder.network import WEIGHTS, Network
from training.polnear import AnnotatedText, Attribution, joined, load_polnear

ROLES = ("source", "cue", "content")
Part = tuple[str, int, int]


def first_annotations(texts: list[AnnotatedText]) -> list[AnnotatedText]:
    """One annotation a report."""
    return list({t.id: t for t in reversed(texts)}.values())[::-1]


def gold_parts(attribution: Attribution) -> frozenset[Part]:
    """The parts of one attribution of the corpus."""
    return frozenset((role, *span) for role in ROLES for span in getattr(attribution, role))


def found_parts(reading: Reading) -> list[frozenset[Part]]:
    """The parts of each statement of a reading."""
    text = reading.report.text

    def pieces(role: str, spans: Iterable[Span | None]) -> list[Part]:
        return [(role, *x) for x in joined([(s.start, s.end) for s in spans if s], text)]

    return [
        frozenset(pieces("source", [s.source]) + pieces("cue", [s.cue]) + pieces("content", s.content)) for s in reading.statements
    ]


def tokens(text: str, spans: set[tuple[int, int]]) -> set[int]:
    """The offsets of the words and punctuation marks that lie in the spans."""
    inside = {i for start, end in spans for i in range(start, end)}
    return {m.start() for m in re.finditer(r"\w+|[^\w\s]", text) if m.start() in inside}


def measure(reader: BuiltInReader, texts: list[AnnotatedText]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of everything that is counted."""
    right, said, gold = Counter[str](), Counter[str](), Counter[str]()

    def count(key: str, found: set, wanted: set) -> None:
        right[key] += len(found & wanted)
        said[key] += len(found)
        gold[key] += len(wanted)

    for annotated in texts:
        wholes = found_parts(reader.read(Report.of(annotated.text, id=annotated.id, language="en")))
        wanted = [gold_parts(a) for a in annotated.attributions]
        count("whole attribution", set(wholes), set(wanted))
        for role in ROLES:
            found, true = ({(s, e) for parts in x for r, s, e in parts if r == role} for x in (wholes, wanted))
            count(f"{role}, exact", found, true)
            count(f"{role}, token", tokens(annotated.text, found), tokens(annotated.text, true))
    return {k: (right[k] / max(1, said[k]), right[k] / gold[k], 2 * right[k] / (said[k] + gold[k])) for k in sorted(gold)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, default=SHARED / "polnear")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of the weights to measure")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    a = parser.parse_args()
    if not a.polnear.is_dir():
        raise SystemExit(f"attribution: PolNeAR is not there ({a.polnear}): nothing measured")
    network = Network(a.weights)
    figures = measure(BuiltInReader(network), first_annotations(load_polnear(a.polnear, "dev")))
    rows = [(k, *(f"{x:.3f}" for x in v)) for k, v in figures.items()]
    print_table(f"PolNeAR development split, reader {network.version}", ("", "precision", "recall", "F1"), rows)
    if a.json:
        a.json.write_text(json.dumps({k: [round(x, 4) for x in v] for k, v in figures.items()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
