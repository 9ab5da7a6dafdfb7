"""`goodoffices account`: people added and looked after at the computer itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodoffices.cli.app import app
from goodoffices.errors import GoodOfficesError
from tests.web.team import PASSWORD, bench
from tests.web.test_access_signing_in import sign_in

NEW = "three herons at the ford"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    file = str(tmp_path / "talks.db")
    ran("add", "Ada", "--role", "administrator", ledger=file, typed=PASSWORD)
    return file


def ran(*arguments: str, ledger: str, typed: str = "") -> str:
    """What a command prints. Raises the error that it would tell in one line."""
    done = CliRunner().invoke(app, ["account", *arguments, "--ledger", ledger], input=f"{typed}\n")
    if isinstance(done.exception, GoodOfficesError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def test_people_are_added_and_looked_after(ledger: str) -> None:
    assert ran("add", "Ana", ledger=ledger, typed=PASSWORD) == "Ana can sign in, as an analyst\n"
    assert ran("role", "Ana", "viewer", ledger=ledger) == "Ana is a viewer\n"
    assert ran("disable", "Ana", ledger=ledger) == "Ana can sign in no more\n"
    told = ran("list", ledger=ledger).splitlines()
    assert [line.partition(", since")[0] for line in told] == ["Ada: administrator", "Ana: viewer, closed"]
    assert ran("enable", "Ana", ledger=ledger) == "Ana can sign in again\n"
    assert "signed out everywhere" in ran("password", "Ana", ledger=ledger, typed=NEW)
    with bench(ledger) as team:
        assert sign_in(team.browser(), "Ana", PASSWORD).status_code == 401
        assert sign_in(team.browser(), "Ana", NEW).status_code == 303


@pytest.mark.parametrize(
    ("arguments", "typed", "says"),
    [
        (("add", "Ana"), "short", "from 12 to 1,000 characters"),
        (("add", "Ana"), "password1234", "among the first"),
        (("add", "ada"), PASSWORD, "there is an account ada already"),
        (("add", "A\x07na"), PASSWORD, "a name has from 1 to 64"),
        (("role", "nobody", "viewer"), "", "there is no account 'nobody'"),
        (("password", "nobody"), PASSWORD, "there is no account 'nobody'"),
        (("role", "Ada", "viewer"), "", "last administrator"),
        (("disable", "Ada"), "", "last administrator"),
    ],
)
def test_what_cannot_be_is_one_line(ledger: str, arguments: tuple[str, ...], typed: str, says: str) -> None:
    with pytest.raises(GoodOfficesError, match=says) as told:
        ran(*arguments, ledger=ledger, typed=typed)
    assert "\n" not in str(told.value)


def test_a_password_is_no_argument(ledger: str) -> None:
    done = CliRunner().invoke(app, ["account", "add", "Ana", "--password", PASSWORD, "--ledger", ledger])
    assert done.exit_code == 2
