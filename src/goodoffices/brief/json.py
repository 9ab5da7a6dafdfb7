"""The brief as JSON."""

from __future__ import annotations

from goodoffices.model.base import Value


def document(brief: Value) -> str:
    """The brief's own JSON form, with the spans of everything that a report says."""
    return brief.model_dump_json(indent=2) + "\n"
