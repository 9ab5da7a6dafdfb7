"""An answer as JSON: what was worked out, by the ids of the problem, and the same in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from typing import Any

from goodoffices.brief.deals.contents import Answered
from goodoffices.brief.deals.phrases import Phrases
from goodoffices.brief.deals.states import states
from goodoffices.brief.outline import Outline
from goodoffices.deals.waiting.circles import Circle
from goodoffices.model.base import Value


def document(answered: Answered, outline: Outline) -> str:
    """The answer, with the state of each step, its evidence, and the parts that are read aloud."""
    answer = answered.answer
    say = Phrases(answer.problem)
    found = {
        "day": answer.problem.day,
        "target": answer.question.target,
        "steps": {
            step: {"name": say.title(step), "agents": answer.problem.by_id[step].agents, "state": state}
            for step, state in states(answer).items()
        },
        "deals": answer.deals,
        "plan": answered.plan and {"rounds": answered.plan.rounds, "exposures": answered.plan.exposures},
        "out_of_reach": answer.out_of_reach,
        "excluded": answer.excluded,
        "dangers": answer.dangers,
        "unlocked": answer.unlocked,
        "robustness": answer.robustness,
        "is_complete": answer.is_complete,
        "evidence": answer.problem.evidence,
        "told": outline,
    }
    return json.dumps({name: _plain(value) for name, value in found.items()}, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    """A value in the types of JSON: sets and keys in order, as the same answer shall give the same text; null for infinite."""
    match value:
        case Value():
            return value.model_dump(mode="json")
        case Circle(steps=steps):
            return sorted(steps)
        case _ if is_dataclass(value):
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        case Mapping():
            return {str(k): _plain(value[k]) for k in sorted(value)}
        case Set():
            return sorted((_plain(v) for v in value), key=repr)
        case tuple() | list():
            return [_plain(v) for v in value]
        case float():
            return value if abs(value) < float("inf") else None
        case None | bool() | int():
            return value
        case _:
            return str(value)
