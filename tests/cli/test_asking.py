"""`goodoffices show`, `log`, `parties` and `search`: what a ledger says, and according to which report."""

from __future__ import annotations

import datetime
import json

import pytest

from goodoffices.ledger import Ledger
from goodoffices.ledger.events import Added
from goodoffices.ledger.facts import (
    CommitmentFact,
    MoveFact,
    PartyFact,
    PositionFact,
    Printing,
    ReportFact,
    StatementFact,
    StepFact,
)
from goodoffices.ledger.history import document
from goodoffices.ledger.opening import reading
from goodoffices.model import ReaderName, Reading, Report

from .conftest import Run

TRUCE, BRIDGES = (
    "r1 “Government says truce depends on the North”, Halven Wire, 3 March 2031",
    "r2 “Truce for bridges”, Halven Wire, 5 March 2031",
)
LISTS = {
    "commitments": CommitmentFact,
    "positions": PositionFact,
    "moves": MoveFact,
    "statements": StatementFact,
    "reprints": ReportFact,
    "printings": Printing,
}
ONES = {
    "party": PartyFact,
    "step": StepFact,
    "commitment": CommitmentFact,
    "report": ReportFact,
    "move": MoveFact,
    "statement": StatementFact,
}


def said(run: Run, *arguments: str) -> str:
    """What a command prints, as one line."""
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        (("Northern", "Front"), [
            "northern-front: Northern Front, armed group: 2 reports",
            "c1 Northern Front promises to Government of Orsania: t1 ceasefire, "
            "if t2 (Government of Orsania: the bridges (withdrawal)) conditional · firm · 1 story · draft "
            f"according to {BRIDGES}",
            f"Northern Front, conditional: t1 Northern Front: ceasefire r2.m1 · draft · according to {BRIDGES}",
            "r2.m2 Northern Front refuses: accept searches on the water "
            f"draft, read with high confidence · according to {BRIDGES}",
            "r2.s1 According to its spokesman, Tomas Brel: The Northern Front would observe a truce",
        ]),
        (("ana-oro",), [
            "ana-oro: Ana Oro, person, speaks for Government of Orsania: 2 reports",
            "r1.s2 According to Ana Oro (“She”): she awaited an answer by Friday "
            f"draft, read with moderate confidence · according to {TRUCE}",
        ]),
        (("t2",), [
            "t2 Government of Orsania: the bridges (withdrawal)",
            "c2 Government of Orsania promises to Northern Front: t2 the bridges (withdrawal), if t1 (Northern Front: ceasefire)",
            "r2.m4 Ivo Stam refuses of Government of Orsania: leave a single bridge",
        ]),
        (("c2",), [
            "conditional · tentative · 1 story · draft",
            f"r2.m3 · draft: “withdraw from the bridges” according to {BRIDGES}",
        ]),
        (("r2",), [BRIDGES, "reports/bridges.txt, read by example reader 1.0", "r2.m5 The mediator demands"]),
        (("r1.s3",), [
            "r1.s3 · draft, read with high confidence A Front commander had accepted the offer "
            f"According to Foreign ministry source (“a ministry source”), via Radio Halven, in {TRUCE}, paragraph 4",
            "⟦A Front commander had accepted the offer⟧, Radio Halven quoted",
        ]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_show_says_it_with_status_and_source(run: Run, talks: str, subject: tuple[str, ...], shown: list[str]) -> None:
    text = said(run, "show", *subject, "--ledger", talks)
    for words in shown:
        assert words in text


@pytest.mark.parametrize("subject", ["northern-front", "t1", "c1", "r2", "r2.m1", "r2.s1"])
def test_json_is_the_facts(run: Run, talks: str, subject: str) -> None:
    done = run("show", subject, "--ledger", talks, "--json")
    (line,) = done.stdout.splitlines()
    for what, found in json.loads(line).items():
        for fact in found if what in LISTS else [found]:
            assert (LISTS | ONES)[what].model_validate(fact)
        assert found or what in ("reprints", "printings")


def test_what_a_person_has_judged_is_no_draft_any_more(run: Run, talks: str) -> None:
    with Ledger.open(talks) as ledger:
        ledger.confirm("r2.m1")
        ledger.correct("r2.m2", {"strength": "tentative"})
        ledger.reject("r2.s1")
    text = said(run, "show", "northern-front", "--ledger", talks)
    assert "conditional · firm · 1 story according to" in text
    assert "r2.m1 · according to" in text
    assert f"gave up its two bridges confirmed · according to {BRIDGES}" in text
    assert f"water corrected · according to {BRIDGES}" in text
    assert "r2.s1" not in text


def test_as_of_an_earlier_day_later_reports_say_nothing(run: Run, talks: str) -> None:
    def front(*options: str) -> str:
        return said(run, "show", "northern-front", "--ledger", talks, *options)

    assert "c1" in front("--as-of", "2031-03-05")
    early = front("--as-of", "2031-03-04")
    assert "c1" not in early
    assert "armed group: 1 report" in early
    assert BRIDGES not in early
    done = run("show", "r2.m1", "--ledger", talks, "--as-of", "2031-03-04")
    assert (done.returncode, done.stderr) == (2, "goodoffices: r2 counts from 2031-03-05, after 2031-03-04\n")


def test_a_report_is_shown_with_others_that_tell_its_story(run: Run, talks: str) -> None:
    """r3 is r2 with another beginning, and r2 was printed word for word in one more paper."""
    with Ledger.open(talks) as ledger:
        added = next(recorded.event for recorded in ledger.log("r2"))
        assert isinstance(added, Added)
        with reading(ledger.engine) as connection:
            r2 = document(connection, added.reading["report"]["sha256"])
        told = Report.of(f"(Reuters) {r2}", id="courier", title="Bridges", publisher="Courier", published=datetime.date(2031, 3, 6))
        ledger.add(Reading(report=told, reader=ReaderName(name="hand", version="1")))
        again = Report.of(r2, id="herald", publisher="Herald", published=datetime.date(2031, 3, 7), origin="herald.txt")
        ledger.add(Reading(report=again, reader=ReaderName(name="example reader", version="1.0")))
    courier = "r3 “Bridges”, Courier, 6 March 2031 (the same story as r2)"
    shown = said(run, "show", "r2", "--ledger", talks)
    assert f"THE SAME STORY, ONE TESTIMONY {courier}" in shown
    assert "PRINTED WORD FOR WORD Herald, 7 March 2031" in shown
    assert BRIDGES in said(run, "show", "r3", "--ledger", talks)
    assert "Courier" not in said(run, "show", "r2", "--ledger", talks, "--as-of", "2031-03-05")
    found = json.loads(run("show", "r2", "--ledger", talks, "--json").stdout)
    assert [[one["id"] for one in found["reprints"]], [one["publisher"] for one in found["printings"]]] == [["r3"], ["Herald"]]
    assert "THE SAME STORY" not in said(run, "show", "r1", "--ledger", talks)


def test_as_of_a_day_parties_are_listed_with_the_reports_by_then(run: Run, talks: str) -> None:
    def listed(day: str) -> list[tuple[str, int]]:
        lines = run("parties", "--ledger", talks, "--as-of", day, "--json").stdout.splitlines()
        return [(fact.key, fact.reports) for fact in map(PartyFact.model_validate_json, lines)]

    assert run("parties", "--ledger", talks, "--as-of", "2031-03-02").stdout == "no parties\n"
    assert {reports for _, reports in listed("2031-03-04")} == {1}
    assert len(listed("2031-03-04")) < len(listed("2031-03-05"))
    assert ("ana-oro", 2) in listed("2031-03-05")


def test_parties_are_listed_with_names_and_what_was_merged(run: Run, talks: str) -> None:
    run("merge", "ivo-stam", "tomas brel", "--ledger", talks)
    text = said(run, "parties", "--ledger", talks)
    assert "ana-oro: Ana Oro, person, speaks for Government of Orsania: 2 reports" in text
    assert "merged into it: tomas-brel" in text
    found = [
        PartyFact.model_validate_json(x) for x in run("parties", "--ledger", talks, "--json", "--most", "3").stdout.splitlines()
    ]
    assert [p.reports for p in found] == [2, 2, 2]


@pytest.mark.parametrize(
    ("words", "options", "found"),
    [
        (("searches", "water"), (), ["r2"]),
        (("truce",), (), ["r1", "r2"]),
        (("truce",), ("--as-of", "2031-03-04"), ["r1"]),
        (("truce",), ("--most", "1"), ["r1"]),
        (("searches", "snow"), (), []),
    ],
)
def test_search_finds_the_reports_with_all_words(
    run: Run, talks: str, words: tuple[str, ...], options: tuple[str, ...], found: list[str]
) -> None:
    lines = run("search", *words, *options, "--ledger", talks, "--json").stdout.splitlines()
    assert sorted(json.loads(line)["id"] for line in lines) == found or (options[:1] == ("--most",) and len(lines) == 1)
    text = said(run, "search", *words, *options, "--ledger", talks)
    assert (TRUCE in text or BRIDGES in text) == bool(found)
    assert ("no report holds all of" in text) == (not found)


def test_the_log_says_who_did_what_when_and_why(run: Run, talks: str) -> None:
    with Ledger.open(talks) as ledger:
        ledger.confirm("r2.m1", who="ana", why="read\x1b[2J it")
        ledger.correct("r2.m2", {"kind": "demand"}, who="ben")
        ledger.reject("r2.m1>t2", who="ben")
        ledger.merge("ana-oro", "ivo-stam", who="ana")
        ledger.split("ivo-stam", who="ana")
        ledger.done("t1", datetime.date(2031, 3, 9), who="ana")
        ledger.done("t1", None, who="ana")
    done = run("log", "--ledger", talks, COLUMNS="200")
    assert "\x1b" not in done.stdout
    today = datetime.datetime.now(datetime.UTC)
    told = [line.split(" ", 3) for line in done.stdout.splitlines()]
    assert [number for number, *_ in told] == [str(n) for n in range(1, 10)]
    assert all(abs((today.date() - datetime.date.fromisoformat(day)).days) <= 1 for _, day, _, _ in told)
    assert [what for *_, what in told] == [
        "desk: added r1: reports/truce.txt, 4 statements, no moves, read by example reader 1.0",
        "desk: added r2: reports/bridges.txt, 5 statements, 5 moves, read by example reader 1.0",
        "ana: confirmed r2.m1 – read[2J it",
        "ben: corrected r2.m2: kind is demand",
        "ben: rejected r2.m1>t2",
        "ana: merged ivo-stam into ana-oro",
        "ana: split ivo-stam off",
        "ana: t1 was done on 2031-03-09",
        "ana: t1 was not done",
    ]


@pytest.mark.parametrize(
    ("subject", "kinds"),
    [
        ((), ["added", "added", "judged", "judged"]),
        (("r2",), ["added", "judged", "judged"]),
        (("r2.m1",), ["judged", "judged"]),
        (("r2.m1>t2",), ["judged"]),
        (("Ana", "Oro"), []),
    ],
)
def test_the_log_of_one_thing_has_what_belongs_to_it(run: Run, talks: str, subject: tuple[str, ...], kinds: list[str]) -> None:
    with Ledger.open(talks) as ledger:
        ledger.confirm("r2.m1")
        ledger.confirm("r2.m1>t2")
    done = run("log", *subject, "--ledger", talks, "--json")
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()] == kinds
    if not kinds:
        assert said(run, "log", *subject, "--ledger", talks) == "nobody has said anything of Ana Oro yet"
