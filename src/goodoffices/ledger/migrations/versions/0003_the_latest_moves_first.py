"""Indices by which the latest moves of a party, and what a move has to do with commitments, are found at once."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_moves_party_day"), "moves", ["party", "day"], unique=False)
    op.drop_index(op.f("ix_moves_party_step_day"), table_name="moves")
    op.create_index(op.f("ix_testimonies_report_n"), "testimonies", ["report", "n"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_testimonies_report_n"), table_name="testimonies")
    op.create_index(op.f("ix_moves_party_step_day"), "moves", ["party", "step", "day"], unique=False)
    op.drop_index(op.f("ix_moves_party_day"), table_name="moves")
