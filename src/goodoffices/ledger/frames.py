"""Tables of a ledger as data frames, where pandas or Polars is installed."""

from __future__ import annotations

import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from goodoffices.errors import LedgerError
from goodoffices.ledger.every import everything
from goodoffices.ledger.flat import Cell, Table, table
from goodoffices.ledger.views import View

if TYPE_CHECKING:
    import pandas
    import polars

PANDAS = {str: "string", int: "Int64", float: "Float64", bool: "boolean", datetime.date: "datetime64[us]"}


def to_pandas(view: View, name: str) -> pandas.DataFrame:
    """A table as a data frame of pandas, its columns of types that may be missing. Raises LedgerError without pandas."""
    pd = _installed("pandas")
    wanted = table(name)
    columns = _columns(view, wanted)
    return pd.DataFrame({c: pd.Series(columns[c], dtype=PANDAS[kind]) for c, kind in wanted.columns.items()})


def to_polars(view: View, name: str) -> polars.DataFrame:
    """A table as a data frame of Polars. Raises LedgerError without Polars."""
    pl = _installed("polars")
    kinds = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, datetime.date: pl.Date}
    wanted = table(name)
    return pl.DataFrame(_columns(view, wanted), schema={c: kinds[kind] for c, kind in wanted.columns.items()})  # type: ignore[no-any-return]


def _columns(view: View, wanted: Table) -> dict[str, list[Cell]]:
    columns: dict[str, list[Cell]] = {c: [] for c in wanted.columns}
    kept = list(columns.values())
    with everything(view) as every:
        for row in wanted.rows(every):
            for column, cell in zip(kept, row, strict=True):
                column.append(cell)
    return columns


def _installed(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError:
        raise LedgerError(f"{library} is not installed: pip install {library}") from None
