"""The equilibria, one a row: the states that are stable for everybody by some solution concept."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from goodoffices.brief.deals.phrases import capitalised
from goodoffices.brief.stability.phrases import Phrases, short
from goodoffices.stability.answer import Answer
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.concepts.limited import Horizon

MARK = "•"


@dataclass(frozen=True)
class Row:
    """States of one name that are equilibria by the same concepts: their numbers, and what is taken in all of them."""

    label: str
    states: tuple[int, ...]
    words: str
    concepts: tuple[Concept | Horizon, ...]


def rows(answer: Answer, most: int) -> list[Row]:
    """The equilibria by concepts and horizons, those by most of them first, at most so many states."""
    say = Phrases(answer.game)
    together: dict[tuple[str, tuple[Concept | Horizon, ...]], list[int]] = {}
    for state in answer.lasting_by(answer.usual)[:most]:
        by = tuple(c for c in answer.usual if answer.equilibria[c][state])
        together.setdefault((say.label(state), by), []).append(state)
    return [Row(label, tuple(states), _words(states, answer, say), concepts) for (label, concepts), states in together.items()]


def _words(states: Iterable[int], answer: Answer, say: Phrases) -> str:
    found = [answer.game.states.state(s) for s in states]
    if len(found) == 1:
        return capitalised(say.taken(found[0]))
    shared = say.taken(frozenset.intersection(*found), nothing="") or "nothing in common"
    return capitalised(f"{shared} ({len(found)} states of that name)")


def print_table(found: Iterable[Row], columns: Collection[Concept | Horizon], console: Console) -> None:
    """Print the equilibria, with a column for each concept, at the console's width."""
    table = Table(box=None, padding=(0, 1), show_edge=False, pad_edge=False)
    table.add_column("State", style="bold", overflow="fold")
    table.add_column("What is taken in it", overflow="fold", ratio=1)
    for by in columns:
        table.add_column(short(by), justify="center", no_wrap=True)
    for row in found:
        table.add_row(Text(row.label), Text(row.words), *(MARK if c in row.concepts else "" for c in columns))
    console.print(table)
