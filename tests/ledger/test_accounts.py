"""Accounts, sessions, tokens and tries to sign in, in either database."""

from __future__ import annotations

import datetime

import pytest
from sqlalchemy import select

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger, tables
from goodoffices.ledger.accounts import IDLE, Accounts
from goodoffices.ledger.history import now
from goodoffices.ledger.opening import reading

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def accounts(any_ledger: Ledger) -> Accounts:
    found = Accounts(any_ledger.engine)
    assert found.is_empty()
    found.create("Ada", "administrator", "hash", who="desk")
    return found


def test_names_are_the_same_whatever_their_capitals(accounts: Accounts) -> None:
    assert accounts.by_name("ADA") == accounts.by_name("Ada")
    with pytest.raises(LedgerError, match="there is an account aDa already"):
        accounts.create("aDa", "viewer", "hash", who="desk")
    assert [a.name for a in accounts.list()] == ["Ada"]
    assert accounts.by_name("nobody\0\ud800") is None


def test_the_last_administrator_stays(accounts: Accounts) -> None:
    for takes_away in (lambda: accounts.disable("Ada", who="Ada"), lambda: accounts.set_role("Ada", "viewer", who="Ada")):
        with pytest.raises(LedgerError, match="Ada is the last administrator"):
            takes_away()
    accounts.create("Ana", "administrator", "hash", who="Ada")
    accounts.disable("Ada", who="Ana")
    ada = accounts.by_name("Ada")
    assert ada is not None
    assert ada.disabled
    with pytest.raises(LedgerError, match="there is no account Ben"):
        accounts.disable("Ben", who="Ana")


def test_a_session_ends_when_it_is_idle_too_old_closed_or_its_account_is(accounts: Accounts) -> None:
    ada, moment = accounts.create("Ana", "analyst", "hash", who="Ada"), now()
    token = accounts.open_session(ada, moment, 12 * HOUR)
    found = accounts.session(token, moment)
    assert found is not None
    assert found.account == ada
    assert accounts.session(token + "x", moment) is None
    assert accounts.session(token, moment + IDLE) is None
    for n in range(1, 13):
        assert (accounts.session(token, moment + n * HOUR) is None) == (n == 12)
    accounts.disable("Ana", who="Ada")
    assert accounts.session(token, moment + 11 * HOUR) is None
    accounts.enable("Ana", who="Ada")
    assert accounts.session(token, moment + 11 * HOUR) is not None
    accounts.close_session(token)
    assert accounts.session(token, moment + 11 * HOUR) is None
    several = [accounts.open_session(ada, moment, HOUR) for _ in range(2)]
    accounts.close_all_of(ada)
    assert [accounts.session(t, moment) for t in several] == [None, None]


def test_neither_tokens_nor_what_is_signed_in_with_are_kept(accounts: Accounts) -> None:
    ada = accounts.by_name("Ada")
    assert ada is not None
    secret = [accounts.open_session(ada, now(), HOUR), accounts.make_token("Ada", "a script", now(), HOUR)]
    with reading(accounts.engine) as connection:
        kept = repr([connection.execute(select(t)).all() for t in (tables.sessions, tables.tokens, tables.account_events)])
    assert not any(s in kept for s in secret)


def test_tokens_of_programs(accounts: Accounts) -> None:
    accounts.create("Ana", "analyst", "hash", who="Ada")
    token = accounts.make_token("Ana", "a script", now(), HOUR)
    (told,) = accounts.tokens("Ana")
    assert (told.what_for, told.used) == ("a script", None)
    found = accounts.by_token(token, now())
    assert found is not None
    assert found.name == "Ana"
    assert accounts.tokens("Ana")[0].used is not None
    assert accounts.by_token(token, now() + HOUR) is None
    with pytest.raises(LedgerError, match="there is no token"):
        accounts.revoke_token("Ada", told.number)
    accounts.revoke_token("Ana", told.number)
    assert accounts.by_token(token, now()) is None


def test_failures_count_until_somebody_has_signed_in(accounts: Accounts) -> None:
    moment = now()
    for n in range(3):
        accounts.note("ada", "10.0.0.1", moment - n * HOUR)
    assert accounts.failures(moment - 1.5 * HOUR, name="Ada") == (2, moment)
    assert accounts.failures(moment - 3 * HOUR, address="10.0.0.1") == (3, moment)
    assert accounts.failures(moment, address="10.0.0.2") == (0, None)
    accounts.clear("Ada")
    assert accounts.failures(moment - 3 * HOUR, name="Ada") == (0, None)


def test_accounts_are_neither_rebuilt_nor_handed_on(any_ledger: Ledger, accounts: Accounts) -> None:
    any_ledger.rebuild()
    assert not accounts.is_empty()
    assert list(any_ledger.record()) == []


def test_what_happened_to_accounts_is_kept(accounts: Accounts) -> None:
    accounts.create("Ana", "analyst", "hash", who="Ada")
    accounts.set_role("Ana", "viewer", who="Ada")
    told = [(e.who, e.what, e.whom) for e in accounts.events(10)]
    assert told == [("Ada", "made viewer", "Ana"), ("Ada", "made analyst", "Ana"), ("desk", "made administrator", "Ada")]
    assert [e.what for e in accounts.events(10, before=accounts.events(1)[0].number)] == ["made analyst", "made administrator"]
