"""`goodoffices log`."""

from __future__ import annotations

import json as json_

import typer

from goodoffices.brief.events import told
from goodoffices.brief.printable import one_line
from goodoffices.cli.ledgers import named, opened
from goodoffices.cli.page import Page


def print_log(subject: str | None, address: str | None, *, json: bool) -> None:
    """What happened, in order: to everything, or to one thing and what belongs to it."""
    with opened(address) as ledger:
        page, nothing = Page(), True
        for recorded in ledger.log(named(ledger, subject) if subject else None):
            event, nothing = recorded.event, False
            if json:
                typer.echo(json_.dumps({"number": recorded.number, **event.model_dump(mode="json")}, ensure_ascii=False))
                continue
            why = f" – {one_line(event.why)}" if event.why else ""
            page.line(
                f"{recorded.number} {event.at:%Y-%m-%d %H:%M} {one_line(event.who)}: {told(event)}{why}", indent=4, hanging=True
            )
        if nothing and not json:
            page.line(f"nobody has said anything of {subject} yet" if subject else "nothing has happened yet")
