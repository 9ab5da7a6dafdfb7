"""The markup of the training reports, as MARKUP.md has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodoffices.model import Manner, Measure, MoveKind, PartyKind, Relation, Strength
from training import markup
from training.markup import MarkedReport, MarkupError, load, main, parse, strip_marks

HEAD = "title: River truce on offer\npublished: 2020-02-18\nstyle: wire, British\n"
BODY = """KASAI - [1c Rebels would [a: keep a truce] if [a? the army leaves]], [1s,2s their envoy] [1q said] [@2020-02-18/a today].

"[2c We wait [b: to see them leave]]," he [2q added], "[2c for them]."
"""
FOOT = """
party: rebels; armed group; backs army; aka Rebels
party: spokesman; person; for rebels; aka their envoy
party: army; armed group
1: spokesman; indirect; via army, rebels
2: spokesman; direct
a: offer; rebels; rebels; tentative; ceasefire; if; place Kasai; in 1
a?: army; withdrawal; names b
b: demand; rebels; army; firm; withdrawal
"""
SOURCE = f"{HEAD}---\n{BODY}---\n{FOOT}"


def source(body: str, foot: str = "", head: str = HEAD) -> str:
    return f"{head}---\n{body}\n---\n{foot}\n"


@pytest.fixture(scope="module")
def report() -> MarkedReport:
    return parse(SOURCE, "d01")


def words(report: MarkedReport, *spans: list[int]) -> list[str]:
    return [report.text[s:e] for s, e in spans]


def test_the_text_is_title_and_body_without_marks(report: MarkedReport) -> None:
    assert report.text == (
        "River truce on offer\n\n"
        "KASAI - Rebels would keep a truce if the army leaves, their envoy said today.\n\n"
        '"We wait to see them leave," he added, "for them."\n'
    )
    assert (report.id, report.published, report.style) == ("d01", "2020-02-18", "wire, British")


def test_statements_have_their_parts(report: MarkedReport) -> None:
    one, two = report.statements["1"], report.statements["2"]
    assert words(report, one["source"], one["cue"], *one["content"]) == [
        "their envoy", "said", "Rebels would keep a truce if the army leaves",
    ]  # fmt: skip
    assert words(report, two["source"], two["cue"], *two["content"]) == [
        "their envoy", "added", "We wait to see them leave", "for them",
    ]  # fmt: skip
    assert (one["speaker"], one["manner"], one["via"]) == ("spokesman", "indirect", ["army", "rebels"])
    assert (two["speaker"], two["manner"], two["via"]) == ("spokesman", "direct", [])


def test_moves_have_step_and_condition_and_what_it_waits_for(report: MarkedReport) -> None:
    move = report.moves["a"]
    assert words(report, move["step"], move["condition"]) == ["keep a truce", "the army leaves"]
    assert {k: v for k, v in move.items() if k not in ("step", "condition")} == {
        "id": "a", "kind": "offer", "party": "rebels", "agent": "rebels", "strength": "tentative",
        "measure": "ceasefire", "relation": "if", "place": "Kasai", "statement": "1",
        "waits_for": {"agent": "army", "measure": "withdrawal", "names": ["b"]},
    }  # fmt: skip
    assert report.moves["b"]["waits_for"] is None


def test_a_condition_may_wait_for_nobody_and_name_no_move() -> None:
    move = parse(source("[a: x] [a? y]", f"{CONDITION}\na?: nobody; other"), "d01").moves["a"]
    assert move["waits_for"] == {"agent": None, "measure": "other", "names": []}


def test_dates_say_what_they_bound(report: MarkedReport) -> None:
    (date,) = report.dates
    assert words(report, date["span"]) == [date["text"]] == ["today"]
    assert (date["date"], date["of"]) == ("2020-02-18", "a")


def test_parties_have_their_kind_and_whom_they_speak_for(report: MarkedReport) -> None:
    assert report.parties["rebels"] == {"kind": "armed group", "speaks_for": None, "backs": ["army"], "aliases": ["Rebels"]}
    assert report.parties["spokesman"]["speaks_for"] == "rebels"


def test_the_gold_reading_is_json_in_the_shape_that_is_scored(report: MarkedReport) -> None:
    gold = json.loads(json.dumps(report.gold()))
    assert gold["parties"] == {"rebels": ["Rebels"], "spokesman": ["their envoy"], "army": []}
    assert [s["id"] for s in gold["statements"]] == ["1", "2"]
    assert (gold["moves"], gold["dates"]) == (list(report.moves.values()), report.dates)


def test_marks_nest_and_are_sorted_outermost_first() -> None:
    text, marks = strip_marks("a [1c b [a: c] [1s,2s d]] e")
    assert text == "a b c d e"
    assert [([k[0] for k in m.keys], text[m.start : m.end]) for m in marks] == [
        (["1c"], "b c d"), (["a:"], "c"), (["1s", "2s"], "d"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param("a [1c b", "never closed", id="not closed"),
        pytest.param("a b] c", "too many", id="closed twice"),
        pytest.param("a [1x b]", "not a mark", id="no such part"),
        pytest.param("a [1c,, b]", "not a mark", id="an empty key"),
        pytest.param("a [abc: b]", "not a mark", id="a move of three letters"),
        pytest.param("a [@12-02 b]", "not a mark", id="half a date"),
        pytest.param("a [b]", "not a mark", id="a bracket of the text"),
        pytest.param("a [1c ]", "an empty mark", id="an empty mark"),
        pytest.param("a [1c [a:  ]]", "an empty mark", id="a mark of nothing but spaces"),
        pytest.param("a [1c b\n\nc]", "paragraph's end", id="over a paragraph's end"),
    ],
)
def test_marks_that_are_none_are_refused(body: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said):
        strip_marks(body)


PARTY = "party: army; armed group"
STATEMENT = f"{PARTY}\n1: army; direct"
MOVE = f"{PARTY}\na: offer; army; army; firm; talks"
CONDITION = f"{MOVE}; if"


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        pytest.param(HEAD + "---\nno foot", "2 parts", id="two parts"),
        pytest.param(source("x", head="title: T\npublished: 2020-02-18\n"), "no style", id="no style"),
        pytest.param(source("x", head="title: T\npublished: soon\nstyle: s\n"), "published: 'soon'", id="no date"),
        pytest.param(source("[1c x]", PARTY), "no line for statement 1", id="a statement without a line"),
        pytest.param(source("[a: x]", PARTY), "no line for move a", id="a move without a line"),
        pytest.param(source("[1s x]", STATEMENT), "statement 1 has no content", id="no content"),
        pytest.param(source("x", MOVE), "move a has no step", id="no step"),
        pytest.param(source("[a: x] [a: y]", MOVE), "two marks for its step", id="two steps"),
        pytest.param(source("[a: x] [a? y]", MOVE), "come together", id="condition without relation"),
        pytest.param(source("[a: x]", f"{MOVE}; if"), "come together", id="relation without condition"),
        pytest.param(source("[a: x] [a? y]", f"{MOVE}; when"), "'when' is none of", id="no such relation"),
        pytest.param(source("[a: x]", f"{MOVE}; in 7"), "no statement 7", id="in no statement"),
        pytest.param(source("[a: x]", MOVE.replace("talks", "tea")), "'tea' is none of", id="no such measure"),
        pytest.param(source("[a: x]", MOVE.replace("offer", "bid")), "'bid' is none of", id="no such move"),
        pytest.param(source("[a: x]", MOVE.replace("firm", "hard")), "'hard' is none of", id="no such strength"),
        pytest.param(source("[a: x]", f"{PARTY}\na: offer; army; firm; talks"), "move a: kind; .* wanted", id="a short move"),
        pytest.param(source("x", "party: army"), "party army: name; kind wanted", id="a short party"),
        pytest.param(source("x", "party:"), "party : name; kind wanted", id="a party of nothing"),
        pytest.param(source("[1c x]", f"{PARTY}\n1: army"), "statement 1: speaker; manner wanted", id="a short statement"),
        pytest.param(source("[a: x] [a? y]", f"{CONDITION}\na?: army"), r"condition a\?: agent; .* wanted", id="a short condition"),
        pytest.param(source("[a: x] [a? y]", f"{CONDITION}\na?: ; talks"), r"condition a\?: agent; .* wanted", id="an empty cell"),
        pytest.param(source("[a: x] [a? y]", CONDITION), "come together", id="a condition without its line"),
        pytest.param(source("[a: x]", f"{MOVE}\na?: army; talks"), "come together", id="a line without its condition"),
        pytest.param(source("[a: x]", "a?: army; talks"), "the line of move a comes first", id="a condition before its move"),
        pytest.param(source("[a: x] [a? y]", f"{CONDITION}\na?: navy; talks"), "'navy' has no", id="waits for no party"),
        pytest.param(source("[a: x] [a? y]", f"{CONDITION}\na?: army; tea"), "'tea' is none of", id="waits for no measure"),
        pytest.param(source("[a: x] [a? y]", f"{CONDITION}\na?: army; talks; names b"), "names 'b'", id="names no move"),
        pytest.param(source("[@2020/a x]", PARTY), "no move or statement a", id="a date of no move"),
        pytest.param(source("[@2020/1 x]", PARTY), "no move or statement 1", id="a date of no statement"),
        pytest.param(source("x", f"{PARTY}\n{PARTY}"), "two lines for party army", id="a party twice"),
        pytest.param(source("[1c x]", f"{STATEMENT}\n1: army; mixed"), "two lines for 1", id="a statement twice"),
        pytest.param(source("[a: x]", f"{MOVE}\na: offer; army; army; firm; other"), "two lines for a", id="a move twice"),
        pytest.param(
            source("[a: x] [a? y]", f"{CONDITION}\na?: army; talks\na?: army; other"), r"two lines for a\?", id="a condition twice"
        ),
        pytest.param(source("[1c x]", STATEMENT.replace("direct", "loud")), "'loud' is none of", id="no such manner"),
        pytest.param(source("[1c x]", f"{PARTY}\n1: navy; direct"), "'navy' has no party line", id="no such speaker"),
        pytest.param(source("[1c x]", f"{STATEMENT}; via navy"), "'navy' has no party line", id="no such via"),
        pytest.param(source("x", f"{PARTY}; backs navy"), "'navy' has no party line", id="backs nobody"),
        pytest.param(source("x", f"{PARTY}; aka navy"), "alias 'navy' is not in the text", id="an alias out of the air"),
        pytest.param(source("x", f"{PARTY}; aka"), "an empty name after aka", id="no alias"),
        pytest.param(source("x", f"{PARTY}; aka x, , x"), "an empty name after aka", id="an empty alias"),
        pytest.param(source("x", f"{PARTY}; likes army"), "none of for, backs, aka", id="no such cell"),
        pytest.param(source("x", "party: army; navy"), "'navy' is none of", id="no such kind"),
        pytest.param(source("x", "Party: army; group"), "a foot line that is none", id="no such line"),
    ],
)
def test_what_is_not_in_keeping_is_refused(marked: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said):
        parse(marked, "d01")


def test_the_words_are_those_of_the_model() -> None:
    pairs = [
        (PartyKind, markup.KINDS_OF_PARTY), (MoveKind, markup.KINDS_OF_MOVE), (Relation, markup.RELATIONS),
        (Strength, markup.STRENGTHS), (Manner, markup.MANNERS), (Measure, markup.MEASURES),
    ]  # fmt: skip
    assert all({str(v) for v in kind} == words for kind, words in pairs)


def test_a_checked_file_is_written_as_text_and_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, out = tmp_path / "d01.report", tmp_path / "d02.report", tmp_path / "out"
    good.write_text(SOURCE)
    bad.write_text(source("[1c x]", PARTY))
    assert main([str(good), "--out", str(out)]) == 0
    assert main([str(bad)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == ["d01.report: 2 statements, 2 moves, 1 dates", "d02.report: no line for statement 1"]
    assert (out / "d01.txt").read_text() == parse(SOURCE, "d01").text
    assert json.loads((out / "d01.json").read_text()) == parse(SOURCE, "d01").gold()


def test_our_own_reports_keep_to_the_markup() -> None:
    reports = load(Path(markup.__file__).parent / "reports")
    assert len({r.id for r in reports}) == len(reports) > 0
    assert all(r.text.startswith(r.text.splitlines()[0] + "\n\n") and "[" not in r.text for r in reports)
