"""The brief as JSON."""

from __future__ import annotations

from goodoffices.brief.contents import Brief


def document(brief: Brief) -> str:
    """The brief's own JSON form, with the spans of every statement."""
    return brief.model_dump_json(indent=2) + "\n"
