"""When two spellings are of one name: Assad, al-Asad, el-Assad; Qaddafi, Gaddafi, Kadhafi; Mohammed, Muhammad."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

ARTICLES = frozenset({"al", "el", "ul", "as", "ad", "ash", "an", "ar", "at", "az", "the", "bin", "ibn", "ben"})
"""Arabic articles and "son of": spelled with a hyphen, as a word, or not at all."""
SPELLINGS = (
    (r"^abd[aeu]l+", "abdul"), (r"^(ou|w)(?=[aei])", "w"), ("dj", "j"), ("dh", "d"), ("kh", "k"), ("gh", "g"), ("gu(?=[ei])", "g"),
    ("ph", "f"), ("[ct]?ch|sh", "ş"), ("ck|c", "k"), ("q", "k"), ("x", "ks"), ("[ae][iy]", "e"), ("ou|oo|u|w(?![aeiou])", "o"),
    ("[iy]+", "i"), ("(?<=[aeiou])h$", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip
"""What English, French and German spellings of one sound become, in this order."""
VOWELS = "aeio"
LIKE = {frozenset("ae"), frozenset("ei")}
"""Vowels that spellings of one name exchange ("Saleh", "Salih"; "Mohammed", "Muhammad"); "Hassan" and "Hussein" stay apart."""
MANY = 1 << 14
"""Names whose plain forms are kept: the same ones come again in report after report."""
LONG = 6
"""Letters from which on a name with "g" for "k" is still the same: "Gaddafi", "Kadhafi", but "Gerry", "Kerry"."""


@lru_cache(maxsize=MANY)
def plain(name: str) -> str:
    """In small letters without accents, possessive endings and apostrophes, hyphens as spaces."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[-\s]+", " ", re.sub(r"[’'‘`ʻ.]", "", re.sub(r"[’']s\b", "", letters))).strip()


@lru_cache(maxsize=MANY)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without articles, unless it has no others; "Abdel Karim" and "Abdulkarim" are one word."""
    found = re.findall(r"\w+", re.sub(r"\babd(?:[aeu]l)? (?:[ae]l )?(?=\w)", "abdul", plain(name)))
    return tuple(w for w in found if w not in ARTICLES) or tuple(found)


@cache
def sound(word: str) -> str:
    """What is left of a word when usual differences of spelling are evened out."""
    for spelling, becomes in SPELLINGS:
        word = re.sub(spelling, becomes, word)
    return word


@cache
def same_spelled(one: str, other: str) -> bool:
    """Whether two words (as of `words_of`) are spellings of one name."""
    if one == other:
        return True
    a, b = sound(one), sound(other)
    if min(len(one), len(other)) >= LONG:
        a, b = a.replace("g", "k"), b.replace("g", "k")
    return len(a) == len(b) and len(a) > 2 and all(x == y or frozenset((x, y)) in LIKE for x, y in zip(a, b, strict=True))
