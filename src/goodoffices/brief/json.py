"""The brief as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from goodoffices.model.base import Value

if TYPE_CHECKING:
    from goodoffices.brief.deals import Answered


def document(brief: Value, deals: Answered | None = None) -> str:
    """The brief's own JSON form, with the spans of everything that a report says; what could start stands under "deals"."""
    if deals is None:
        return brief.model_dump_json(indent=2) + "\n"
    from goodoffices.brief.deals import to_json

    whole = {**brief.model_dump(mode="json"), "deals": json.loads(to_json(deals))}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
