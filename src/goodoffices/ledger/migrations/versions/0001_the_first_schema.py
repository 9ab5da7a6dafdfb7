"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from goodoffices.ledger.words import create_words, drop_words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False, comment="UTF-8, compressed"),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False, comment="when it was recorded: ISO 8601, UTC"),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(), nullable=False, comment="what it is about: r12, r12.m3, t4, c7, a party's key"),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="the rest of the event, JSON, compressed"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_events_subject"), "events", ["subject"], unique=False)
    op.create_table(
        "parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("speaks_for", sa.Integer(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["parties.id"], name=op.f("fk_parties_merged_into")),
        sa.ForeignKeyConstraint(["speaks_for"], ["parties.id"], name=op.f("fk_parties_speaks_for")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_parties_merged_into"), "parties", ["merged_into"], unique=False)
    op.create_table(
        "names",
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("block", sa.String(), nullable=False, comment="what names that may be the same have in common (`naming`)"),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_names_party")),
        sa.PrimaryKeyConstraint("party", "name", "block"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_names_block"), "names", ["block"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("subject", sa.String(), nullable=False, comment="what a person has judged and a later reading has otherwise"),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False, comment="what the later reading has in its place, JSON; null for nothing"),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_proposals_event")),
        sa.PrimaryKeyConstraint("subject", "event"),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=False, comment="of publication, else that on which it was added"),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False, comment="of the reader"),
        sa.Column("story", sa.Integer(), nullable=False, comment="the first report of the same story: one testimony"),
        sa.ForeignKeyConstraint(["sha256"], ["documents.sha256"], name=op.f("fk_reports_sha256")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index(op.f("ix_reports_day"), "reports", ["day"], unique=False)
    op.create_index(op.f("ix_reports_story"), "reports", ["story"], unique=False)
    op.create_table(
        "steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False, comment="agent, measure and the words that name it (`naming`)"),
        sa.Column("agent", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(length=24), nullable=False),
        sa.Column("object", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("done", sa.String(length=10), nullable=True, comment="the day on which it was done"),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agent"], ["parties.id"], name=op.f("fk_steps_agent")),
        sa.ForeignKeyConstraint(["merged_into"], ["steps.id"], name=op.f("fk_steps_merged_into")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_steps_agent"), "steps", ["agent"], unique=False)
    op.create_index(op.f("ix_steps_measure"), "steps", ["measure"], unique=False)
    op.create_index(op.f("ix_steps_merged_into"), "steps", ["merged_into"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_appearances_party")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_appearances_report")),
        sa.PrimaryKeyConstraint("party", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_appearances_report"), "appearances", ["report"], unique=False)
    op.create_table(
        "backings",
        sa.Column("backer", sa.Integer(), nullable=False),
        sa.Column("backed", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["backed"], ["parties.id"], name=op.f("fk_backings_backed")),
        sa.ForeignKeyConstraint(["backer"], ["parties.id"], name=op.f("fk_backings_backer")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_backings_report")),
        sa.PrimaryKeyConstraint("backer", "backed", "report"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bands",
        sa.Column(
            "band", sa.Integer(), autoincrement=False, nullable=False, comment="a band of the report's signature (`likeness`)"
        ),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_bands_report")),
        sa.PrimaryKeyConstraint("band", "report"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False, comment="debtor, kind, consequent and antecedent"),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("debtor", sa.Integer(), nullable=False),
        sa.Column("creditor", sa.Integer(), nullable=True),
        sa.Column("antecedent", sa.String(), nullable=False, comment="a condition over steps, JSON"),
        sa.Column("consequent", sa.Integer(), nullable=False),
        sa.Column("ended", sa.String(length=9), nullable=True, comment="cancelled or released, by whom the event tells"),
        sa.Column("ended_on", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["consequent"], ["steps.id"], name=op.f("fk_commitments_consequent")),
        sa.ForeignKeyConstraint(["creditor"], ["parties.id"], name=op.f("fk_commitments_creditor")),
        sa.ForeignKeyConstraint(["debtor"], ["parties.id"], name=op.f("fk_commitments_debtor")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_commitments_consequent"), "commitments", ["consequent"], unique=False)
    op.create_index(op.f("ix_commitments_debtor"), "commitments", ["debtor"], unique=False)
    op.create_table(
        "dates",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("of", sa.String(length=16), nullable=True, comment="the move or statement that it bounds: m3, s4"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_dates_report")),
        sa.PrimaryKeyConstraint("report", "start"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_dates_date"), "dates", ["date"], unique=False)
    op.create_table(
        "links",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False, comment="the move whose condition waits"),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_links_report")),
        sa.ForeignKeyConstraint(["step"], ["steps.id"], name=op.f("fk_links_step")),
        sa.PrimaryKeyConstraint("report", "n", "step"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_links_step"), "links", ["step"], unique=False)
    op.create_table(
        "moves",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False, comment="of the report"),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("agent", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("spans", sa.String(), nullable=False, comment="step;condition as start-end in characters"),
        sa.Column("relation", sa.String(length=11), nullable=True),
        sa.Column("strength", sa.String(length=9), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=True, comment="its n in the report"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(["agent"], ["parties.id"], name=op.f("fk_moves_agent")),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name=op.f("fk_moves_party")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_moves_report")),
        sa.ForeignKeyConstraint(["step"], ["steps.id"], name=op.f("fk_moves_step")),
        sa.PrimaryKeyConstraint("report", "n"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_moves_party_step_day"), "moves", ["party", "step", "day"], unique=False)
    op.create_index(op.f("ix_moves_step"), "moves", ["step"], unique=False)
    op.create_table(
        "statements",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("spans", sa.String(), nullable=False, comment="source;cue;content,content as start-end in characters"),
        sa.Column("speaker", sa.Integer(), nullable=True),
        sa.Column("via", sa.String(), nullable=True, comment="ids of parties, outermost first"),
        sa.Column("manner", sa.String(length=8), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_statements_report")),
        sa.ForeignKeyConstraint(["speaker"], ["parties.id"], name=op.f("fk_statements_speaker")),
        sa.PrimaryKeyConstraint("report", "n"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_statements_speaker_report"), "statements", ["speaker", "report"], unique=False)
    op.create_table(
        "testimonies",
        sa.Column("commitment", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False, comment="the move"),
        sa.Column("deadline", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["commitment"], ["commitments.id"], name=op.f("fk_testimonies_commitment")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_testimonies_report")),
        sa.PrimaryKeyConstraint("commitment", "report", "n"),
        sqlite_with_rowid=False,
    )
    create_words(op.get_bind())


def downgrade() -> None:
    drop_words(op.get_bind())
    op.drop_table("testimonies")
    op.drop_index(op.f("ix_statements_speaker_report"), table_name="statements")
    op.drop_table("statements")
    op.drop_index(op.f("ix_moves_step"), table_name="moves")
    op.drop_index(op.f("ix_moves_party_step_day"), table_name="moves")
    op.drop_table("moves")
    op.drop_index(op.f("ix_links_step"), table_name="links")
    op.drop_table("links")
    op.drop_index(op.f("ix_dates_date"), table_name="dates")
    op.drop_table("dates")
    op.drop_index(op.f("ix_commitments_debtor"), table_name="commitments")
    op.drop_index(op.f("ix_commitments_consequent"), table_name="commitments")
    op.drop_table("commitments")
    op.drop_table("bands")
    op.drop_table("backings")
    op.drop_index(op.f("ix_appearances_report"), table_name="appearances")
    op.drop_table("appearances")
    op.drop_index(op.f("ix_steps_merged_into"), table_name="steps")
    op.drop_index(op.f("ix_steps_measure"), table_name="steps")
    op.drop_index(op.f("ix_steps_agent"), table_name="steps")
    op.drop_table("steps")
    op.drop_index(op.f("ix_reports_story"), table_name="reports")
    op.drop_index(op.f("ix_reports_day"), table_name="reports")
    op.drop_table("reports")
    op.drop_table("proposals")
    op.drop_index(op.f("ix_names_block"), table_name="names")
    op.drop_table("names")
    op.drop_index(op.f("ix_parties_merged_into"), table_name="parties")
    op.drop_table("parties")
    op.drop_index(op.f("ix_events_subject"), table_name="events")
    op.drop_table("events")
    op.drop_table("documents")
