"""The words, names, numbers and marks of a conflict."""

from __future__ import annotations

import re

from goodoffices.deals.forms.text.lexicon import Lexicon
from goodoffices.errors import StabilityError

STATEMENTS = (
    "title",
    "party",
    "option",
    "exclusive",
    "infeasible",
    "no",
    "today",
    "state",
    "coalition",
    "by",
    "needs",
    "from",
    "to",
)
CONDITIONS = ("and", "or", "not", "if", "iff", "all", "any", "of", "at", "always", "never")
PREFERENCES = ("may", "prefers", "prefer", "weighs", "weigh", "ranks", "rank", "then", "nothing", "unknown", "strongly", "very")
RESERVED = frozenset({*STATEMENTS, *CONDITIONS, *PREFERENCES})
"""Words of the form, which are names only between quotes."""
CONFLICT = Lexicon(
    error=StabilityError,
    reserved=RESERVED,
    marks=":,()=>",
    runs=">",
    number=re.compile(r"[+-]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?"),
    shorter="use several statements",
)
"""The tokens of a conflict."""
