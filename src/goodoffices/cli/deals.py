"""`goodoffices deals`."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from goodoffices.brief.deals import Answered, posing, to_html, to_json, to_svg, to_terminal
from goodoffices.cli import problems
from goodoffices.cli.files import write_file
from goodoffices.cli.named import called
from goodoffices.deals.answer import Question
from goodoffices.deals.checking import no_such, shown
from goodoffices.deals.concessions import Waiver
from goodoffices.deals.problem import Problem
from goodoffices.deals.unlocking.what_if import Changes
from goodoffices.errors import DealsError
from goodoffices.model import conjuncts


@dataclass(frozen=True)
class Asked:
    """What the command line asks, in the words of the person there."""

    target: Sequence[str]
    assume: Sequence[str]
    withdraw: Sequence[str]
    waive: Sequence[str]
    firm_only: bool


def write_deals(
    file: Path | None, ledger: str | None, asked: Asked, *, as_of: datetime.date | None, form: str, out: Path | None
) -> None:
    """Write the answer to a file or to standard output."""
    left_out: Mapping[str, str] = {}
    if file is not None:
        problem = problems.of_file(file)
        if as_of is not None:
            problem = problem.model_copy(update={"day": as_of})
    else:
        from goodoffices.cli.ledgers import opened, view_of

        with opened(ledger) as found:
            posed = posing.of_ledger(view_of(found, as_of))
        problem, left_out = posed.problem, posed.left_out
    _write(posing.answered(problem, question_of(asked, problem), left_out), form, out)


def question_of(asked: Asked, problem: Problem) -> Question:
    """The question, with the steps and commitments that are meant. Raises GoodOfficesError where it is not clear which."""
    names = {step.id: str(step) for step in problem.steps}
    for commitment in asked.withdraw:
        if commitment not in problem.commitment_of:
            raise DealsError(f"--withdraw: {no_such('commitment', commitment, problem.commitment_of)}")
    return Question(
        target=tuple(called(said, names, "step", "--target") for said in asked.target),
        changes=Changes(
            assumed=tuple(called(said, names, "step", "--assume") for said in asked.assume),
            withdrawn=tuple(dict.fromkeys(asked.withdraw)),
            conceded=tuple(dict.fromkeys(w for waived in asked.waive for w in _waivers(waived, problem))),
        ),
        firm_only=asked.firm_only,
    )


def _waivers(said: str, problem: Problem) -> Iterator[Waiver]:
    """The conditions that COMMITMENT or COMMITMENT:n names, counted from 1; without a number, all of the commitment's."""
    name, colon, number = (said, "", "") if said in problem.commitment_of else said.rpartition(":")
    name = name if colon else said
    if name not in problem.commitment_of:
        raise DealsError(f"--waive: {no_such('commitment', name, problem.commitment_of)}")
    parts = len(conjuncts(problem.commitment_of[name].antecedent))
    if not parts:
        raise DealsError(f"--waive: {shown(name)} has no condition to waive")
    if not colon:
        yield from (Waiver(commitment=name, part=part) for part in range(parts))
    elif number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= parts:
        yield Waiver(commitment=name, part=int(number) - 1)
    else:
        raise DealsError(f"--waive: {shown(name)} has no condition {shown(number)}: give a number from 1 to {parts}")


def _write(answered: Answered, form: str, out: Path | None) -> None:
    from rich.console import Console

    match form:
        case "html":
            text = to_html(answered)
        case "json":
            text = to_json(answered)
        case "svg":
            text = to_svg(answered.answer)
        case _ if out is None:
            to_terminal(answered, Console())
            return
        case _:
            console = Console(record=True, file=io.StringIO(), width=80)
            to_terminal(answered, console)
            text = console.export_text()
    if out is None:
        typer.echo(text.rstrip("\n"))
    else:
        write_file(out, text)
