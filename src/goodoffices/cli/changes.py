"""What a person tells a ledger: `merge`, `split`, `done`, `end` and `rebuild`."""

from __future__ import annotations

import datetime

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from goodoffices.brief import lines, wording
from goodoffices.cli.ledgers import meant, opened, view_of
from goodoffices.errors import LedgerError
from goodoffices.ledger.citing import citing
from goodoffices.ledger.events import Ending


def merge_both(kept: str, merged: str, address: str | None, who: str | None, why: str | None) -> None:
    """Two parties, or two steps, are one."""
    with opened(address) as ledger:
        one, other = meant(ledger, kept), meant(ledger, merged)
        ledger.merge(one, other, who=who, why=why)
        typer.echo(f"{other} is one with {one}: `goodoffices split {other}` undoes it")


def split_off(part: str, address: str | None, who: str | None, why: str | None) -> None:
    """A party or step that was merged is one of its own again."""
    with opened(address) as ledger:
        ledger.split(part, who=who, why=why)
        typer.echo(f"{part} is one of its own again")


def record_done(
    step: str, day: datetime.date | None, undone: bool, address: str | None, *, who: str | None, why: str | None
) -> None:
    """A step was done on a day, or was not done after all."""
    if (day is None) != undone:
        raise LedgerError("say when the step was done, with --on 2014-01-20, or that it was not, with --undone")
    with opened(address) as ledger:
        ledger.done(step, day, who=who, why=why)
        view = view_of(ledger, day)
        with citing(view) as cite:
            typer.echo(f"{step} {lines.step(view.step(step), cite)}" if day else f"{step} {cite.step(step)}, not done")


def record_end(
    commitment: str,
    address: str | None,
    *,
    cancelled: bool,
    released: bool,
    day: datetime.date | None,
    who: str | None,
    why: str | None,
) -> None:
    """A commitment is cancelled by its debtor or released by its creditor."""
    if cancelled == released or day is None:
        raise LedgerError("say how the commitment ended and when: --cancelled or --released, and --on 2014-01-20")
    with opened(address) as ledger:
        ending = Ending.CANCELLED if cancelled else Ending.RELEASED
        ledger.end(commitment, ending, day, who=who, why=why)
        state = view_of(ledger, day).commitment(commitment).state
        typer.echo(f"{commitment} {ending.value} on {wording.day(day)}: {state.value}")


def rebuild_all(address: str | None) -> None:
    """Make everything anew from the record."""
    with opened(address) as ledger:
        console = Console(stderr=True)
        last = ledger.last()
        with Progress(
            TextColumn("rebuilding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=console, transient=True, disable=not console.is_terminal,
        ) as progress:  # fmt: skip
            task = progress.add_task("rebuilding", total=last)
            ledger.rebuild(lambda number: progress.update(task, completed=number))
        typer.echo(f"made anew from {wording.counted(last, 'event')}")
