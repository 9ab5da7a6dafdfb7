"""Any page, handed on: as a document for Word, a page, Markdown, or to be printed."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from goodoffices.brief.handing_on import Form, handed_on
from goodoffices.web.access.person import needs
from goodoffices.web.access.roles import Role
from goodoffices.web.contents import brief
from goodoffices.web.desk import TheDesk
from goodoffices.web.rendering import NEVER_SHOWN

router = APIRouter()
viewer = [Depends(needs(Role.VIEWER))]


@router.get("/brief", dependencies=viewer)
def the_brief(
    request: Request, desk: TheDesk, of: Annotated[brief.Of, Query()], format: Annotated[Form, Query()] = Form.PRINT
) -> Response:
    """What a page shows, with its sources as notes; whatever else the page was asked for counts here too."""
    fields: dict[str, list[str]] = defaultdict(list)
    for name, value in request.query_params.multi_items():
        if name not in ("of", "format"):
            fields[name].append(value)
    file = handed_on(brief.outline(desk, of, fields), format)
    content = file.content
    if file.policy:  # a page
        content = NEVER_SHOWN.sub("\ufffd", content.decode()).encode()
    headers = {"Content-Security-Policy": file.policy} if file.policy else {}
    if format is not Form.PRINT:
        headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return Response(content, media_type=file.media_type, headers=headers)
