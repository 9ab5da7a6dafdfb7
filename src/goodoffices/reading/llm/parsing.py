"""The answer in what a model wrote: plain JSON, JSON in a fence, JSON between words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic import ValidationError

from goodoffices.reading.llm.limits import DEFAULTS
from goodoffices.reading.llm.schema import Answer

THOUGHT = re.compile(r"<think>.*?</think>", re.S)
FENCE = re.compile(r"```(?:json)?[ \t]*\n(.*?)(?:\n```|\Z)", re.S | re.I)
OPENINGS = 20
"""Braces that are tried as the beginning of the answer."""


class MalformedError(Exception):
    """Not what was asked for; the message says why, to the model and to the person."""


def json_of(text: str | bytes, nested: int = DEFAULTS.nested) -> object:
    """The value of a JSON text. Raises MalformedError where it is none, or nested deeper than `nested`."""
    try:
        value: object = json.loads(text)
    except RecursionError:
        raise MalformedError("it is nested too deeply") from None
    except ValueError as error:
        raise MalformedError(f"it is not JSON ({error})") from None
    return _shallow(value, nested)


def answer_in(text: str) -> Answer:
    """The answer in what a model wrote. Raises MalformedError."""
    text = THOUGHT.sub("", text).strip()
    reason: MalformedError | None = None
    for value in _values(text):
        if isinstance(value, MalformedError):
            reason = reason or value
        elif isinstance(value, dict):
            try:
                return Answer.model_validate(value)
            except ValidationError as error:
                reason = reason or MalformedError(_why(error))
    raise reason or MalformedError("it holds no JSON object")


def _values(text: str) -> Iterator[object]:
    """What can be read as JSON in a text, the likeliest first; where something cannot, the MalformedError that says why."""
    for candidate in (text, *(m[1] for m in FENCE.finditer(text))):
        try:
            yield json_of(candidate)
        except MalformedError as error:
            yield error
    decoder = json.JSONDecoder()
    for _, brace in zip(range(OPENINGS), re.finditer(r"\{", text), strict=False):
        if brace.start() == 0:
            continue  # that was the whole text
        try:
            yield _shallow(decoder.raw_decode(text, brace.start())[0], DEFAULTS.nested)
        except (ValueError, RecursionError, MalformedError):
            continue


def _shallow(value: object, nested: int) -> object:
    level = [value]
    for _ in range(nested + 1):
        level = [
            part
            for whole in level
            if isinstance(whole, dict | list)
            for part in (whole.values() if isinstance(whole, dict) else whole)
        ]
        if not level:
            return value
    raise MalformedError(f"it is nested deeper than {nested} levels")


def _why(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"it does not fit the schema: {where}: {first['msg']}"
