"""Passwords: what may be one, how they are kept, and what is given for one sign-in."""

from __future__ import annotations

import datetime
import threading

import pytest
from argon2 import PasswordHasher

from goodoffices.errors import WebError
from goodoffices.web.access import passwords
from goodoffices.web.access.passwords import BusyError, chosen, for_once, verdict

TODAY = datetime.date(2026, 3, 1)
GOOD = "a bridge over the Selm"


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "and this has 0"),
        ("eleven char", "from 12 to 1,000 characters"),
        ("x" * 1001, "and this has 1,001"),
        ("password1234", "among the first"),
        ("PassWord1234", "among the first"),
        ("abababababab", "among the first"),  # two different letters
        ("Benedikta2026!", "among the first"),  # the name and a year
    ],
)
def test_passwords_that_will_not_do(password: str, says: str) -> None:
    with pytest.raises(WebError, match=says):
        chosen(password, "Benedikta")


def test_the_common_ones_are_long_enough_to_be_tried() -> None:
    assert all(len(word) >= passwords.SHORTEST and word == word.casefold() for word in passwords.common())
    assert len(passwords.common()) > 40


def test_a_password_is_kept_as_an_argon2id_hash_of_its_own() -> None:
    one, other = chosen(GOOD, "Ana"), chosen(GOOD, "Ana")
    assert one.startswith("$argon2id$")
    assert one != other
    assert GOOD not in one
    assert verdict(GOOD, one, TODAY).is_right
    assert not verdict(GOOD + " ", one, TODAY).is_right
    assert not verdict("", one, TODAY).is_right


def test_composed_and_decomposed_letters_are_the_same() -> None:
    """é as one character or as e and an accent: keyboards differ."""
    assert verdict("une clé de Genève", chosen("une cle\u0301 de Gene\u0300ve", "Ana"), TODAY).is_right


@pytest.mark.parametrize("kept", [None, "", "no hash", "$argon2id$v=19$m=65536,t=3,p=4$broken"])
def test_nobody_and_what_is_no_hash_are_never_right(kept: str | None) -> None:
    assert not verdict(GOOD, kept, TODAY).is_right
    assert not verdict("half a character \ud800", kept, TODAY).is_right


def test_an_unknown_name_takes_as_much_work_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same number of hashes of the same cost: the clock cannot tell them apart."""
    compared: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            compared.append(str(hash).rpartition("$")[0].rpartition("$")[0])
            return super().verify(hash, password)  # type: ignore[arg-type]

    monkeypatch.setattr(passwords, "_hasher", Counting())
    for kept in (chosen(GOOD, "Ana"), None, for_once(TODAY)[1]):
        assert not verdict("another password", kept, TODAY).is_right
    assert len(compared) == 3
    assert len(set(compared)) == 1


def test_a_hash_of_other_parameters_is_made_anew() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD)
    found = verdict(GOOD, old, TODAY)
    assert found.is_right
    assert found.anew is not None
    again = verdict(GOOD, found.anew, TODAY)
    assert (again.is_right, again.anew) == (True, None)
    assert verdict("another password", old, TODAY).anew is None


@pytest.mark.parametrize(("days", "is_right"), [(0, True), (7, True), (8, False)])
def test_a_password_for_one_sign_in_is_good_for_a_week(days: int, is_right: bool) -> None:
    password, kept = for_once(TODAY)
    found = verdict(password, kept, TODAY + datetime.timedelta(days=days))
    assert (found.is_right, found.is_for_once) == (is_right, is_right)
    assert len({for_once(TODAY)[0] for _ in range(3)}) == 3
    assert len(password) >= 20


def test_so_many_are_compared_at_once_and_the_next_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_places", threading.BoundedSemaphore(1))
    kept = chosen(GOOD, "Ana")
    with passwords._compared(), pytest.raises(BusyError, match="try again"):
        verdict(GOOD, kept, TODAY)
    assert verdict(GOOD, kept, TODAY).is_right
