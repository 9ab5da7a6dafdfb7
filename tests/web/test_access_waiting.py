"""How long whoever could not sign in waits; tickets that are given out and come back; names, addresses and where to go next."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import WebError
from goodoffices.web.access.members import name_of
from goodoffices.web.access.signed import Signer
from goodoffices.web.access.waiting import FREE_FROM_ADDRESS, neighbourhood, told, wait
from goodoffices.web.pages.signing_in import local

NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("failures", "since", "seconds"),
    [
        (0, 0, 0), (4, 0, 0),  # free
        (5, 0, 1), (6, 0, 2), (7, 0, 4), (10, 0, 32),  # twice as long each time
        (14, 0, 512), (15, 0, 900), (1000, 0, 900),  # a quarter of an hour at most
        (7, 3, 1), (7, 4, 0), (7, 100, 0),  # time goes by
    ],
)  # fmt: skip
def test_the_wait_grows(failures: int, since: int, seconds: int) -> None:
    latest = NOW - datetime.timedelta(seconds=since) if failures else None
    assert wait(failures, latest, NOW) == datetime.timedelta(seconds=seconds)


def test_an_address_where_many_sit_waits_later() -> None:
    assert not wait(FREE_FROM_ADDRESS - 1, NOW, NOW, FREE_FROM_ADDRESS)
    assert wait(FREE_FROM_ADDRESS, NOW, NOW, FREE_FROM_ADDRESS)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "a second"), (1, "a second"), (2, "2 seconds"), (61, "61 seconds"), (900, "15 minutes")]
)
def test_waits_in_words(seconds: float, words: str) -> None:
    assert told(datetime.timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"), ("testclient", "testclient"),
    ],
)  # fmt: skip
def test_what_counts_as_one_address(address: str, counts_as: str) -> None:
    assert neighbourhood(address) == counts_as


def test_a_ticket_is_good_for_what_it_was_signed_for(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr("goodoffices.web.access.signed.time.time", lambda: clock[0])
    signer = Signer()
    ticket = signer.sign("form", "browser 1", 60)
    assert signer.is_good(ticket, "form", "browser 1")
    assert not signer.is_good(ticket, "form", "browser 2")
    assert not signer.is_good(ticket, "choose", "browser 1")
    assert not Signer().is_good(ticket, "form", "browser 1")
    until, _, signature = ticket.partition(".")
    assert not signer.is_good(f"{int(until) + 1}.{signature}", "form", "browser 1")
    clock[0] += 60
    assert not signer.is_good(ticket, "form", "browser 1")


@given(st.text())
def test_what_was_never_signed_is_no_ticket(ticket: str) -> None:
    assert not Signer().is_good(ticket, "form", "browser 1")


@pytest.mark.parametrize(
    ("to", "goes"),
    [
        ("/", "/"), ("/reports/r12?as_of=2025-04-01", "/reports/r12?as_of=2025-04-01"),
        ("/deals?assume=t4&cost=a%20b", "/deals?assume=t4&cost=a%20b"), ("/%0d%0a", "/%0d%0a"),
        ("", "/"), ("reports", "/"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"), ("/\t/evil.example", "/"), ("/a\r\nSet-Cookie: x", "/"), ("/sign-in?to=/", "/"), ("//[", "/"),
    ],
)  # fmt: skip
def test_the_way_on_leads_into_the_workbench(to: str, goes: str) -> None:
    assert local(to) == goes


@pytest.mark.parametrize(
    ("typed", "name"), [("Ana", "Ana"), ("  Ana   Oro ", "Ana Oro"), ("Ange\u0301lique", "Angélique"), ("عمر", "عمر")]
)
def test_names(typed: str, name: str) -> None:
    assert name_of(typed) == name


@pytest.mark.parametrize("typed", ["", "   ", "x" * 65, "Ana\x00", "Ana\u202eeB", "Ana\u200b", "\ud800"])
def test_names_that_cannot_be_read_in_the_record(typed: str) -> None:
    with pytest.raises(WebError, match="a name has from 1 to 64"):
        name_of(typed)
