"""A PostgreSQL server of our own for the tests: in a temporary folder, on a socket and not on the network, gone afterwards."""

from __future__ import annotations

import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import pytest

OWNER = "ledgers"
"""The user to whom the server and its databases belong; `locked` must give a password, others need none."""
RULES = "local all locked scram-sha-256\nlocal all all trust\n"
SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "log_min_messages=log", "log_checkpoints=off")
UNTIL_WE_ARE_GONE = """
exec 3<&0
folder=$1
shift
"$@" &
server=$!
{ cat <&3; kill -s QUIT $server; } > /dev/null 2>&1 &
wait $server
rm -rf "$folder"
"""
"""Runs the server in a folder until our end of the pipe is closed, which it is however we end."""


@dataclass(frozen=True)
class Server:
    """A server that runs. Its databases sort words by language, as most do, not by their bytes."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def address(self, database: str, user: str = OWNER) -> str:
        """Where one of its databases is."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The name of a new database, empty or as the template, which is there for a while."""
        name = f"ledger{next(self.numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def execute(self, *statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run statements, each on its own; the rows of the last, if it has any."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


def program(name: str) -> str | None:
    """Where a program of the server is: in the PATH, or where Debian keeps it, the newest version first."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name.split(".")[0]), reverse=True)
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, versions)]))


def missing() -> str | None:
    """What is not there of what the server needs."""
    if os.name != "posix":
        return "a server of our own needs Unix"
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed: pip install 'goodoffices[postgres]'"
    if program("initdb") is None or program("postgres") is None:
        return "there is no PostgreSQL server: apt-get install postgresql"
    return None


def is_needed(environment: Mapping[str, str]) -> bool:
    """Whether the tests must fail where there is no server, instead of being skipped."""
    return any(environment.get(name, "").lower() in ("1", "true") for name in ("CI", "GOODOFFICES_NEED_POSTGRES"))


def do_without(reason: str, environment: Mapping[str, str]) -> NoReturn:
    """Skip the test, or fail where the server is needed."""
    if is_needed(environment):
        pytest.fail(f"PostgreSQL is needed here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A server, for all tests together."""
    if reason := missing():
        do_without(reason, os.environ)
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    try:
        account = _account()
        if account:
            os.chown(folder, account["user"], account["group"])
        _made(folder, account)
        with _running(folder, account):
            yield Server(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated(postgres_server: Server) -> Iterator[str]:
    """The name of a database with the schema of a ledger and nothing in it."""
    from goodoffices.ledger import Ledger

    with postgres_server.database() as name:
        Ledger.open(postgres_server.address(name)).close()
        yield name


@pytest.fixture
def empty_postgres(postgres_server: Server) -> Iterator[str]:
    """The address of a new database without anything in it."""
    with postgres_server.database() as name:
        yield postgres_server.address(name)


@pytest.fixture
def postgres_address(postgres_server: Server, migrated: str) -> Iterator[str]:
    """The address of a new, empty ledger."""
    with postgres_server.database(migrated) as name:
        yield postgres_server.address(name)


def _account() -> dict[str, Any]:
    """As whom the server runs, where we are root: it refuses to be."""
    if os.getuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    one = known.get("postgres") or known["nobody"]
    return {"user": one.pw_uid, "group": one.pw_gid, "extra_groups": []}


def _made(folder: Path, account: dict[str, Any]) -> None:
    """Make the server's files."""
    order = ("--locale-provider=icu", "--icu-locale=en", "--locale=C.UTF-8", "--encoding=UTF8")
    command = [program("initdb"), f"--pgdata={folder}/data", f"--username={OWNER}", "--auth=trust", "--no-sync", *order]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **account)
    if made.returncode:
        pytest.fail(f"no PostgreSQL database could be made: {made.stderr or made.stdout}")
    (folder / "data" / "pg_hba.conf").write_text(RULES)


@contextmanager
def _running(folder: Path, account: dict[str, Any]) -> Iterator[None]:
    """The server, from when it answers to when it has stopped."""
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    server = [program("postgres"), "-D", "data", "-k", str(folder), *settings]
    with subprocess.Popen(
        ["/bin/sh", "-c", UNTIL_WE_ARE_GONE, "sh", str(folder), *server], cwd=folder, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True, env={**os.environ, "LC_ALL": "C"}, **account,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stderr is not None
        try:
            said = []
            for line in process.stderr:
                said.append(line)
                if "ready to accept connections" in line:
                    yield
                    return
            pytest.fail(f"PostgreSQL does not start: {''.join(said)}")
        finally:
            process.stdin.close()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
