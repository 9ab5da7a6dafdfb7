"""`goodoffices stability`."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from goodoffices.cli import conflicts
from goodoffices.cli.files import write_file
from goodoffices.cli.named import called
from goodoffices.deals.checking import no_such, shown
from goodoffices.errors import StabilityError

if TYPE_CHECKING:  # imported only where an answer is asked for
    from goodoffices.brief.stability import Answered
    from goodoffices.stability.conflict import Conflict, State
    from goodoffices.stability.states import States

NOTHING = ("none", "nothing", "")
NUMBER = re.compile(r"s([1-9][0-9]{0,8})")


@dataclass(frozen=True)
class Asked:
    """What the command line asks, in the words of the person there."""

    states: tuple[str, ...]
    wanted: str | None
    origin: str | None
    options: tuple[str, ...]
    parties: tuple[str, ...]
    once: bool
    why: bool
    coalitions: bool
    horizon: int | None
    non_myopic: bool


def write_stability(
    file: Path | None, ledger: str | None, asked: Asked, *, as_of: datetime.date | None, form: str, out: Path | None
) -> None:
    """Write the answer, or the conflict itself, to a file or to standard output; what gets lost is said on standard error."""
    if file is not None:
        found = conflicts.of_file(file)
    else:
        found = conflicts.of_ledger(ledger, as_of, options=asked.options, parties=asked.parties)
    _warn(found.warnings)
    match form:
        case "conflict":
            from goodoffices.stability.forms import text

            _put(text.write(found.conflict, found.notes), out)
        case "gmcr":
            from goodoffices.stability.forms import gmcr

            written = gmcr.write(found.conflict)
            _warn(written.warnings)
            _put(written.text, out)
        case _:
            _write(_answered(found, asked), form, out)


def states_called(said: str, conflict: Conflict, states: States, argument: str = "--state") -> list[State]:
    """The states that are meant: those of a name, the one of a number (s5), or the one in which just these options are taken.

    Raises GoodOfficesError where there is none.
    """
    name = said.strip()
    named = [state for state, its_name in conflict.names.items() if its_name == name]
    if named:
        return named
    if name == "today" and conflict.today is not None:
        return [conflict.today]
    if number := NUMBER.fullmatch(name):
        if int(number[1]) > len(states):
            raise StabilityError(f"{argument}: there is no state {name}: give a number from s1 to s{len(states)}")
        return [states.state(int(number[1]) - 1)]
    inner = name.removeprefix("(").removesuffix(")").strip()
    if inner.casefold() in NOTHING:
        return [_feasible(frozenset(), states, argument)]
    options = {o.id: o.name for o in conflict.options}
    words = [w.strip() for w in inner.split(",")]
    known = {*options, *(n for n in options.values() if n)}
    if len(words) == 1 and conflict.names and not any(words[0].casefold() in n.casefold() for n in known):
        raise StabilityError(f"{argument}: {no_such('state', name, set(conflict.names.values()))}, or name the options taken in it")
    return [_feasible(frozenset(called(w, options, "option", argument) for w in words), states, argument)]


def one_state_called(said: str, conflict: Conflict, states: States, argument: str) -> State:
    """The one state that is meant. Raises GoodOfficesError where there is none, or several."""
    found = states_called(said, conflict, states, argument)
    if len(found) > 1:
        raise StabilityError(f"{argument}: {shown(said)} names {len(found)} states: name the options taken in one of them")
    return found[0]


def _feasible(state: State, states: States, argument: str) -> State:
    try:
        states.number(state)
    except StabilityError as error:
        raise StabilityError(f"{argument}: {error}") from None
    return state


def _answered(found: conflicts.Found, asked: Asked) -> Answered:
    from goodoffices.brief.stability import Answered
    from goodoffices.stability.answer import Question, answer
    from goodoffices.stability.concepts.limited import Horizon
    from goodoffices.stability.states import feasible_states

    looked_at: list[State] = []
    wanted: list[State] = []
    origin: State | None = None
    if asked.states or asked.wanted is not None or asked.origin is not None:
        states = feasible_states(found.conflict)
        looked_at = [state for said in asked.states for state in states_called(said, found.conflict, states)]
        wanted = states_called(asked.wanted, found.conflict, states, "--inverse") if asked.wanted is not None else []
        if asked.origin is not None:
            origin = one_state_called(asked.origin, found.conflict, states, "--from")
    horizons = ([Horizon(asked.horizon)] if asked.horizon is not None else []) + ([Horizon(None)] if asked.non_myopic else [])
    question = Question(
        states=tuple(dict.fromkeys(looked_at)),
        wanted=tuple(wanted),
        packages=found.packages,
        once=asked.once,
        why=asked.why,
        origin=origin,
        coalitions=asked.coalitions,
        horizons=tuple(horizons),
    )
    return Answered(answer(found.conflict, question), found.is_draft, found.left_out)


def _write(answered: Answered, form: str, out: Path | None) -> None:
    from rich.console import Console

    from goodoffices.brief.stability import to_csv, to_html, to_json, to_svg, to_terminal

    match form:
        case "html":
            _put(to_html(answered), out)
        case "json":
            _put(to_json(answered), out)
        case "csv":
            _put(to_csv(answered.answer), out)
        case "svg":
            _put(to_svg(answered.answer), out)
        case _ if out is None:
            to_terminal(answered, Console())
        case _:
            console = Console(record=True, file=io.StringIO(), width=80)
            to_terminal(answered, console)
            _put(console.export_text(), out)


def _put(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text.rstrip("\n"))
    else:
        write_file(out, text)


def _warn(warnings: Iterable[str]) -> None:
    for warning in warnings:
        typer.echo(f"goodoffices: {warning}", err=True)
