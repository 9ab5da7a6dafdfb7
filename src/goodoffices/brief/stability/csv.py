"""The states as a table for spreadsheets: one a line, with what is taken in it, and for whom it is stable."""

from __future__ import annotations

import csv
import io

from goodoffices.brief.stability.phrases import Phrases
from goodoffices.stability.answer import Answer

MOST = 100_000
"""Of so many states all are written; of more, the equilibria."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes what begins so for a formula."""


def table(answer: Answer) -> str:
    """The table; 1 stands for yes, and a higher rank for what the party likes better."""
    game, say = answer.game, Phrases(answer.game)
    ids = [d.id for d in game.conflict.decision_makers]
    heading = ["state", *game.states.options, *(f"equilibrium {c}" for c in answer.stable)]
    resists = answer.together.resists if answer.together else {}
    heading += [f"resistant {c}" for c in resists]
    in_doubt = answer.doubt.equilibria if answer.doubt else {}
    heading += [f"equilibrium {c} {e}" for c, e in in_doubt]
    seen = answer.variants.perceptions.seen if answer.variants.perceptions else ()
    heading += [f"sees {i}" for i in ids] if len(seen) else []
    heading += [f"rank {i}" for i in ids] + [f"{c} {i}" for c in answer.stable for i in ids]
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\n")
    out.writerow(map(_safe, heading))
    for s in range(len(game.states)) if len(game.states) <= MOST else sorted(answer.lasting):
        taken = game.states.state(s)
        row: list[object] = [_safe(say.label(s)), *(int(o in taken) for o in game.states.options)]
        row += [int(flags[s]) for flags in answer.equilibria.values()]
        row += [int(flags[s]) for flags in resists.values()]
        row += [int(flags[s]) for flags in in_doubt.values()]
        row += [int(flags[s]) for flags in seen]
        row += [int(game.ranks[i, s]) for i in game.players]
        row += [int(flags[i, s]) for flags in answer.stable.values() for i in game.players]
        out.writerow(row)
    return written.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
