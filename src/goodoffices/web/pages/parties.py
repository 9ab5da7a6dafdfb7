"""The parties: their network, as a page and as files; and each of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from goodoffices.brief import network
from goodoffices.exchange.formats import format_of
from goodoffices.web.access.person import Viewer, needs
from goodoffices.web.access.roles import Role
from goodoffices.web.api.parties import Key, MostParties
from goodoffices.web.contents import parties
from goodoffices.web.desk import AsOf, Desk, TheDesk
from goodoffices.web.navigation import link_to
from goodoffices.web.rendering import page

router = APIRouter()
viewer = [Depends(needs(Role.VIEWER))]


@router.get("/parties")
def the_parties(
    request: Request, *, desk: TheDesk, person: Viewer, as_of: AsOf = None, most: MostParties = parties.MOST
) -> HTMLResponse:
    """Who has to do with whom."""
    found = parties.parties(desk, as_of, most)
    tied = parties.the_network(desk, as_of)
    drawn = desk.answer(
        ("network drawn", as_of), lambda: network.svg(tied, parties.TIES_DRAWN, style=False, leads=link_to)
    ).value  # fmt: skip
    return page(
        request, "parties.html.j2", person, as_of=as_of, found=found, most=most,
        picture=Markup(drawn) if found.tied else None,  # noqa: S704 (escaped)
    )  # fmt: skip


@router.get("/parties/network.svg", dependencies=viewer)
def the_picture(desk: TheDesk, as_of: AsOf = None) -> Response:
    """The picture of the network by itself."""
    headers = {"Content-Disposition": 'attachment; filename="parties.svg"'}
    drawn = network.svg(parties.the_network(desk, as_of), parties.TIES_DRAWN)
    return Response(drawn, media_type="image/svg+xml", headers=headers)


@router.get("/parties/network.graphml", dependencies=viewer)
def the_graph(desk: TheDesk) -> Response:
    """The whole network, as GraphML."""
    return _as_file(desk, "graphml", "application/graphml+xml")


@router.get("/parties/network.gexf", dependencies=viewer)
def the_graph_for_gephi(desk: TheDesk) -> Response:
    """The whole network, as GEXF."""
    return _as_file(desk, "gexf", "application/gexf+xml")


def _as_file(desk: Desk, form: str, media_type: str) -> Response:
    with tempfile.TemporaryDirectory(prefix="goodoffices-") as folder:
        file = Path(folder) / f"parties.{form}"
        format_of(form).write(desk.ledger, file)
        content = file.read_bytes()
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="parties.{form}"'})


@router.get("/parties/{key}")
def the_party(
    request: Request, *, desk: TheDesk, person: Viewer, key: Key, as_of: AsOf = None, most: MostParties = parties.SHOWN
) -> HTMLResponse:
    """One party."""
    found = parties.party(desk, key, as_of, most)
    return page(request, "party.html.j2", person, as_of=as_of, found=found)
