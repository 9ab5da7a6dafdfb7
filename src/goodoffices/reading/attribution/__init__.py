"""Statements: which source, cue and contents belong together, and through whom a report has them."""
