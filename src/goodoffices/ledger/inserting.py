"""Rows into a table through the driver alone: all values are numbers, texts and bytes, which it takes as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.exc import DBAPIError

_statements: dict[tuple[str, Table, tuple[str, ...]], str] = {}


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, one at least, to a table; all of them have the same columns."""
    execute_all(connection, _statement(connection, table, rows[0]), rows)


def insert_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row to a table, unless it is there."""
    execute_all(connection, f"{_statement(connection, table, row)} ON CONFLICT DO NOTHING", [row])


def insert_next(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Add a row to a table; its number."""
    return int(connection.exec_driver_sql(f"{_statement(connection, table, row)} RETURNING id", row).scalar_one())


def execute_all(connection: Connection, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Execute a statement of the driver's own for each row. Raises DBAPIError as SQLAlchemy does."""
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(statement, rows)
    except connection.dialect.loaded_dbapi.Error as e:
        raise DBAPIError(statement, None, e) from e
    finally:
        cursor.close()


def _statement(connection: Connection, table: Table, row: Mapping[str, Any]) -> str:
    wanted = connection.dialect.name, table, tuple(row)
    if wanted not in _statements:
        _statements[wanted] = str(insert(table).inline().compile(dialect=connection.dialect, column_keys=wanted[2]))
    return _statements[wanted]
