"""In which language a text is written."""

from __future__ import annotations

SAMPLE = 5_000  # characters, plenty to tell
LETTERS_NEEDED = 60
CLEARLY = 8.0  # how much likelier (natural logarithm) the best language must be than the next


def language_of(text: str) -> str | None:
    """The language of `text` in ISO 639-1 ("en"); None where it is too short to tell, or reads like several."""
    sample = text[:SAMPLE]
    if sum(char.isalpha() for char in sample) < LETTERS_NEEDED:
        return None
    import py3langid

    (best, score), (_, next_score), *_ = py3langid.rank(sample)
    return str(best) if len(best) == 2 and score - next_score > CLEARLY else None


def as_code(declared: str | None) -> str | None:
    """What a document declares ("en-GB", "EN_us") in ISO 639-1; None where that is no such code."""
    code = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
