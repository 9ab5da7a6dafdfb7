"""A reading without the characters that no database holds: NUL, and halves of characters."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticSerializationError

from goodoffices.model import Reading

NEVER_STORED = re.compile("[\x00\ud800-\udfff]")


def storable(reading: Reading) -> Reading:
    """The reading with U+FFFD for such characters in names, titles and the like; the text of the report stays as it is."""
    try:
        clean = "\\u0000" not in reading.model_dump_json()
    except PydanticSerializationError:  # half a character
        clean = False
    return reading if clean else Reading.model_validate(_cleaned(reading.model_dump()))


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return NEVER_STORED.sub("\ufffd", value)
        case dict():  # the words of spans must be those of the text
            return {k: v if k == "text" else _cleaned(v) for k, v in value.items()}
        case list() | tuple():
            return [_cleaned(v) for v in value]
    return value
