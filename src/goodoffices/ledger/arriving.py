"""Readings that arrive from another ledger: whether each follows from what has come before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from goodoffices.errors import LedgerError
from goodoffices.ledger.events import Added, Event, Introduced, Marked, Read, ReadAgain, whole
from goodoffices.ledger.storable import NEVER_STORED, storable
from goodoffices.ledger.subjects import KEY, NUMBERED
from goodoffices.model import Reading


class UnfitError(LedgerError):
    """Something that cannot follow what comes before it in a record."""


@dataclass(frozen=True)
class Document:
    """The text of a report, under the SHA-256 of its UTF-8."""

    sha256: str
    text: str


@dataclass
class Arriving:
    """What has come so far, as far as later readings depend on it."""

    waiting: Document | None = None
    """A document of which the report has not come yet."""
    reports: dict[int, str] = field(default_factory=dict)
    """For each report the SHA-256 of its text."""
    documents: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    names: set[tuple[str, str, str]] = field(default_factory=set)
    steps: set[int] = field(default_factory=set)
    step_keys: set[str] = field(default_factory=set)

    def document(self, document: Document) -> None:
        """A document has come. Raises UnfitError where it is not what it is called, or was not waited for."""
        _must(self.waiting is None, "two documents in a row: the report of the first is missing")
        _must(sha256(document.text.encode()).hexdigest() == document.sha256, f"its text is not that of {document.sha256}")
        _must(document.sha256 not in self.documents, f"document {document.sha256} has come already")
        self.documents.add(document.sha256)
        self.waiting = document

    def read(self, event: Added | ReadAgain, text: str) -> Added | ReadAgain:
        """A reading of a text has come: the event, its reading as we write it. Raises UnfitError where it does not follow."""
        reading, kept = _reading(event, text)
        report = reading.report.sha256
        if isinstance(event, Added):
            _must(self.waiting is not None and self.waiting.sha256 == report, "the document of its report does not stand before it")
            _must(event.report not in self.reports, f"report r{event.report} has come already")
            _must(event.story == event.report or event.story in self.reports, f"there is no report r{event.story} of that story")
            _must(len(set(event.signature)) == len(event.signature), "its signature has a band twice")
            self.reports[event.report], self.waiting = report, None
        else:
            _must(self.waiting is None, "a document stands before it that it does not add")
            _must(self.reports.get(event.report) == report, f"report r{event.report} is of another text, or has not come")
        self._parties(event, reading)
        self._steps(event, reading)
        return event.model_copy(update={"reading": kept})

    def change(self, event: Event) -> None:
        """A change by a person has come, which fits; it may have brought a party or a step of which later readings speak."""
        match event:
            case Introduced():
                self.parties.add(event.party)
                self.names.update((event.party, *name) for name in event.names)
            case Marked(new_step=new) if new is not None:
                self.steps.add(int(event.fields["step"] or 0))
                self.step_keys.add(new.key)

    def _parties(self, event: Read, reading: Reading) -> None:
        _must(event.parties.keys() == {p.id for p in reading.parties}, "its parties are not those of its reading")
        for key in event.parties.values():
            _must(KEY.fullmatch(key) is not None and NUMBERED.fullmatch(key) is None, f"{key!r} cannot be the key of a party")
        self.parties.update(event.parties.values())
        for name in event.names:
            _must(name[0] in self.parties, f"there is no party {name[0]} to have a name")
            _must(not NEVER_STORED.search("".join(name)), f"{name[1]!r} cannot be a name")
            _must(name not in self.names, f"{name[0]} has the name {name[1]!r} already")
            self.names.add(name)

    def _steps(self, event: Read, reading: Reading) -> None:
        numbers = set(event.steps.values())
        _must(event.steps.keys() == {s.id for s in reading.steps}, "its steps are not those of its reading")
        _must(event.step_keys.keys() <= numbers, "it names a new step that is not in its reading")
        for number, key in event.step_keys.items():
            _must(not NEVER_STORED.search(key), f"{key!r} cannot be the key of a step")
            _must(number not in self.steps and key not in self.step_keys, f"step t{number} has come already")
            self.steps.add(number)
            self.step_keys.add(key)
        _must(numbers <= self.steps, f"there is no step t{min(numbers - self.steps, default=0)}")


def _reading(event: Read, text: str) -> tuple[Reading, dict[str, Any]]:
    try:
        return storable(whole(event.reading, text))
    except ValidationError as e:
        raise UnfitError(f"its reading is none: {first(e)}") from e
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError) as e:
        raise UnfitError("its reading is none") from e


def first(error: ValidationError) -> str:
    """What is wrong first, where, in one line."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in found["loc"])
    said = " ".join(found["msg"].split())
    return f"{where}: {said}" if where else said


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise UnfitError(otherwise)
