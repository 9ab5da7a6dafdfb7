"""`goodoffices export` and `goodoffices import`: a ledger out to other programs, and in again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.options import LedgerAddress
from goodoffices.errors import LedgerError

commands = typer.Typer()

Form = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        help="jsonl (the whole ledger), csv, xlsx or parquet (tables), dna (Discourse Network Analyzer), graphml or gexf "
        "(networks), ics (dates), geojson (places).",
        show_default=False,
    ),
]
Out = Annotated[
    Path, typer.Option(metavar="FILE", help="The file to write; for csv and parquet, a folder of tables.", show_default=False)
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A .jsonl file that was exported, or a .dna file.", show_default=False)]


@commands.command(epilog="Example:  goodoffices export xlsx --ledger talks.db --out talks.xlsx")
def export(form: Form, *, ledger: LedgerAddress = None, out: Out) -> None:
    """Write a ledger for other programs: as a whole, as tables, a network, a calendar or a map."""
    from goodoffices.cli.files import in_one_stroke
    from goodoffices.cli.ledgers import opened
    from goodoffices.exchange.formats import format_of

    chosen = format_of(form)
    if ledger and out.exists() and Path(ledger).exists() and out.samefile(ledger):
        raise LedgerError(f"{out} is the ledger itself: name another file with --out")
    with opened(ledger) as found, in_one_stroke(out) as partial:
        chosen.write(found, partial)


@commands.command("import", epilog="Example:  goodoffices import talks.jsonl --ledger copy.db")
def import_(file: File, *, ledger: LedgerAddress = None) -> None:
    """Put an exported ledger into a new one, all of it or nothing; or add the statements of a .dna file."""
    from goodoffices.cli.ledgers import opened
    from goodoffices.exchange.formats import file_to_read

    chosen = file_to_read(file)
    with opened(ledger, create=True) as found:
        chosen.read(found, file)
