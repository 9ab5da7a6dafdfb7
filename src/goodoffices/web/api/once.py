"""Of what is asked once, one value: two would leave open which is meant."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import Request

from goodoffices.errors import WebError
from goodoffices.web.navigation import API


def asked_once(request: Request) -> None:
    """A dependency: what an address takes one value of has one. Raises WebError otherwise."""
    given = Counter(name for name, _ in request.query_params.multi_items())
    twice = [name for name, count in given.items() if count > 1]
    if twice and (several := set(twice) - _several(request)):
        raise WebError(f"{min(several)}: this is given twice: say which is meant")


def _several(request: Request) -> set[str]:
    """What the address that is asked takes any number of values of, by the description of the API."""
    paths: dict[str, Any] = request.app.openapi()["paths"]
    told = paths.get(f"{API}{request.scope['route'].path}", {}).get(request.method.lower(), {}).get("parameters", ())
    return {p["name"] for p in told if p["in"] == "query" and _is_list(p["schema"])}


def _is_list(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "array" or any(map(_is_list, schema.get("anyOf", ())))
