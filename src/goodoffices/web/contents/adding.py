"""Reports that are added in the browser, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from goodoffices.brief import wording
from goodoffices.documents.language import language_of
from goodoffices.errors import GoodOfficesError, WebError
from goodoffices.ledger import Ledger
from goodoffices.ledger.adding import Addition, Outcome
from goodoffices.model import Report
from goodoffices.model.base import Value
from goodoffices.web import reading
from goodoffices.web.days import Day

LONGEST = 5_000_000
"""Characters of a text that is pasted."""
Short = Annotated[str | None, Field(max_length=500)]
MOST_IN_A_FILE = 300
"""So many reports are taken from one file, such as a mailbox: more are added with the command."""


class Became(StrEnum):
    """What became of a report that was added."""

    NEW = Outcome.NEW.value
    SAME_STORY = Outcome.SAME_STORY.value
    REPRINTED = Outcome.REPRINTED.value
    KNOWN = Outcome.KNOWN.value
    READ_AGAIN = Outcome.READ_AGAIN.value
    FAILED = "failed"


class Added(Value):
    """A report of a file, and what became of it; where it could not be added, `why` not, in one line."""

    name: str
    became: Became
    report: str | None = None
    title: str | None = None
    story: str | None = None
    found: str | None = None
    why: str | None = None


class Additions(Value):
    """What became of the reports in a file."""

    reports: tuple[Added, ...]


def add_file(ledger: Ledger, name: str, content: bytes, who: str) -> Additions:
    """Read the reports in a file and add them, each by itself: what is wrong with one does not stop the others."""
    found: list[Added] = []
    for n, document in enumerate(reading.documents(name, content)):
        if n == MOST_IN_A_FILE:
            why = f"there are more than {MOST_IN_A_FILE} reports in this file: add the rest with `goodoffices add`"
            found.append(Added(name=name, became=Became.FAILED, why=why))
            break
        if isinstance(document, GoodOfficesError):
            found.append(Added(name=name, became=Became.FAILED, why=str(document)))
        else:
            found.append(_add(ledger, document, who))
    return Additions(reports=tuple(found))


class Pasted(Value):
    """A report as somebody pastes it."""

    text: str = Field(min_length=1, max_length=LONGEST)
    title: Short = None
    publisher: Short = None
    published: Day | None = None


def add_text(ledger: Ledger, pasted: Pasted, who: str) -> Additions:
    """Add a report that somebody has pasted. Raises WebError where there is no text."""
    text = pasted.text
    if not text.strip():
        raise WebError("there is no text: paste that of a report")
    report = Report.of(
        text, id="pasted", origin=f"pasted by {who}", title=pasted.title or _first_line(text), publisher=pasted.publisher or None,
        published=pasted.published, language=language_of(text),
    )  # fmt: skip
    return Additions(reports=(_add(ledger, report, who),))


def add_example(ledger: Ledger, who: str) -> Additions:
    """Add the example reports, invented talks, to a ledger that has nothing yet. Raises WebError for any other."""
    if ledger.last():
        raise WebError("this ledger is not empty: the example goes into an empty one")
    found = [added for file in example() for added in add_file(ledger, file.name, file.read_bytes(), who).reports]
    return Additions(reports=tuple(found))


def example() -> Iterator[Traversable]:
    """The files of the example. They come with the package; in a copy of the source they stand beside it."""
    beside = Path(__file__).parents[4] / "examples" / "talks"
    inside = files("goodoffices.web") / "example"
    folder: Traversable = inside if inside.is_dir() else beside
    if not folder.is_dir():
        raise WebError("the example is not installed: install goodoffices anew")
    yield from sorted((f for f in folder.iterdir() if f.is_file()), key=lambda f: f.name)


def _add(ledger: Ledger, report: Report, who: str) -> Added:
    named = Added(name=report.origin, became=Became.FAILED, title=report.title)
    try:
        known = ledger.known(report, reading.reader().name)
        if known is not None:
            return _became(named, known)
        read = reading.reader().read(report)
        addition = ledger.add(read, who=who)
    except GoodOfficesError as error:
        return named.model_copy(update={"why": str(error)})
    found = f"{wording.counted(len(read.statements))}, {wording.counted(len(read.moves), 'move')}"
    return _became(named, addition).model_copy(update={"found": None if addition.outcome is Outcome.KNOWN else found})


def _became(named: Added, addition: Addition) -> Added:
    return named.model_copy(
        update={
            "became": Became(addition.outcome.value),
            "report": f"r{addition.report}",
            "story": f"r{addition.story}" if addition.story != addition.report else None,
        }
    )


def _first_line(text: str) -> str | None:
    """The first line, where it is short enough for a headline and there is more than that."""
    first, _, rest = text.strip().partition("\n")
    return first.strip() if rest.strip() and len(first) <= 200 else None
