"""A ledger on fictional talks, and `.dna` files as a person would have coded them."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from goodoffices.exchange.dna_schema import creation, first_rows
from goodoffices.model import (
    Manner,
    Measure,
    Move,
    MoveKind,
    Party,
    PartyKind,
    ReaderName,
    Reading,
    Report,
    Span,
    Statement,
    Step,
    StepMention,
    StepPart,
    Strength,
)

TEXT = "Norhal would open the road, Ana Oro said. Estvar will never release the prisoners. 🕊 Lakhdar Nur urged a truce.\n"
PUBLISHED = datetime.date(2025, 4, 3)
PARTIES = (
    Party(id="norhal", name="Norhal", kind=PartyKind.STATE, aliases=("Republic of Norhal",)),
    Party(id="oro", name="Ana Oro", kind=PartyKind.PERSON, speaks_for="norhal"),
    Party(id="estvar", name="Estvar", kind=PartyKind.STATE),
    Party(id="nur", name="Lakhdar Nur", kind=PartyKind.PERSON),
)
MOVES = (
    ("norhal", "oro", MoveKind.OFFER, "open the road", Measure.HUMANITARIAN_ACCESS),
    ("estvar", None, MoveKind.REFUSAL, "release the prisoners", Measure.PRISONER_RELEASE),
    ("nur", "nur", MoveKind.DEMAND, "a truce", Measure.CEASEFIRE),
)
"""Whose, who spoke, what, the words, and the measure."""


def example(text: str = TEXT, published: datetime.date | None = PUBLISHED) -> Reading:
    """What a reader makes of a text that holds the words of MOVES."""
    report = Report.of(text, id="talks", title="Road and prisoners", published=published, publisher="Radio Halven")
    statements, moves, steps, mentions = [], [], [], []
    for n, (party, speaker, kind, words, measure) in enumerate(MOVES, 1):
        span = Span.of(text, text.index(words), text.index(words) + len(words))
        if speaker:
            statements.append(Statement(id=f"s{n}", content=(span,), speaker=speaker, manner=Manner.INDIRECT, confidence=0.9))
        moves.append(
            Move(id=f"m{n}", kind=kind, party=party, agent=party, step=span, strength=Strength.FIRM, measure=measure,
                 statement=f"s{n}" if speaker else None, confidence=0.8)
        )  # fmt: skip
        steps.append(Step(id=f"t{n}", agent=party, measure=measure, object=words))
        mentions.append(StepMention(step=f"t{n}", move=f"m{n}", part=StepPart.STEP, confidence=0.7))
    return Reading(
        report=report, reader=ReaderName(name="example reader", version="1"), parties=PARTIES, statements=tuple(statements),
        moves=tuple(moves), steps=tuple(steps), step_mentions=tuple(mentions),
    )  # fmt: skip


Said = tuple[str, str, str, str, str, Measure, str | None]


def said(reading: Reading) -> list[Said]:
    """The moves of a reading: words, kind, party, its kind, speaker, measure, object."""
    party = {p.id: p for p in reading.parties}
    speaker = {s.id: s.speaker for s in reading.statements}
    step = {m.move: next(s for s in reading.steps if s.id == m.step) for m in reading.step_mentions}
    return [
        (
            m.step.text, m.kind.value, party[m.party].name, party[m.party].kind.value,
            party[speaker[m.statement or ""] or ""].name, step[m.id].measure, step[m.id].object,
        )
        for m in reading.moves
    ]  # fmt: skip


Coded = tuple[int, int, str, str, str, int]
"""A statement: start, stop, person, organization, concept, agreement."""


def coded_by_hand(file: Path, text: str, statements: Iterable[Coded], *more: str) -> Path:
    """A `.dna` file with one document, of 1 March 2014 at noon; `more` is SQL that is run at the end."""
    with closing(sqlite3.connect(file, isolation_level=None)) as dna:
        dna.executescript("PRAGMA synchronous = OFF; BEGIN")
        for sql in creation():
            dna.execute(sql)
        for table, rows in first_rows("a digest"):
            dna.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * (table.count(',') + 1))})", rows)  # noqa: S608
        document = (
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Date) VALUES (7, 'Warming', ?, 1, 'N.N.', 'Post', ?)"
        )
        dna.execute(document, (text, 1393675200))
        for start, stop, *names, agreement in statements:
            row = "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, 7, ?, ?, 1)"
            statement = dna.execute(row, (start, stop)).lastrowid
            for variable, name in enumerate(names, 1):
                dna.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, name))
                dna.execute(
                    "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) "
                    "SELECT ?, VariableId, ID FROM ENTITIES WHERE VariableId = ? AND Value = ?",
                    (statement, variable, name),
                )
            dna.execute("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)", (statement, agreement))
        for sql in more:
            dna.execute(sql)
        dna.execute("COMMIT")
    return file
