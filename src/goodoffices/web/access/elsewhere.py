"""Whether a request comes from a page of ours, as the browser tells it."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers

READING = ("GET", "HEAD", "OPTIONS")
"""The methods that change nothing."""


def is_from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that a page of another site asks. Programs say nothing, and bear a token or secret instead."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and address_in(origin) != headers.get("host", "").casefold()


def address_in(origin: str) -> str:
    """The name and port in an Origin header; of "null", and of what makes no sense, none."""
    try:
        return urlsplit(origin).netloc.casefold()
    except ValueError:
        return ""


def name_in(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").casefold()
    except ValueError:
        return ""
