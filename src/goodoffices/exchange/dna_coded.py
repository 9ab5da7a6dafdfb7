"""What was coded in a DNA file: its statements with their persons, organizations, concepts and agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.errors import LedgerError
from goodoffices.exchange.dna_file import DnaFile

VALUES = {
    "person": ("person", "short text"), "organization": ("organization", "short text"),
    "organisation": ("organization", "short text"), "concept": ("concept", "short text"), "agreement": ("agreement", "boolean"),
}  # fmt: skip
"""The names that a variable may have, what it then tells, and the type of data that it must have."""


@dataclass
class Coded:
    """A statement: its characters as DNA counts them, the numbers of its entities, and whether it agrees with the concept."""

    start: int
    stop: int
    person: int | None = None
    organization: int | None = None
    concept: int | None = None
    agreement: bool | None = None


@dataclass(frozen=True)
class Entity:
    """What a person, organization or concept is called, and its attributes."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Coding:
    """The statements of each document, in the order of their characters, how many were left out, and the entities by number."""

    statements: dict[int, list[Coded]]
    left_out: Mapping[int, int]
    entities: Mapping[int, Entity]


def coding(dna: DnaFile) -> Coding:
    """All that was coded. Statements of a type without concept and agreement ("Annotation") are left out and counted.

    Raises LedgerError where no type of statement has what a move needs.
    """
    variables, types = _variables(dna)
    by_number: dict[int, Coded] = {}
    statements: defaultdict[int, list[Coded]] = defaultdict(list)
    left_out: defaultdict[int, int] = defaultdict(int)
    rows: Any = dna.rows("STATEMENTS")
    for number, type_, document, start, stop in rows:
        if type_ in types:
            by_number[number] = Coded(start, stop)
            statements[document].append(by_number[number])
        else:
            left_out[document] += 1
    entities = _entities(dna)
    for table in ("DATASHORTTEXT", "DATABOOLEAN"):
        values: Any = dna.rows(table)
        for statement, variable, value in values:
            told = variables.get(variable)
            if told is None or statement not in by_number or value is None:
                continue
            if table == "DATABOOLEAN":
                by_number[statement].agreement = bool(value)
            elif value not in entities:
                raise LedgerError(f"{dna.file} is broken: statement {statement} names entity {value}, which is not there")
            elif entities[value].name:
                setattr(by_number[statement], told, value)
    for coded in statements.values():
        coded.sort(key=lambda c: (c.start, c.stop))
    return Coding(dict(statements), left_out, entities)


def _variables(dna: DnaFile) -> tuple[dict[int, str], set[int]]:
    """What each variable tells, by its number; and the types of statements that have what a move needs."""
    told: dict[int, str] = {}
    of: defaultdict[int, set[str]] = defaultdict(set)
    rows: Any = dna.rows("VARIABLES")
    for number, name, data, type_ in rows:
        what, kind = VALUES.get(name.casefold(), ("", ""))
        if what and data == kind:
            told[number] = what
            of[type_].add(what)
    types = {t for t, what in of.items() if {"concept", "agreement"} <= what and what & {"person", "organization"}}
    if not types:
        raise LedgerError(
            f"{dna.file} has no type of statement with person or organization, concept (short text) and agreement (boolean): "
            "rename the variables in DNA"
        )
    return told, types


def _entities(dna: DnaFile) -> dict[int, Entity]:
    rows: Any = dna.rows("ENTITIES")
    entities = {number: Entity((value or "").strip()) for number, _, value in rows}
    rows = dna.rows("ATTRIBUTEVARIABLES")
    names = {number: name for number, _, name in rows}
    rows = dna.rows("ATTRIBUTEVALUES")
    for entity, attribute, value in rows:
        if value and entity in entities and attribute in names:
            entities[entity].attributes[names[attribute]] = value
    return entities
