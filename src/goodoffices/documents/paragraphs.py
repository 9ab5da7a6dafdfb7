"""Printed lines mended into the paragraphs that they were: for pages, which know lines only."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

EDGE = 2  # lines at the top and at the foot of a page where running lines stand
PAGE_NUMBER = re.compile(r"^(?:page |p\. ?)?[-–]? ?\d{1,4} ?[-–]?(?: ?(?:of|/) ?\d{1,4})?$", re.I)
LIGATURES = re.compile("[\ufb00-\ufb06]")
HYPHEN_AT_END = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
BULLET = re.compile(r"^(?:[•●▪◦‣–—*]|\(?\d{1,3}[.)]|\([a-z]\))\s")
SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]]*$")
WORD_WITH_HYPHEN = re.compile(r"[^\W\d_]+-[^\W\d_]+")


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[str]:
    """All lines of all pages but page numbers, and the headers and footers that come back on at least half of the pages.

    Lines count as the same when they differ only in their numbers. Only the two outermost lines at each edge of a page are
    looked at, from outside to inside, so that nothing of the story goes which merely repeats itself.
    """
    trimmed = [[line.strip() for line in _trimmed(page)] for page in pages]
    seen = Counter(line for page in trimmed for line in {_numberless(line) for line in page[:EDGE] + page[-EDGE:]})
    running = {line for line, times in seen.items() if line and times >= max(2, (len(pages) + 1) // 2)}
    kept: list[str] = []
    for page in trimmed:
        top = _how_many_run(page[:EDGE], running)
        foot = _how_many_run(page[top:][: -EDGE - 1 : -1], running)
        kept += page[top : len(page) - foot]
    return kept


def _how_many_run(edge: Sequence[str], running: set[str]) -> int:
    count = 0
    for line in edge:
        if _numberless(line) not in running and not PAGE_NUMBER.match(line):
            break
        count += 1
    return count


def paragraphs(lines: Iterable[str]) -> list[str]:
    """The paragraphs that `lines` were set from.

    A paragraph ends at an empty line, before a bullet, and with a line that had room for the next line's first word (by the
    width of the widest lines), which is how a typesetter ends one. A word divided at a line's end is joined; its hyphen stays
    where the document spells the word with one elsewhere.
    """
    mended = [LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), line).strip() for line in lines]
    lengths = sorted(len(line) for line in mended if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    hyphenated = {word.lower() for line in mended for word in WORD_WITH_HYPHEN.findall(line)}
    found: list[str] = []
    open_line = ""  # the last line of the paragraph that is still open
    for line in mended:
        if open_line and line and not _ends(open_line, line, width):
            found[-1] = _joined(found[-1], line, hyphenated)
        elif line:
            found.append(line)
        open_line = line
    return found


def _ends(line: str, following: str, width: int) -> bool:
    if BULLET.match(following):
        return True
    room = width - len(line) - 1 - len(following.split(None, 1)[0])
    slack = 0.08 * width if SENTENCE_END.search(line) else 0.25 * width  # letters differ in width, and lines are ragged
    return room > slack


def _joined(before: str, after: str, hyphenated: set[str]) -> str:
    if not HYPHEN_AT_END.search(before) or not after[:1].islower():
        return f"{before} {after}"
    first = re.split(r"\W", before[:-1])[-1]
    second = re.split(r"\W", after)[0]
    keeps = before[-1] == "-" and f"{first}-{second}".lower() in hyphenated
    return before + after if keeps else before[:-1] + after


def _trimmed(page: Sequence[str]) -> Sequence[str]:
    written = [i for i, line in enumerate(page) if line.strip()]
    return page[written[0] : written[-1] + 1] if written else []


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line)
