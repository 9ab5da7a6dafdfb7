"""A ledger as a file of DNA 3: the tables and types that it expects, and the moves as statements."""

from __future__ import annotations

import base64
import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.errors import LedgerError
from goodoffices.exchange.dna import readings, write
from goodoffices.exchange.dna_coding import PASSWORD
from goodoffices.exchange.dna_password import stored
from goodoffices.ledger import Ledger
from goodoffices.model import (
    Measure,
    Move,
    MoveKind,
    Party,
    PartyKind,
    ReaderName,
    Reading,
    Report,
    Span,
    Step,
    StepMention,
    StepPart,
    Strength,
)
from tests.exchange.dna_examples import TEXT, example, said

ALL = """
SELECT person.Value, organization.Value, concept.Value, agreement.Value, Start, Stop
FROM STATEMENTS s
JOIN DATASHORTTEXT p ON p.StatementId = s.ID AND p.VariableId = 1 JOIN ENTITIES person ON person.ID = p.Entity
JOIN DATASHORTTEXT o ON o.StatementId = s.ID AND o.VariableId = 2 JOIN ENTITIES organization ON organization.ID = o.Entity
JOIN DATASHORTTEXT c ON c.StatementId = s.ID AND c.VariableId = 3 JOIN ENTITIES concept ON concept.ID = c.Entity
JOIN DATABOOLEAN agreement ON agreement.StatementId = s.ID AND agreement.VariableId = 4
ORDER BY s.ID
"""
"""How DNA puts a statement together."""


_FAR = datetime.date(2999, 1, 1)


def _of_the_movement(text: str) -> Reading:
    span = Span.of(text, text.index("open the road"), text.index("open the road") + len("open the road"))
    move = Move(
        id="m1", kind=MoveKind.OFFER, party="p1", agent="p1", step=span, strength=Strength.FIRM, measure=Measure.WITHDRAWAL,
        confidence=1,
    )  # fmt: skip
    return Reading(
        report=Report.of(text), reader=ReaderName(name="example reader", version="1"), moves=(move,),
        parties=(Party(id="p1", name="the movement", kind=PartyKind.ARMED_GROUP),),
        steps=(Step(id="t1", agent="p1", measure=Measure.WITHDRAWAL, object="open the road"),),
        step_mentions=(StepMention(step="t1", move="m1", part=StepPart.STEP, confidence=1),),
    )  # fmt: skip


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as found:
        found.add(example())
        yield found


@pytest.fixture
def dna(ledger: Ledger, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    write(ledger, tmp_path / "talks.dna")
    connection = sqlite3.connect(tmp_path / "talks.dna")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("SETTINGS", "Property TEXT, Value TEXT"),
        (
            "DOCUMENTS",
            "ID INTEGER, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT, Section TEXT, Notes TEXT, Type TEXT, "
            "Date INTEGER",
        ),
        ("STATEMENTS", "ID INTEGER, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER, Coder INTEGER"),
        ("STATEMENTTYPES", "ID INTEGER, Label TEXT, Red INTEGER, Green INTEGER, Blue INTEGER"),
        ("VARIABLES", "ID INTEGER, Variable TEXT, DataType TEXT, StatementTypeId INTEGER"),
        ("ENTITIES", "ID INTEGER, VariableId INTEGER, Value TEXT, Red INTEGER, Green INTEGER, Blue INTEGER, ChildOf INTEGER"),
        ("DATABOOLEAN", "ID INTEGER, StatementId INTEGER, VariableId INTEGER, Value INTEGER"),
        ("DATAINTEGER", "ID INTEGER, StatementId INTEGER, VariableId INTEGER, Value INTEGER"),
        ("DATASHORTTEXT", "ID INTEGER, StatementId INTEGER, VariableId INTEGER, Entity INTEGER"),
        ("DATALONGTEXT", "ID INTEGER, StatementId INTEGER, VariableId INTEGER, Value TEXT"),
        ("ATTRIBUTEVARIABLES", "ID INTEGER, VariableId INTEGER, AttributeVariable TEXT"),
        ("ATTRIBUTEVALUES", "ID INTEGER, EntityId INTEGER, AttributeVariableId INTEGER, AttributeValue TEXT"),
        (
            "CODERRELATIONS",
            "ID INTEGER, Coder INTEGER, OtherCoder INTEGER, viewStatements INTEGER, editStatements INTEGER, viewDocuments INTEGER, "
            "editDocuments INTEGER",
        ),
        ("REGEXES", "Label TEXT, Red INTEGER, Green INTEGER, Blue INTEGER"),
        ("STATEMENTLINKS", "ID INTEGER, SourceId INTEGER, TargetId INTEGER"),
        ("VARIABLELINKS", "ID INTEGER, SourceId INTEGER, TargetId INTEGER"),
    ],
)
def test_the_tables_have_the_columns_and_types_of_dna_3(dna: sqlite3.Connection, table: str, columns: str) -> None:
    assert ", ".join(f"{row[1]} {row[2]}" for row in dna.execute(f"PRAGMA table_info({table})")) == columns


