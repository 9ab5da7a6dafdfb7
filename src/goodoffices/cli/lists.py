"""`goodoffices parties` and `goodoffices search`."""

from __future__ import annotations

import datetime

import typer

from goodoffices.brief import lines
from goodoffices.cli.ledgers import opened, view_of
from goodoffices.cli.page import Page
from goodoffices.ledger.citing import citing


def print_parties(address: str | None, *, as_of: datetime.date | None, most: int, json: bool) -> None:
    """The parties that most reports speak of."""
    with opened(address) as ledger:
        view = view_of(ledger, as_of)
        found = view.parties(most)
        if json:
            for party in found:
                typer.echo(party.model_dump_json())
            return
        page = Page()
        if not found:
            page.line("no parties")
        with citing(view) as cite:
            for party in found:
                page.line(f"{party.key}: {lines.party(party, cite)}", indent=4, hanging=True)
                if party.names:
                    page.line(f"also: {'; '.join(party.names)}", indent=4)
                if party.merged:
                    page.line(f"merged into it: {', '.join(party.merged)}", indent=4)


def print_found(words: str, address: str | None, *, as_of: datetime.date | None, most: int, json: bool) -> None:
    """The reports that hold all the words."""
    with opened(address) as ledger:
        found = view_of(ledger, as_of).search(words, most)
        if json:
            for report in found:
                typer.echo(report.model_dump_json())
            return
        page = Page()
        if not found:
            page.line(f"no report holds all of: {words}")
        for report in found:
            page.line(lines.cited(report), indent=4, hanging=True)
            page.line(report.origin, indent=4, style="dim")
