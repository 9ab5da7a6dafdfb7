"""The tables of a Discourse Network Analyzer 3 file, and the rows that every new one has.

Written after what DNA 3.0.11 (`Sql.java`, `createTables`, the branch for SQLite) makes, from memory: neither DNA nor its R package
could be had where this was written, so no file of ours has been opened in DNA itself. The source to hold it against is
https://github.com/leifeld/dna.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

VERSION = "3.0.11"
RELEASED = "2024-01-21"


class Variable(NamedTuple):
    """What is coded of a statement: its number, name, type of data and type of statement."""

    id: int
    name: str
    type: str
    of: int


PERSON = Variable(1, "person", "short text", 1)
ORGANIZATION = Variable(2, "organization", "short text", 1)
CONCEPT = Variable(3, "concept", "short text", 1)
AGREEMENT = Variable(4, "agreement", "boolean", 1)
NOTE = Variable(5, "note", "long text", 2)
VARIABLES = (PERSON, ORGANIZATION, CONCEPT, AGREEMENT, NOTE)
WITH_ENTITIES = (PERSON, ORGANIZATION, CONCEPT)
"""The variables whose values are entities."""
STATEMENT_TYPES = ((1, "DNA Statement", 239, 208, 51), (2, "Annotation", 211, 211, 211))
"""Number, label and colour. We write statements of the first."""
ATTRIBUTES = ("Type", "Alias", "Notes")
"""What is told of every entity."""


def attribute(of: Variable, name: str) -> int:
    """The number of an attribute of the entities of a variable."""
    return (of.id - 1) * len(ATTRIBUTES) + ATTRIBUTES.index(name) + 1


def nothing(of: Variable) -> int:
    """The number of the entity that stands for no value of a variable; every file has one for each."""
    return of.id


_RIGHTS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements", "DeleteStatements",
    "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations", "ViewOthersDocuments",
    "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
_OTHERS = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")


def _flag(name: str, default: int = 1) -> str:
    return f"{name} INTEGER NOT NULL CHECK ({name} BETWEEN 0 AND 1) DEFAULT {default}"


def _colour(default: str = "") -> str:
    return ", ".join(f"{c} INTEGER CHECK ({c} BETWEEN 0 AND 255){default}" for c in ("Red", "Green", "Blue"))


def _points_to(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _data(value: str, *more: str) -> str:
    columns = ("ID INTEGER PRIMARY KEY", "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL", value)
    keys = (_points_to("StatementId", "STATEMENTS"), _points_to("VariableId", "VARIABLES"), "UNIQUE (StatementId, VariableId)")
    return ", ".join((*columns, *more, *keys))


TABLES = {
    "SETTINGS": "Property TEXT PRIMARY KEY, Value TEXT",
    "CODERS": ", ".join((
        "ID INTEGER PRIMARY KEY, Name TEXT", _colour(),
        "Refresh INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0",
        "FontSize INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14",
        "Password TEXT",
        "PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300",
        _flag("ColorByCoder", 0), _flag("PopupDecoration", 0), _flag("PopupAutoComplete"),
        *(_flag(f"Permission{right}") for right in _RIGHTS),
    )),
    "DOCUMENTS": "ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT, Section TEXT, "
    f"Notes TEXT, Type TEXT, Date INTEGER, {_points_to('Coder', 'CODERS')}",
    "STATEMENTTYPES": f"ID INTEGER PRIMARY KEY, Label TEXT, {_colour()}",
    "VARIABLES": "ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT NOT NULL DEFAULT 'short text' "
    "CHECK (DataType IN ('boolean', 'short text', 'long text', 'integer')), StatementTypeId INTEGER, "
    f"{_points_to('StatementTypeId', 'STATEMENTTYPES')}, UNIQUE (Variable, StatementTypeId)",
    "REGEXES": f"Label TEXT PRIMARY KEY, {_colour()}",
    "CODERRELATIONS": ", ".join((
        "ID INTEGER PRIMARY KEY, Coder INTEGER, OtherCoder INTEGER", *map(_flag, _OTHERS),
        _points_to("OtherCoder", "CODERS"), _points_to("Coder", "CODERS"),
    )),
    "STATEMENTS": "ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER, "
    f"Coder INTEGER, {_points_to('StatementTypeId', 'STATEMENTTYPES')}, "
    f"{_points_to('Coder', 'CODERS')}, {_points_to('DocumentId', 'DOCUMENTS')}",
    "STATEMENTLINKS": "ID INTEGER PRIMARY KEY, SourceId INTEGER, TargetId INTEGER, "
    f"{_points_to('SourceId', 'STATEMENTS')}, {_points_to('TargetId', 'STATEMENTS')}",
    "VARIABLELINKS": "ID INTEGER PRIMARY KEY, SourceId INTEGER, TargetId INTEGER, "
    f"{_points_to('SourceId', 'VARIABLES')}, {_points_to('TargetId', 'VARIABLES')}",
    "ENTITIES": f"ID INTEGER PRIMARY KEY, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '', {_colour(' DEFAULT 0')}, "
    "ChildOf INTEGER CHECK (ChildOf > 0 AND ChildOf != ID), UNIQUE (VariableId, Value), "
    f"FOREIGN KEY(ChildOf) REFERENCES ENTITIES(ID) ON DELETE CASCADE, {_points_to('VariableId', 'VARIABLES')}",
    "ATTRIBUTEVARIABLES": "ID INTEGER PRIMARY KEY, VariableId INTEGER NOT NULL, AttributeVariable TEXT NOT NULL, "
    f"UNIQUE (VariableId, AttributeVariable), {_points_to('VariableId', 'VARIABLES')}",
    "ATTRIBUTEVALUES": "ID INTEGER PRIMARY KEY, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL, "
    "AttributeValue TEXT NOT NULL DEFAULT '', UNIQUE (EntityId, AttributeVariableId), "
    f"{_points_to('EntityId', 'ENTITIES')}, {_points_to('AttributeVariableId', 'ATTRIBUTEVARIABLES')}",
    "DATABOOLEAN": _data("Value INTEGER NOT NULL CHECK (Value BETWEEN 0 AND 1) DEFAULT 1"),
    "DATAINTEGER": _data("Value INTEGER NOT NULL DEFAULT 0"),
    "DATASHORTTEXT": _data("Entity INTEGER NOT NULL", _points_to("Entity", "ENTITIES")),
    "DATALONGTEXT": _data("Value TEXT DEFAULT ''"),
}  # fmt: skip
"""The columns, keys and checks of each table, one that others point to before them."""

Rows = tuple[str, Iterable[tuple[object, ...]]]


def creation() -> list[str]:
    """The statements that make the tables."""
    return [f"CREATE TABLE IF NOT EXISTS {name}({columns})" for name, columns in TABLES.items()]


def first_rows(password: str) -> list[Rows]:
    """What a new file holds before anything is coded: where it goes, and the rows. `password` is the coder Admin's, as stored."""
    return [
        ("SETTINGS (Property, Value)", [("version", VERSION), ("date", RELEASED)]),
        ("CODERS (ID, Name, Red, Green, Blue, Password)", [(1, "Admin", 239, 208, 51, password)]),
        ("STATEMENTTYPES (ID, Label, Red, Green, Blue)", STATEMENT_TYPES),
        ("VARIABLES (ID, Variable, DataType, StatementTypeId)", VARIABLES),
        ("ENTITIES (ID, VariableId, Value)", [(nothing(v), v.id, "") for v in WITH_ENTITIES]),
        (
            "ATTRIBUTEVARIABLES (ID, VariableId, AttributeVariable)",
            [(attribute(v, name), v.id, name) for v in WITH_ENTITIES for name in ATTRIBUTES],
        ),
        (
            "ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue)",
            [(nothing(v), attribute(v, name), "") for v in WITH_ENTITIES for name in ATTRIBUTES],
        ),
    ]
