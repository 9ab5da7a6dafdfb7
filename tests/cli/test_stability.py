"""`goodoffices stability`."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from goodoffices.stability.forms import gmcr
from goodoffices.stability.forms.text import read

from .conftest import EXAMPLES, Run

BRIDGES = EXAMPLES.parent / "bridges.conflict"
ELMIRA = EXAMPLES.parent / "elmira.conflict"
SLUICE = EXAMPLES.parent / "sluice.conflict"


def said(run: Run, *arguments: str) -> str:
    """What the command prints, as one line."""
    done = run("stability", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


def test_the_example_is_answered(run: Run) -> None:
    text = said(run, str(BRIDGES), "--state", "deal")
    for part in (
        "The bridges of Selo: would it hold?",
        "3 parties, 3 options, 8 states that can be. Stable for everybody: 2 by Nash, 5 by GMR",
        "WHERE IT COULD END State What is taken in it Nash GMR SMR SEQ SIM",
        "TODAY: WAR",
        "STATE: DEAL",
        "The government: stable by GMR, SMR, SEQ and SIM not by Nash",
        "WHEN A STATE HOLDS FOR A PARTY Nash: no move of its own",
    ):
        assert part in text


def test_text_fits_the_terminal_and_has_no_colours_in_a_pipe(run: Run) -> None:
    done = run("stability", str(ELMIRA))
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("form", ["text", "html", "json", "csv", "svg", "conflict", "gmcr"])
def test_out_writes_what_would_be_printed(run: Run, tmp_path: Path, form: str) -> None:
    printed = run("stability", str(BRIDGES), "--format", form).stdout
    done = run("stability", str(BRIDGES), "--format", form, "--out", f"answer.{form}")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / f"answer.{form}").read_text().rstrip("\n") == printed.rstrip("\n")
    assert printed


def test_html_has_the_table_and_the_picture_and_loads_nothing(run: Run) -> None:
    page = run("stability", str(BRIDGES), "--format", "html").stdout
    assert "default-src 'none'" in unescape(page)
    assert '<table class="equilibria">' in page
    assert "<svg" in page
    assert "<script" not in page


def test_svg_is_the_picture(run: Run) -> None:
    root = etree.fromstring(run("stability", str(BRIDGES), "--format", "svg").stdout)
    assert root.get("aria-label") == "States and moves: 8 states"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("deal", "deal"),
        ("s4", "deal"),
        ("pullback,truce", "deal"),
        ("(truce, pullback)", "deal"),
        ("leave both, fire", "deal"),
        ("none", "war"),
        ("()", "war"),
        ("today", "war"),
        ("truce", "s3"),
    ],
)
def test_ways_to_name_a_state(run: Run, words: str, state: str) -> None:
    assert json.loads(run("stability", str(BRIDGES), "--format", "json", "--state", words).stdout)["asked"] == [state]


def test_a_name_of_several_states_means_all_of_them(run: Run) -> None:
    assert json.loads(run("stability", str(ELMIRA), "--format", "json", "--state", "9").stdout)["asked"] == ["9"] * 4


def test_the_conflict_can_be_written_and_read_in_every_form(run: Run, tmp_path: Path) -> None:
    assert run("stability", str(ELMIRA), "--format", "conflict", "--out", "e.conflict").returncode == 0
    assert read((tmp_path / "e.conflict").read_text()) == read(ELMIRA.read_text())
    done = run("stability", str(ELMIRA), "--format", "gmcr", "--out", "e.gmcr")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "goodoffices: today's state is left out",
        "goodoffices: the names of states are left out",
    ]
    loaded = gmcr.read((tmp_path / "e.gmcr").read_text())
    assert loaded.warnings == ()
    before = json.loads(run("stability", str(ELMIRA), "--format", "json").stdout)
    after = json.loads(run("stability", "e.gmcr", "--format", "json").stdout)
    assert [s["equilibrium"] for s in after["states"]] == [s["equilibrium"] for s in before["states"]]


def test_why_from_and_inverse(run: Run) -> None:
    text = said(run, str(BRIDGES), "--state", "deal", "--why", "--from", "today", "--inverse", "deal")
    for part in (
        "Leaves by Nash: it would gain by moving to “s3” (the upland movement: hold its fire), and nobody answers",
        "FROM WAR TO WHAT WOULD LAST",
        "TO MAKE DEAL HOLD The government, by Nash: it would stay if it liked “deal” better than “s3”",
    ):
        assert part in text
    assert "Leaves by" not in said(run, str(BRIDGES), "--state", "deal")


def test_coalitions(run: Run) -> None:
    text = said(run, str(BRIDGES), "--coalitions")
    assert "IF PARTIES ACT TOGETHER" in text
    assert "The government and the upland movement together would leave it by Nash, GMR, SMR and SEQ, for “deal”" in text
    assert "IF PARTIES ACT TOGETHER" not in said(run, str(BRIDGES))


def test_strength_attitudes_and_misperceptions_are_told_without_being_asked_for(run: Run) -> None:
    text = said(run, str(SLUICE), "--state", "deal")
    for part in (
        "HOW STRONGLY IT WOULD HOLD",
        "“wells”: stable strongly by GMR, SMR and SEQ",
        "IF PARTIES MIND HOW OTHERS FARE The council of elders: positive towards the upland town and the lowland town, neutral "
        "towards itself Everybody else: positive towards itself alone",
        "“wells and a canal”: stable with attitudes by Nash, GMR, SMR and SEQ",
        "AS EACH SEES IT What each would expect As the upland town sees it, “drill wells” cannot be taken",
        "Where somebody could be surprised The upland town does not see 8 states of 16 From “deal”, the lowland town would gain",
        "STATE: DEAL The upland town: let the water through; the lowland town: keep its market open; the council of elders: "
        "nothing The upland town: stable by GMR, SMR, SEQ and SIM not by Nash Stable strongly by GMR, SMR and SEQ",
    ):
        assert part in text
    for absent in ("STRONGLY", "MIND HOW", "AS EACH SEES"):
        assert absent not in said(run, str(BRIDGES))


def test_what_a_gmcr_file_has_not_of_them_is_warned_of(run: Run) -> None:
    done = run("stability", str(SLUICE), "--format", "gmcr")
    assert done.returncode == 0
    for warning in (
        "who wants whom to fare well or badly is left out",
        "what the upland town misperceives is left out",
        "how strongly the upland town prefers is left out",
        "how strongly the lowland town prefers is left out",
    ):
        assert f"goodoffices: {warning}\n" in done.stderr
    assert "the council of elders prefers" not in done.stderr


def test_horizons(run: Run) -> None:
    assert "Nash GMR SMR SEQ SIM L3 NM" in said(run, str(BRIDGES), "--horizon", "3", "--non-myopic")
    assert "Nash GMR SMR SEQ SIM war" in said(run, str(BRIDGES))
    refused = run("stability", str(BRIDGES), "--horizon", "0")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "say how many moves ahead, from 1 to 10,000" in refused.stderr


def test_once_lets_each_opponent_move_once(run: Run) -> None:
    assert "Each opponent answers with one move at most" in said(run, str(BRIDGES), "--once")


def test_a_ledger_poses_a_draft(run: Run, talks: str) -> None:
    text = said(run, "--ledger", talks)
    assert "A draft: what each party prefers was put into order by rule" in text
    assert "THE PACKAGES OF DEALS" in text
    assert "LEFT OUT" not in text or "nobody" in text
    assert run("stability", GOODOFFICES_LEDGER=talks).stdout == run("stability", "--ledger", talks).stdout


def test_the_draft_can_be_written_edited_and_asked_again(run: Run, talks: str, tmp_path: Path) -> None:
    assert run("stability", "--ledger", talks, "--format", "conflict", "--out", "talks.conflict").returncode == 0
    words = (tmp_path / "talks.conflict").read_text()
    assert words.startswith("# A draft from a ledger.")
    assert "observe a truce of three months" in words
    assert "according to Tomas Brel in r2" in words
    asked = run("stability", "talks.conflict", "--format", "json")
    assert asked.returncode == 0
    before = json.loads(run("stability", "--ledger", talks, "--format", "json").stdout)
    assert json.loads(asked.stdout)["states"] == before["states"]
    assert (before["is_draft"], json.loads(asked.stdout)["is_draft"]) == (True, False)


def test_options_of_a_ledger_can_be_chosen(run: Run, talks: str) -> None:
    every = json.loads(run("stability", "--ledger", talks, "--format", "json").stdout)["options"]
    front = json.loads(run("stability", "--ledger", talks, "--format", "json", "--party", "Northern Front").stdout)["options"]
    truce = json.loads(run("stability", "--ledger", talks, "--format", "json", "--option", "truce of three months").stdout)[
        "options"
    ]
    assert set(front) < set(every)
    assert len(truce) == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "no conflict is named: name a file, or a ledger with --ledger talks.db"),
        (("missing.conflict",), "cannot read missing.conflict (No such file or directory)"),
        ((".",), "cannot read . (Is a directory)"),
        ((str(BRIDGES), "--ledger", "talks.db"), "a file and a ledger are named: leave one out"),
        ((str(BRIDGES), "--option", "t1"), "--option is for a ledger, and a file is named: leave one out"),
        ((str(BRIDGES), "--state", "dael"), "--state: no state is called dael; did you mean deal?"),
        ((str(BRIDGES), "--state", "truce, observer, x9"), "--state: no option is called x9"),
        ((str(BRIDGES), "--state", "s9"), "--state: there is no state s9: give a number from s1 to s8"),
        ((str(BRIDGES), "--state", "o"), "--state: o may be pullback (leave both bridgeheads), "),
        ((str(ELMIRA), "--state", "delay, accept"), "--state: "),
        ((str(ELMIRA), "--from", "9"), "--from: 9 names 4 states: name the options taken in one of them"),
        ((str(ELMIRA), "--inverse", "10"), "--inverse: no state is called 10"),
        (("ownerless.conflict",), "ownerless.conflict: line 2, column 8: b has no owner: say who can take it"),
        (("nothing.conflict",), "nothing.conflict: line 3, column 1: no state is left"),
        (("unknown.conflict",), "unknown.conflict: line 2, column 11: no option is called b"),
        (("missing-state.conflict",), "missing-state.conflict: line 2, column 1: A ranks 1 of 2 states"),
        (("blind.conflict",), "blind.conflict: line 3, column 16: b is taken today, so A must see it"),
        (("forty.conflict",), "forty.conflict: 40 of 40 options are free, which makes 2^40 states"),
        (("latin.conflict",), "latin.conflict is no text in UTF-8"),
        (("bad.gmcr",), "bad.gmcr: it is no JSON"),
    ],
    ids=lambda a: " ".join(a)[-40:] if isinstance(a, tuple) else "",
)
def test_what_is_wrong_is_one_line_and_exit_code_2(run: Run, tmp_path: Path, arguments: tuple[str, ...], why: str) -> None:
    (tmp_path / "ownerless.conflict").write_text("option a by A\noption b\n")
    (tmp_path / "nothing.conflict").write_text("option a by A\ninfeasible a\ninfeasible not a\n")
    (tmp_path / "unknown.conflict").write_text("option a by A\nA prefers b\n")
    (tmp_path / "missing-state.conflict").write_text("option a by A\nA ranks (a)\n")
    (tmp_path / "blind.conflict").write_text("option b by B\noption a by A\nA does not see b\ntoday (b)\n")
    (tmp_path / "forty.conflict").write_text("".join(f"option o{i} by A\n" for i in range(40)))
    (tmp_path / "latin.conflict").write_bytes("option é by x".encode("latin-1"))
    (tmp_path / "bad.gmcr").write_text("{")
    done = run("stability", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"goodoffices: {why}")
    assert done.stderr.count("\n") == 1


def test_a_step_that_the_ledger_does_not_have_is_refused(run: Run, talks: str) -> None:
    wrong = run("stability", "--ledger", talks, "--option", "no such step")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("goodoffices: --option: no step is called no such step")
