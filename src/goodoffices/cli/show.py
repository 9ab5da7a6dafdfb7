"""`goodoffices show`."""

from __future__ import annotations

import datetime
import json as json_
from collections.abc import Mapping, Sequence
from typing import Any

import typer

from goodoffices.brief import lines, wording
from goodoffices.cli.ledgers import opened, view_of
from goodoffices.cli.marked import print_words
from goodoffices.cli.page import Page
from goodoffices.ledger.citing import Citing, citing
from goodoffices.ledger.facts import (
    CommitmentFact,
    LinkFact,
    MoveFact,
    PartyFact,
    PositionFact,
    Printing,
    ReportFact,
    StatementFact,
    StepFact,
)
from goodoffices.ledger.stories import story_of
from goodoffices.ledger.subjects import ROW, numbered
from goodoffices.ledger.views import View
from goodoffices.model.base import Value

Found = Mapping[str, Value | Sequence[Value]]
TITLES = {"reprints": "the same story, one testimony", "printings": "printed word for word"}
"""Of what does not tell by its name what it is."""


def show_subject(subject: str, address: str | None, *, as_of: datetime.date | None, most: int, json: bool) -> None:
    """What the ledger says of a party, step, commitment, report, statement or move."""
    with opened(address) as ledger:
        view = view_of(ledger, as_of)
        with citing(view) as cite:
            found = about(subject, view, cite, most)
            if json:
                typer.echo(json_.dumps({what: _plain(fact) for what, fact in found.items()}, ensure_ascii=False))
            else:
                print_found(found, Page(), cite)


def about(subject: str, view: View, cite: Citing, most: int) -> Found:
    """The facts about a subject by what they are. Raises LedgerError where the ledger has nothing of that name."""
    if ROW.fullmatch(subject):
        one = cite.fact(subject)
        return {"link" if isinstance(one, LinkFact) else "move" if isinstance(one, MoveFact) else "statement": one}
    if numbered(subject, "c") is not None:
        return {"commitment": view.commitment(subject)}
    if numbered(subject, "t") is not None:
        step = view.step(subject)
        return {
            "step": step, "commitments": view.commitments(step=subject, most=most), "moves": view.moves(step=subject, most=most),
        }  # fmt: skip
    if (report := numbered(subject, "r")) is not None:
        fact, story = cite.report(subject), story_of(view, report)
        return {
            "report": fact, "reprints": [other for other in story.reports if other.id != fact.id], "printings": story.printings,
            "moves": view.moves(report=report, most=most),
        }  # fmt: skip
    return {
        "party": view.party(subject), "commitments": view.commitments(debtor=subject, most=most),
        "positions": view.positions(subject, most), "moves": view.moves(party=subject, most=most),
        "statements": view.statements(subject, most),
    }  # fmt: skip


def print_found(found: Found, page: Page, cite: Citing) -> None:
    """The facts, those of a kind under a heading."""
    cite.look_up(one for fact in found.values() for one in ([fact] if isinstance(fact, Value) else fact))
    for what, fact in found.items():
        if isinstance(fact, Value):
            _print_one(fact, page, cite)
        elif fact:
            page.title(TITLES.get(what, what))
            for one in fact:
                _print_line(one, page, cite)


def _print_one(fact: Value, page: Page, cite: Citing) -> None:
    match fact:
        case PartyFact():
            page.line(f"{fact.key}: {lines.party(fact, cite)}", style="bold")
            for how, names in (("also", fact.names), ("merged into it", fact.merged)):
                if names:
                    page.line(f"{how}: {'; '.join(names)}", indent=2)
        case StepFact():
            page.line(f"{fact.step} {lines.step(fact, cite)}", style="bold")
        case ReportFact():
            page.line(lines.cited(fact), style="bold")
            page.line(f"{fact.origin}, read by {fact.reader}", indent=2)
        case CommitmentFact():
            _print_commitment(fact, page, cite)
            for told in fact.testimonies:
                page.line(f"{told.move} · {told.status.value}: “{told.words.text}”", indent=4)
                page.line(lines.according_to(cite.report(told.words.report)), indent=4, style="dim")
        case StatementFact() | MoveFact() | LinkFact():
            print_words(fact, page, cite)


def _print_line(fact: Value, page: Page, cite: Citing) -> None:
    match fact:
        case ReportFact():
            page.line(lines.cited(fact), indent=2)
            page.line(fact.origin, indent=4, style="dim")
        case Printing():
            page.line(wording.printed(fact.title, fact.publisher, fact.origin, fact.day), indent=2)
        case CommitmentFact():
            _print_commitment(fact, page, cite)
            reports = dict.fromkeys(t.words.report for t in fact.testimonies)
            page.line(f"according to {'; '.join(lines.cited(cite.report(r)) for r in reports)}", indent=4, style="dim")
        case PositionFact():
            page.line(lines.position(fact, cite), indent=2)
            reports = dict.fromkeys(move.partition(".")[0] for move in fact.evidence)
            sources = "; ".join(lines.cited(cite.report(r)) for r in reports)
            shown = f"{', '.join(fact.evidence)}{' · draft' if fact.is_draft else ''} · according to {sources}"
            page.line(shown, indent=4, style="dim")
        case MoveFact():
            page.line(f"{fact.id} {lines.move(fact, cite)}", indent=2)
            told = lines.according_to(cite.report(fact.words.report))
            page.line(f"{lines.status(fact.status, fact.confidence)} · {told}", indent=4, style="dim")
        case StatementFact():
            page.line(f"{fact.id} {lines.speaker(fact, cite)}: {fact.content.text}", indent=2)
            told = lines.according_to(cite.report(fact.content.report))
            page.line(f"{lines.status(fact.status, fact.confidence)} · {told}", indent=4, style="dim")


def _print_commitment(fact: CommitmentFact, page: Page, cite: Citing) -> None:
    page.line(f"{fact.id} {lines.commitment(fact, cite)}", indent=2)
    page.line(lines.terms(fact), indent=4)


def _plain(fact: Value | Sequence[Value]) -> Any:
    return fact.model_dump(mode="json") if isinstance(fact, Value) else [one.model_dump(mode="json") for one in fact]
