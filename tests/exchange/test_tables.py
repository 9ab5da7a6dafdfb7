"""Tables that other programs open: the words with where they stand, and nothing in them that runs."""

from __future__ import annotations

import csv
import datetime
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import LedgerError
from goodoffices.exchange import csv as as_csv
from goodoffices.exchange import parquet, xlsx
from goodoffices.exchange.rows import may_run
from goodoffices.ledger import Ledger
from goodoffices.ledger.every import everything
from goodoffices.ledger.flat import TABLES
from goodoffices.ledger.opening import in_memory

from .filled import DAY, FORMULA, READINGS, filled


def rows(ledger: Ledger, name: str, day: datetime.date | None = None) -> list[dict[str, Any]]:
    with everything(ledger.as_of(day)) as every:
        return [dict(zip(TABLES[name].columns, row, strict=True)) for row in TABLES[name].rows(every)]


def test_all_words_stand_where_the_table_says() -> None:
    ledger = filled()
    texts = {f"r{n}": one.report.text for n, one in enumerate((READINGS[0], READINGS[1], READINGS[3]), 1)}
    found = 0
    for name in ("statements", "moves", "testimonies", "dates"):
        for row in rows(ledger, name):
            for words, characters in (
                ("words", "characters"),
                ("source", "source_characters"),
                ("condition", "condition_characters"),
            ):
                if row.get(words) is not None:
                    spans = [tuple(map(int, piece.split("-"))) for piece in row[characters].split(";")]
                    assert " … ".join(texts[row["report"]][s:e] for s, e in spans) == row[words]
                    found += 1
    assert found == 3 * 2 + 3 * 2 + 2 + 3


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("reports", {
            "id": "r2", "title": FORMULA, "day": DAY, "publisher": "Norwire & Co", "origin": "Norland.txt", "reader": "hand 1",
            "story": "r2",
        }),
        ("parties", {
            "key": "norland", "name": "Norland", "kind": "government", "other_names": None, "speaks_for": None, "reports": 1,
            "merged": None,
        }),
        ("steps", {
            "id": "t2", "agent": "the-guards", "measure": "other", "object": "the guards stay at home", "place": "Selo",
            "done": DAY,
        }),
        ("commitments", {
            "id": "c2", "kind": "promise", "debtor": "norland", "creditor": "the-guards-r2",
            "antecedent": '{"kind":"done","step":"t4"}', "consequent": "t3", "strength": "firm", "state": "expired",
            "deadline": datetime.date(2021, 5, 9), "stories": 1,
        }),
        ("positions", {
            "party": "sudland", "step": "t5", "stance": "conditional", "disputed": False, "day": datetime.date(1899, 5, 1),
            "evidence": "r3.m1",
        }),
        ("dates", {"date": "2021-05-09", "of": "r2.m1", "words": "9 May 2021", "report": "r2", "characters": "78-88"}),
    ],
)  # fmt: skip
def test_what_a_row_says(name: str, expected: dict[str, Any]) -> None:
    ledger = Ledger(in_memory())
    for one in READINGS:
        ledger.add(one)
    ledger.done("t2", DAY)
    assert expected in rows(ledger, name)


def test_what_a_table_names_is_in_another() -> None:
    ledger = filled()
    keys = {name: {row[key] for row in rows(ledger, name)} for name, key in (("parties", "key"), ("steps", "id"), ("moves", "id"))}
    for name, column, where in (
        ("steps", "agent", "parties"), ("moves", "party", "parties"), ("moves", "step", "steps"),
        ("commitments", "creditor", "parties"), ("commitments", "consequent", "steps"),
        ("testimonies", "move", "moves"), ("statements", "speaker", "parties"),
    ):  # fmt: skip
        assert {row[column] for row in rows(ledger, name)} - {None} <= keys[where]


def test_rejected_rows_are_left_out() -> None:
    ledger = filled()
    ledger.reject("r2.m1")
    assert [r["id"] for r in rows(ledger, "moves")] == ["r1.m1", "r3.m1"]
    assert {r["party"] for r in rows(ledger, "positions")} == {"estvar", "sudland"}


def test_merged_parties_and_steps_stand_together() -> None:
    ledger = filled()
    ledger.merge("estvar", "norland")
    ledger.merge("t1", "t3")
    (party,) = (r for r in rows(ledger, "parties") if r["key"] == "estvar")
    assert (party["merged"], party["reports"], party["other_names"]) == ("norland", 2, "Norland")
    assert ("estvar", "t1", "r1.m1; r2.m1") in [(r["party"], r["step"], r["evidence"]) for r in rows(ledger, "positions")]
    assert "t3" not in [r["id"] for r in rows(ledger, "steps")]


def test_a_day_leaves_out_later_reports() -> None:
    ledger, day = filled(), datetime.date(1900, 1, 1)
    assert [r["id"] for r in rows(ledger, "reports", day)] == ["r3"]
    assert {r["report"] for name in ("statements", "moves", "dates", "testimonies") for r in rows(ledger, name, day)} == {"r3"}
    assert [r["party"] for r in rows(ledger, "positions", day)] == ["sudland"]


