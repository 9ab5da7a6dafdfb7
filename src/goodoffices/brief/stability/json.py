"""An answer as JSON: what was worked out, by the ids of the conflict, and the same in words."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from goodoffices.brief.outline import Outline
from goodoffices.brief.stability.contents import Answered
from goodoffices.brief.stability.doubt import extensions_of
from goodoffices.brief.stability.phrases import Phrases
from goodoffices.brief.stability.ways import Way, ways
from goodoffices.stability.answer import Answer
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.hypergames import Perceived
from goodoffices.stability.questions.doubt import CONCEPTS
from goodoffices.stability.questions.inverse import Change

MOST = 10_000
"""Of so many states each is told; of more, the equilibria and those that were asked for."""


def document(answered: Answered, outline: Outline) -> str:
    """The answer, state by state, and the parts that are read aloud. Where not all states are told, `is_complete` is false."""
    answer = answered.answer
    conflict, game, say = answer.game.conflict, answer.game, Phrases(answer.game)
    asked = {**answer.question.packages, **({"today": conflict.today} if conflict.today is not None else {})}
    numbers = {name: game.states.number(state) for name, state in asked.items()}
    closely = [game.states.number(state) for state in answer.question.states]
    is_complete = len(game.states) <= MOST
    told = range(len(game.states)) if is_complete else sorted({*answer.lasting[:MOST], *numbers.values(), *closely})
    found = {
        "title": conflict.title,
        "is_draft": answered.is_draft,
        "decision_makers": {d.id: d.name or d.id for d in conflict.decision_makers},
        "options": {o.id: {"name": say.option(o.id), "owners": o.owners, "direction": o.direction} for o in conflict.options},
        "count": len(game.states),
        "equilibria": {str(c): int(flags.sum()) for c, flags in answer.equilibria.items()},
        "today": say.label(numbers.pop("today")) if "today" in numbers else None,
        "packages": {name: say.label(n) for name, n in numbers.items()},
        "asked": [say.label(n) for n in closely],
        "changes": [_change(c, i, concept, say) for found in answer.changes.values() for (i, concept), c in found.items()],
        "ways": [_way(w, say) for w in ways(answer, MOST)],
        "coalitions": _coalitions(answer, say),
        "in_doubt": _doubt(answer, say),
        "attitudes": [{"of": of, "towards": to, "attitude": a.name.lower()} for (of, to), a in conflict.attitudes.items()],
        "perceptions": _perceptions(answer, say),
        "not_told": {str(variant): why for variant, why in answer.variants.refused.items()},
        "states": [_state(answer, n, say) for n in told],
        "is_complete": is_complete,
        "left_out": dict(answered.left_out),
        "told": outline.model_dump(mode="json"),
    }
    return json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _change(change: Change, decision_maker: int, concept: Concept, say: Phrases) -> dict[str, Any]:
    """The least change of heart by which a state would be stable: `pairs` of states change places, `at_least` so many must."""
    return {
        "decision_maker": say.conflict.decision_makers[decision_maker].id,
        "concept": concept,
        "state": say.label(change.state),
        "better_than": [say.label(int(s)) for s in change.below],
        "pairs": change.distance,
        "at_least": change.at_least,
    }


def _way(way: Way, say: Phrases) -> dict[str, Any]:
    """The fewest moves to a state that would last, null where none lead there; `is_gain` where each is a gain for its mover."""
    makers = say.conflict.decision_makers
    moves = [{"decision_maker": makers[m.who].id, "state": say.label(m.state)} for m in way.moves or ()]
    return {"state": say.label(way.end), "moves": moves if way.moves is not None else None, "is_gain": way.is_gain}


def _doubt(answer: Answer, say: Phrases) -> dict[str, Any] | None:
    """Whose preferences are known in part or not at all, and how many equilibria there are by each extension (a to d)."""
    if (found := answer.doubt) is None:
        return None
    ids = [d.id for d in say.conflict.decision_makers]
    counts: dict[str, dict[str, int]] = {}
    for (concept, extension), flags in found.equilibria.items():
        counts.setdefault(concept, {})[extension] = int(flags.sum())
    return {
        "several": [ids[i] for i in found.several],
        "unknown": [ids[i] for i in found.unknown],
        "equilibria": counts,
        "refused": found.refused,
    }


def _perceptions(answer: Answer, say: Phrases) -> dict[str, Any] | None:
    """For whoever is mistaken: what it does not see, about whom it is wrong, and what it takes for equilibria, by concept."""
    if (found := answer.variants.perceptions) is None:
        return None
    numbers = {d.id: i for i, d in enumerate(say.conflict.decision_makers)}
    concepts = [by.concept for by in answer.stable if isinstance(by, Perceived)]
    return {
        mistaken.who: {
            "hidden": list(mistaken.hidden),
            "mistaken_about": list(mistaken.believed),
            "expects": {
                concept: [say.label(int(s)) for s in np.flatnonzero(found.expected(numbers[mistaken.who], concept))[:MOST]]
                for concept in concepts
            },
        }
        for mistaken in say.conflict.misperceptions
    }


def _coalitions(answer: Answer, say: Phrases) -> dict[str, Any] | None:
    """How many equilibria resist all coalitions, by concept, and who would leave a state looked at together, for which states."""
    if (found := answer.together) is None:
        return None
    ids = [d.id for d in say.conflict.decision_makers]
    left = [
        {
            "state": say.label(s),
            "concept": c,
            "coalition": [ids[i] for i in group],
            "for": [say.label(t) for t in to.best],
            "count": to.count,
        }
        for (s, c, group), to in found.departures.items()
    ]
    return {
        "looked_at": [[ids[i] for i in group] for group in found.coalitions],
        "resistant": {c: int(flags.sum()) for c, flags in found.resists.items()},
        "left": left,
    }


def _state(answer: Answer, state: int, say: Phrases) -> dict[str, Any]:
    makers = answer.game.conflict.decision_makers
    perceptions = answer.variants.perceptions
    return {
        "state": say.label(state),
        "number": state + 1,
        "taken": sorted(answer.game.states.state(state)),
        "words": say.state(state),
        "equilibrium": [str(c) for c in answer.concepts_of(state)],
        **({"resistant": [c for c, flags in answer.together.resists.items() if flags[state]]} if answer.together else {}),
        **(
            {"in_doubt": {c: extensions_of(state, c, answer.doubt) for c in CONCEPTS}}
            if answer.doubt and not answer.doubt.refused
            else {}
        ),
        **({"seen_by": [d.id for i, d in enumerate(makers) if perceptions.seen[i, state]]} if perceptions else {}),
        "ranks": {d.id: int(answer.game.ranks[i, state]) for i, d in enumerate(makers)},
        "stable": {d.id: [str(c) for c in answer.concepts_of(state, i)] for i, d in enumerate(makers)},
    }
