"""The conflict that a file states, or that a ledger poses, with the packages of deals that it could be brought to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.errors import StabilityError
from goodoffices.stability.conflict import Conflict, State


@dataclass(frozen=True)
class Found:
    """A conflict; comments on it for the text form; packages of deals, by their names; what is left out; what to warn of."""

    conflict: Conflict
    is_draft: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    packages: Mapping[str, State] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    warnings: Sequence[str] = ()


def of_file(file: Path) -> Found:
    """The conflict in a file: of GMCR+ (.gmcr, .json), or else text. Raises StabilityError, with the place."""
    try:
        if file.suffix.lower() in (".gmcr", ".json"):
            from goodoffices.stability.forms import gmcr

            loaded = gmcr.read(file.read_bytes())
            return Found(loaded.conflict, warnings=loaded.warnings)
        from goodoffices.stability.forms import text

        return Found(text.read(file.read_text(encoding="utf-8")))
    except StabilityError as error:
        raise StabilityError(f"{file}: {error}") from None
    except UnicodeDecodeError:
        raise StabilityError(f"{file} is no text in UTF-8: save it as UTF-8, or as .gmcr") from None
    except OSError as error:
        where = f"cannot read {file} ({error.strerror})"
        raise StabilityError(f"{where}: name another file, or a ledger with --ledger talks.db") from None


def of_ledger(
    address: str | None, as_of: datetime.date | None, *, options: Sequence[str] = (), parties: Sequence[str] = ()
) -> Found:
    """The draft that a ledger poses, as of a day. Raises StabilityError where there would be no options, or too many."""
    from goodoffices.brief.stability import posing
    from goodoffices.cli.ledgers import meant, opened, view_of
    from goodoffices.cli.named import called
    from goodoffices.stability.forms.of_ledger import notes

    with opened(address) as ledger:
        posed = posing.of_ledger(view_of(ledger, as_of))
        named = [meant(ledger, party) for party in parties]
    steps = {step.id: str(step) for step in posed.problem.steps}
    chosen = [called(said, steps, "step", "--option") for said in options]
    found = posing.drafted(posed, options=chosen, parties=named)
    draft = found.draft
    return Found(draft.conflict, True, notes(draft), found.packages, draft.left_out)