def test_cells_have_the_types_of_their_columns() -> None:
    for name, table in TABLES.items():
        for row in rows(filled(), name):
            assert all(cell is None or type(cell) is table.columns[c] for c, cell in row.items()), row


def lots(monkeypatch: pytest.MonkeyPatch, size: int) -> dict[str, list[dict[str, Any]]]:
    monkeypatch.setattr("goodoffices.ledger.every.LOT", size)
    monkeypatch.setattr("goodoffices.ledger.every.REPORTS", size)
    ledger = filled()
    return {name: rows(ledger, name) for name in TABLES}


def test_it_does_not_matter_how_many_rows_are_in_memory_together(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lots(monkeypatch, 1) == lots(monkeypatch, 100)


# CSV


def read_csv(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_csv_has_every_table_and_every_row(tmp_path: Path) -> None:
    ledger = filled()
    as_csv.write(ledger, tmp_path / "new" / "tables")
    assert {f.stem for f in (tmp_path / "new" / "tables").iterdir()} == set(TABLES)
    for name, table in TABLES.items():
        header, *body = read_csv(tmp_path / "new" / "tables" / f"{name}.csv")
        assert header == list(table.columns)
        assert len(body) == len(rows(ledger, name)) > 0


def test_no_formula_runs_from_csv(tmp_path: Path) -> None:
    as_csv.write(filled(), tmp_path)
    assert [row[1] for row in read_csv(tmp_path / "reports.csv")] == ["title", "Truce", f"'{FORMULA}", "Truce"]


@given(st.text())
def test_what_may_run_is_what_begins_like_a_formula(text: str) -> None:
    for sign in "=+-@\t\r\n＝＋－＠":
        assert may_run(sign + text)
    assert not may_run(f"x{text}")


# XLSX


def test_a_workbook_has_every_table_and_every_row(tmp_path: Path) -> None:
    ledger = filled()
    xlsx.write(ledger, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == list(TABLES)
    for name, table in TABLES.items():
        header, *body = book[name].values
        assert list(header) == list(table.columns)
        assert len(body) == len(rows(ledger, name)) > 0


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    xlsx.write(filled(), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "d", "b"}
    (title,) = (cell for cell in cells if cell.value == FORMULA)
    assert (title.data_type, title.quotePrefix) == ("s", True)


def test_days_are_days_and_those_before_excel_are_texts(tmp_path: Path) -> None:
    xlsx.write(filled(), tmp_path / "x.xlsx")
    days = [row[2] for row in openpyxl.load_workbook(tmp_path / "x.xlsx")["reports"].values]
    assert days == ["day", datetime.datetime(2021, 5, 4), datetime.datetime(2021, 5, 4), "1899-05-01"]


def test_what_a_cell_cannot_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "CHARACTERS", 5)
    ledger = Ledger(in_memory())
    one = READINGS[0]
    ledger.add(one.model_copy(update={"report": one.report.model_copy(update={"title": "T\x0bruce", "publisher": "Norw"})}))
    xlsx.write(ledger, tmp_path / "x.xlsx")
    (_, row) = openpyxl.load_workbook(tmp_path / "x.xlsx")["reports"].values
    assert row[1] == "T\ufffdru…"
    assert row[3] == "Norw"


def test_a_long_table_goes_on_in_another_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 2)
    xlsx.write(filled(), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert [s for s in book.sheetnames if s.startswith(("reports", "steps"))] == [
        "reports",
        "reports 2",
        "steps",
        "steps 2",
        "steps 3",
    ]
    assert [[row[0] for row in book[s].values] for s in ("reports", "reports 2")] == [["id", "r1", "r2"], ["id", "r3"]]


# Parquet


def test_parquet_has_the_rows_as_they_are(tmp_path: Path) -> None:
    ledger = filled()
    parquet.write(ledger, tmp_path)
    for name in TABLES:
        assert pq.read_table(tmp_path / f"{name}.parquet").to_pylist() == rows(ledger, name)


def test_parquet_has_its_columns_without_rows(tmp_path: Path) -> None:
    parquet.write(Ledger(in_memory()), tmp_path)
    for name, table in TABLES.items():
        assert pq.read_schema(tmp_path / f"{name}.parquet").names == list(table.columns)


def test_duckdb_reads_parquet(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    parquet.write(filled(), tmp_path)
    asked = duckdb.sql(
        f"SELECT m.party, s.object, m.words, m.report, m.characters, r.day FROM '{tmp_path}/moves.parquet' m "  # noqa: S608
        f"JOIN '{tmp_path}/steps.parquet' s ON s.id = m.step JOIN '{tmp_path}/reports.parquet' r ON r.id = m.report "
        "WHERE m.confidence >= 0.5 ORDER BY r.day, m.party"
    )
    assert asked.fetchall()[0] == ("sudland", "stop the guns", "stop the guns", "r3", "38-51", datetime.date(1899, 5, 1))


# Without the packages


@pytest.mark.parametrize(("form", "package"), [(xlsx, "openpyxl"), (parquet, "pyarrow")])
def test_a_package_that_is_missing_is_named(form: Any, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(LedgerError, match=r"pip install 'goodoffices\[tables\]'"):
        form.write(filled(), tmp_path / "x")
