"""Full text search: FTS5 in SQLite, tsvector in PostgreSQL; the words are the same in both."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Dialect, text

from goodoffices.ledger.inserting import execute_all

SQLITE = ("CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='porter unicode61')",)
POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY words_stems (TEMPLATE = snowball, LANGUAGE = english)",  # "not" and "will" count, too
    "CREATE TEXT SEARCH CONFIGURATION words_english (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION words_english ALTER MAPPING FOR asciiword, word, numword WITH words_stems",
    "CREATE TABLE words (rowid INTEGER PRIMARY KEY, said TSVECTOR NOT NULL)",
    "CREATE INDEX ix_words_said ON words USING gin (said)",
)
GONE = {
    "sqlite": ("DROP TABLE words",),
    "postgresql": ("DROP TABLE words", "DROP TEXT SEARCH CONFIGURATION words_english", "DROP TEXT SEARCH DICTIONARY words_stems"),
}
WORD = re.compile(r"[^\W_]{1,200}")
MOST = 200_000
"""Characters of a report that PostgreSQL indexes: a tsvector holds no more than a megabyte."""


def create_words(connection: Connection) -> None:
    """Make the index; it is no table of the metadata, since each database has its own kind."""
    for statement in POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE:
        connection.execute(text(statement))


def drop_words(connection: Connection) -> None:
    """Do away with the index."""
    for statement in GONE[connection.dialect.name]:
        connection.execute(text(statement))


def words_in(said: str) -> list[str]:
    """The words of a text, in small letters without accents, as they are indexed and looked for."""
    if said.isascii():
        return WORD.findall(said.lower())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", said).casefold())
    return WORD.findall("".join(c for c in letters if not unicodedata.combining(c)))


def index_words(connection: Connection, reports: Sequence[tuple[int, str, str]]) -> None:
    """Enter the title and text of reports (number, title, text)."""
    most = MOST if connection.dialect.name == "postgresql" else None
    rows = [{"id": n, "title": " ".join(words_in(title)), "body": " ".join(words_in(body[:most]))} for n, title, body in reports]
    execute_all(connection, _entering(connection.dialect), rows)


@cache
def _entering(dialect: Dialect) -> str:
    """What enters the words of a report, in the form of a driver."""
    into = "INSERT INTO words (rowid, title, body) VALUES (:id, :title, :body)"
    if dialect.name == "postgresql":
        said = "setweight(to_tsvector('words_english', :title), 'A') || to_tsvector('words_english', :body)"
        into = f"INSERT INTO words (rowid, said) VALUES (:id, {said})"  # noqa: S608
    return str(text(into).compile(dialect=dialect))


def forget_words(connection: Connection) -> None:
    """Empty the index."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM words"))
    else:
        connection.execute(text("INSERT INTO words (words) VALUES ('delete-all')"))


def reports_with(connection: Connection, wanted: str, most: int = 50, day: datetime.date | None = None) -> list[int]:
    """The reports, those by a day where it is given, that hold all the words (stems count), the best match first.

    None for a search without words.
    """
    terms = words_in(wanted)
    if not terms:
        return []
    last = (day or datetime.date.max).isoformat()
    if connection.dialect.name == "postgresql":
        query = (
            "SELECT rowid FROM words JOIN reports ON reports.id = rowid, plainto_tsquery('words_english', :q) q "
            "WHERE said @@ q AND reports.day <= :day "
            "ORDER BY ts_rank(said, q) DESC, rowid LIMIT :most"
        )
        found = connection.execute(text(query), {"q": " ".join(terms), "most": most, "day": last})
    else:
        query = (
            "SELECT words.rowid FROM words JOIN reports ON reports.id = words.rowid "
            "WHERE words MATCH :q AND reports.day <= :day ORDER BY bm25(words, 4.0, 1.0), words.rowid LIMIT :most"
        )
        found = connection.execute(text(query), {"q": " ".join(f'"{t}"' for t in terms), "most": most, "day": last})
    return [row[0] for row in found]
