"""A conflict as the address of a page has it: drafted from the ledger, or edited and then packed into the address as text."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BeforeValidator, Field

from goodoffices.deals.checking import no_such, shown
from goodoffices.errors import StabilityError
from goodoffices.model import Condition
from goodoffices.stability.conflict import Conflict, DecisionMaker, Prioritised
from goodoffices.stability.forms import text
from goodoffices.web.contents.addressed import Addressed
from goodoffices.web.days import Day

MOST_OPTIONS = 14
"""So many options are answered on the page, 16,384 states."""
MOST_PARTIES = 12
MOST_STATEMENTS = 200
LONGEST = 200_000
"""Characters of a conflict as text."""
LONGEST_PACKED = 7_000
"""Characters that an address has room for; some servers read no more than 8,000."""
FILE = "answer it with `goodoffices stability FILE`"


def _said(values: Any) -> Any:
    return tuple(v for v in values if v != "") if isinstance(values, list | tuple) else values


Several = Annotated[tuple[Annotated[str, Field(max_length=200)], ...], BeforeValidator(_said), Field(max_length=50)]


class Chosen(Addressed):
    """Which conflict: that of the ledger over some `option`s and those of some parties, or an edited one, as `text` or packed."""

    as_of: Day | None = Field(None, description="What the reports published by that day say; without it, all of them.")
    option: Several = Field((), description="Steps (t4) that are options.")
    party: Several = Field((), description="Parties whose steps are options.")
    conflict: str | None = Field(None, max_length=LONGEST_PACKED, description="An edited conflict, packed (zlib, base64 for URLs).")
    text: str | None = Field(None, max_length=20_000, description="An edited conflict, in its text form.")


class Looked(Chosen):
    """Which conflict, and what is looked at in it: states by their numbers (s5), or today's."""

    state: Several = Field((), description="States (s5, or today) to look at closely.")
    origin: str | None = Field(None, max_length=20, description="The state from which the ways to others are told.")
    inverse: str | None = Field(None, max_length=20, description="The state of which is told what would make it hold.")
    coalitions: bool = Field(False, description="Whether several would leave a state together.")

    @property
    def query(self) -> str:
        """The same after the question mark of an address."""
        return urlencode(self.pairs)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"/stability?{self.query}" if self.query else "/stability"


def packed(conflict: Conflict) -> str:
    """A conflict for an address. Raises StabilityError where it would be too long."""
    found = base64.urlsafe_b64encode(zlib.compress(text.write(conflict).encode(), 9)).decode().rstrip("=")
    if len(found) > LONGEST_PACKED:
        raise StabilityError(f"this conflict is too long for an address: save it as a file, and {FILE}")
    return found


def unpacked(said: str) -> Conflict:
    """The conflict of an address. Raises StabilityError where it is none."""
    try:
        undone = zlib.decompressobj()
        found = undone.decompress(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)), LONGEST)
        if undone.unconsumed_tail or not undone.eof:
            raise ValueError
        written = found.decode()
    except (ValueError, binascii.Error, zlib.error):
        raise StabilityError("the conflict in this address is damaged: ask for the address again, or for the file") from None
    return text.read(written)


def answerable(conflict: Conflict) -> Conflict:
    """The conflict, if it is small enough to be answered here. Raises StabilityError otherwise."""
    if len(conflict.options) > MOST_OPTIONS:
        raise StabilityError(
            f"{len(conflict.options)} options are more than the {MOST_OPTIONS} that are answered here: leave some out, or {FILE}"
        )
    if len(conflict.decision_makers) > MOST_PARTIES:
        raise StabilityError(f"more than {MOST_PARTIES} parties are not answered here: leave some out, or {FILE}")
    return conflict


def edited(conflict: Conflict, who: str, statements: Sequence[str]) -> Conflict:
    """The conflict with other preference statements of a party, the most important first.

    Raises StabilityError for an unknown party and for what is no statement.
    """
    if who not in {d.id for d in conflict.decision_makers}:
        raise StabilityError(no_such("party", who, {d.id for d in conflict.decision_makers}))
    read = [_statement(said, n, who, conflict) for n, said in enumerate(statements, 1)]
    wish = Prioritised(tuple(s for s, _ in read), tuple(d for _, d in read)) if read else None
    makers = tuple(replace(d, preference=wish) if d.id == who else d for d in conflict.decision_makers)
    return replace(conflict, decision_makers=makers)


def _statement(said: str, number: int, who: str, conflict: Conflict) -> tuple[Condition, int]:
    """A preference statement, and how much it matters, read with the names of the conflict and nothing else of it."""
    if "\n" in said or "\r" in said:
        raise StabilityError(f"statement {number}: put it into one line")
    lines, start = _alone(conflict, who, None)
    begins = lines[start].removesuffix("unknown")
    try:
        found = text.read("\n".join([*lines[:start], f"{begins}{said}", *lines[start + 1 :]]))
    except StabilityError as error:
        raise StabilityError(f"statement {number}, {shown(said)}: {str(error).partition(': ')[2] or error}") from None
    wish = next(d.preference for d in found.decision_makers if d.id == who)
    if not isinstance(wish, Prioritised) or len(wish.statements) != 1:
        raise StabilityError(f"statement {number}, {shown(said)}, is not one statement: write one in each line")
    return wish.statements[0], (wish.degrees or (1,))[0]


def statements_of(who: DecisionMaker, conflict: Conflict) -> tuple[str, ...] | None:
    """The preference statements of a party, as the text form has them; None where what it prefers is told in another way."""
    if who.preference is None:
        return ()
    if not isinstance(who.preference, Prioritised):
        return None
    if not who.preference.statements:
        return ()
    bare, start = _alone(conflict, who.id, None)
    lines, _ = _alone(conflict, who.id, who.preference)
    begins = len(bare[start].removesuffix("unknown"))
    return tuple(line[begins:] for line in lines[start : start + len(who.preference.statements)])


def _alone(conflict: Conflict, who: str, preference: Prioritised | None) -> tuple[list[str], int]:
    """The lines of a conflict in which one party alone prefers anything, and the number of the line that begins to say so."""
    makers = conflict.decision_makers
    bare = Conflict(
        tuple(DecisionMaker(d.id, d.name, preference if d.id == who else Prioritised(())) for d in makers), conflict.options
    )
    lines = [line for line in text.write(bare).splitlines() if line]
    place = next(i for i, d in enumerate(makers) if d.id == who)
    said = 1 if preference is None else len(preference.statements)
    return lines, len(lines) - (len(makers) - 1) - said + place
