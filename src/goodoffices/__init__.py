"""Good Offices: what reports on peace talks say, according to whom, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodoffices.ledger import Ledger
    from goodoffices.model import Reading, Report

__version__ = "0.1.0"
__all__ = ["Ledger", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """What is imported only when it is used: a database takes its time."""
    if name == "Ledger":
        from goodoffices.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(report: Report | str) -> Reading:
    """What a report says: its statements and the parties that make them, read by the built-in reader.

    `report` is a Report, or where to find one: a file, "-" or an address; of a document that holds several, the first.
    Raises DocumentError where it cannot be loaded, ReadingError where it cannot be read.
    """
    from goodoffices.documents import load
    from goodoffices.reading import built_in_reader

    if isinstance(report, str):
        found = next(load([report]))
        if isinstance(found, Exception):
            raise found
        report = found
    return built_in_reader().read(report)
