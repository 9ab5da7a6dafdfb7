"""Tables as a folder of Parquet files, for DuckDB, pandas, Polars, R and others: `SELECT * FROM 'moves.parquet'`."""

from __future__ import annotations

import datetime
from itertools import islice
from pathlib import Path

from goodoffices.errors import LedgerError
from goodoffices.exchange.rows import rows_of
from goodoffices.ledger import Ledger

GROUP = 10_000
"""Rows that are written together."""


def write(ledger: Ledger, out: Path) -> None:
    """Write a file for each table into a folder, which is made. Raises LedgerError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise LedgerError("Parquet needs another package: pip install 'goodoffices[tables]'") from None
    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), datetime.date: pa.date32()}
    out.mkdir(parents=True, exist_ok=True)
    with rows_of(ledger) as tables:
        for table, rows in tables:
            schema = pa.schema([(name, kinds[kind]) for name, kind in table.columns.items()])
            with pq.ParquetWriter(out / f"{table.name}.parquet", schema, compression="zstd") as writer:
                while lot := [dict(zip(table.columns, row, strict=True)) for row in islice(rows, GROUP)]:
                    writer.write_table(pa.Table.from_pylist(lot, schema=schema))
