"""The fields of a JSON document, with the place of what is wrong in them."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from goodoffices.deals.checking import shown
from goodoffices.errors import StabilityError

T = TypeVar("T")
KINDS = {str: "a text", list: "a list", dict: "an object", bool: "true or false"}


def amiss(place: str, what: str) -> NoReturn:
    """Raise StabilityError for a place of a document."""
    raise StabilityError(f"{place}: {what}")


def field(of: Any, name: str, kind: type[T], place: str, otherwise: T | None = None) -> T:
    """The field of an object, which must be of a kind; `otherwise` where it is missing, if that may be."""
    if not isinstance(of, dict):
        amiss(place, "an object with fields should stand here, in { }")
    value = of.get(name)
    if value is None and otherwise is not None:
        return otherwise
    if value is None:
        amiss(place, f"the field “{name}” is missing: add it")
    return checked(value, kind, f"{place}.{name}" if place else name)


def checked(value: Any, kind: type[T], place: str) -> T:
    """A value that must be of a kind."""
    if not isinstance(value, kind):
        amiss(place, f"{KINDS[kind]} should stand here, not {shown(str(value))}")
    return value
