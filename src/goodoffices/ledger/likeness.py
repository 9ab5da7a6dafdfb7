"""The same story in two papers is one testimony: near-duplicates by MinHash (Broder 1997; Leskovec et al. 2020, ch. 3)."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

SHINGLE = 5
"""Words in a row that are compared."""
ROWS, BANDS = 4, 16
"""Two reports are looked at when all rows of one band agree: half of such pairs at a likeness of 0.5, nearly all from 0.7."""
SAME_STORY = 0.7
"""The share of shingles in common from which on two reports tell the same story."""
_PRIME = np.uint64((1 << 31) - 1)
_rng = np.random.default_rng(20140113)
_A = _rng.integers(1, int(_PRIME), ROWS * BANDS, dtype=np.uint64)
_B = _rng.integers(0, int(_PRIME), ROWS * BANDS, dtype=np.uint64)


def shingles(text: str) -> np.ndarray:
    """The distinct runs of SHINGLE words, hashed; capitals, punctuation and layout do not count."""
    said = re.findall(r"\w+", text.casefold())
    words = np.fromiter(map(zlib.crc32, map(str.encode, said)), np.uint64, len(said))
    if not len(words):
        return words
    length = min(SHINGLE, len(words))
    runs = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for i in range(length):
        runs = (runs * np.uint64(1_000_003) + words[i : i + len(runs)]) & np.uint64(0xFFFFFFFFFFFF)
    found = np.sort(runs % _PRIME)
    distinct: np.ndarray = found[np.append(True, found[1:] != found[:-1])]  # np.unique takes longer
    return distinct


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """The share of shingles that two texts have in common (Jaccard)."""
    either = len(np.union1d(one, other))
    return len(np.intersect1d(one, other, assume_unique=True)) / either if either else 1.0


def stories(texts: Sequence[str]) -> list[int]:
    """For each text the place among them of the first that tells the same story; its own, if it is the first."""
    first: list[int] = []
    compared: list[np.ndarray] = []
    in_band: defaultdict[int, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        found = shingles(text)
        bands = signature(found)
        looked_at = sorted({other for band in bands for other in in_band[band]})
        same = (other for other in looked_at if likeness(found, compared[other]) >= SAME_STORY)
        first.append(next((first[other] for other in same), place))
        compared.append(found)
        for band in bands:
            in_band[band].append(place)
    return first


def signature(found: np.ndarray) -> tuple[int, ...]:
    """The bands of a text's shingles: numbers of which alike texts share some. None for a text without words."""
    if not len(found):
        return ()
    hashed = _A[:, None] * found
    hashed += _B[:, None]
    hashed %= _PRIME
    least = hashed.min(axis=1).astype(np.uint32).reshape(BANDS, ROWS)
    return tuple((zlib.crc32(band.tobytes()) & 0x07FFFFFF) << 4 | n for n, band in enumerate(least))
