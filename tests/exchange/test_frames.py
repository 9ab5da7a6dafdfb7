"""A ledger in a notebook: data frames, and what it shows of itself."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

from goodoffices import Ledger
from goodoffices.errors import LedgerError
from goodoffices.ledger.flat import TABLES
from goodoffices.ledger.opening import in_memory

from .filled import DAY, READINGS, filled, told


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("ledger", [filled(), Ledger(in_memory())], ids=["filled", "empty"])
def test_every_table_is_a_frame_of_both_kinds(ledger: Ledger, name: str) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("polars", reason="Polars is not installed")
    one, other = ledger.to_pandas(name), ledger.to_polars(name)
    assert list(one.columns) == other.columns == list(TABLES[name].columns)
    assert len(one) == len(other)
    assert (len(one) > 0) == (len(ledger.as_of().reports()) > 0)


def test_columns_can_be_counted_with() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("polars", reason="Polars is not installed")
    ledger = filled()
    for moves in (ledger.to_pandas("moves"), ledger.to_polars("moves")):
        assert moves["confidence"].mean() == 0.5
        assert str(moves["day"].max())[:10] == str(DAY)
    assert ledger.to_pandas("moves", datetime.date(1900, 1, 1))["party"].tolist() == ["sudland"]
    assert ledger.to_polars("moves", datetime.date(1900, 1, 1))["party"].to_list() == ["sudland"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(LedgerError, match=f"pip install {library}"):
        getattr(filled(), f"to_{library}")("moves")


def test_a_table_that_is_not_there_is_one_line() -> None:
    with pytest.raises(LedgerError, match="there is no table quotes: there are reports, parties"):
        filled().to_polars("quotes")


def test_a_notebook_shows_what_there_is_and_runs_nothing() -> None:
    ledger = Ledger(in_memory())
    ledger.add(told("Estvar", "open the gate", "it rains", title="<script>alert('x')</script>"))
    ledger.add(READINGS[1])
    shown = ledger._repr_html_()
    assert "2 reports" in shown
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in shown
    assert "<script" not in shown
    assert "Norwire &amp; Co" in shown


def test_the_package_imports_a_database_only_for_a_ledger() -> None:
    code = (
        "import sys, goodoffices; before = 'sqlalchemy' in sys.modules; goodoffices.Ledger; goodoffices.read\n"
        "print(before, 'sqlalchemy' in sys.modules, 'pandas' in sys.modules, 'polars' in sys.modules, 'pyarrow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False True False False False\n"
