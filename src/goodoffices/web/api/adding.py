"""Adding reports: each is read in its turn, by the reader that comes with the package."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, File, UploadFile

from goodoffices.web.access.person import Analyst, needs
from goodoffices.web.access.roles import Role
from goodoffices.web.contents import adding
from goodoffices.web.desk import TheDesk
from goodoffices.web.reading import in_turn

router = APIRouter(tags=["reports"], dependencies=[Depends(needs(Role.ANALYST))])


@router.post("/reports/files")
async def add_a_file(desk: TheDesk, person: Analyst, file: Annotated[UploadFile, File()]) -> adding.Additions:
    """Add the reports in a file (text, HTML, PDF, DOCX, e-mail, a feed or archive); the answer comes when they have been read."""
    content = await file.read()
    return await _in_turn(lambda: adding.add_file(desk.ledger, file.filename or "", content, person.name))


@router.post("/reports/text")
async def add_a_text(desk: TheDesk, person: Analyst, pasted: adding.Pasted) -> adding.Additions:
    """Add a report as it was pasted."""
    return await _in_turn(lambda: adding.add_text(desk.ledger, pasted, person.name))


@router.post("/reports/example")
async def add_the_example(desk: TheDesk, person: Analyst) -> adding.Additions:
    """Add the example, ten reports of talks that are invented, to an empty ledger."""
    return await _in_turn(lambda: adding.add_example(desk.ledger, person.name))


async def _in_turn(work: Callable[[], adding.Additions]) -> adding.Additions:
    """Wait until it is done without keeping a thread waiting; it is done even if whoever asked goes away."""
    return await asyncio.shield(asyncio.wrap_future(in_turn(work)))
