"""Who may use a ledger through the workbench: accounts, their sessions and tokens, and who tried to sign in.

It keeps what the workbench makes (hashes of passwords), and of sessions and tokens only the SHA-256.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, delete, func, insert, select, update

from goodoffices.errors import LedgerError
from goodoffices.ledger import tables
from goodoffices.ledger.history import now
from goodoffices.ledger.opening import changing, reading

IDLE = datetime.timedelta(hours=2)
"""A session that is not used for so long ends."""
NOTED = datetime.timedelta(minutes=1)
"""How often, at most, it is noted that a session or token is used."""
REMEMBERED = datetime.timedelta(days=2)
"""Tries to sign in are kept for so long."""
ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in; `hash` is text of the workbench's."""

    id: int
    name: str
    role: str
    hash: str
    created: datetime.datetime
    disabled: bool


@dataclass(frozen=True)
class Session:
    """A session of somebody, with the secret that each change must bear."""

    account: Account
    secret: str


@dataclass(frozen=True)
class Token:
    """A token of a program, without what it is."""

    number: int
    what_for: str
    created: datetime.datetime
    used: datetime.datetime | None
    expires: datetime.datetime


@dataclass(frozen=True)
class AccountEvent:
    """What happened to an account, and by whom."""

    number: int
    at: datetime.datetime
    who: str
    what: str
    whom: str


