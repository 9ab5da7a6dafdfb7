"""One party of a ledger, in words: who it is, where it stands, what it is committed to, and what it and its people said."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from goodoffices.brief import lines, of_commitments, of_positions, wording
from goodoffices.brief.of_report import statement_item
from goodoffices.brief.outline import Outline, section
from goodoffices.brief.telling import status_of
from goodoffices.ledger.briefing import Promised
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import PartyFact, StatementFact
from goodoffices.ledger.position_facts import PositionTable

POSITIONS, COMMITMENTS, SAID = "Where it stands", "What it is committed to, and what is owed to it", "What it and its people said"


def outline_of(  # noqa: PLR0917
    party: PartyFact,
    table: PositionTable,
    promised: Sequence[Promised],
    statements: Sequence[StatementFact],
    cite: lines.Cites,
    today: datetime.date,
) -> Outline:
    """A party; `table` has its column alone."""
    positions = of_positions.outline_of(table, today)
    drafts = [positions.status == status_of([True])]
    drafts += [p.commitment.is_draft for p in promised]
    drafts += [s.status is Status.DRAFT for s in statements]
    names = f", also {', '.join(party.names)}" if party.names else ""
    stands = [
        item.model_copy(update={"said": f"{group.name}: {item.said.removeprefix(f'{party.name}: ')}"})
        for part in positions.sections
        for group in part.groups
        for item in group.items
    ]
    return Outline(
        title=party.name, status=status_of(drafts), about=f"{lines.party(party, cite)}{names}; as of {wording.day(today)}",
        sections=(
            section(POSITIONS, stands, nothing=of_positions.NOTHING),
            section(COMMITMENTS, [of_commitments.item_of(p, cite) for p in promised], nothing="None"),
            section(SAID, [statement_item(s, cite, wording.day(s.day)) for s in statements], nothing="Nothing that a report has"),
        ),
    )  # fmt: skip
