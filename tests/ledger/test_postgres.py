"""One ledger, two databases: what is true in SQLite is true in PostgreSQL."""

from __future__ import annotations

import datetime
import os
import random
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, inspect, select

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger, tables
from goodoffices.ledger.addresses import postgresql, shown
from goodoffices.ledger.events import Ending
from goodoffices.ledger.likeness import BANDS
from goodoffices.ledger.naming import LONGEST
from goodoffices.ledger.opening import MIGRATIONS, changing, open_ledger, reading
from goodoffices.ledger.views import View
from goodoffices.ledger.words import words_in
from goodoffices.model import CommitmentState, Reading, Report, Stance

from . import postgres
from .postgres import Server, do_without, is_needed
from .river import BETTER, numbered, of_text, offer, refusal

LATER = datetime.date(2031, 7, 1)
MOMENT = datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC)


def facts(ledger: Ledger) -> dict[str, object]:
    """All that a ledger says, but for the moments at which it was told."""
    view = ledger.as_of(LATER)
    parties = view.parties(100)
    return {
        "reports": view.reports(),
        "parties": parties,
        "statements": {p.key: view.statements(p.key) for p in parties},
        "moves": view.moves(),
        "positions": view.positions(),
        "commitments": view.commitments(),
        "dates": view.dates(datetime.date(2000, 1, 1)),
        "events": [(r.number, r.event.model_dump(exclude={"at"})) for r in ledger.log()],
    }


