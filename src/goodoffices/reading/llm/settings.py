"""Which model is asked, at which address, with which key; from options and the environment."""

from __future__ import annotations

import ipaddress
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from goodoffices.errors import GoodOfficesError

ADDRESS = "http://127.0.0.1:11434/v1"
"""Where Ollama listens."""
SECONDS = 300.0
"""For one answer: a large model on a small machine takes minutes."""


class SettingsError(GoodOfficesError):
    """A setting that cannot be used."""


@dataclass(frozen=True)
class Price:
    """Money for a million tokens of the prompt and of the answer, in whatever currency the person thinks in."""

    prompt: float
    completion: float

    @classmethod
    def of(cls, text: str) -> Price:
        """The price written as IN,OUT. Raises SettingsError."""
        try:
            prompt, completion = (float(part) for part in text.split(","))
        except ValueError:
            prompt = completion = -1.0
        if not (0 <= prompt < 1e9 and 0 <= completion < 1e9):
            raise SettingsError(f"--llm-price {text!r} is no price: write two numbers a million tokens, as in 2.50,10")
        return cls(prompt, completion)


@dataclass(frozen=True)
class Settings:
    """What the reader needs to know of its server. The key is in no message, in no log and not in the cache.

    `cache` is the folder of answers, None for none; `seconds` the limit for one answer. Raises SettingsError.
    """

    model: str
    address: str = ADDRESS
    key: str | None = field(default=None, repr=False)
    cache: Path | None = None
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if not self.model or not self.model.isprintable():
            raise SettingsError("--reader llm needs the name of a model: --llm-model NAME, or GOODOFFICES_LLM_MODEL")
        object.__setattr__(self, "address", _checked(self.address))
        if self.key is not None and not re.fullmatch(r"[!-~]+", self.key):
            raise SettingsError("GOODOFFICES_LLM_KEY holds a character that no key holds: set it anew")
        if not 0 < self.seconds < 1e6:
            raise SettingsError("GOODOFFICES_LLM_TIMEOUT is no number of seconds: write one, as in 600")

    @classmethod
    def chosen(
        cls,
        *,
        address: str | None = None,
        model: str | None = None,
        cache: bool = True,
        environment: Mapping[str, str] = os.environ,
    ) -> Settings:
        """The settings by options, then by the environment, then as they are by default. Raises SettingsError."""
        try:
            seconds = float(environment.get("GOODOFFICES_LLM_TIMEOUT") or SECONDS)
        except ValueError:
            seconds = -1.0
        return cls(
            model=(model or environment.get("GOODOFFICES_LLM_MODEL") or "").strip(),
            address=address or environment.get("GOODOFFICES_LLM_URL") or ADDRESS,
            key=environment.get("GOODOFFICES_LLM_KEY", "").strip() or None,
            cache=cache_folder(environment) if cache else None,
            seconds=seconds,
        )

    @property
    def host(self) -> str:
        """The name of the machine that is asked."""
        return urlsplit(self.address).hostname or ""

    @property
    def is_here(self) -> bool:
        """Whether that machine is this one."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where answers are kept: GOODOFFICES_CACHE, or the place that the platform has for such files."""
    if chosen := environment.get("GOODOFFICES_CACHE"):
        return Path(chosen).expanduser()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "goodoffices" / "Cache"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "goodoffices"
    base = environment.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "goodoffices"


def _checked(address: str) -> str:
    """The address without what is added to it later. What it says wrong is not repeated where a key may be in it."""
    try:
        parts = urlsplit(address)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        raise SettingsError(f"--llm-url is no address: write one like {ADDRESS}") from None
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise SettingsError(f"--llm-url takes no user, key or query: write it like {ADDRESS}, and the key in GOODOFFICES_LLM_KEY")
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_valid or not re.fullmatch(r"[!-~]+", address):
        raise SettingsError(f"--llm-url is no address that can be asked: write one like {ADDRESS}")
    return address.rstrip("/").removesuffix("/chat/completions").rstrip("/")
