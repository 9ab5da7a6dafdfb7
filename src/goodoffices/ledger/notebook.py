"""How a ledger shows itself in a notebook."""

from __future__ import annotations

from html import escape

from sqlalchemy import func, select

from goodoffices.ledger import tables
from goodoffices.ledger.addresses import shown
from goodoffices.ledger.opening import reading
from goodoffices.ledger.views import View

COUNTED = (tables.reports, tables.parties, tables.statements, tables.moves, tables.steps, tables.commitments)
LATEST = 10
"""Reports that are shown."""


def as_html(view: View) -> str:
    """What there is, counted, and the latest reports. All text is escaped."""
    with reading(view.engine) as connection:
        counts = [(t.name, connection.scalar(select(func.count()).select_from(t)) or 0) for t in COUNTED]
    told = ", ".join(f"{count:,} {name}" for name, count in counts)
    rows = "".join(
        f"<tr><td>{r.id}</td><td>{r.day}</td><td>{escape(r.publisher or '')}</td><td>{escape(r.title or r.origin)}</td></tr>"
        for r in view.reports(LATEST)
    )
    head = "<tr><th>report</th><th>day</th><th>publisher</th><th>title</th></tr>"
    return (
        f"<p><strong>{escape(shown(view.engine.url))}</strong>: {told}</p><table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    )
