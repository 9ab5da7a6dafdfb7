"""Names that a text form must put in quotes, or need not."""

from __future__ import annotations

ODD = (
    "if",
    "2014-02-01",
    "70",
    'say "so"',
    "two words",
    "a:b",
    "#1",
    "tab\tand\nline",
    "\u200b",
    "état",
    "停火",
    "c1",
    "\\",
    "a,b",
    "a>b",
    "[x]",
    "(x)",
    "strongly",
)