def stored(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all tables."""
    with reading(ledger.engine) as connection:
        return {t.name: sorted(map(tuple, connection.execute(select(t))), key=repr) for t in tables.metadata.sorted_tables}


def in_a_year_of_talks(ledger: Ledger) -> None:
    """Everything that can happen to a ledger, once."""
    ledger.add(offer(), who="ann")
    ledger.add(refusal(), who="ann")
    for n in range(3):
        ledger.add(numbered(n), who="ann")
    ledger.confirm("r1.s1", who="bea", why="it says so")
    ledger.correct("r1.m1", {"strength": "tentative"}, who="bea")
    ledger.reject("r2.m1", who="bea", why="he denied it")
    ledger.confirm("r1.m1>t2", who="bea")
    ledger.merge("league-0", "league-1", who="bea")
    ledger.merge("league-0", "league-2", who="bea")
    ledger.split("league-2", who="bea")
    ledger.done("t2", datetime.date(2031, 5, 20), who="cy")
    ledger.end("c1", Ending.CANCELLED, datetime.date(2031, 5, 30), who="cy")
    ledger.add(offer(reader=BETTER, sure=0.5), who="ann")


def test_the_same_readings_are_the_same_facts(tmp_path: Path, postgres_address: str) -> None:
    with Ledger.open(tmp_path / "talks.db") as sqlite, Ledger.open(postgres_address) as server:
        for ledger in (sqlite, server):
            in_a_year_of_talks(ledger)
        assert facts(server) == facts(sqlite)
        assert len(facts(server)["events"]) == 15  # type: ignore[arg-type]


def test_what_is_stored_is_the_same(tmp_path: Path, postgres_address: str) -> None:
    with Ledger.open(tmp_path / "talks.db") as sqlite, Ledger.open(postgres_address) as server:
        for ledger in (sqlite, server):
            in_a_year_of_talks(ledger)
        one, other = stored(server), stored(sqlite)
        for rows in (one, other):
            rows["events"] = [(row[0], *row[2:]) for row in rows["events"]]  # without the moment
        assert one == other


def test_a_report_is_added_once(any_ledger: Ledger) -> None:
    assert [any_ledger.add(x).outcome.value for x in (offer(), offer(), refusal(), offer(reader=BETTER))] == [
        "new", "known", "new", "read again",
    ]  # fmt: skip
    assert [r.id for r in any_ledger.as_of(LATER).reports()] == ["r2", "r1"]


def test_a_change_that_fails_leaves_nothing(any_ledger: Ledger) -> None:
    any_ledger.add(offer())
    before = stored(any_ledger)

    def fail_in_the_middle() -> None:
        with changing(any_ledger.engine) as connection:
            connection.execute(tables.documents.insert().values(sha256="0" * 64, text=b""))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_in_the_middle()
    assert stored(any_ledger) == before


def test_a_persons_word_stands(any_ledger: Ledger) -> None:
    any_ledger.add(offer())
    any_ledger.add(refusal())
    any_ledger.confirm("r1.s1", who="bea", why="it says so")
    any_ledger.correct("r1.m1", {"strength": "tentative", "party": "government-of-tavria"})
    any_ledger.reject("r2.m1")
    view = any_ledger.as_of(LATER)
    (move,) = view.moves()
    assert (move.id, move.status.value, move.strength.value, move.party) == (
        "r1.m1", "corrected", "tentative", "government-of-tavria",
    )  # fmt: skip
    assert [(s.id, s.status.value) for s in view.statements("oz-celik")] == [("r1.s1", "confirmed")]
    assert [(r.event.who, r.event.why) for r in any_ledger.log("r1.s1")] == [("bea", "it says so")]


def test_parties_become_one_and_two_again(any_ledger: Ledger) -> None:
    for n in (1, 2):
        any_ledger.add(numbered(n))
    view = any_ledger.as_of(LATER)
    any_ledger.merge("league-1", "league-2")
    assert view.party("league-2") == view.party("league-1")
    assert view.party("league-1").merged == ("league-2",)
    assert view.party("league-1").reports == 2
    any_ledger.split("league-2")
    assert view.party("league-2").reports == view.party("league-1").reports == 1


def test_names_stand_in_the_order_of_their_letters_codes(any_ledger: Ledger) -> None:
    """However the server sorts: most do so by language."""
    any_ledger.add(offer())
    with changing(any_ledger.engine) as connection:
        add_names(connection, "zebra", "Zebra", "apple", "Äpfel", "Apple", "a-b", "ab")
    assert any_ledger.as_of(LATER).party("ÄRMED FRONT").names == ("Apple", "Zebra", "a-b", "ab", "apple", "zebra", "Äpfel")


def add_names(connection: Connection, *names: str) -> None:
    p, n = tables.parties, tables.names
    party = connection.scalar(select(p.c.id).where(p.c.name == "Ärmed Front"))
    connection.execute(n.insert(), [{"party": party, "name": name, "block": "test"} for name in names])


def test_a_commitment_lives(any_ledger: Ledger) -> None:
    any_ledger.add(offer())
    (promise,) = any_ledger.as_of(LATER).commitments()

    def states() -> dict[int, CommitmentState]:
        days = {day: datetime.date(2031, 5, day) for day in (10, 21, 31)}
        return {n: any_ledger.as_of(day).commitment(promise.id).state for n, day in days.items()}

    waits = CommitmentState.CONDITIONAL
    assert states() == {10: waits, 21: waits, 31: waits}
    any_ledger.done("t2", datetime.date(2031, 5, 20))
    assert states() == {10: waits, 21: CommitmentState.DETACHED, 31: CommitmentState.DETACHED}
    any_ledger.end(promise.id, Ending.RELEASED, datetime.date(2031, 5, 30))
    assert states() == {10: waits, 21: CommitmentState.DETACHED, 31: CommitmentState.RELEASED}
    assert promise.deadline == datetime.date(2031, 6, 1)


def test_where_the_parties_stand(any_ledger: Ledger) -> None:
    any_ledger.add(offer())
    any_ledger.add(refusal())
    stands = {(p.party, p.step): p.stance for p in any_ledger.as_of(LATER).positions()}
    assert list(stands.values()) == [Stance.AGAINST, Stance.CONDITIONAL]
    assert [p.step for p in any_ledger.as_of(datetime.date(2031, 5, 2)).positions()] == ["t1"]


def test_as_of_a_day_before_there_was_anything(any_ledger: Ledger) -> None:
    any_ledger.add(offer())
    before = any_ledger.as_of(datetime.date(2031, 5, 1))
    assert (before.reports(), before.moves(), before.positions(), before.commitments()) == ([], [], [], [])
    assert any_ledger.as_of(datetime.date(2031, 5, 2)).moves()


def test_as_recorded_at_a_moment(any_ledger: Ledger) -> None:
    any_ledger.add(offer())
    any_ledger.confirm("r1.m1")
    moments = [r.event.at for r in any_ledger.log()]
    for n, moment in enumerate(moments, 1):
        with any_ledger.as_recorded(moment) as past:
            assert len(list(past.log())) == n
    with any_ledger.as_recorded(moments[0] - datetime.timedelta(microseconds=1)) as nothing:
        assert not nothing.as_of(LATER).reports()
    with any_ledger.as_recorded(moments[-1]) as now:
        assert facts(now) == facts(any_ledger)


def test_all_is_made_anew_from_the_record(any_ledger: Ledger) -> None:
    in_a_year_of_talks(any_ledger)
    before, found = stored(any_ledger), searched(any_ledger.as_of(LATER))
    any_ledger.rebuild()
    assert stored(any_ledger) == before
    assert searched(any_ledger.as_of(LATER)) == found


SEARCHES = {
    "truce": ["r1"],
    "TRUCE rivers": ["r1"],  # stems count
    "cafe roads": ["r1", "r2"],  # accents do not
    "CAFE\u0301": ["r1", "r2"],
    "were not over": ["r1"],  # little words count
    "armed-front": ["r1"],
    "government/road": ["r1", "r2"],
    "truce minister": [],
    "': & | ! ( ) * \" NEAR AND": [],
    "": [],
    "…\x00\ud800": [],
}


def searched(view: View) -> dict[str, list[str]]:
    return {words: sorted(r.id for r in view.search(words)) for words in SEARCHES}


def test_a_search_finds_the_same(any_ledger: Ledger) -> None:
    any_ledger.add(offer())
    any_ledger.add(refusal())
    assert searched(any_ledger.as_of(LATER)) == SEARCHES


def test_a_title_counts_more_than_the_text(any_ledger: Ledger) -> None:
    any_ledger.add(refusal())
    any_ledger.add(offer(title="Café road"))
    assert [r.id for r in any_ledger.as_of(LATER).search("café road")] == ["r2", "r1"]


def test_a_very_long_report_is_added_and_found(any_ledger: Ledger) -> None:
    chance = random.Random(7)  # noqa: S311
    words = " ".join("".join(chance.choices("𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱", k=5)) for _ in range(60_000))
    any_ledger.add(of_text(f"Aleppo {words}"))
    assert [r.id for r in any_ledger.as_of(LATER).search("aleppo")] == ["r1"]
    assert [r.id for r in any_ledger.as_of(LATER).search(words.split()[9])] == ["r1"]


@pytest.mark.parametrize("character", ["\x00", "\ud800"])
def test_characters_that_no_database_holds(any_ledger: Ledger, character: str) -> None:
    found = of_text(f"a\x00b {character}", f"Le{character}ague of Towns", title=f"T{character}wn")
    any_ledger.add(found)
    any_ledger.add(of_text("Another day", f"Le{character}ague of Towns"))
    view = any_ledger.as_of(LATER)
    assert view.reports()[-1].title == "T\ufffdwn"
    assert [(p.name, p.reports) for p in view.parties()] == [("Le\ufffdague of Towns", 2)]
    any_ledger.rebuild()
    assert [(p.name, p.reports) for p in view.parties()] == [("Le\ufffdague of Towns", 2)]


@pytest.mark.parametrize("subject", ["a\x00b", "a\ud800b", "\x00", "r1.m1\x00"])
def test_a_party_of_no_possible_name(any_ledger: Ledger, subject: str) -> None:
    any_ledger.add(offer())
    with pytest.raises(LedgerError) as e:
        any_ledger.confirm(subject)
    with pytest.raises(LedgerError):
        any_ledger.as_of(LATER).party(subject)
    assert "\n" not in str(e.value)


@pytest.mark.parametrize("length", [LONGEST - 10, LONGEST, LONGEST + 1, 30_000])
def test_very_long_names(any_ledger: Ledger, length: int) -> None:
    """A name may be too long to be compared, but it is kept."""
    chance = random.Random(length)  # noqa: S311 (letters by chance, so that the database cannot make them shorter)
    name = " ".join("".join(chance.choices("𐐨𐐩𐐪𐐫bcdfghklmn", k=9)).title() for _ in range(length // 10 + 1))[:length]
    any_ledger.add(of_text("One day", name, title=name))
    any_ledger.add(with_step(name))
    assert {p.name for p in any_ledger.as_of(LATER).parties()} >= {name}


def with_step(words: str) -> Reading:
    """The offer, by a party of that name, to do something of that name."""
    found = offer()
    front = found.parties[1].model_copy(update={"name": words})
    road = found.steps[1].model_copy(update={"object": words, "agent": "p2"})
    return found.model_copy(update={"parties": (found.parties[0], front, found.parties[2]), "steps": (found.steps[0], road)})


@given(st.text(max_size=30), st.text(max_size=30))
def test_words_are_in_what_they_were_taken_from(one: str, other: str) -> None:
    """A search for a part of a text, parted by a blank, asks for words that its index has."""
    assert set(words_in(one)) <= set(words_in(f"{one} {other}"))
    assert all(w == " ".join(words_in(w)) for w in words_in(one))


# The schema


@pytest.fixture(params=["sqlite", "postgresql"])
def any_empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where nothing is yet."""
    return str(tmp_path / "new.db") if request.param == "sqlite" else str(request.getfixturevalue("empty_postgres"))


def migrate(connection: Connection, change: Callable[[Config, str], None], revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    change(config, revision)


def of_the_schema(connection: Connection) -> set[str]:
    """What is in a database; SQLite keeps the index of words in tables of its own."""
    return {name for name in inspect(connection).get_table_names() if not name.startswith("words_")} - {"alembic_version"}


def test_migrations_go_up_and_down_and_up(any_empty: str) -> None:
    ledger = Ledger.open(any_empty)
    ledger.add(offer())
    expected = {"words", *tables.metadata.tables}
    with ledger, changing(ledger.engine) as connection:
        assert of_the_schema(connection) == expected
        migrate(connection, command.downgrade, "base")
        assert of_the_schema(connection) == set()
        migrate(connection, command.upgrade, "head")
        assert of_the_schema(connection) == expected
    with Ledger.open(any_empty) as again:
        assert not again.as_of(LATER).reports()
        assert again.add(offer()).report == 1
        assert again.as_of(LATER).search("truce")


def test_what_a_ledger_knows_goes_down_and_up_with_it(any_empty: str) -> None:
    """Before migration 0004, each band of a signature was a row of a table; near-duplicates are found as before."""
    wire = "Wire: " + " ".join(f"word{n}" for n in range(200))
    with Ledger.open(any_empty) as ledger:
        ledger.add(offer())
        ledger.add(Reading(report=Report.of(wire), reader=BETTER))
        ledger.add(Reading(report=Report.of("…"), reader=BETTER))  # without words, so without a signature
        before = stored(ledger)
        with changing(ledger.engine) as connection:
            migrate(connection, command.downgrade, "0003")
            counted = "SELECT report, count(*) FROM bands GROUP BY report ORDER BY report"
            assert connection.exec_driver_sql(counted).tuples().all() == [(1, BANDS), (2, BANDS)]
            migrate(connection, command.upgrade, "head")
        assert stored(ledger) == before
    with Ledger.open(any_empty) as again:
        assert again.add(Reading(report=Report.of(wire.replace("Wire", "Paper")), reader=BETTER)).story == 2
        before = stored(again)
        again.rebuild()
        assert stored(again) == before


def test_the_migrations_make_the_tables_that_the_code_knows(any_empty: str) -> None:
    with Ledger.open(any_empty) as ledger, reading(ledger.engine) as connection:

        def known(thing: object, name: str | None, kind: str, *_: object) -> bool:
            return not (kind == "table" and (name or "").startswith("words"))

        options = {"compare_type": True, "include_object": known}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []


def test_a_ledger_that_was_taken_down_is_empty(any_empty: str) -> None:
    with Ledger.open(any_empty) as ledger, changing(ledger.engine) as connection:
        migrate(connection, command.downgrade, "base")
    with pytest.raises(LedgerError, match="is empty: add a report"):
        Ledger.open(any_empty, create=False)
    Ledger.open(any_empty).close()


# Two at once


ADDING = """
import sys
from goodoffices.ledger import Ledger
from tests.ledger.river import numbered
with Ledger.open(sys.argv[1]) as ledger:
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(25):
        print(ledger.add(numbered(n), who=sys.argv[2]).outcome.value)
"""


def test_two_processes_add_at_once(any_empty: str) -> None:
    """Both make the ledger, both add the same reports: each report is there once, and was new to one of the two."""
    command_line = [sys.executable, "-c", ADDING, any_empty]
    both = [
        subprocess.Popen(
            [*command_line, who], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        )
        for who in ("ann", "bob")
    ]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    outcomes = [process.communicate(timeout=120)[0].split("\n")[:-1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert all({one, other} == {"new", "known"} for one, other in zip(*outcomes, strict=True))
    with Ledger.open(any_empty) as ledger:
        assert [r.number for r in ledger.log()] == list(range(1, 26))
        assert ledger.as_of(LATER).party("Mona Brandt").reports == 25
        before = stored(ledger)
        ledger.rebuild()
        assert stored(ledger) == before


def test_who_reads_sees_one_moment(any_ledger: Ledger) -> None:
    any_ledger.add(offer())
    count = select(tables.reports.c.id)
    with reading(any_ledger.engine) as connection:
        assert len(connection.execute(count).all()) == 1
        with Ledger.open(address_of(any_ledger)) as other:
            other.add(refusal())
        assert len(connection.execute(count).all()) == 1
    with reading(any_ledger.engine) as connection:
        assert len(connection.execute(count).all()) == 2


def address_of(ledger: Ledger) -> str:
    url = ledger.engine.url
    return (url.database or "") if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)


def test_who_reads_changes_nothing(postgres_address: str) -> None:
    row = tables.documents.insert().values(sha256="0" * 64, text=b"")
    with (
        Ledger.open(postgres_address) as ledger,
        pytest.raises(LedgerError, match="can only be read"),
        reading(ledger.engine) as connection,
    ):
        connection.execute(row)


def test_a_lock_that_is_not_let_go(any_address: str) -> None:
    with (
        Ledger.open(any_address) as one,
        Ledger(open_ledger(any_address, patience=0.01)) as other,
        changing(one.engine),
        pytest.raises(LedgerError, match=r"is locked by another program: .*try again when it has finished"),
    ):
        other.add(offer())


# What is wrong with an address


SECRET = "s3cret&hush"  # noqa: S105


@pytest.fixture
def quiet_port() -> int:
    """A port on which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def refused(address: str, *, create: bool = True) -> str:
    """What opening says. It is one line, without a password in it, and so are the errors from which it comes."""
    with pytest.raises(LedgerError) as e:
        open_ledger(address, create=create)
    error: BaseException | None = e.value
    while error is not None:
        assert not any(part in str(error) for part in ("s3cret", "hush", "s3cret%26hush"))
        error = error.__cause__
    assert "\n" not in str(e.value)
    return str(e.value)


def test_nobody_answers(quiet_port: int, tmp_path: Path, postgres_server: Server) -> None:
    for address, told in (
        (f"postgresql://ann:s3cret%26hush@127.0.0.1:{quiet_port}/talks", f"postgresql://ann@127.0.0.1:{quiet_port}/talks"),
        (f"postgresql://ann@127.0.0.1:{quiet_port}/talks?password=s3cret", f"postgresql://ann@127.0.0.1:{quiet_port}/talks"),
        (f"postgres://ann:s3cret@/talks?host={tmp_path}", "postgresql://ann@/talks"),
    ):
        assert refused(address) == f"no database server answers at {told}: start it, or mend the address"


@pytest.fixture
def locked(postgres_server: Server, postgres_address: str) -> Iterator[str]:
    """A ledger whose user must give a password; its name."""
    name = postgresql(postgres_address).database or ""
    postgres_server.execute(f"CREATE ROLE locked LOGIN SUPERUSER PASSWORD '{SECRET}'")
    yield name
    postgres_server.execute("DROP ROLE locked")


def test_a_password(postgres_server: Server, locked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right, wrong = (f"postgresql://locked:{p}@/{locked}?host={postgres_server.folder}" for p in ("s3cret%26hush", "s3cret"))
    told = (
        f"postgresql://locked@/{locked} refuses the user or the password: put the right one into PGPASSWORD or the file ~/.pgpass"
    )
    assert refused(wrong) == told
    assert refused(postgres_server.address(locked, "locked")) == told
    with Ledger.open(right) as ledger:
        assert not ledger.as_of(LATER).reports()
        assert "s3cret" not in repr(ledger.engine)
    monkeypatch.setenv("PGPASSWORD", SECRET)
    Ledger.open(postgres_server.address(locked, "locked")).close()


def test_no_such_database_or_user(postgres_server: Server) -> None:
    assert refused(postgres_server.address("nowhere")) == (
        'postgresql://ledgers@/nowhere is not there (database "nowhere" does not exist): make it with `createdb`, '
        "or mend the address"
    )
    assert 'role "nobody_at_all" does not exist' in refused(postgres_server.address("nowhere", "nobody_at_all"))


def test_a_user_without_rights(postgres_server: Server, postgres_address: str) -> None:
    with Ledger.open(postgres_address) as ledger:
        ledger.add(offer())
    name = postgresql(postgres_address).database or ""
    postgres_server.execute("CREATE ROLE guest LOGIN")
    try:
        assert "is not open to you: ask its owner" in refused(postgres_server.address(name, "guest"))
        postgres_server.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest", database=name)
        with Ledger.open(postgres_server.address(name, "guest")) as reader:
            assert len(reader.as_of(LATER).reports()) == 1
            with pytest.raises(LedgerError, match="is not open to you"):
                reader.confirm("r1.m1")
    finally:
        postgres_server.execute("DROP OWNED BY guest", "DROP ROLE guest", database=name)


def test_a_database_that_is_no_ledger(postgres_server: Server, empty_postgres: str) -> None:
    name = postgresql(empty_postgres).database or ""
    assert "is empty: add a report" in refused(empty_postgres, create=False)
    postgres_server.execute("CREATE TABLE recipes (id INTEGER)", database=name)
    assert refused(empty_postgres) == f"postgresql://ledgers@/{name} is a database, but no ledger"
    postgres_server.execute(
        "CREATE TABLE alembic_version (version_num VARCHAR(32))", "INSERT INTO alembic_version VALUES ('0001')", database=name
    )
    assert refused(empty_postgres) == f"postgresql://ledgers@/{name} is a database, but no ledger"
    assert postgres_server.execute("SELECT relname FROM pg_class WHERE relname = 'events'", database=name) == []


def test_a_newer_version(any_address: str) -> None:
    with Ledger.open(any_address) as ledger, changing(ledger.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert refused(any_address).endswith(" was made by a newer version of goodoffices: upgrade with `pip install -U goodoffices`")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://ann:s3cret@host/talks", "mysql is not supported: name a file (SQLite), or write postgresql://user@host/name"),
        ("sqlite:///talks.db", "sqlite is not supported: name a file (SQLite), or write postgresql://user@host/name"),
        ("postgresql://ann@host:s3cret/talks", "this is no address of a database: write postgresql://user@host/name"),
        ("postgresql://ann:s3cret@host:54:32:hush/talks", "this is no address of a database: write postgresql://user@host/name"),
    ],
)
def test_an_address_that_cannot_be(address: str, told: str) -> None:
    assert refused(address) == told


@given(st.text(), st.text())
def test_no_password_is_ever_shown(password: str, other: str) -> None:
    url = (
        postgresql("postgresql://ann@host/talks").set(password=f"s3cret{password}").update_query_dict({"password": f"hush{other}"})
    )
    assert shown(url) == "postgresql://ann@host/talks"


@pytest.mark.parametrize("option", ["nonsense=s3cret", "sslmode=s3cret", "port=s3cret", "connect_timeout=s3cret"])
def test_an_option_that_is_none(option: str, postgres_server: Server) -> None:
    with pytest.raises(LedgerError) as e:
        open_ledger(f"{postgres_server.address('postgres')}&{option}")
    assert "\n" not in str(e.value)


# The server of the tests


@pytest.mark.parametrize(
    ("environment", "needed"),
    [
        ({}, False), ({"CI": "1"}, True), ({"CI": "true"}, True), ({"CI": ""}, False), ({"CI": "0"}, False),
        ({"GOODOFFICES_NEED_POSTGRES": "1"}, True),
    ],
)  # fmt: skip
def test_where_the_server_is_needed_its_lack_is_a_failure(environment: dict[str, str], needed: bool) -> None:
    assert is_needed(environment) is needed
    with pytest.raises(pytest.fail.Exception if needed else pytest.skip.Exception, match="no server here"):
        do_without("no server here", environment)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: True)
    monkeypatch.setattr(postgres, "program", lambda name: None)
    assert postgres.missing() == "there is no PostgreSQL server: apt-get install postgresql"
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: None)
    assert postgres.missing() == "psycopg is not installed: pip install 'goodoffices[postgres]'"


def test_the_server_is_not_on_the_network(postgres_server: Server) -> None:
    assert postgres_server.execute("SHOW listen_addresses") == [("",)]
    assert postgres_server.folder.stat().st_mode & 0o077 == 0
    assert os.path.exists(postgres_server.folder / ".s.PGSQL.5432")
