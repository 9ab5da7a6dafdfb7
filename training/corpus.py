"""All that the network is taught, from the shared data and our own reports."""

from __future__ import annotations

import re
from pathlib import Path

from training.gum import load_crossner, load_gum
from training.markup import MarkedReport, load
from training.polnear import AnnotatedText, Attribution, Bargaining, Spans, joined, load_polnear
from training.sentences import load as load_sentences

REPORTS, SENTENCES = (Path(__file__).parent / x for x in ("reports", "sentences"))

LATER = "v"
HELD_OUT = ("a", "b", "c", "m", LATER)
"""Our own reports whose names begin like this are kept for measuring."""
CHOOSING = ("g", "z0")
"""On these, which training does not see either, thresholds are chosen and confidence is calibrated."""
NAME = re.compile(r"[A-Z][\w’'-]*( ((of|the|for|and|bin|al|de|von) )*[A-ZÀ-Þ][\w’'.-]*)*")
REPEATS = 2
"""How often our own reports and sentences stand in the corpus: they are few, and close to what the reader is for."""


def attributed(report: MarkedReport) -> AnnotatedText:
    """A report of ours as PolNeAR would have it: flat, a statement inside another's content left out."""

    def spans(found: list[list[int]]) -> Spans:
        return joined([(start, end) for start, end in found], report.text)

    attributions = [
        Attribution(spans([s["source"]]) if s["source"] else [], spans([s["cue"]]), spans(s["content"]))
        for s in report.statements.values()
        if s["cue"]
    ]
    flat = [
        a for a in attributions
        if not any(s <= a.cue[0][0] < e for other in attributions if other is not a for s, e in other.content)
    ]  # fmt: skip
    where = mentions(report)
    sides = {name: p["speaks_for"] for name, p in report.parties.items() if p["speaks_for"]}
    return AnnotatedText(
        report.id, report.text, flat,
        {"coref": [m for m in where.values() if len(m) > 1], "some_entities": names(report)},
        Bargaining(list(report.moves.values()), where, sides),
    )  # fmt: skip


def mentions(report: MarkedReport) -> dict[str, Spans]:
    """For each party, where the text names it or speaks of it as a source."""
    chains = {}
    for name, party in report.parties.items():
        found = {tuple(s["source"]) for s in report.statements.values() if s["source"] and s["speaker"] == name}
        for alias in (name, *party["aliases"]):
            found |= {m.span() for m in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", report.text)}
        chains[name] = sorted((s, e) for s, e in found if not any((a, b) != (s, e) and a <= s and e <= b for a, b in found))
    return chains


KINDS_OF_NAMES = {"person": "person", "state": "place", "government": "place"}
BODY = re.compile(r"(Ministry|Government|Department|Council|Office|Army|Navy|Palace|Authority|Administration|Cabinet)$")


def names(report: MarkedReport) -> list[tuple[int, int, str]]:
    """Where the text has the names of the parties, and their kind.

    Only what is a name from end to end counts: capitalised words, "of", "the", "for", "and" between them. Parties of the kind
    "group" go by descriptions as often as by names and are left out.
    """
    found: dict[tuple[int, int], str] = {}
    for name, party in report.parties.items():
        if party["kind"] == "group":
            continue
        known = {re.sub(r"^(The|the|A|An|Its|Their) |[’']s$", "", n) for n in (name, *party["aliases"])}
        if party["kind"] == "person":
            known = {name, name.split()[-1]}
        for k in filter(NAME.fullmatch, known):
            kind = "organisation" if BODY.search(k) else KINDS_OF_NAMES.get(party["kind"], "organisation")
            for m in re.finditer(rf"(?<!\w){re.escape(k)}(?!\w)", report.text):
                found.setdefault(m.span(), kind)
    inside = {x for x in found if any(y != x and y[0] <= x[0] and x[1] <= y[1] for y in found)}
    return sorted((*span, kind) for span, kind in found.items() if span not in inside)


def training_texts(
    data: Path, reports: Path = REPORTS, sentences: Path = SENTENCES, limit: int | None = None
) -> tuple[list[AnnotatedText], list[AnnotatedText]]:
    """Texts with attributions, and texts that teach names, tags and coreference, or moves, only."""
    own = [attributed(r) for r in load(reports) if not r.id.startswith(HELD_OUT + CHOOSING)]
    others = load_gum(data / "ner" / "gum-ccby-conllu.tar.xz")[:limit]
    for split in ("train", "dev", "test"):
        others += load_crossner(data / "ner" / f"crossner-politics-{split}.txt")[:limit]
    others += REPEATS * load_sentences(sentences)[:limit]
    return load_polnear(data / "polnear", "train")[:limit] + REPEATS * own[:limit], others


def held_out_reports(reports: Path = REPORTS) -> list[AnnotatedText]:
    """Our own reports that are kept for measuring."""
    return [attributed(r) for r in load(reports) if r.id.startswith(HELD_OUT)]