class Accounts:
    """The accounts of a ledger. Names are the same whatever their capitals; each change is noted with `who` made it."""

    def __init__(self, engine: Engine):
        self.engine = engine

    def is_empty(self) -> bool:
        """Whether there is no account."""
        with reading(self.engine) as connection:
            return connection.execute(select(tables.accounts.c.id).limit(1)).first() is None

    def list(self) -> Sequence[Account]:
        """All accounts by name, open or closed."""
        t = tables.accounts
        with reading(self.engine) as connection:
            return [_account(row) for row in connection.execute(select(t).order_by(t.c.folded))]

    def by_name(self, name: str) -> Account | None:
        """The account of that name, open or closed."""
        with reading(self.engine) as connection:
            return _by_name(connection, name)

    def create(self, name: str, role: str, hash: str, *, who: str) -> Account:
        """A new account. Raises LedgerError where the name is taken."""
        with changing(self.engine) as connection:
            if _by_name(connection, name) is not None:
                raise LedgerError(f"there is an account {name} already: choose another name")
            row = {"name": name, "folded": name.casefold(), "role": role, "hash": hash, "created": _stored(now()), "disabled": 0}
            connection.execute(insert(tables.accounts).values(row))
            _note(connection, who, f"made {role}", name)
            return _known(connection, name)

    def set_role(self, name: str, role: str, *, who: str) -> None:
        """Give another role. Raises LedgerError for the last administrator."""
        self._set(name, {"role": role}, who, f"made {role}")

    def set_hash(self, name: str, hash: str, *, who: str) -> None:
        """Keep another hash."""
        self._set(name, {"hash": hash}, who, "another password")

    def disable(self, name: str, *, who: str) -> None:
        """Close an account. Raises LedgerError for the last administrator."""
        self._set(name, {"disabled": 1}, who, "closed")

    def enable(self, name: str, *, who: str) -> None:
        """Open an account again."""
        self._set(name, {"disabled": 0}, who, "opened")

    def events(self, most: int, before: int | None = None) -> Sequence[AccountEvent]:
        """What happened to accounts, the last first."""
        t = tables.account_events
        query = select(t).order_by(t.c.id.desc()).limit(most)
        with reading(self.engine) as connection:
            rows = connection.execute(query if before is None else query.where(t.c.id < before))
            return [AccountEvent(r.id, _moment(r.at), r.who, r.what, r.whom) for r in rows]

    def open_session(self, account: Account, now: datetime.datetime, lifetime: datetime.timedelta) -> str:
        """The token of a new session. What has expired is swept away."""
        token, t = secrets.token_urlsafe(32), tables.sessions
        row = {"account": account.id, "secret": secrets.token_urlsafe(32), "used": _stored(now), "expires": _stored(now + lifetime)}
        with changing(self.engine) as connection:
            connection.execute(delete(t).where(t.c.expires <= _stored(now)))
            connection.execute(delete(tables.attempts).where(tables.attempts.c.at < _stored(now - REMEMBERED)))
            connection.execute(insert(t).values(digest=_digest(token), **row))
            _note(connection, account.name, "signed in", account.name)
        return token

    def session(self, token: str, now: datetime.datetime) -> Session | None:
        """The session of a token; None if it has ended, was idle for too long, or the account is closed."""
        t, a = tables.sessions, tables.accounts
        row = self._by_digest(token, select(t.c.secret, t.c.used, t.c.expires, a).join(a, a.c.id == t.c.account), t)
        if row is None or row.disabled or _moment(row.expires) <= now or _moment(row.used) + IDLE <= now:
            return None
        self._used(t, token, row.used, now)
        return Session(_account(row), row.secret)

    def close_session(self, token: str) -> None:
        """End a session, if it is there."""
        with changing(self.engine) as connection:
            connection.execute(delete(tables.sessions).where(tables.sessions.c.digest == _digest(token)))

    def close_all_of(self, account: Account) -> None:
        """End all sessions of an account."""
        with changing(self.engine) as connection:
            connection.execute(delete(tables.sessions).where(tables.sessions.c.account == account.id))

    def note(self, name: str, address: str, now: datetime.datetime) -> None:
        """Somebody tries to sign in; it counts as a failure until `clear`."""
        row = {"folded": _storable(name).casefold(), "address": _storable(address), "at": _stored(now)}
        with changing(self.engine) as connection:
            connection.execute(insert(tables.attempts).values(row))

    def failures(
        self, since: datetime.datetime, *, name: str | None = None, address: str | None = None
    ) -> tuple[int, datetime.datetime | None]:
        """How many failures there were since a moment for a name or from an address, and the latest."""
        t = tables.attempts
        query = select(func.count().label("n"), func.max(t.c.at).label("latest")).where(t.c.at >= _stored(since))
        if name is not None:
            query = query.where(t.c.folded == _storable(name).casefold())
        if address is not None:
            query = query.where(t.c.address == _storable(address))
        with reading(self.engine) as connection:
            row = connection.execute(query).one()
        return row.n, _moment(row.latest) if row.latest else None

    def clear(self, name: str) -> None:
        """The name has signed in: its failures no longer count."""
        with changing(self.engine) as connection:
            connection.execute(delete(tables.attempts).where(tables.attempts.c.folded == name.casefold()))

    def make_token(self, name: str, what_for: str, now: datetime.datetime, lifetime: datetime.timedelta) -> str:
        """A token for a program of somebody."""
        token = secrets.token_urlsafe(32)
        with changing(self.engine) as connection:
            row = {"account": _known(connection, name).id, "what_for": what_for, "created": _stored(now)}
            connection.execute(insert(tables.tokens).values(digest=_digest(token), expires=_stored(now + lifetime), **row))
            _note(connection, name, "token made", name)
        return token

    def tokens(self, name: str) -> Sequence[Token]:
        """The tokens of somebody that are still good."""
        t = tables.tokens
        with reading(self.engine) as connection:
            mine = select(t).where(t.c.account == _known(connection, name).id, t.c.expires > _stored(now())).order_by(t.c.id)
            return [
                Token(r.id, r.what_for, _moment(r.created), _moment(r.used) if r.used else None, _moment(r.expires))
                for r in connection.execute(mine)
            ]

    def by_token(self, token: str, now: datetime.datetime) -> Account | None:
        """Whose token it is; None if it is not known, no longer good, or the account is closed."""
        t, a = tables.tokens, tables.accounts
        row = self._by_digest(token, select(t.c.used, t.c.expires, a).join(a, a.c.id == t.c.account), t)
        if row is None or row.disabled or _moment(row.expires) <= now:
            return None
        self._used(t, token, row.used, now)
        return _account(row)

    def revoke_token(self, name: str, number: int) -> None:
        """Revoke a token of somebody. Raises LedgerError where it is not his."""
        t = tables.tokens
        with changing(self.engine) as connection:
            mine = (t.c.id == number) & (t.c.account == _known(connection, name).id)
            if not connection.execute(delete(t).where(mine)).rowcount:
                raise LedgerError(f"there is no token {number} of {name}")
            _note(connection, name, "token revoked", name)

    def _by_digest(self, token: str, query: Select[Any], table: Table) -> Any:
        with reading(self.engine) as connection:
            return connection.execute(query.where(table.c.digest == _digest(token))).first()

    def _used(self, table: Table, token: str, before: str | None, now: datetime.datetime) -> None:
        if before is None or _moment(before) + NOTED <= now:
            with changing(self.engine) as connection:
                connection.execute(update(table).where(table.c.digest == _digest(token)).values(used=_stored(now)))

    def _set(self, name: str, values: dict[str, Any], who: str, what: str) -> None:
        t = tables.accounts
        with changing(self.engine) as connection:
            account = _known(connection, name)
            connection.execute(update(t).where(t.c.id == account.id).values(values))
            others = select(t.c.id).where(t.c.role == ADMINISTRATOR, t.c.disabled == 0).limit(1)
            was_one = account.role == ADMINISTRATOR and not account.disabled
            if was_one and connection.execute(others).first() is None:
                raise LedgerError(f"{account.name} is the last administrator: make somebody else one first")
            _note(connection, who, what, account.name)


def _account(row: Any) -> Account:
    return Account(row.id, row.name, row.role, row.hash, _moment(row.created), bool(row.disabled))


def _by_name(connection: Connection, name: str) -> Account | None:
    t = tables.accounts
    row = connection.execute(select(t).where(t.c.folded == _storable(name).casefold())).first()
    return None if row is None else _account(row)


def _known(connection: Connection, name: str) -> Account:
    found = _by_name(connection, name)
    if found is None:
        raise LedgerError(f"there is no account {name}: `goodoffices account list` names them")
    return found


def _note(connection: Connection, who: str, what: str, whom: str) -> None:
    connection.execute(insert(tables.account_events).values(at=_stored(now()), who=who, what=what, whom=whom))


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _storable(typed: str) -> str:
    """What somebody typed, without what no database holds."""
    return "".join(c if c != "\0" and not "\ud800" <= c <= "\udfff" else "\ufffd" for c in typed)[:500]


def _stored(moment: datetime.datetime) -> str:
    """A moment as text that sorts as moments do."""
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def _moment(stored: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(stored)
