"""One question to a server that speaks OpenAI's protocol, and its answer."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx

from goodoffices.errors import ReadingError
from goodoffices.model.report import whole
from goodoffices.reading.llm.limits import DEFAULTS, Limits
from goodoffices.reading.llm.parsing import MalformedError, json_of
from goodoffices.reading.llm.retrying import PassingError, Patience, seconds_of
from goodoffices.reading.llm.schema import json_schema
from goodoffices.reading.llm.settings import Settings, SettingsError
from goodoffices.reading.llm.usage import Usage

Messages = Sequence[Mapping[str, str]]

FORMATS: tuple[Mapping[str, Any] | None, ...] = (
    {"type": "json_schema", "json_schema": {"name": "reading", "strict": True, "schema": json_schema()}},
    {"type": "json_object"},
    None,
)
"""How an answer is asked for, from the strictest; a server that refuses one is asked for the next."""
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
CONNECT = 10.0
"""Seconds for a connection, of those for the answer."""
SHOWN = 160
"""Characters of a server's own message that are shown."""


@dataclass(frozen=True)
class Completion:
    """What a model wrote, and whether it was cut off."""

    content: str
    cut_off: bool


class RefusedError(Exception):
    """The server refuses the form of the request."""


class Client:
    """Asks one server; may be used by several threads at once."""

    def __init__(
        self,
        settings: Settings,
        usage: Usage,
        *,
        limits: Limits = DEFAULTS,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ):
        self.settings = settings
        self.usage = usage
        self.limits = limits
        self.patience = Patience(limits, sleep, chance)
        self._format = 0
        self._warmth: dict[str, float] = {"temperature": 0.0}
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {settings.key}"} if settings.key else {})
        # A proxy that the environment names is never asked for a server on this machine
        try:
            self._http = httpx.Client(
                headers=headers,
                timeout=httpx.Timeout(settings.seconds, connect=min(CONNECT, settings.seconds)),
                follow_redirects=False,
                trust_env=not settings.is_here,
            )
        except (ValueError, ImportError, OSError) as error:
            raise SettingsError(f"the proxy or the certificates that the environment names cannot be used ({error})") from None

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def complete(self, messages: Messages) -> Completion:
        """What the model answers. Raises ReadingError where there is no answer to be had."""
        form, warmth = self._format, self._warmth
        while True:
            wish = FORMATS[form]
            body = {"model": self.settings.model, "messages": list(messages), "stream": False, **warmth}
            try:
                completion = self.patience.with_tries(partial(self._post, body | ({"response_format": wish} if wish else {})))
            except RefusedError as refused:
                if warmth and "temperature" in str(refused).lower():
                    warmth = {}
                elif form + 1 < len(FORMATS):
                    form += 1
                else:
                    raise self._error(f"refuses the request ({refused}): check --llm-model, and the server's log") from None
            else:
                self._format, self._warmth = form, warmth
                return completion

    def _post(self, body: Mapping[str, Any]) -> Completion:
        self.usage.asked()
        try:
            with self._http.stream("POST", f"{self.settings.address}/chat/completions", json=body) as response:
                data = self._body(response)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise PassingError(self._told("does not answer: is the server running? If it is elsewhere, set --llm-url")) from None
        except httpx.TimeoutException:
            raise self._slow() from None
        except httpx.TransportError as error:
            raise PassingError(self._told(f"breaks off ({self._safe(str(error))}): see the server's log")) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise self._error(f"cannot be asked ({self._safe(str(error))}): check --llm-url") from None
        if response.status_code != 200:
            raise self._trouble(response, data)
        return self._completion(data)

    def _body(self, response: httpx.Response) -> bytes:
        """All that the server sends, within the limits of size and time."""
        until = time.monotonic() + self.settings.seconds
        data = bytearray()
        for piece in response.iter_bytes():
            data += piece
            if len(data) > self.limits.bytes:
                raise self._error(f"sends more than {self.limits.bytes} bytes, which is no answer: check --llm-url")
            if time.monotonic() > until:
                raise self._slow()
        return bytes(data)

    def _slow(self) -> PassingError:
        told = f"did not answer within {self.settings.seconds:g} seconds: take a smaller model, or set GOODOFFICES_LLM_TIMEOUT"
        return PassingError(self._told(told), tries=self.limits.slow_tries)

    def _trouble(self, response: httpx.Response, data: bytes) -> Exception:
        """What a status other than 200 means."""
        status, said = response.status_code, self._said(data)
        answers = f"answers {status}{f' ({said})' if said else ''}"
        if status in (400, 422):
            return RefusedError(said or f"{status}")
        if status == 429:
            return PassingError(
                self._told(f"{answers}: it has too much to do; try again later"), after=seconds_of(response.headers)
            )
        if status in (408, 425) or status >= 500:
            return PassingError(self._told(f"{answers}: see the server's log"), after=seconds_of(response.headers))
        if 300 <= status < 400:
            return self._error("redirects elsewhere, which is not followed: set --llm-url to the address that answers")
        if status in (401, 403):
            return self._error(f"{answers}: check GOODOFFICES_LLM_KEY")
        if status == 404:
            return self._error(f"{answers}: check --llm-url and --llm-model")
        return self._error(f"{answers}: check --llm-url, --llm-model and the server's log")

    def _completion(self, data: bytes) -> Completion:
        try:
            envelope = json_of(data, self.limits.nested)
            choice = envelope["choices"][0]  # type: ignore[index]  # what is not there is a KeyError
            content = choice["message"]["content"]
        except (MalformedError, KeyError, IndexError, TypeError):
            said = self._said(data)
            raise self._error(
                f"{f'says {said!r}' if said else 'does not answer as an OpenAI-compatible server does'}: check --llm-url"
            ) from None
        if isinstance(content, list):
            content = "".join(p["text"] for p in content if isinstance(p, dict) and isinstance(p.get("text"), str))
        usage = envelope.get("usage") if isinstance(envelope, dict) else None
        usage = usage if isinstance(usage, dict) else {}
        self.usage.counted(*(n if isinstance(n := usage.get(k), int) else None for k in ("prompt_tokens", "completion_tokens")))
        return Completion(content if isinstance(content, str) else "", choice.get("finish_reason") == "length")

    def _said(self, data: bytes) -> str:
        """The server's own words on what went wrong, if it has any."""
        try:
            found: Any = json_of(data, self.limits.nested)
        except MalformedError:
            return ""
        for key in ("error", "message"):
            found = found.get(key, found) if isinstance(found, dict) else found
        return self._safe(found if isinstance(found, str) else "")

    def _safe(self, words: str) -> str:
        """Words from elsewhere as part of one line that is safe to print, without the key."""
        words = UNPRINTABLE.sub(" ", without(self.settings.key, whole(words)))
        return words if len(words) <= SHOWN else f"{words[:SHOWN]} ..."

    def _told(self, what: str) -> str:
        return f"{self.settings.address} {what}"

    def _error(self, what: str) -> ReadingError:
        return ReadingError(self._told(what))


def without(key: str | None, words: str) -> str:
    """The words with stars for a key, however JSON writes it."""
    for form in (key, json.dumps(key)[1:-1]) if key else ():
        words = words.replace(form, "***")
    return words
