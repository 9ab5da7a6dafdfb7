"""Who may use a ledger through the workbench."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDICES = (("sessions", "account"), ("tokens", "account"), ("attempts", "folded"), ("attempts", "address"))


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False, unique=True, comment="the name whatever its capitals"),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(), nullable=False, comment="of the password, as the workbench makes it"),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("disabled", sa.Integer(), nullable=False, comment="1 while nobody may sign in with it"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(64), primary_key=True, comment="SHA-256 of the token, which only the browser has"),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False, comment="that each change must bear"),
        sa.Column("used", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_sessions_account")),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True, comment="SHA-256 of the token, which only the program has"),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("what_for", sa.String(), nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("used", sa.String(32)),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_tokens_account")),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("folded", sa.String(), nullable=False, comment="the name with which somebody tried to sign in"),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "account_events",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("whom", sa.String(), nullable=False),
    )
    for table, column in INDICES:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in ("account_events", "attempts", "tokens", "sessions", "accounts"):
        op.drop_table(table)
