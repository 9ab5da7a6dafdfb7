"""`goodoffices review`."""

from __future__ import annotations

import sys
from collections import Counter
from enum import EnumMeta

import typer

from goodoffices.brief.wording import counted
from goodoffices.cli.ledgers import meant, opened, view_of
from goodoffices.cli.marked import print_words
from goodoffices.cli.page import Page
from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.citing import citing
from goodoffices.ledger.events import Status
from goodoffices.ledger.fitting import VALUES
from goodoffices.ledger.subjects import numbered, row_of

KEYS = "y confirm · n reject · c correct · m merge parties · s skip · q quit"
NOTHING = "-"
"""What a person writes for no speaker, or no relation."""


class Keyboard:
    """Where a person answers: single keys at a terminal; elsewhere lines of standard input, the end of which is `q`."""

    def __init__(self) -> None:
        self.watched = sys.stdin.isatty()

    def key(self) -> str:
        """The next key."""
        if self.watched:
            return typer.getchar().lower()
        line = sys.stdin.readline()
        return line.strip()[:1].lower() or "\n" if line else "q"

    def answer(self, question: str) -> str:
        """What a person writes."""
        typer.echo(f"{question}: ", nl=False)
        line = sys.stdin.readline().strip()
        if not self.watched:
            typer.echo(line)
        return line


class Quit(Exception):  # noqa: N818 (no error)
    """The person has had enough."""


def review_drafts(address: str | None, who: str | None) -> None:
    """Show draft after draft, and do what the person says; every answer is kept at once."""
    with opened(address) as ledger:
        page, keyboard = Page(), Keyboard()
        counts: Counter[str] = Counter()
        waiting = ledger.waiting()
        page.line(counted(waiting, "draft"), style="bold")
        try:
            for subject in ledger.drafts():
                counts[_judged(ledger, subject, page, keyboard, who)] += 1
        except Quit:
            pass
        page.blank()
        done = ", ".join(f"{counts[what]} {what}" for what in ("confirmed", "corrected", "rejected", "skipped") if counts[what])
        page.line(f"{done or 'nothing judged'}; {counted(ledger.waiting(), 'draft')} left")


def _judged(ledger: Ledger, subject: str, page: Page, keyboard: Keyboard, who: str | None) -> str:
    """What became of a draft. Raises Quit."""
    while True:
        view = view_of(ledger, None)
        with citing(view) as cite:
            fact = cite.fact(subject)
            if fact.status is not Status.DRAFT:
                return "judged by another"
            page.blank()
            print_words(fact, page, cite)
        page.blank()
        again = False
        while not again:
            page.line(KEYS, style="dim")
            try:
                match keyboard.key():
                    case "y":
                        ledger.confirm(subject, who=who)
                        return "confirmed"
                    case "n":
                        ledger.reject(subject, who=who)
                        return "rejected"
                    case "s":
                        return "skipped"
                    case "q":
                        raise Quit
                    case "c":
                        if changes := _changes(ledger, subject, keyboard):
                            ledger.correct(subject, changes, who=who)
                            return "corrected"
                    case "m":
                        _merge(ledger, keyboard, who)
                        again = True
            except LedgerError as error:
                page.line(f"goodoffices: {error}", style="red")


def _changes(ledger: Ledger, subject: str, keyboard: Keyboard) -> dict[str, str | int | None]:
    """Ask for fields and their values until no field is named. Raises LedgerError where there is none of that name."""
    possible = VALUES.get(row_of(subject).table.name)
    if possible is None:
        raise LedgerError(f"{subject} is right or wrong: y or n")
    changes: dict[str, str | int | None] = {}
    while field := keyboard.answer(f"which of {', '.join(possible)} (empty: {'no more' if changes else 'none'})"):
        if field not in possible:
            raise LedgerError(f"{subject} has no {field} to correct")
        kind = possible[field]
        form = {"spans": "characters such as 3-9;12-20", "step": "a step such as t4"}.get(field, "a party by key or name")
        value = keyboard.answer(f"{field} ({', '.join(kind) if isinstance(kind, EnumMeta) else form}; {NOTHING} for nothing)")
        if value == NOTHING:
            changes[field] = None
        elif field == "step":
            changes[field] = numbered(value, "t") or value
        else:
            changes[field] = meant(ledger, value) if field in ("party", "agent", "speaker") else value
    return changes


def _merge(ledger: Ledger, keyboard: Keyboard, who: str | None) -> None:
    """Ask for two parties, and make them one."""
    merged = meant(ledger, keyboard.answer("which party"))
    ledger.merge(meant(ledger, keyboard.answer("is one with")), merged, who=who)
