"""What a person means by a word: the id of something, its name, or a part of the name of one only."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.deals.checking import no_such, shown
from goodoffices.errors import GoodOfficesError


def called(said: str, names: Mapping[str, str], kind: str, option: str) -> str:
    """The id of the one of a kind that is meant; `names` has names by ids. Raises GoodOfficesError where it is not clear which."""
    if said in names:
        return said
    wanted = said.strip().casefold()
    exact = [i for i, name in names.items() if name.casefold() == wanted]
    found = exact or [i for i, name in names.items() if wanted and wanted in name.casefold()]
    if not found:
        raise GoodOfficesError(f"{option}: {no_such(kind, said, {*names, *names.values()})}")
    if len(found) > 1:
        several = ", ".join(shown(f"{i} ({names[i]})") for i in found[:4])
        more = f" and {len(found) - 4} more" if len(found) > 4 else ""
        raise GoodOfficesError(f"{option}: {shown(said)} may be {several}{more}: say which, by its id")
    return found[0]
