"""What a page shows, as a brief for others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError

from goodoffices import brief
from goodoffices.brief import of_commitments, of_ledger, of_party, of_positions, of_report, of_timeline
from goodoffices.brief.deals.contents import outline_of as outline_of_deals
from goodoffices.brief.outline import Item, Outline
from goodoffices.brief.stability.contents import outline_of as outline_of_stability
from goodoffices.errors import WebError
from goodoffices.ledger.briefing import briefing
from goodoffices.ledger.citing import citing
from goodoffices.ledger.commitment_list import Sought, found, in_full
from goodoffices.ledger.position_table import position_table
from goodoffices.ledger.tellings import promised, said, tellings
from goodoffices.ledger.views import View
from goodoffices.model import Measure
from goodoffices.model.base import Value
from goodoffices.web.contents import commitments, positions
from goodoffices.web.contents.conflict import Looked
from goodoffices.web.contents.deals import answered_by
from goodoffices.web.contents.scenario import Scenario
from goodoffices.web.contents.stability import answered as conflict_answered
from goodoffices.web.contents.talks import MOST_COMMITMENTS
from goodoffices.web.days import Day
from goodoffices.web.desk import Desk

MOST = 200
"""So many commitments, moves or statements are told at most."""
Fields = Mapping[str, list[str]]
"""What an address is asked for: every name with its values."""
M = TypeVar("M", bound=Value)

Of = Annotated[
    str,
    Field(
        max_length=500, pattern=r"^(talks|positions|commitments|deals|stability|timeline|party:.+|report:r[0-9]{1,9})$",
        description="talks, positions, commitments, deals, stability, timeline, party:KEY or report:r12.",
    ),
]  # fmt: skip


class Asked(Value):
    """What nearly every page can be asked for."""

    as_of: Day | None = None


def outline(desk: Desk, of: str, fields: Fields) -> Outline:
    """What a page shows, in words. Raises GoodOfficesError for what is not there, RequestValidationError for nonsense."""
    kind, _, which = of.partition(":")
    match kind:
        case "positions":
            asked = _read(positions.Form, fields)
            return of_positions.outline_of(positions.positions(desk, asked).table, positions.today(asked))
        case "commitments":
            return _commitments(desk, _read(commitments.Form, fields))
        case "deals":
            return outline_of_deals(answered_by(desk, _read(Scenario, fields)))
        case "stability":
            return outline_of_stability(conflict_answered(desk, _read(Looked, fields)))
        case _:
            as_of = _read(Asked, {name: values for name, values in fields.items() if name == "as_of"}).as_of
            make = _PLAIN.get(kind)
            if make is None:
                raise WebError(f"there is no brief of {of}")
            return make(desk, desk.view(as_of), which)


def _commitments(desk: Desk, asked: commitments.Asked) -> Outline:
    view = desk.view(asked.as_of)
    numbers = commitments.numbers(desk, asked)
    facts = in_full(view, numbers[:MOST])
    told = promised(view, facts)
    with citing(view) as cite:
        cite.look_up(facts)
        return of_commitments.outline_of(told, cite, view.today, of=len(numbers))


def _talks(desk: Desk, view: View, _: str) -> Outline:
    few = len(desk.answer(("commitments", view.day, Sought()), lambda: found(view, Sought())).value) <= MOST_COMMITMENTS
    return brief.outline_of(briefing(view), answered_by(desk, Scenario(as_of=view.day)) if few else None)


def _timeline(_: Desk, view: View, __: str) -> Outline:
    told = tellings(view, view.moves(most=MOST))
    ahead = _ahead(view)
    with citing(view) as cite:
        cite.look_up(t.move for t in told)
        return of_timeline.outline_of(ahead, told, cite, view.today)


def _ahead(view: View) -> Iterable[Item]:
    known = briefing(view)
    names = of_ledger.Names(known)
    return [of_ledger.coming_item(date, names) for date in known.dates]


def _party(_: Desk, view: View, key: str) -> Outline:
    party = view.party(key)
    table = position_table(view, parties=[key], opened=list(Measure))
    facts = in_full(view, found(view, Sought(party=key))[:MOST])
    told, statements = promised(view, facts), view.statements(key, MOST)
    with citing(view) as cite:
        cite.look_up([*facts, *statements])
        return of_party.outline_of(party, table, told, statements, cite, view.today)


def _report(_: Desk, view: View, report: str) -> Outline:
    told = said(view, report)
    with citing(view) as cite:
        cite.look_up([*told.statements, *(t.move for t in told.moves)])
        return of_report.outline_of(told, cite)


_PLAIN: Mapping[str, Callable[[Desk, View, str], Outline]] = {
    "talks": _talks, "timeline": _timeline, "party": _party, "report": _report,
}  # fmt: skip


def _read(model: type[M], fields: Fields) -> M:
    """What a page of its own would be asked for. Raises RequestValidationError where it makes no sense."""
    several = {name for name, field in model.model_fields.items() if "tuple" in str(field.annotation)}
    try:
        return model.model_validate({name: values if name in several else values[-1] for name, values in fields.items()})
    except ValidationError as error:
        raise RequestValidationError([{**e, "loc": ("query", *e["loc"])} for e in error.errors()]) from None