def test_nothing_points_to_what_is_not_there(dna: sqlite3.Connection) -> None:
    assert dna.execute("PRAGMA foreign_key_check").fetchall() == []
    assert dna.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_each_move_is_a_statement_on_the_words_of_its_step(dna: sqlite3.Connection) -> None:
    found = [(*row[:4], TEXT.encode("utf-16-le")[2 * row[4] : 2 * row[5]].decode("utf-16-le")) for row in dna.execute(ALL)]
    assert found == [
        ("Ana Oro", "Norhal", "humanitarian access: open the road", 1, "open the road"),
        ("", "Estvar", "prisoner release: release the prisoners", 0, "release the prisoners"),
        ("Lakhdar Nur", "", "ceasefire: a truce", 1, "a truce"),
    ]


def test_a_document_has_title_text_source_and_date(dna: sqlite3.Connection) -> None:
    found = dna.execute("SELECT Title, Text, Source, date(Date, 'unixepoch'), time(Date, 'unixepoch') FROM DOCUMENTS").fetchall()
    assert found == [("Road and prisoners", TEXT, "Radio Halven", "2025-04-03", "00:00:00")]


def test_an_entity_has_type_alias_and_notes(dna: sqlite3.Connection) -> None:
    told = (
        "SELECT AttributeVariable, AttributeValue FROM ENTITIES e JOIN ATTRIBUTEVALUES v ON v.EntityId = e.ID "
        "JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId AND a.VariableId = e.VariableId WHERE e.Value = ?"
    )
    assert dict(dna.execute(told, ("Norhal",))) == {"Type": "state", "Alias": "Republic of Norhal", "Notes": ""}
    assert dict(dna.execute(told, ("Ana Oro",))) == {"Type": "person", "Alias": "", "Notes": "speaks for Norhal"}
    assert dict(dna.execute(told, ("ceasefire: a truce",))) == {"Type": "ceasefire", "Alias": "", "Notes": ""}


def test_the_coder_admin_signs_in_with_the_password_that_is_told(dna: sqlite3.Connection) -> None:
    [(name, kept)] = dna.execute("SELECT Name, Password FROM CODERS").fetchall()
    assert (name, kept) == ("Admin", stored(PASSWORD, base64.b64decode(kept)[:16]))


def test_the_version_is_one_that_dna_3_opens(dna: sqlite3.Connection) -> None:
    assert dna.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()[0].startswith("3.0.")


def test_what_a_person_rejected_stays_out(ledger: Ledger, tmp_path: Path) -> None:
    ledger.reject("r1.m1", who="analyst")
    write(ledger, tmp_path / "talks.dna")
    [found] = readings(tmp_path / "talks.dna")
    assert [words for words, *_ in said(found)] == ["release the prisoners", "a truce"]


def test_parties_of_one_name_stay_two_organizations(tmp_path: Path) -> None:
    """DNA knows an organization by its name alone: "the movement" of two reports, which the ledger keeps apart, gets its key."""
    with Ledger.open(":memory:") as ledger:
        for text in ("The movement would open the road.", "The movement, another one, refused to open the road."):
            ledger.add(_of_the_movement(text))
        keys = [p.key for p in ledger.as_of(_FAR).parties()]
        write(ledger, tmp_path / "two.dna")
    found = {name for r in readings(tmp_path / "two.dna") for _, _, name, *_ in said(r)}
    assert len(keys) == 2
    assert found == {"the movement", f"the movement ({keys[1]})"}


def test_a_merged_party_goes_by_the_name_of_the_one_that_was_kept(ledger: Ledger, tmp_path: Path) -> None:
    ledger.merge("norhal", "estvar", who="analyst")
    write(ledger, tmp_path / "talks.dna")
    [found] = readings(tmp_path / "talks.dna")
    assert [name for _, _, name, *_ in said(found)] == ["Norhal", "Norhal", "Lakhdar Nur"]
    assert next(p for p in found.parties if p.name == "Norhal").aliases == ("Estvar", "Republic of Norhal")


def test_a_file_that_is_there_is_replaced(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "talks.dna"
    write(ledger, out)
    write(ledger, out)
    assert len(list(readings(out))) == 1
    assert [f.name for f in tmp_path.iterdir()] == ["talks.dna"]


def test_a_place_that_cannot_be_written_is_told_in_one_line(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"^cannot write .*nowhere/talks\.dna .*$"):
        write(ledger, tmp_path / "nowhere" / "talks.dna")
