"""`goodoffices deals`, and the end of `goodoffices brief`."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from goodoffices.deals.forms import json as as_json
from goodoffices.deals.forms import lines
from goodoffices.deals.forms.text import read

from .conftest import EXAMPLES, Run

LAKE = Path(__file__).parents[2] / "examples" / "lake.deals"


def said(run: Run, *arguments: str) -> str:
    """What the command prints, as one line."""
    done = run("deals", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


def test_the_example_is_answered(run: Run) -> None:
    text = said(run, str(LAKE), "--target", "accord")
    for part in (
        "As of 12 May 2031",
        "DEAL 1: COULD START NOW",
        "The government: ferries run again promised by the government (c1), after “fish prices are published every week”",
        "Circle: 3 parties to announce together",
        "The mediator: observers go to the lake promised by the mediator (observers-offer), "
        "waits for “the army leaves both bridgeheads” (the government)",
        "The government: an amnesty law refused by the government; awaited by the upland movement",
        "TO UNLOCK “A JOINT ACCORD ON THE WATER OF THE LAKE”",
        "To insure first",
        "The upland movement is said to threaten “the movement shells the harbour”",
    ):
        assert part in text


def test_text_fits_the_terminal_and_has_no_colours_in_a_pipe(run: Run) -> None:
    done = run("deals", str(LAKE))
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("form", ["text", "html", "json", "svg"])
def test_out_writes_what_would_be_printed(run: Run, tmp_path: Path, form: str) -> None:
    printed = run("deals", str(LAKE), "--format", form).stdout
    done = run("deals", str(LAKE), "--format", form, "--out", f"deals.{form}")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / f"deals.{form}").read_text().rstrip("\n") == printed.rstrip("\n")


def test_every_form_of_a_problem_has_the_same_answer(run: Run, tmp_path: Path) -> None:
    problem = read(LAKE.read_text())
    (tmp_path / "lake.json").write_text(as_json.write(problem))
    (tmp_path / "lake.jsonl").write_bytes(b"".join(lines.write(problem)))
    answers = {run("deals", str(f), "--format", "json").stdout for f in (LAKE, "lake.json", "lake.jsonl")}
    assert len(answers) == 1


def test_html_has_the_picture_and_loads_nothing(run: Run) -> None:
    page = run("deals", str(LAKE), "--format", "html").stdout
    assert page.lower().startswith("<!doctype html>")
    assert "default-src 'none'" in unescape(page)
    assert "<svg" in page
    assert "src=" not in unescape(page)
    assert "<script" not in page


def test_svg_is_the_picture(run: Run) -> None:
    root = etree.fromstring(run("deals", str(LAKE), "--format", "svg").stdout)
    steps = [g for g in root.iter("{http://www.w3.org/2000/svg}g") if g.get("class") == "step"]
    assert len(steps) == len(read(LAKE.read_text()).steps)


def test_suppositions_change_the_answer(run: Run) -> None:
    def now(*options: str) -> list[str]:
        return json.loads(run("deals", str(LAKE), "--format", "json", *options).stdout)["deals"][0]["now"]

    assert "pullback" not in now()
    assert {"pullback", "observers"} <= set(now("--assume", "holds its fire"))
    assert "ferries" not in now("--withdraw", "c1")
    assert "ferries" in now("--waive", "c1")
    assert "disarmament" in now("--waive", "c4:1", "--assume", "pullback")
    assert "prisoners" not in now("--firm-only")


def test_a_deadline_counts_from_the_day_that_is_named(run: Run) -> None:
    assert "its deadline has passed" in said(run, str(LAKE), "--as-of", "2031-06-02")
    assert "its deadline has passed" not in said(run, str(LAKE), "--as-of", "2031-06-01")


@pytest.mark.parametrize("step", ["accord", "a joint accord on the water of the lake", "JOINT ACCORD"])
def test_a_step_may_be_called_by_a_part_of_its_name(run: Run, step: str) -> None:
    assert json.loads(run("deals", str(LAKE), "--format", "json", "--target", step).stdout)["target"] == ["accord"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "no deals are named: name a file, or a ledger with --ledger talks.db"),
        (("missing.deals",), "cannot read missing.deals (No such file or directory)"),
        ((".",), "cannot read . (Is a directory)"),
        ((str(LAKE), "--ledger", "talks.db"), "a file and a ledger are named: leave one out"),
        ((str(LAKE), "--target", "acord"), "--target: no step is called acord; did you mean accord?"),
        ((str(LAKE), "--target", "movement h"), "--target: movement h may be ceasefire (the movement holds its fire), mines"),
        ((str(LAKE), "--target", ""), "--target: "),
        ((str(LAKE), "--assume", "peace"), "--assume: no step is called peace"),
        ((str(LAKE), "--withdraw", "c99"), "--withdraw: no commitment is called c99"),
        ((str(LAKE), "--waive", "c99:1"), "--waive: no commitment is called c99"),
        ((str(LAKE), "--waive", "c4:3"), "--waive: c4 has no condition 3: give a number from 1 to 2"),
        ((str(LAKE), "--waive", "c4:0"), "--waive: c4 has no condition 0"),
        ((str(LAKE), "--waive", "c4:²"), "--waive: c4 has no condition ²"),
        (("bad.deals",), "bad.deals: line 1, column 2: "),
        (("latin.deals",), "latin.deals is no text in UTF-8"),
        (("bad.json",), "bad.json: it is no problem in JSON"),
        (("bad.jsonl",), "bad.jsonl: line 1: it is no header of a problem"),
    ],
    ids=lambda a: " ".join(a)[-40:] if isinstance(a, tuple) else "",
)
def test_what_is_wrong_is_one_line_and_exit_code_2(run: Run, tmp_path: Path, arguments: tuple[str, ...], why: str) -> None:
    (tmp_path / "bad.deals").write_text("?\n")
    (tmp_path / "latin.deals").write_bytes("step é by x".encode("latin-1"))
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "bad.jsonl").write_text("{}")
    done = run("deals", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"goodoffices: {why}")
    assert done.stderr.count("\n") == 1


def test_of_a_ledger_each_line_says_according_to_whom(run: Run, talks: str) -> None:
    text = said(run, "--ledger", talks)
    assert "What is marked as draft was read by a machine" in text
    assert "Northern Front: observe a truce of three months promised by Northern Front (c1" in text
    assert "“observe a truce of three months (if: the army gave up its two bridges)” " in text
    assert "According to Tomas Brel: r2 “Truce for bridges”, 5 March 2031 · draft" in text
    assert run("deals", GOODOFFICES_LEDGER=talks).stdout == run("deals", "--ledger", talks).stdout


def test_a_file_is_answered_though_the_environment_names_a_ledger(run: Run, talks: str) -> None:
    done = run("deals", str(LAKE), GOODOFFICES_LEDGER=talks)
    assert done.returncode == 0
    assert "ferries" in done.stdout


@pytest.mark.parametrize("form", ["terminal", "html"])
def test_the_brief_of_a_ledger_ends_with_the_deals(run: Run, talks: str, form: str) -> None:
    text = run("brief", "--ledger", talks, "--format", form).stdout
    ends = {"terminal": "OUT OF REACH", "html": ">Out of reach<"}[form]
    assert ends in text
    assert text.index(ends) > text.index({"terminal": "THE NEXT DATES", "html": "The next dates"}[form])
    assert ("<svg" in text) == (form == "html")


def test_the_brief_of_several_reports_ends_with_the_deals(run: Run) -> None:
    files = [str(EXAMPLES / f) for f in ("2025-03-03-wire.txt", "2025-03-16-commander.txt")]
    assert "OUT OF REACH" in run("brief", *files).stdout
    assert "OUT OF REACH" not in run("brief", files[0]).stdout
    assert "<svg" in run("brief", *files, "--format", "html").stdout
