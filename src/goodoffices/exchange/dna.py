"""Files of Discourse Network Analyzer 3, out of a ledger and into one."""

from __future__ import annotations

from pathlib import Path

from goodoffices.exchange.dna_reading import read as readings
from goodoffices.exchange.dna_writing import write
from goodoffices.ledger import Ledger

__all__ = ["read", "readings", "write"]


def read(ledger: Ledger, file: Path) -> None:
    """Add every document of a `.dna` file with what was coded of it; a second time, nothing happens.

    Raises LedgerError, before anything is added, where the file is none of DNA 3 or is broken.
    """
    for found in readings(file):
        ledger.add(found)
