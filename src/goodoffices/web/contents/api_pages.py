"""The API as a person reads it: its addresses by subject, with what they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goodoffices.model.base import Value


class Taken(Value):
    """A value that an address takes: where it stands (path, query, body), and whether it must be there."""

    name: str
    where: str
    kind: str
    told: str
    is_needed: bool


class Address(Value):
    """A method and an address."""

    method: str
    path: str
    told: str
    takes: tuple[Taken, ...]


class Subject(Value):
    """The addresses on one subject."""

    name: str
    addresses: tuple[Address, ...]


def described(description: Mapping[str, Any]) -> tuple[Subject, ...]:
    """An OpenAPI description, by the tags of its addresses."""
    found: dict[str, list[Address]] = {}
    for path, methods in description["paths"].items():
        for method, one in methods.items():
            takes = (*_parameters(one), *_body(one, description))
            told = one.get("description") or one.get("summary", "")
            address = Address(method=method.upper(), path=path, told=told, takes=takes)
            found.setdefault((one.get("tags") or ["others"])[0], []).append(address)
    return tuple(Subject(name=name, addresses=tuple(found[name])) for name in sorted(found))


def _parameters(one: Mapping[str, Any]) -> Iterator[Taken]:
    for p in one.get("parameters", ()):
        yield Taken(
            name=p["name"], where=p["in"], kind=_kind(p.get("schema", {})), told=p.get("description", ""),
            is_needed=p.get("required", False),
        )  # fmt: skip


def _body(one: Mapping[str, Any], description: Mapping[str, Any]) -> Iterator[Taken]:
    for kind, content in one.get("requestBody", {}).get("content", {}).items():
        schema = _followed(content.get("schema", {}), description)
        where = "body" if kind == "application/json" else f"body ({kind})"
        for name, value in schema.get("properties", {}).items():
            yield Taken(
                name=name, where=where, kind=_kind(value), told=value.get("description", ""),
                is_needed=name in schema.get("required", ()),
            )  # fmt: skip


def _followed(schema: Mapping[str, Any], description: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference refers to."""
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = description["components"]["schemas"][name] if name else schema
    return found


def _kind(schema: Mapping[str, Any]) -> str:
    """The type of a value, in few words."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if several := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(dict.fromkeys(_kind(s) for s in several if s.get("type") != "null"))
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("const") or schema.get("type") or "anything")
