"""People with accounts: who has signed in, by the cookie of a browser or the token of a program; and signing in and out."""

from __future__ import annotations

import datetime
import threading
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from goodoffices.errors import WebError
from goodoffices.ledger.accounts import Account, Accounts
from goodoffices.ledger.history import now
from goodoffices.web.access import passwords
from goodoffices.web.access.person import Person, SignInError
from goodoffices.web.access.roles import Role
from goodoffices.web.access.signed import Signer
from goodoffices.web.access.waiting import FREE, FREE_FROM_ADDRESS, REMEMBERED, neighbourhood, told, wait

LIFETIME = datetime.timedelta(hours=12)
"""A session ends after that long, and sooner when it is idle."""
TOKEN_LIFETIME = datetime.timedelta(days=365)
"""A token of a program is good for that long."""
TIME_TO_CHOOSE = datetime.timedelta(minutes=15)


class AloneError(WebError):
    """Something about accounts, where there are none."""


class WrongError(SignInError):
    """A name and a password that do not belong together."""


class WaitError(WebError):
    """Too many have failed to sign in under this name, or from this address."""

    def __init__(self, left: datetime.timedelta):
        super().__init__(f"too many tries have failed: wait {told(left)}, then try again")
        self.seconds = max(1, -(-left // datetime.timedelta(seconds=1)))


@dataclass(frozen=True)
class SignedIn:
    """Somebody has signed in; `token` is for the cookie."""

    token: str


@dataclass(frozen=True)
class MustChoose:
    """A password for one sign-in was right: another must be chosen, with this ticket."""

    name: str
    ticket: str


class Team:
    """The people of a ledger. It is asked who sends a request, and keeps the cookie of a browser.

    The cookie is SameSite=Lax, so that the address of a page can be sent by mail and opened by whoever has signed in. What reads
    changes nothing, and every change needs the secret of the session as well, which no other site has.
    """

    def __init__(self, accounts: Accounts, *, secure: bool):
        self.accounts = accounts
        self.secure = secure
        self.cookie = "__Host-session" if secure else "session"
        self.signer = Signer()
        self._one_at_a_time = threading.Lock()
        passwords.nobodys()  # made now, so that the first unknown name takes no longer than others

    def __call__(self, request: Request) -> Person:
        """Whoever asks. Raises SignInError where nobody has signed in."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme:
            return self._program(token.strip() if scheme.casefold() == "bearer" else "")
        found = self.accounts.session(request.cookies.get(self.cookie, ""), now())
        if found is None:
            raise SignInError("sign in first")
        return Person(found.account.name, Role(found.account.role), found.secret)

    def _program(self, token: str) -> Person:
        found = self.accounts.by_token(token, now()) if token else None
        if found is None:
            raise SignInError("this token is not known, or was revoked: make another on the account page")
        return Person(found.name, Role(found.role), "", is_program=True)

    def sign_in(self, name: str, password: str, address: str) -> SignedIn | MustChoose:
        """Open a session. Raises WrongError, the same for an unknown name, and WaitError after many failures."""
        account = self._right(name, password, address)
        if account is None:
            raise WrongError("the name or the password is wrong")
        if account.hash.startswith(passwords.ONCE):
            return MustChoose(account.name, self.signer.sign("choose", _choosing(account), TIME_TO_CHOOSE.total_seconds()))
        return self._opened(account)

    def choose(self, name: str, ticket: str, password: str) -> SignedIn:
        """Choose a password after that for one sign-in, and sign in. Raises WrongError for a ticket that is no longer good."""
        account = self.accounts.by_name(name)
        if account is None or account.disabled or not self.signer.is_good(ticket, "choose", _choosing(account)):
            raise WrongError("this took too long: sign in again with the password that you were given")
        self.accounts.set_hash(account.name, passwords.chosen(password, account.name), who=account.name)
        return self._opened(account)

    def change_password(self, name: str, old: str, new: str, address: str) -> SignedIn:
        """Change one's own password: all sessions end, and a new one begins.

        Raises WebError for a wrong password and for one that will not do, WaitError after many failures.
        """
        account = self._right(name, old, address)
        if account is None:
            raise WebError("old: the password that you have now is another")
        self.accounts.set_hash(name, passwords.chosen(new, name), who=name)
        self.accounts.close_all_of(account)
        return self._opened(account)

    def sign_out(self, request: Request) -> None:
        """End the session of a browser."""
        self.accounts.close_session(request.cookies.get(self.cookie, ""))

    def sign_out_everywhere(self, name: str) -> None:
        """End all sessions of somebody."""
        account = self.accounts.by_name(name)
        if account is not None:
            self.accounts.close_all_of(account)

    def keep(self, response: Response, token: str) -> None:
        """Give a browser the cookie of its session."""
        response.set_cookie(self.cookie, token, path="/", secure=self.secure, httponly=True, samesite="lax")

    def forget(self, response: Response) -> None:
        """Take the cookie away."""
        response.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="lax")

    def _right(self, name: str, password: str, address: str) -> Account | None:
        """The account, if the password is right and it is open; each try is noted before, so that many at once count as many."""
        place = neighbourhood(address)
        with self._one_at_a_time:
            moment = now()
            for_name, latest = self.accounts.failures(moment - REMEMBERED, name=name)
            from_there, latest_there = self.accounts.failures(moment - REMEMBERED, address=place)
            left = max(wait(for_name, latest, moment, FREE), wait(from_there, latest_there, moment, FREE_FROM_ADDRESS))
            if left:
                raise WaitError(left)
            self.accounts.note(name, place, moment)
        account = self.accounts.by_name(name) if name.isprintable() else None
        found = passwords.verdict(password, account.hash if account is not None else None, moment.date())
        if account is None or account.disabled or not found.is_right:
            return None
        self.accounts.clear(name)
        if found.anew is not None:
            self.accounts.set_hash(account.name, found.anew, who=account.name)
        return account

    def _opened(self, account: Account) -> SignedIn:
        return SignedIn(self.accounts.open_session(account, now(), LIFETIME))


def _choosing(account: Account) -> str:
    """What a ticket is for: this password of this account, so that it is good once."""
    return f"{account.name}\n{account.hash}"


def team_of(request: Request) -> Team:
    """The people of the workbench that is asked. Raises AloneError where it serves the person at this computer."""
    who = request.app.state.who
    if not isinstance(who, Team):
        raise AloneError("this workbench serves the person at this computer: there are accounts with `goodoffices serve --team`")
    return who


def address_of(request: Request) -> str:
    """Where somebody sits, as far as we know."""
    return request.client.host if request.client is not None else "unknown"
