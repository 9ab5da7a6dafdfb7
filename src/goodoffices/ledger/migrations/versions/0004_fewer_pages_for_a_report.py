"""Fewer pages of the file change with a report: signatures stand with the reports, and what no question uses has no index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from struct import iter_unpack, pack
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REPORTS = sa.table("reports", sa.column("id", sa.Integer), sa.column("signature", sa.LargeBinary))
BANDS = sa.table("bands", sa.column("band", sa.Integer), sa.column("report", sa.Integer))
PLACE = 0xF
"""The bits of a band that tell its place in the signature."""
UNUSED = (("steps", "agent"), ("steps", "measure"), ("commitments", "debtor"), ("commitments", "consequent"), ("links", "step"))
MERGED = ("parties", "steps", "commitments")
AT_ONCE = 1000


def upgrade() -> None:
    op.add_column(
        "reports",
        sa.Column("signature", sa.LargeBinary(), comment="its bands (`likeness`), 32 bits each, the lowest byte first"),
    )
    bands = op.get_bind().execute(sa.select(BANDS.c.report, BANDS.c.band).order_by(BANDS.c.report, BANDS.c.band.op("&")(PLACE)))
    by_report = groupby(bands, key=lambda row: row.report)
    signed = ({"of": report, "bands": b"".join(pack("<I", row.band) for row in rows)} for report, rows in by_report)
    _write(sa.update(REPORTS).where(REPORTS.c.id == sa.bindparam("of")).values(signature=sa.bindparam("bands")), signed)
    op.drop_table("bands")
    for table, column in UNUSED:
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    for table in MERGED:
        few = sa.text("merged_into IS NOT NULL")
        op.drop_index(op.f(f"ix_{table}_merged_into"), table_name=table)
        op.create_index(op.f(f"ix_{table}_merged_into"), table, ["merged_into"], sqlite_where=few, postgresql_where=few)


def downgrade() -> None:
    for table in MERGED:
        op.drop_index(op.f(f"ix_{table}_merged_into"), table_name=table)
        op.create_index(op.f(f"ix_{table}_merged_into"), table, ["merged_into"])
    for table, column in UNUSED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
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
    reports = op.get_bind().execute(sa.select(REPORTS).where(REPORTS.c.signature.is_not(None)))
    _write(sa.insert(BANDS), ({"band": b, "report": row.id} for row in reports for (b,) in iter_unpack("<I", row.signature)))
    op.drop_column("reports", "signature")


def _write(statement: sa.Insert | sa.Update, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows, a lot at a time."""
    waiting: Iterator[dict[str, Any]] = iter(rows)
    while lot := list(islice(waiting, AT_ONCE)):
        op.get_bind().execute(statement, lot)
