"""PolNeAR (brat stand-off) and CoreNLP's silver layers, as they come in the archives."""

from __future__ import annotations

import json
import lzma
import tarfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from goodoffices.reading.encoder.quotes import Quoted, quotation_marks

Spans = list[tuple[int, int]]


@dataclass
class Attribution:
    """One attribution relation: spans in character offsets, a part in several pieces as several spans."""

    source: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    content: Spans = field(default_factory=list)


@dataclass
class Bargaining:
    """The moves of a report of ours, as the markup has them, and where its text speaks of each party.

    `mentions` are the spans that name a party or speak as it, `sides` for whom a party speaks, where it speaks for another.
    """

    moves: list[dict[str, Any]]
    mentions: dict[str, Spans]
    sides: dict[str, str]


@dataclass
class AnnotatedText:
    """A report with one annotator's attributions, the silver layers and the bargaining where there are any."""

    id: str
    text: str
    attributions: list[Attribution]
    silver: dict[str, Any] = field(default_factory=dict)
    bargaining: Bargaining | None = None


def joined(spans: Spans, text: str) -> Spans:
    """Pieces parted by nothing but white space count as one span (brat breaks spans at sentences and lines); ends trimmed."""
    out: Spans = []
    for first, last in sorted(spans):
        covered = text[first:last]
        start, end = first + len(covered) - len(covered.lstrip()), first + len(covered.rstrip())
        if start >= end:
            continue
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def read_brat(annotation: str, text: str) -> list[Attribution]:
    """The attributions of one .ann file; lines without tabs and annotations of other kinds are left out."""
    spans: dict[str, Spans] = {}
    events: list[list[str]] = []
    for line in annotation.split("\n"):
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if cells[0].startswith("T"):
            offsets = cells[1].partition(" ")[2]
            spans[cells[0]] = [(int(a), int(b)) for a, b in (x.split() for x in offsets.split(";"))]
        elif cells[0].startswith("E"):
            events.append(cells[1].split())
    attributions = []
    for event in events:
        parts: dict[str, Spans] = defaultdict(list)
        for item in event:
            role, _, key = item.partition(":")
            parts[role.rstrip("0123456789").casefold()] += spans.get(key, [])
        if parts["content"] and parts["cue"]:
            attributions.append(Attribution(*(joined(parts[r], text) for r in ("source", "cue", "content"))))
    return attributions


def load_polnear(folder: Path, split: str) -> list[AnnotatedText]:
    """All annotations of a split ("train", "dev"), one entry for each report and annotator, in the order of their names."""
    silver = {}
    with lzma.open(folder / f"corenlp-{split}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            layers = json.loads(line)
            silver[layers["id"]] = layers
    texts: dict[str, str] = {}
    annotations: list[tuple[str, str]] = []
    with tarfile.open(folder / "polnear-train-dev.tar.xz") as archive:
        for member in archive:
            path = Path(member.name)
            if f"data/{split}/" not in member.name or not member.isfile():
                continue
            content = archive.extractfile(member).read().decode()  # type: ignore[union-attr]
            if path.suffix == ".txt":
                texts[path.stem] = content
            elif path.suffix == ".ann":
                annotations.append((path.stem.rpartition("_")[0], content))
    return [
        AnnotatedText(id_, texts[id_], read_brat(content, texts[id_]), silver.get(id_, {})) for id_, content in sorted(annotations)
    ]


def quotation_variants(annotated: AnnotatedText) -> tuple[AnnotatedText, AnnotatedText]:
    """The text as it is, and with the other typography: straight marks for curly ones, or curly for straight."""
    text = annotated.text
    marks = quotation_marks(text)
    if any(c in text for c in "“”‘"):
        other = text.translate(str.maketrans("“”‘’", "\"\"''"))
    else:
        curly = {('"', Quoted.OPENS): "“", ('"', Quoted.CLOSES): "”", ("'", Quoted.OPENS): "‘", ("'", Quoted.CLOSES): "’"}
        chars = [curly.get((c, marks[i]), c) if i in marks else ("’" if c == "'" else c) for i, c in enumerate(text)]
        other = "".join(chars)
    return annotated, replace(annotated, text=other)
