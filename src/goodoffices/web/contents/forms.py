"""What forms of a page send: fields that nobody has filled in are as if they were not there."""

from __future__ import annotations

from typing import Any


def filled_in(fields: Any) -> Any:
    """The fields in which something stands."""
    if not isinstance(fields, dict):
        return fields
    kept = {name: [v for v in value if v != ""] if isinstance(value, list) else value for name, value in fields.items()}
    return {name: value for name, value in kept.items() if value not in ("", [])}
