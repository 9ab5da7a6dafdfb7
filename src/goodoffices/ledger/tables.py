"""The tables of a ledger, one schema for SQLite and PostgreSQL.

`events` and `documents` are the record: rows are added, never changed. All other tables are what the record comes to, and can be
made anew from it (`state`).
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"})

events = Table(
    "events", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False, comment="when it was recorded: ISO 8601, UTC"),
    Column("who", String, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("subject", String, nullable=False, index=True, comment="what it is about: r12, r12.m3, t4, c7, a party's key"),
    Column("why", String),
    Column("body", LargeBinary, nullable=False, comment="the rest of the event, JSON, compressed"),
    sqlite_autoincrement=True,
)  # fmt: skip

documents = Table(
    "documents", metadata,
    Column("sha256", String(64), primary_key=True),
    Column("text", LargeBinary, nullable=False, comment="UTF-8, compressed"),
)  # fmt: skip

reports = Table(
    "reports", metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), ForeignKey("documents.sha256"), nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("title", String),
    Column("published", String(10)),
    Column("day", String(10), nullable=False, index=True, comment="of publication, else that on which it was added"),
    Column("publisher", String),
    Column("language", String),
    Column("origin", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("version", String, nullable=False, comment="of the reader"),
    Column("story", Integer, nullable=False, index=True, comment="the first report of the same story: one testimony"),
    Column("signature", LargeBinary, comment="its bands (`likeness`), 32 bits each, the lowest byte first"),
)  # fmt: skip

printings = Table(
    "printings", metadata,
    Column("report", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("event", Integer, ForeignKey("events.id"), primary_key=True, comment="that tells of it"),
    Column("title", String),
    Column("day", String(10), nullable=False, comment="of publication, else that on which it was added"),
    Column("publisher", String),
    Column("origin", String, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

parties = Table(
    "parties", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("speaks_for", Integer, ForeignKey("parties.id")),
    Column("merged_into", Integer, ForeignKey("parties.id")),
)  # fmt: skip

names = Table(
    "names", metadata,
    Column("party", Integer, ForeignKey("parties.id"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("block", String, primary_key=True, index=True, comment="what names that may be the same have in common (`naming`)"),
    sqlite_with_rowid=False,
)  # fmt: skip

appearances = Table(
    "appearances", metadata,
    Column("party", Integer, ForeignKey("parties.id"), primary_key=True),
    Column("report", Integer, ForeignKey("reports.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

backings = Table(
    "backings", metadata,
    Column("backer", Integer, ForeignKey("parties.id"), primary_key=True),
    Column("backed", Integer, ForeignKey("parties.id"), primary_key=True),
    Column("report", Integer, ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("report", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("spans", String, nullable=False, comment="source;cue;content,content as start-end in characters"),
    Column("speaker", Integer, ForeignKey("parties.id")),
    Column("via", String, comment="ids of parties, outermost first"),
    Column("manner", String(8), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("status", String(9), nullable=False),
    Index(None, "speaker", "report"),
    sqlite_with_rowid=False,
)  # fmt: skip

steps = Table(
    "steps", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True, comment="agent, measure and the words that name it (`naming`)"),
    Column("agent", Integer, ForeignKey("parties.id")),
    Column("measure", String(24), nullable=False),
    Column("object", String),
    Column("place", String),
    Column("done", String(10), comment="the day on which it was done"),
    Column("merged_into", Integer, ForeignKey("steps.id")),
)  # fmt: skip

moves = Table(
    "moves", metadata,
    Column("report", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("day", String(10), nullable=False, comment="of the report"),
    Column("kind", String(10), nullable=False),
    Column("party", Integer, ForeignKey("parties.id"), nullable=False),
    Column("agent", Integer, ForeignKey("parties.id"), nullable=False),
    Column("step", Integer, ForeignKey("steps.id"), nullable=False, index=True),
    Column("spans", String, nullable=False, comment="step;condition as start-end in characters"),
    Column("relation", String(11)),
    Column("strength", String(9), nullable=False),
    Column("statement", Integer, comment="its n in the report"),
    Column("confidence", Float, nullable=False),
    Column("status", String(9), nullable=False),
    Index(None, "party", "day"),
    sqlite_with_rowid=False,
)  # fmt: skip

links = Table(
    "links", metadata,
    Column("report", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("n", Integer, primary_key=True, comment="the move whose condition waits"),
    Column("step", Integer, ForeignKey("steps.id"), primary_key=True),
    Column("confidence", Float, nullable=False),
    Column("status", String(9), nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

dates = Table(
    "dates", metadata,
    Column("report", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
    Column("date", String(10), nullable=False, index=True),
    Column("of", String(16), comment="the move or statement that it bounds: m3, s4"),
    sqlite_with_rowid=False,
)  # fmt: skip

commitments = Table(
    "commitments", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True, comment="debtor, kind, consequent and antecedent"),
    Column("kind", String(9), nullable=False),
    Column("debtor", Integer, ForeignKey("parties.id"), nullable=False),
    Column("creditor", Integer, ForeignKey("parties.id")),
    Column("antecedent", String, nullable=False, comment="a condition over steps, JSON"),
    Column("consequent", Integer, ForeignKey("steps.id"), nullable=False),
    Column("ended", String(9), comment="cancelled or released, by whom the event tells"),
    Column("ended_on", String(10)),
    Column("merged_into", Integer, comment="the commitment that it has become by merges of its parties and steps"),
)  # fmt: skip

testimonies = Table(
    "testimonies", metadata,
    Column("commitment", Integer, ForeignKey("commitments.id"), primary_key=True),
    Column("report", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("n", Integer, primary_key=True, comment="the move"),
    Column("deadline", String(10)),
    Index(None, "report", "n"),
    sqlite_with_rowid=False,
)  # fmt: skip

proposals = Table(
    "proposals", metadata,
    Column("subject", String, primary_key=True, comment="what a person has judged and a later reading has otherwise"),
    Column("event", Integer, ForeignKey("events.id"), primary_key=True),
    Column("body", String, nullable=False, comment="what the later reading has in its place, JSON; null for nothing"),
)  # fmt: skip

for _table in (parties, steps, commitments):  # few are: the others need no place in an index
    _merged = _table.c.merged_into
    Index(None, _merged, sqlite_where=_merged.is_not(None), postgresql_where=_merged.is_not(None))

accounts = Table(
    "accounts", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False, unique=True, comment="the name whatever its capitals"),
    Column("role", String(16), nullable=False),
    Column("hash", String, nullable=False, comment="of the password, as the workbench makes it"),
    Column("created", String(32), nullable=False),
    Column("disabled", Integer, nullable=False, comment="1 while nobody may sign in with it"),
)  # fmt: skip

sessions = Table(
    "sessions", metadata,
    Column("digest", String(64), primary_key=True, comment="SHA-256 of the token, which only the browser has"),
    Column("account", Integer, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("secret", String, nullable=False, comment="that each change must bear"),
    Column("used", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
)  # fmt: skip

tokens = Table(
    "tokens", metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True, comment="SHA-256 of the token, which only the program has"),
    Column("account", Integer, ForeignKey("accounts.id"), nullable=False, index=True),
    Column("what_for", String, nullable=False),
    Column("created", String(32), nullable=False),
    Column("used", String(32)),
    Column("expires", String(32), nullable=False),
)  # fmt: skip

attempts = Table(
    "attempts", metadata,
    Column("id", Integer, primary_key=True),
    Column("folded", String, nullable=False, index=True, comment="the name with which somebody tried to sign in"),
    Column("address", String, nullable=False, index=True),
    Column("at", String(32), nullable=False),
)  # fmt: skip

account_events = Table(
    "account_events", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("who", String, nullable=False),
    Column("what", String(32), nullable=False),
    Column("whom", String, nullable=False),
)  # fmt: skip

RECORD = frozenset({events.name, documents.name})
"""The tables that are never made anew."""

APART = frozenset(table.name for table in (accounts, sessions, tokens, attempts, account_events))
"""The tables of those who use the ledger: no part of the record, nor made from it."""
