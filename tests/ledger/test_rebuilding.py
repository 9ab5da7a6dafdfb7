"""The tables are what the events come to: made anew they are the same, and any earlier day can be asked for."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.events import Ending, Status
from goodoffices.ledger.opening import in_memory
from goodoffices.model import Party, PartyKind, Reading

from .telling import LATER, READER, Says, day, filler, ledger_of, tables_of, told, words_of

PARTIES = ("Orsania", "Upland Front", "Ana Oro", "Lakes Council")
ACTS = ("open the road", "stop the shelling", "leave the hill", "release the prisoners")
RELATIONS = (None, "if", "only if", "unless", "until", "after", "in exchange")
QUERIES = ("road", "shelling hill", "Orsania", "nothing of this")
ORO = Party(id="oro", name="Ana Oro", kind=PartyKind.PERSON, speaks_for="side")
SIDE = Party(id="side", name="Orsania", kind=PartyKind.STATE)


@st.composite
def sentences(draw: st.DrawFn) -> Says:
    relation = draw(st.sampled_from(RELATIONS))
    wait = (relation, draw(st.sampled_from(ACTS)), draw(st.sampled_from((None, *PARTIES)))) if relation else (None, None, None)
    return Says(
        draw(st.sampled_from(PARTIES)), draw(st.sampled_from(ACTS)), *wait,
        kind=draw(st.sampled_from(["offer", "refusal", "demand", "threat", "support"])),
        agent=draw(st.sampled_from((None, *PARTIES))), until=draw(st.sampled_from([None, "2031-03-09", "2031-04"])),
    )  # fmt: skip


said = st.lists(sentences(), min_size=1, max_size=3)
dates = st.integers(1, 9).map(lambda n: f"2031-03-0{n}")


def reading_of(said: list[Says], date: str | None, **how: Any) -> Reading:
    people = (SIDE, ORO) if any("Ana Oro" in (s.party, s.agent, s.by) for s in said) else ()
    return told(*said, name=str(hash(tuple(said)) % 99), published=date, people=people, **how)


def answers(ledger: Ledger, date: str | None, *, names: bool = True) -> dict[str, object]:
    """All that a ledger says on a day."""
    view = ledger.as_of(day(date) if date else None)
    facts = view.parties(100)
    return {
        "reports": view.reports(), "moves": view.moves(), "commitments": view.commitments(), "positions": view.positions(),
        "dates": view.dates(day("2031-01-01")), "parties": [p if names else p.model_copy(update={"names": ()}) for p in facts],
        "statements": [s for p in facts for s in view.statements(p.key)],
        "found": {q: sorted(r.id for r in view.search(q)) for q in QUERIES},
    }  # fmt: skip


class Talks(RuleBasedStateMachine):
    """Whatever is added, read again, judged, corrected, merged, split, done and ended."""

    @initialize()
    def begin(self) -> None:
        self.ledger = Ledger(in_memory())
        self.readings: list[Reading] = []
        self.confirmed: dict[str, tuple[str, ...]] = {}
        self.moments: list[tuple[datetime.datetime, dict[str, object]]] = []

    def pick(self, table: str, data: st.DataObject) -> tuple[Any, ...] | None:
        rows = tables_of(self.ledger)[table]
        return data.draw(st.sampled_from(rows)) if rows else None

    def rows(self, table: str) -> dict[str, tuple[Any, ...]]:
        """The statements and moves by name."""
        return {f"r{row[0]}.{table[0]}{row[1]}": row for row in tables_of(self.ledger)[table]}

    @rule(said=said, date=st.none() | dates)
    def add(self, said: list[Says], date: str | None) -> None:
        reading = reading_of(said, date)
        if reading.report.sha256 not in {r.report.sha256 for r in self.readings}:
            self.readings.append(reading)
        self.ledger.add(reading, who="reader")

    @precondition(lambda self: self.readings)
    @rule(data=st.data(), publisher=st.sampled_from([None, "Courier", "Norwire"]), date=st.none() | dates)
    def reprint(self, data: st.DataObject, publisher: str | None, date: str | None) -> None:
        """In a paper, old or new."""
        old = data.draw(st.sampled_from(self.readings))
        printed = {"publisher": publisher, "published": date and day(date)}
        self.ledger.add(old.model_copy(update={"report": old.report.model_copy(update=printed)}), who="reader")

    @precondition(lambda self: self.readings)
    @rule(data=st.data(), said=said)
    def read_again(self, data: st.DataObject, said: list[Says]) -> None:
        """With a reader that finds less, more, or something else in the same text."""
        old = data.draw(st.sampled_from(self.readings))
        version = LATER if data.draw(st.booleans()) else READER
        found = old.model_copy(update={"reader": version})
        left = data.draw(st.integers(0, len(found.moves)))
        moves = found.moves[:left]
        kept = {m.id for m in moves}
        turned = data.draw(st.booleans())
        found = found.model_copy(
            update={
                "moves": tuple(reversed(moves)) if turned else moves,
                "statements": tuple(reversed(found.statements)) if turned else found.statements,
                "step_mentions": tuple(m for m in found.step_mentions if m.move in kept),
                "dates": tuple(d for d in found.dates if d.of in kept),
            }
        )
        self.ledger.add(found, who="reader")

    @rule(data=st.data(), table=st.sampled_from(["statements", "moves"]), verdict=st.sampled_from(["confirm", "reject"]))
    def judge(self, data: st.DataObject, table: str, verdict: str) -> None:
        if row := self.pick(table, data):
            subject = f"r{row[0]}.{table[0]}{row[1]}"
            getattr(self.ledger, verdict)(subject, who="ann", why="read it")
            self.confirmed[subject] = self.rows(table)[subject]

    @rule(data=st.data(), verdict=st.sampled_from(["confirm", "reject"]))
    def judge_a_link(self, data: st.DataObject, verdict: str) -> None:
        if row := self.pick("links", data):
            getattr(self.ledger, verdict)(f"r{row[0]}.m{row[1]}>t{row[2]}", who="ann")

    @rule(data=st.data(), kind=st.sampled_from(["offer", "refusal", "demand", "threat"]))
    def correct(self, data: st.DataObject, kind: str) -> None:
        row, party = self.pick("moves", data), self.pick("parties", data)
        if row and party:
            subject = f"r{row[0]}.m{row[1]}"
            self.ledger.correct(subject, {"kind": kind, "party": party[1]}, who="ann")
            self.confirmed[subject] = self.rows("moves")[subject]

    @rule(data=st.data(), table=st.sampled_from(["parties", "steps"]), split=st.booleans())
    def merge_or_split(self, data: st.DataObject, table: str, split: bool) -> None:
        one, other = self.pick(table, data), self.pick(table, data)
        if one and other:
            names = [x[1] if table == "parties" else f"t{x[0]}" for x in (one, other)]
            try:
                self.ledger.split(names[0]) if split else self.ledger.merge(*names)
            except LedgerError:
                assert split or one == other or any(x[-1] for x in (one, other))

    @rule(data=st.data(), date=st.none() | dates)
    def do(self, data: st.DataObject, date: str | None) -> None:
        if row := self.pick("steps", data):
            self.ledger.done(f"t{row[0]}", date and day(date))

    @rule(data=st.data(), date=dates, ending=st.sampled_from(Ending))
    def end(self, data: st.DataObject, date: str, ending: Ending) -> None:
        if row := self.pick("commitments", data):
            self.ledger.end(f"c{row[0]}", ending, day(date))

    @rule(date=dates)
    def remember(self, date: str) -> None:
        last = [r.event.at for r in self.ledger.log()]
        if last:
            self.moments.append((last[-1], answers(self.ledger, date) | {"on": date}))

    @invariant()
    def what_a_person_has_judged_stays(self) -> None:
        rows = self.rows("statements") | self.rows("moves")
        for subject, row in self.confirmed.items():
            # the statement of a move, a number, may be another when the report is read again
            assert [x for n, x in enumerate(rows[subject]) if n != 10] == [x for n, x in enumerate(row) if n != 10]

    @invariant()
    def commitments_that_are_equal_are_one(self) -> None:
        found = [(c.kind, c.debtor, c.consequent.step, c.antecedent) for c in self.ledger.as_of().commitments(most=999)]
        assert len(set(found)) == len(found)

    @invariant()
    def no_one_is_part_of_a_part(self) -> None:
        for table in ("parties", "steps"):
            into = {row[0]: row[-1] for row in tables_of(self.ledger)[table]}
            assert all(whole is None or into[whole] is None for whole in into.values())

    def teardown(self) -> None:
        before, found = tables_of(self.ledger), words_of(self.ledger, QUERIES)
        record = tables_of(self.ledger, record=True)
        self.ledger.rebuild()
        assert tables_of(self.ledger) == before
        assert words_of(self.ledger, QUERIES) == found
        assert tables_of(self.ledger, record=True) == record
        for moment, said in self.moments:
            with self.ledger.as_recorded(moment) as past:
                assert answers(past, str(said["on"])) | {"on": said["on"]} == said


Talks.TestCase.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TestTalks = Talks.TestCase


def of_a_month() -> list[Reading]:
    """A report a day."""
    parties = ("Orsania", "Upland Front")
    return [
        told(
            Says(parties[n % 2], ACTS[n % 4], "if" if n % 3 else None, ACTS[(n + 1) % 4] if n % 3 else None, parties[(n + 1) % 2]),
            Says(parties[n % 2], ACTS[n % 3], kind="refusal" if n % 5 == 0 else "demand", until="2031-04-01"),
            name=f"day {n}", published=f"2031-03-{n:02}", title=f"The talks {filler(str(n), 3)}",
        )
        for n in range(1, 21)
    ]  # fmt: skip


def test_as_of_a_day_is_a_ledger_that_only_got_the_reports_by_then() -> None:
    readings = of_a_month()
    ledger = ledger_of(*readings)
    ledger.confirm("r2.m1")
    ledger.reject("r3.m2")
    for n in (1, 5, 12, 19):
        less = ledger_of(*readings[:n])
        if n > 1:
            less.confirm("r2.m1")
            less.reject("r3.m2") if n > 2 else None
        assert answers(ledger, f"2031-03-{n:02}") == answers(less, f"2031-03-{n:02}")


def test_without_a_date_a_report_counts_from_the_day_on_which_it_was_added() -> None:
    ledger = ledger_of(told(Says("Orsania", "open the road")))
    (event,) = (r.event for r in ledger.log())
    today = event.at.date()
    assert ledger.as_of(today - datetime.timedelta(days=1)).reports() == []
    assert [r.day for r in ledger.as_of(today).reports()] == [today]


def test_a_search_on_a_day_finds_as_many_as_it_is_asked_for() -> None:
    ledger = ledger_of(*(told(name=f"n{n}", title="Truce" if n > 4 else None, published=f"2031-03-0{n}",
                              text=f"truce {filler(str(n))}") for n in range(1, 9)))  # fmt: skip
    assert len(ledger.as_of(day("2031-03-04")).search("truce", most=4)) == 4


def test_as_recorded_is_a_ledger_that_only_got_what_was_said_by_then() -> None:
    ledger, queries = ledger_of(), ["road", "hill"]
    states = []
    for change in (
        lambda: ledger.add(told(Says("Orsania", "open the road", "if", "leave the hill", "Upland Front"))),
        lambda: ledger.confirm("r1.m1"),
        lambda: ledger.correct("r1.m1", {"strength": "tentative"}),
        lambda: ledger.merge("orsania", "upland-front"),
        lambda: ledger.split("upland-front"),
        lambda: ledger.done("t2", day("2031-03-04")),
        lambda: ledger.end("c1", Ending.CANCELLED, day("2031-03-05")),
        lambda: ledger.reject("r1.s1"),
    ):
        change()
        states.append((tables_of(ledger, record=True), words_of(ledger, queries)))
    moments = [r.event.at for r in ledger.log()]
    assert len(moments) == len(states) == 8
    for moment, (rows, found) in zip(moments, states, strict=True):
        with ledger.as_recorded(moment) as past:
            assert (tables_of(past, record=True), words_of(past, queries)) == (rows, found)
    with ledger.as_recorded(moments[0] - datetime.timedelta(seconds=1)) as nothing:
        assert not any(tables_of(nothing, record=True).values())


def test_rebuilding_tells_how_far_it_is() -> None:
    ledger = ledger_of(*of_a_month()[:3])
    told_of: list[int] = []
    ledger.rebuild(told_of.append)
    assert told_of == [1, 2, 3]


def test_the_log_tells_who_did_what_and_why() -> None:
    ledger = ledger_of(told(Says("Orsania", "open the road", "if", "leave the hill", "Upland Front")), told(name="other"))
    ledger.confirm("r1.m1", who="ann", why="it says so")
    ledger.reject("r1.m1>t2", who="bo")
    assert [(r.number, r.event.kind, r.event.who, r.event.why) for r in ledger.log("r1")] == [
        (1, "added", "reader", None), (3, "judged", "ann", "it says so"), (4, "judged", "bo", None),
    ]  # fmt: skip
    assert [r.number for r in ledger.log("r1.m1")] == [3, 4]
    assert len(list(ledger.log())) == 4
    assert Status.REJECTED in {r.event.verdict for r in ledger.log("r1.m1")}  # type: ignore[union-attr]
