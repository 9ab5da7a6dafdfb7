"""Workbenches: on an empty ledger, and on the example reports as the shipped reader reads them (read once for all tests)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from goodoffices.documents import load
from goodoffices.ledger import Ledger
from goodoffices.reading import read_all
from goodoffices.web.app import create_app
from goodoffices.web.settings import Settings

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "talks").glob("*.*"))
HERE = "http://127.0.0.1:8737"


@pytest.fixture(scope="session")
def read_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example reports: all drafts, nothing judged."""
    file = tmp_path_factory.mktemp("ledger") / "talks.db"
    with Ledger.open(file) as ledger:
        for found in read_all(load(map(str, EXAMPLES))):
            assert not isinstance(found, Exception), found
            ledger.add(found, who="desk")
    return file


@pytest.fixture
def examples(read_examples: Path, tmp_path: Path) -> str:
    """A copy of that ledger, for one test to change."""
    return str(shutil.copy(read_examples, tmp_path / "talks.db"))


@contextmanager
def workbench(ledger: str, **settings: object) -> Iterator[TestClient]:
    """A client of a workbench on a ledger, as a page of it would ask: its changes bear the secret."""
    app = create_app(Settings(ledger=ledger, **settings))  # type: ignore[arg-type]
    with TestClient(app, base_url=HERE) as client:
        found = re.search(r'data-secret="([^"]+)"', client.get("/reports").text)
        if found:
            client.headers["X-CSRF-Token"] = found[1]
        yield client


@pytest.fixture
def client(examples: str) -> Iterator[TestClient]:
    """A client of a workbench on the example reports."""
    with workbench(examples) as found:
        yield found


@pytest.fixture
def on_nothing(tmp_path: Path) -> Iterator[TestClient]:
    """A client of a workbench on an empty ledger."""
    with workbench(str(tmp_path / "new.db")) as found:
        yield found
