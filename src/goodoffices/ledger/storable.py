"""A reading without the characters that no database holds: NUL, and halves of characters."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from goodoffices.ledger.events import compact
from goodoffices.model import Reading

NEVER_STORED = re.compile("[\x00\ud800-\udfff]")


def storable(reading: Reading) -> tuple[Reading, dict[str, Any]]:
    """The reading with U+FFFD for such characters in names, titles and the like, and as it is kept in an event (`compact`).

    The text of the report stays as it is.
    """
    kept = compact(reading)
    try:
        clean = b"\\u0000" not in to_json(kept)
    except PydanticSerializationError:  # half a character
        clean = False
    if clean:
        return reading, kept
    mended = Reading.model_validate(_cleaned(reading.model_dump()))
    return mended, compact(mended)


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return NEVER_STORED.sub("\ufffd", value)
        case dict():  # the words of spans must be those of the text
            return {k: v if k == "text" else _cleaned(v) for k, v in value.items()}
        case list() | tuple():
            return [_cleaned(v) for v in value]
    return value
