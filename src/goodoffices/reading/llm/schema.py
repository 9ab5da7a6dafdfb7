"""The answer that a model is asked for: quotations where the model of the project has spans, names where that has ids."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from goodoffices.model import Manner, Measure, MoveKind, PartyKind, Relation, Strength
from goodoffices.model.report import whole


def _text(value: object) -> object:
    """Numbers as text; an empty text, and "null", as none; halves of characters, which no text holds, as U+FFFD."""
    if isinstance(value, bool | int | float):
        return str(value)
    if not isinstance(value, str):
        return value
    text = whole(value).strip()
    return None if text in ("", "null") else text


def _texts(value: object) -> object:
    """A lone text as a list of it; nothing as an empty one."""
    if value is None:
        return []
    if isinstance(value, list):
        return [text for text in map(_text, value) if text is not None]
    return [_text(value)] if isinstance(value, str) and value.strip() else [] if value == "" else value


def _number(value: object) -> object:
    """A number from 0 to 1; none for whatever else."""
    try:
        number = float(value)  # type: ignore[arg-type]  # what it cannot take it refuses
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number <= 1 else None


def _entries(value: object) -> object:
    return [] if value is None else value


def _one_of(values: type[StrEnum], *, or_none: bool = False) -> dict[str, Any]:
    choice: dict[str, Any] = {"type": "string", "enum": [v.value for v in values]}
    return {"anyOf": [choice, {"type": "null"}]} if or_none else choice


Needed = Annotated[str | None, BeforeValidator(_text), WithJsonSchema({"type": "string"})]
Optional = Annotated[str | None, BeforeValidator(_text), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "null"}]})]
Texts = Annotated[list[str], BeforeValidator(_texts), WithJsonSchema({"type": "array", "items": {"type": "string"}})]
Sure = Annotated[
    float | None, BeforeValidator(_number), WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "null"}]})
]  # fmt: skip


class Answered(BaseModel):
    """What all parts of an answer share: more than was asked for is ignored, less is none."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class AnsweredParty(Answered):
    """A party by its name; `speaks_for` and `backs` are names too."""

    name: Needed = None
    kind: Annotated[Needed, WithJsonSchema(_one_of(PartyKind))] = None
    aliases: Texts = []
    speaks_for: Optional = None
    backs: Texts = []


class AnsweredStatement(Answered):
    """A statement; `speaker` and `via` are names of parties, the rest quotations."""

    id: Needed = None
    source: Optional = None
    cue: Optional = None
    content: Texts = []
    speaker: Optional = None
    via: Texts = []
    manner: Annotated[Needed, WithJsonSchema(_one_of(Manner))] = None
    confidence: Sure = None


class AnsweredMove(Answered):
    """A move; `party` and `agent` are names of parties, `statement` the id of a statement of the same answer."""

    id: Needed = None
    kind: Annotated[Needed, WithJsonSchema(_one_of(MoveKind))] = None
    party: Needed = None
    agent: Needed = None
    step: Needed = None
    condition: Optional = None
    relation: Annotated[Optional, WithJsonSchema(_one_of(Relation, or_none=True))] = None
    strength: Annotated[Needed, WithJsonSchema(_one_of(Strength))] = None
    measure: Annotated[Needed, WithJsonSchema(_one_of(Measure))] = None
    place: Optional = None
    statement: Optional = None
    confidence: Sure = None


class AnsweredDate(Answered):
    """A date expression and the day, month or year that it means; `of` is the id of a move or statement of the same answer."""

    text: Needed = None
    date: Needed = None
    of: Optional = None


class Answer(Answered):
    """All that a model read in one chunk. The statements must be there, even if there are none."""

    parties: Annotated[list[AnsweredParty], BeforeValidator(_entries)] = []
    statements: Annotated[list[AnsweredStatement], BeforeValidator(_entries)]
    moves: Annotated[list[AnsweredMove], BeforeValidator(_entries)] = []
    dates: Annotated[list[AnsweredDate], BeforeValidator(_entries)] = []


def json_schema() -> dict[str, Any]:
    """The schema of an answer as servers want it that hold a model to it: every field is there, and no other."""
    closed: dict[str, Any] = _closed(Answer.model_json_schema())
    return closed


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _closed(value) for key, value in schema.items() if key not in ("default", "title", "description")}
    if schema.get("type") == "object":
        kept["required"] = list(schema["properties"])
        kept["additionalProperties"] = False
    return kept
