"""Stability: the conflict of the ledger, or an edited one. Nothing here is written to the ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, UploadFile
from pydantic import Field

from goodoffices.errors import StabilityError
from goodoffices.model.base import Value
from goodoffices.stability.conflict import Conflict
from goodoffices.stability.forms import text
from goodoffices.web.contents import stability
from goodoffices.web.contents.conflict import FILE, LONGEST, MOST_STATEMENTS, Chosen, Looked, packed
from goodoffices.web.desk import TheDesk

router = APIRouter(tags=["stability"])
MOST_BYTES = 4 << 20


class Packed(Value):
    """A conflict as the address of the page has it (`conflict=`), and what was lost in reading it."""

    conflict: str
    warnings: tuple[str, ...] = ()


class Written(Value):
    """A conflict in its text form."""

    text: str = Field(max_length=LONGEST)


class Wished(Value):
    """What a party prefers in a conflict: statements of the text form, the most important first."""

    of: Chosen = Chosen()
    party: str = Field(max_length=200)
    statements: tuple[Annotated[str, Field(min_length=1, max_length=2_000)], ...] = Field(max_length=MOST_STATEMENTS)


@router.get("/stability")
def the_stability(desk: TheDesk, asked: Annotated[Looked, Query()]) -> stability.Stability:
    """Where the conflict could end, by which solution concepts, and what is asked of single states."""
    return stability.stability(desk, asked)


@router.post("/stability/text")
def pack(written: Written) -> Packed:
    """Read a conflict in its text form, for an address."""
    return _packed(text.read(written.text))


@router.post("/stability/file")
def pack_file(file: UploadFile) -> Packed:
    """Read a conflict from a file: text (.conflict) or GMCR+ (.gmcr, .json)."""
    content = file.file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise StabilityError(f"this file is larger than {MOST_BYTES >> 20} MB: {FILE}")
    found, warnings = stability.of_file(file.filename or "", content)
    return _packed(found, warnings)


@router.post("/stability/preferences")
def prefer(desk: TheDesk, wished: Wished) -> Packed:
    """Let a party prefer something else in a conflict."""
    return _packed(stability.with_statements(desk, wished.of, wished.party, wished.statements))


def _packed(conflict: Conflict, warnings: tuple[str, ...] = ()) -> Packed:
    return Packed(conflict=packed(conflict), warnings=warnings)
