"""The words, names, days, numbers and marks of a problem."""

from __future__ import annotations

import re

from goodoffices.deals.forms.text.lexicon import Lexicon
from goodoffices.errors import DealsError

STATEMENTS = ("on", "party", "step", "done", "define", "is", "in")
CONDITIONS = ("and", "or", "not", "if", "only", "unless", "until", "all", "any", "of", "at", "always", "never")
COMMITMENTS = ("will", "may", "threatens", "threaten", "firmly", "tentatively", "to", "by", "with")
STANDINGS = ("refuses", "refuse", "demands", "demand", "cannot", "guarantees", "guarantee")
RESERVED = frozenset({*STATEMENTS, *CONDITIONS, *COMMITMENTS, *STANDINGS})
"""Words of the form, which are names only between quotes."""
PROBLEM = Lexicon(
    error=DealsError,
    reserved=RESERVED,
    marks=":,()=%",
    number=re.compile(r"[0-9]{1,4000}(\.[0-9]{1,4000})?"),
    shorter="use several statements, or JSON Lines",
    has_days=True,
)
"""The tokens of a problem."""
