"""Where else the text of a report was printed, and of which commitment another has become a part.

Commitments whose parties or steps were merged before this are joined when the ledger is made anew (`goodoffices rebuild`).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printings",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False, comment="that tells of it"),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=False, comment="of publication, else that on which it was added"),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_printings_event")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_printings_report")),
        sa.PrimaryKeyConstraint("report", "event"),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "commitments",
        sa.Column("merged_into", sa.Integer(), comment="the commitment that it has become by merges of its parties and steps"),
    )
    op.create_index(op.f("ix_commitments_merged_into"), "commitments", ["merged_into"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_commitments_merged_into"), table_name="commitments")
    op.drop_column("commitments", "merged_into")
    op.drop_table("printings")
