"""Ledgers for the tests: a file of SQLite, a database of PostgreSQL, and either in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.ledger import Ledger

from .postgres import empty_postgres, migrated, postgres_address, postgres_server  # noqa: F401 (fixtures)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger is, in each database in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "talks.db")
    return str(request.getfixturevalue("postgres_address"))


@pytest.fixture
def any_ledger(any_address: str) -> Iterator[Ledger]:
    """A new ledger, in each database in turn."""
    with Ledger.open(any_address) as ledger:
        yield ledger
