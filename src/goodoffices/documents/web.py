"""Addresses: a page fetched over http or https."""

from __future__ import annotations

import io
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from goodoffices.documents.found import Found, Unreadable, size
from goodoffices.documents.limits import Limits
from goodoffices.documents.names import name_of_address

if TYPE_CHECKING:
    import httpx

AGENT = "GoodOffices (reads one page for a person who asked for it)"


def fetch(address: str, limits: Limits) -> Found:
    """The document at `address`, after redirects. Raises Unreadable where it cannot be had within the limits."""
    import httpx

    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=limits.redirects, timeout=limits.seconds, headers={"User-Agent": AGENT}
            ) as client,
            client.stream("GET", address) as response,
        ):
            if response.status_code != 200:
                raise Unreadable(f"answers {response.status_code} {response.reason_phrase}: check the address in a browser")
            data = _body(response, limits)
    except httpx.TooManyRedirects:
        raise Unreadable(f"redirects more than {limits.redirects} times: open it in a browser and save the page") from None
    except httpx.TimeoutException:
        raise Unreadable(f"did not answer within {limits.seconds:g} seconds: try again later") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Unreadable(f"cannot be fetched ({error}): check the address and the connection") from error
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    ending = PurePosixPath(urlsplit(str(response.url)).path).suffix
    return Found(
        address, name_of_address(address), io.BytesIO(data), ending="" if media_type in ("text/html",) else ending,
        media_type=media_type or None, charset=response.charset_encoding,
    )  # fmt: skip


def _body(response: httpx.Response, limits: Limits) -> bytes:
    until = time.monotonic() + limits.seconds
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > limits.bytes:
            raise Unreadable(f"is larger than {size(limits.bytes)}: save the part you need and read that")
        if time.monotonic() > until:
            raise Unreadable(f"did not come within {limits.seconds:g} seconds: try again later")
    return bytes(data)
