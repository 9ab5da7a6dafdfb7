"""Full text search: FTS5 in SQLite, tsvector in PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, text

SQLITE = "CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='porter unicode61')"
POSTGRESQL = (
    "CREATE TABLE words (rowid INTEGER PRIMARY KEY, said TSVECTOR NOT NULL)",
    "CREATE INDEX ix_words_said ON words USING gin (said)",
)


def create_words(connection: Connection) -> None:
    """Make the index; it is no table of the metadata, since each database has its own kind."""
    for statement in POSTGRESQL if connection.dialect.name == "postgresql" else (SQLITE,):
        connection.execute(text(statement))


def index_words(connection: Connection, reports: Sequence[tuple[int, str, str]]) -> None:
    """Enter the title and text of reports (number, title, text)."""
    rows = [{"id": n, "title": title, "body": body} for n, title, body in reports]
    if connection.dialect.name == "postgresql":
        said = "setweight(to_tsvector('english', :title), 'A') || to_tsvector('english', :body)"
        connection.execute(text(f"INSERT INTO words (rowid, said) VALUES (:id, {said})"), rows)  # noqa: S608
    else:
        connection.execute(text("INSERT INTO words (rowid, title, body) VALUES (:id, :title, :body)"), rows)


def forget_words(connection: Connection) -> None:
    """Empty the index."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM words"))
    else:
        connection.execute(text("INSERT INTO words (words) VALUES ('delete-all')"))


def reports_with(connection: Connection, wanted: str, most: int = 50) -> list[int]:
    """The reports that hold all the words (stems count), the best match first. None for a search without words."""
    terms = re.findall(r"\w+", wanted)
    if not terms:
        return []
    if connection.dialect.name == "postgresql":
        query = (
            "SELECT rowid FROM words, plainto_tsquery('english', :q) q WHERE said @@ q "
            "ORDER BY ts_rank(said, q) DESC, rowid LIMIT :most"
        )
        found = connection.execute(text(query), {"q": " ".join(terms), "most": most})
    else:
        query = "SELECT rowid FROM words WHERE words MATCH :q ORDER BY bm25(words, 4.0, 1.0), rowid LIMIT :most"
        found = connection.execute(text(query), {"q": " ".join(f'"{t}"' for t in terms), "most": most})
    return [row[0] for row in found]
