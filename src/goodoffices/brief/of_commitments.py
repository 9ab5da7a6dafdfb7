"""Commitments, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from goodoffices.brief import lines, wording
from goodoffices.brief.outline import Group, Item, Outline, Section
from goodoffices.brief.telling import status_of, told_by
from goodoffices.ledger.briefing import Promised
from goodoffices.model import CommitmentKind

TITLE = "Who is committed to what, on which condition, according to whom"
KINDS = {
    CommitmentKind.PROMISE: "Promises",
    CommitmentKind.NECESSARY: "Conditions that are named as necessary",
    CommitmentKind.THREAT: "Threats",
}


def outline_of(promised: Iterable[Promised], cite: lines.Cites, today: datetime.date, *, of: int) -> Outline:
    """Some commitments, by kind and by who is bound; `of` is how many there are in all."""
    found = list(promised)
    about = f"{wording.counted(of, 'commitment')}; as of {wording.day(today)}"
    more = f"No more than {len(found)} of {of} are told" if len(found) < of else None
    return Outline(
        title=TITLE, status=status_of(p.commitment.is_draft for p in found), about=about,
        sections=tuple(
            Section(title=title, groups=groups, more=more)
            for kind, title in KINDS.items()
            if (groups := _groups(found, kind, cite))
        ),
    )  # fmt: skip


def item_of(promised: Promised, cite: lines.Cites) -> Item:
    """One commitment, with all who tell of it."""
    fact = promised.commitment
    return Item(said=f"{fact.id} {lines.commitment(fact, cite)}", terms=lines.terms(fact), told=told_by(promised.told))


def _groups(found: Iterable[Promised], kind: CommitmentKind, cite: lines.Cites) -> tuple[Group, ...]:
    lots: dict[str, list[Item]] = {}
    for promised in found:
        if promised.commitment.kind is kind:
            lots.setdefault(cite.name(promised.commitment.debtor), []).append(item_of(promised, cite))
    return tuple(Group(name=name, items=tuple(items)) for name, items in lots.items())
