"""A file of Discourse Network Analyzer 3 as readings: each document a report, each statement on a concept a move."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goodoffices.errors import LedgerError
from goodoffices.exchange.dna_coded import Coding, coding
from goodoffices.exchange.dna_coding import UNDATED, day_of
from goodoffices.exchange.dna_file import DnaFile, opened
from goodoffices.exchange.dna_moves import Drawn
from goodoffices.exchange.dna_text import shown
from goodoffices.model import ReaderName, Reading, Report

READER = "dna"


def read(file: Path) -> Iterator[Reading]:
    """The readings of a `.dna` file, one for each text in it, ready for `Ledger.add`.

    Who agrees with a concept supports it, else opposes it; the confidence is 1, for a person coded it. The version of the reader
    is that of DNA and a digest of what was coded, so that a document which was coded further is read again. Statements whose
    characters are not in their text are left out, which the reading's notes count. The whole file is gone through before the first
    reading comes: raises LedgerError, in one line, for one that is no file of DNA 3, or is broken, before anything is added.
    """
    with opened(file) as dna:
        found = coding(dna)
        first = _with_same_text(dna, found)
        for row in dna.rows("DOCUMENTS"):
            if row[0] in first:
                yield _reading(dna, row, found)


def _with_same_text(dna: DnaFile, found: Coding) -> set[object]:
    """The documents that are the first with their text; what was coded in the others is put to theirs."""
    first: dict[bytes, int] = {}
    documents = set()
    rows: Any = dna.rows("DOCUMENTS")
    for number, _, text, *_ in rows:
        documents.add(number)
        same = first.setdefault(hashlib.sha256(shown(text).encode()).digest(), number)
        if same != number and number in found.statements:
            found.statements[same] = sorted(
                found.statements.get(same, []) + found.statements[number], key=lambda c: (c.start, c.stop)
            )
    if lost := found.statements.keys() - documents:
        raise LedgerError(f"{dna.file} is broken: it has statements of document {min(lost)}, which is not there")
    return set(first.values())


def _reading(dna: DnaFile, row: Any, found: Coding) -> Reading:
    number, title, text, author, source, note, date = row
    undated = date is None or note == UNDATED
    report = Report.of(
        shown(text), id=f"{dna.file.stem}-{number}", origin=str(dna.file), title=title or None,
        published=None if undated else day_of(date), publisher=source or author or None,
    )  # fmt: skip
    coded = found.statements.get(number, [])
    drawn = Drawn(report.text, coded, found.entities)
    notes = []
    if drawn.refused:
        notes.append(f"{drawn.refused} of {len(coded)} statements refused: their characters are not in the text")
    if left_out := found.left_out.get(number):
        notes.append(f"{left_out} statements left out: they are of a type without concept and agreement")
    parts: dict[str, Any] = {
        "parties": tuple(drawn.parties.values()), "statements": tuple(drawn.statements.values()),
        "moves": tuple(drawn.moves.values()), "steps": tuple(drawn.steps.values()),
        "step_mentions": tuple(drawn.mentions),
    }  # fmt: skip
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
    return Reading(report=report, reader=ReaderName(name=READER, version=f"{dna.version} {digest}"), notes=tuple(notes), **parts)
