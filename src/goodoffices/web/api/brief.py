"""What a page shows, in words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from goodoffices.brief.outline import Outline
from goodoffices.web.contents import brief
from goodoffices.web.desk import AsOf, TheDesk

router = APIRouter(tags=["brief"])


@router.get("/brief")
def the_brief(desk: TheDesk, of: Annotated[brief.Of, Query()], as_of: AsOf = None) -> Outline:
    """What a page shows, as headings and items, each with who says so; /brief has it as DOCX, HTML and Markdown."""
    return brief.outline(desk, of, {"as_of": [as_of.isoformat()]} if as_of else {})
