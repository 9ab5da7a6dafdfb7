"""`goodoffices brief`."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path

import typer

from goodoffices.brief import Brief, brief_of, to_docx, to_html, to_json, to_markdown, to_terminal
from goodoffices.brief.deals import Answered, posing
from goodoffices.cli.files import write_file
from goodoffices.cli.ledgers import opened, view_of
from goodoffices.cli.progress import readings
from goodoffices.cli.readers import Choice
from goodoffices.deals.forms.of_ledger import Posed
from goodoffices.errors import GoodOfficesError
from goodoffices.ledger.briefing import Briefing, briefing
from goodoffices.model import Reading


def write_brief(
    sources: Sequence[str], form: str, out: Path | None, *, published: datetime.date | None, min_confidence: float, choice: Choice
) -> None:
    """Write the brief of all reports together to a file or to standard output; of several, it ends with what could start."""
    found = list(readings(sources, published, min_confidence, choice))
    _write(brief_of(found), form, out, found, _answered(posing.of_readings(found)) if len(found) > 1 else None)


def write_ledger_brief(address: str, form: str, out: Path | None, *, as_of: datetime.date | None, most: int) -> None:
    """Write the brief of a ledger to a file or to standard output."""
    with opened(address) as ledger:
        view = view_of(ledger, as_of)
        brief = briefing(view, most)
        deals = _answered(posing.of_ledger(view))
    _write(brief, form, out, deals=deals)


def _answered(posed: Posed) -> Answered | None:
    """What could start; nothing where nobody promises, demands or refuses anything."""
    problem = posed.problem
    if not (problem.commitments or problem.demands or problem.refusals):
        return None
    return posing.answered(problem, left_out=posed.left_out)


def _write(
    brief: Brief | Briefing, form: str, out: Path | None, found: Sequence[Reading] = (), deals: Answered | None = None
) -> None:
    from rich.console import Console

    match form:
        case "docx":
            if out is None:
                raise GoodOfficesError("a DOCX is no text: name a file with --out brief.docx")
            write_file(out, to_docx(brief, deals))
            return
        case "html":
            text = to_html(brief, found, deals)
        case "markdown":
            text = to_markdown(brief, deals)
        case "json":
            text = to_json(brief, deals)
        case _ if out is None:
            to_terminal(brief, Console(), deals)
            return
        case _:
            console = Console(record=True, file=io.StringIO(), width=80)
            to_terminal(brief, console, deals)
            text = console.export_text()
    if out is None:
        typer.echo(text.rstrip("\n"))
    else:
        write_file(out, text)
