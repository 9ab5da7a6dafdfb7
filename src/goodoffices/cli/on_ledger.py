"""The commands on a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from goodoffices.cli.options import AsOf, Json, LedgerAddress, MinConfidence, Most, On, Published, Sources, Who, Why, day_of
from goodoffices.cli.readers import LLMModel, LLMPrice, LLMUrl, NoCache, ReaderKind, WhichReader, chosen

commands = typer.Typer()
PAGE = 50

Subject = Annotated[
    list[str],
    typer.Argument(metavar="SUBJECT...", help="A party by key or name, a step (t4), a commitment (c7), a report (r12) or a "
                   "statement or move of one (r12.s3, r12.m3).", show_default=False),
]  # fmt: skip
Party = Annotated[str, typer.Argument(help="A party by key or name, or a step (t4).", show_default=False)]


@commands.command(epilog="Example:  goodoffices add reports/ --ledger talks.db")
def add(
    reports: Sources,
    *,
    ledger: LedgerAddress = None,
    who: Who = None,
    published: Published = None,
    min_confidence: MinConfidence = 0,
    reader: WhichReader = ReaderKind.BUILT_IN,
    llm_url: LLMUrl = None,
    llm_model: LLMModel = None,
    llm_price: LLMPrice = None,
    no_cache: NoCache = False,
) -> None:
    """Read reports into a ledger, a new one where there is none; those that it knows are passed over."""
    from goodoffices.cli.add import add_reports

    choice = chosen(reader, llm_url, llm_model, llm_price, no_cache)
    add_reports(reports, ledger, published=day_of(published), min_confidence=min_confidence, choice=choice, who=who)


@commands.command(epilog="Example:  goodoffices review --ledger talks.db")
def review(*, ledger: LedgerAddress = None, who: Who = None) -> None:
    """Go through the drafts, the most consequential and least certain first: one key to confirm, reject, correct or merge."""
    from goodoffices.cli.review import review_drafts

    review_drafts(ledger, who)


@commands.command(epilog="Example:  goodoffices show Upland Front --as-of 2025-04-01 --ledger talks.db")
def show(subject: Subject, *, ledger: LedgerAddress = None, as_of: AsOf = None, most: Most = PAGE, json: Json = False) -> None:
    """What the ledger says of a party, step, commitment or report, each line according to which report."""
    from goodoffices.cli.show import show_subject

    show_subject(" ".join(subject), ledger, as_of=day_of(as_of), most=most, json=json)


@commands.command(epilog="Example:  goodoffices log r12.m3 --ledger talks.db")
def log(
    subject: Annotated[
        list[str] | None, typer.Argument(metavar="[SUBJECT]...", help="As for `show`; without it, everything.", show_default=False)
    ] = None,
    *,
    ledger: LedgerAddress = None,
    json: Json = False,
) -> None:
    """What happened to the ledger, or to one thing in it: what was added, and what people said of it, when and why."""
    from goodoffices.cli.log import print_log

    print_log(" ".join(subject) if subject else None, ledger, json=json)


@commands.command(epilog="Example:  goodoffices parties --ledger talks.db")
def parties(*, ledger: LedgerAddress = None, as_of: AsOf = None, most: Most = PAGE, json: Json = False) -> None:
    """The parties that most reports speak of, with all their names."""
    from goodoffices.cli.lists import print_parties

    print_parties(ledger, as_of=day_of(as_of), most=most, json=json)


@commands.command(epilog="Example:  goodoffices search aleppo ceasefire --ledger talks.db")
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", show_default=False)],
    *,
    ledger: LedgerAddress = None,
    as_of: AsOf = None,
    most: Most = PAGE,
    json: Json = False,
) -> None:
    """The reports that hold all of the words, the best match first."""
    from goodoffices.cli.lists import print_found

    print_found(" ".join(words), ledger, as_of=day_of(as_of), most=most, json=json)


@commands.command(epilog='Example:  goodoffices merge upland-front "the Front" --ledger talks.db')
def merge(kept: Party, merged: Party, *, ledger: LedgerAddress = None, who: Who = None, why: Why = None) -> None:
    """Two parties, or two steps, are one: from now on the first."""
    from goodoffices.cli.changes import merge_both

    merge_both(kept, merged, ledger, who, why)


@commands.command(epilog="Example:  goodoffices split front --ledger talks.db")
def split(part: Party, *, ledger: LedgerAddress = None, who: Who = None, why: Why = None) -> None:
    """A party or step that was merged into another is one of its own again."""
    from goodoffices.cli.changes import split_off

    split_off(part, ledger, who, why)


@commands.command(epilog="Example:  goodoffices done t4 --on 2025-04-05 --ledger talks.db")
def done(
    step: Annotated[str, typer.Argument(help="A step (t4).", show_default=False)],
    *,
    on: On = None,
    undone: Annotated[bool, typer.Option("--undone", help="It was not done after all.")] = False,
    ledger: LedgerAddress = None,
    who: Who = None,
    why: Why = None,
) -> None:
    """A step was done on a day: what is promised for then is owed, and whoever promised it has kept his word."""
    from goodoffices.cli.changes import record_done

    record_done(step, day_of(on), undone, ledger, who=who, why=why)


@commands.command(epilog="Example:  goodoffices end c7 --cancelled --on 2025-04-05 --ledger talks.db")
def end(
    commitment: Annotated[str, typer.Argument(help="A commitment (c7).", show_default=False)],
    *,
    cancelled: Annotated[bool, typer.Option("--cancelled", help="Its debtor takes it back.")] = False,
    released: Annotated[bool, typer.Option("--released", help="Its creditor lets the debtor off.")] = False,
    on: On = None,
    ledger: LedgerAddress = None,
    who: Who = None,
    why: Why = None,
) -> None:
    """A commitment ends before it is kept or broken."""
    from goodoffices.cli.changes import record_end

    record_end(commitment, ledger, cancelled=cancelled, released=released, day=day_of(on), who=who, why=why)


@commands.command(epilog="Example:  goodoffices rebuild --ledger talks.db")
def rebuild(*, ledger: LedgerAddress = None) -> None:
    """Make everything in a ledger anew from the record of what happened."""
    from goodoffices.cli.changes import rebuild_all

    rebuild_all(ledger)
