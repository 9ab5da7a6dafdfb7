"""Passwords, kept as Argon2id hashes (RFC 9106, by argon2-cffi): what may be one, and whether one is right."""

from __future__ import annotations

import datetime
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from goodoffices.errors import WebError

SHORTEST, LONGEST = 12, 1000
GOOD_FOR = datetime.timedelta(days=7)
"""A password for one sign-in is good for that long."""
AT_ONCE, WAITING = 2, 12
"""So many passwords are compared at a time, as each takes a core and 64 MiB, and so many wait; the next is told to try again."""
ONCE = "once"
"""What stands before the hash of a password for one sign-in, with the day until which it is good."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of a password for one sign-in: none is taken for another."""
_hasher = PasswordHasher()
_free, _places = threading.BoundedSemaphore(AT_ONCE), threading.BoundedSemaphore(AT_ONCE + WAITING)


class BusyError(WebError):
    """More people sign in at this moment than can be compared."""


@dataclass(frozen=True)
class Verdict:
    """Whether a password is right; if so, whether it was for one sign-in, and how it is kept from now on, if otherwise."""

    is_right: bool
    is_for_once: bool = False
    anew: str | None = None


def chosen(password: str, name: str) -> str:
    """The hash of a password that somebody chose. Raises WebError for one that is too short, too long or too easy to guess."""
    easy = password.casefold()
    if not SHORTEST <= len(password) <= LONGEST:
        raise WebError(f"a password has from {SHORTEST} to {LONGEST:,} characters, and this has {len(password):,}: take some words")
    if easy in common() or len(set(easy)) < 5 or easy.strip("0123456789!.?-_ ") == name.casefold():
        raise WebError("this password is among the first that anybody would try: take some words that are only yours")
    return _hashed(password)


def for_once(today: datetime.date) -> tuple[str, str]:
    """A password for one sign-in, at which another is chosen, and its hash."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    return password, f"{ONCE} {today + GOOD_FOR} {_hashed(password)}"


def verdict(password: str, kept: str | None, today: datetime.date) -> Verdict:
    """Whether a password is the one whose hash is kept; without one, it takes the same time to say no."""
    once, until, hash_ = _parts(kept or nobodys())
    with _compared():
        try:
            _hasher.verify(hash_, _plain(password[:LONGEST]))
        except (Argon2Error, InvalidHashError, UnicodeEncodeError):
            return Verdict(False)
    if kept is None or (once and until < today.isoformat()):
        return Verdict(False)
    anew = _hashed(password) if not once and _hasher.check_needs_rehash(hash_) else None
    return Verdict(True, is_for_once=once, anew=anew)


@cache
def common() -> frozenset[str]:
    """The most common of those that are long enough."""
    return frozenset(Path(__file__).with_name("common_passwords.txt").read_text().split())


@cache
def nobodys() -> str:
    """What a password is compared with where there is no such account."""
    return _hasher.hash(secrets.token_hex())


def _parts(kept: str) -> tuple[bool, str, str]:
    if kept.startswith(f"{ONCE} "):
        _, until, hash_ = kept.split(" ", 2)
        return True, until, hash_
    return False, "", kept


def _hashed(password: str) -> str:
    try:
        return _hasher.hash(_plain(password))
    except UnicodeEncodeError:
        raise WebError("a password cannot hold half a character: type it again") from None


def _plain(password: str) -> str:
    """The same characters in one form, however a keyboard composes them (RFC 8265)."""
    return unicodedata.normalize("NFC", password)


@contextmanager
def _compared() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise BusyError("many people sign in at this moment: try again in some seconds")
    try:
        with _free:
            yield
    finally:
        _places.release()
