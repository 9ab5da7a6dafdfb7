"""Tables of a ledger as data frames, where pandas or Polars is installed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from goodoffices.errors import LedgerError
from goodoffices.ledger.every import batched, everything
from goodoffices.ledger.flat import Cell, Table, table
from goodoffices.ledger.views import View

if TYPE_CHECKING:
    import pandas
    import polars

LOT = 10_000
"""Rows that are Python's before they are a frame's."""
PANDAS = {str: "string", int: "Int64", float: "Float64", bool: "boolean", datetime.date: "datetime64[us]"}


def to_pandas(view: View, name: str) -> pandas.DataFrame:
    """A table as a data frame of pandas, its columns of types that may be missing. Raises LedgerError without pandas."""
    pd = _installed("pandas")
    wanted = table(name)
    frames = [
        pd.DataFrame({c: pd.Series(columns[c], dtype=PANDAS[kind]) for c, kind in wanted.columns.items()})
        for columns in _lots(view, wanted)
    ]
    return pd.concat(frames, ignore_index=True)


def to_polars(view: View, name: str) -> polars.DataFrame:
    """A table as a data frame of Polars. Raises LedgerError without Polars."""
    pl = _installed("polars")
    kinds = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, datetime.date: pl.Date}
    wanted = table(name)
    schema = {c: kinds[kind] for c, kind in wanted.columns.items()}
    return pl.concat(pl.DataFrame(columns, schema=schema) for columns in _lots(view, wanted))  # type: ignore[no-any-return]


def _lots(view: View, wanted: Table) -> Iterator[dict[str, list[Cell]]]:
    """The columns of a table, a lot of its rows after the other; the first without rows, for a table that has none."""
    with everything(view) as every:
        for lot in chain([[]], batched(wanted.rows(every), LOT)):
            yield {column: [row[n] for row in lot] for n, column in enumerate(wanted.columns)}


def _installed(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError:
        raise LedgerError(f"{library} is not installed: pip install {library}") from None
