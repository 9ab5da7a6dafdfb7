"""A report and its drafts: what the page shows, and what one can say of them by the API."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from goodoffices.ledger import Ledger
from goodoffices.ledger.report_list import Sought, listed
from goodoffices.web.contents.marked_text import marked_text
from goodoffices.web.contents.report import one_report
from tests.web.conftest import workbench
from tests.web.doves import TEXT, reading
from tests.web.parsing import elements, parsed


@pytest.fixture
def doves(tmp_path: Path) -> str:
    """A ledger of that report, and of nothing else."""
    file = tmp_path / "doves.db"
    with Ledger.open(file) as ledger:
        ledger.add(reading(), who="desk")
    return str(file)


@pytest.fixture
def at_doves(doves: str) -> Iterator[TestClient]:
    with workbench(doves) as client:
        yield client


def judged(client: TestClient, report: str = "r1") -> dict[str, str]:
    """What people have said of what, as the API tells it."""
    return {item["subject"]: item["status"] for item in client.get(f"/api/v1/reports/{report}").json()["judged"]}


def drafts(client: TestClient, report: str = "r1") -> list[str]:
    return [item["subject"] for item in client.get(f"/api/v1/reports/{report}").json()["drafts"]]


# What is shown


def test_drafts_come_by_consequence_and_doubt_each_link_after_its_move(at_doves: TestClient) -> None:
    assert drafts(at_doves) == ["r1.m1", "r1.m1>t2", "r1.s1"]


def test_each_draft_is_told_in_words_according_to_whom(at_doves: TestClient) -> None:
    move, link, statement = at_doves.get("/api/v1/reports/r1").json()["drafts"]
    assert move["said"] == "Front offers: stop firing, if the army left Osk"
    assert move["source"] == "According to Ana 🕊"
    assert move["how"] == "t1 Front: stop firing (ceasefire)"
    assert link["said"] == "“the army left Osk” waits for t2 Army: leave (withdrawal)"
    assert statement["how"] == "“said”, reported indirectly"
    assert (move["spans"], statement["spans"]) == ("27-38;42-59", "0-5;6-10;11-59")  # the dove counts as one character
    assert TEXT[27:38] == "stop firing"


def test_the_text_is_on_the_page_to_the_last_character_with_its_roles(at_doves: TestClient) -> None:
    root = parsed(at_doves.get("/reports/r1").text)
    words = next(e for e in elements(root) if e.get("id") == "words")
    assert "".join(words.itertext()) == TEXT
    roles = {(e.get("data-step"), e.get("data-condition")): "".join(e.itertext()) for e in words.iter("span")}
    assert roles["m1", None] == "stop firing"
    assert roles[None, "m1"] == "the army left Osk"
    assert [e.get("data-number") for e in words.iter("p")] == ["1", "2"]
    assert {e.get("dir") for e in words.iter("p")} == {"auto"}


def test_paragraphs_say_where_they_begin(doves: str) -> None:
    with Ledger.open(doves) as ledger:
        for paragraph in marked_text(one_report(ledger.as_of(), "r1")).paragraphs:
            assert TEXT[paragraph.start :].startswith("".join(s.text for s in paragraph.stretches))


def test_what_is_rejected_is_not_seen_at_rest(at_doves: TestClient) -> None:
    at_doves.post("/api/v1/drafts/r1.m1/judgement", json={"verdict": "rejected"})
    words = next(e for e in elements(parsed(at_doves.get("/reports/r1").text)) if e.get("id") == "words")
    found = next(e for e in words.iter("span") if e.get("data-step") == "m1")
    assert found.get("class") == "passage content"  # of the statement


@pytest.mark.parametrize("path", ["/reports/r99", "/reports/nothing", "/reports/r1?as_of=2025-02-01", "/api/v1/reports/r99"])
def test_there_is_no_such_report(at_doves: TestClient, path: str) -> None:
    answer = at_doves.get(path)
    assert answer.status_code == 404
    assert "no report" in answer.text


def test_as_of_a_day_one_reads_and_does_not_judge(at_doves: TestClient) -> None:
    page = at_doves.get("/reports/r1?as_of=2025-03-02").text
    assert "stop firing" in page
    assert "data-does" not in page


# What is said of drafts


def test_accepting_and_rejecting(at_doves: TestClient) -> None:
    seen = at_doves.get("/api/v1/reports/r1").json()["number"]
    done = at_doves.post("/api/v1/drafts/r1.m1/judgement", json={"verdict": "confirmed", "after": seen}).json()
    assert (done["subject"], done["event"], done["number"]) == ("r1.m1", seen + 1, seen + 1)
    assert (
        at_doves.post("/api/v1/drafts/r1.m1%3Et2/judgement", json={"verdict": "rejected", "after": done["number"]}).status_code
        == 200
    )
    assert drafts(at_doves) == ["r1.s1"]
    assert judged(at_doves) == {"r1.m1": "confirmed", "r1.m1>t2": "rejected"}


def test_correcting_fields_and_words(at_doves: TestClient) -> None:
    changes = {"kind": "refusal", "relation": None, "spans": "15-38;", "party": "army"}
    answer = at_doves.post("/api/v1/drafts/r1.m1/correction", json={"changes": changes})
    assert answer.status_code == 200
    item = at_doves.get("/api/v1/reports/r1").json()["judged"][0]
    assert (item["status"], item["said"]) == ("corrected", "Army refuses of Front: Front would stop firing")


@pytest.mark.parametrize(
    ("subject", "changes", "says"),
    [
        ("r1.m1", {}, "nothing of r1.m1 would be another"),
        ("r1.m1", {"speaker": "ana"}, "has no speaker"),
        ("r1.m1", {"party": "nobody"}, "there is no party nobody"),
        ("r1.m1", {"party": None}, "cannot be nothing"),
        ("r1.m1", {"spans": "0-9999;"}, "is not where"),
        ("r1.m1", {"spans": ";3-9"}, "is not where"),
        ("r1.m1", {"spans": "9-3;"}, "is not where"),
        ("r1.m1", {"step": 99}, "there is no t99"),
        ("r1.m1", {"status": "confirmed"}, "status"),
        ("r1.s1", {"manner": "shouted"}, "manner"),
        ("r1.m1>t2", {"kind": "offer"}, "has no kind"),
        ("r1.m9", {"kind": "offer"}, "there is no r1.m9"),
    ],
)
def test_what_cannot_be_corrected(at_doves: TestClient, subject: str, changes: dict[str, object], says: str) -> None:
    answer = at_doves.post(f"/api/v1/drafts/{subject}/correction", json={"changes": changes})
    assert answer.status_code in (404, 422)
    assert says in answer.json()["error"]
    assert judged(at_doves) == {}


def test_linking_and_cutting(at_doves: TestClient) -> None:
    done = at_doves.post("/api/v1/drafts/r1.m1/links", json={"step": "t1"}).json()
    assert done["subject"] == "r1.m1>t1"
    assert at_doves.post("/api/v1/drafts/r1.m1%3Et2/judgement", json={"verdict": "rejected"}).status_code == 200
    assert judged(at_doves) == {"r1.m1>t1": "confirmed", "r1.m1>t2": "rejected"}
    assert at_doves.post("/api/v1/drafts/r1.m1/links", json={"step": "t99"}).status_code in (404, 422)


def test_adding_what_the_reader_missed(at_doves: TestClient) -> None:
    start = TEXT.index("القوات ستنسحب")
    where = f"{start}-{start + len('القوات ستنسحب')}"
    said = at_doves.post("/api/v1/reports/r1/statements", json={"spans": f";;{where}", "speaker": None, "manner": "indirect"})
    assert said.status_code == 201, said.text
    assert said.json()["subject"] == "r1.s2"
    key = at_doves.post("/api/v1/new-parties", json={"name": "الناطق", "kind": "person"}).json()["name"]
    move = {
        "kind": "offer", "party": key, "agent": "army", "spans": f"{where};", "relation": None, "strength": "tentative",
        "statement": 2, "step": {"agent": "army", "measure": "withdrawal", "object": "القوات ستنسحب", "place": None},
    }  # fmt: skip
    done = at_doves.post("/api/v1/reports/r1/moves", json=move)
    assert done.status_code == 201, done.text
    added = next(i for i in at_doves.get("/api/v1/reports/r1").json()["judged"] if i["subject"] == done.json()["subject"])
    assert added["said"] == "الناطق offers (tentative) of Army: القوات ستنسحب"
    assert added["status"] == "confirmed"


def test_undoing_again_and_again(at_doves: TestClient) -> None:
    changes = []
    for subject in ("r1.m1", "r1.s1"):
        done = at_doves.post(f"/api/v1/drafts/{subject}/judgement", json={"verdict": "confirmed"}).json()
        changes.append((done["event"], subject))
    for left, (event, subject) in zip(({"r1.m1": "confirmed"}, {}), reversed(changes), strict=True):
        assert at_doves.post(f"/api/v1/drafts/{subject}/undo", json={"event": event}).status_code == 200
        assert judged(at_doves) == left
    assert drafts(at_doves) == ["r1.m1", "r1.m1>t2", "r1.s1"]
    assert at_doves.post("/api/v1/drafts/r1.m1/undo", json={"event": 1}).status_code in (404, 409, 422)  # no change to it


def test_two_analysts_never_overwrite_each_other_silently(doves: str, at_doves: TestClient) -> None:
    seen = at_doves.get("/api/v1/reports/r1").json()["number"]
    with Ledger.open(doves) as ledger:
        ledger.reject("r1.m1", who="Ben")
    answer = at_doves.post("/api/v1/drafts/r1.m1/judgement", json={"verdict": "confirmed", "after": seen})
    assert answer.status_code == 409
    assert "Ben" in answer.json()["error"]
    assert judged(at_doves) == {"r1.m1": "rejected"}
    other = at_doves.post("/api/v1/drafts/r1.s1/judgement", json={"verdict": "confirmed", "after": seen}).json()
    assert (other["changes"][0]["who"], other["changes"][0]["subject"]) == ("Ben", "r1.m1")  # told with the next answer


def test_changes_are_told_of_one_report_or_all(doves: str, at_doves: TestClient) -> None:
    seen = at_doves.get("/api/v1/reports/r1").json()["number"]
    assert at_doves.get(f"/api/v1/changes?since={seen}").json() == {"number": seen, "changes": [], "is_all": True}
    with Ledger.open(doves) as ledger:
        ledger.confirm("r1.s1", who="Ben", why="on tape")
        ledger.done("t1", datetime.date(2025, 3, 5), who="Ben")
    found = at_doves.get(f"/api/v1/changes?since={seen}&report=r1").json()
    assert found["number"] == seen + 2
    assert [(c["who"], c["subject"], c["said"], c["why"]) for c in found["changes"]] == [
        ("Ben", "r1.s1", "confirmed r1.s1", "on tape")
    ]
    assert [c["subject"] for c in at_doves.get(f"/api/v1/changes?since={seen}").json()["changes"]] == ["r1.s1", "t1"]


def test_what_a_later_reading_has_otherwise_is_shown_in_words(doves: str) -> None:
    with Ledger.open(doves) as ledger:
        ledger.confirm("r1.m1", who="Ana")
        ledger.add(reading("2.0", step="would stop firing"), who="desk")
    with workbench(doves) as client:
        item = client.get("/api/v1/reports/r1").json()["judged"][0]
        assert item["proposed"] == {
            "said": "words: “would stop firing” · “the army left Osk”", "is_gone": False, "changes": {"spans": "21-38;42-59"},
        }  # fmt: skip
        page = client.get("/reports/r1").text
        assert "Read again, the machine has it otherwise" in page
        client.post("/api/v1/drafts/r1.m1/correction", json={"changes": item["proposed"]["changes"]})
        item = client.get("/api/v1/reports/r1").json()["judged"][0]
        assert (item["spans"], item["proposed"]) == ("21-38;42-59", None)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("of=party&report=r1", ["Front", "Ana", "Army"]),
        ("of=party&q=ar", ["Army"]),
        ("of=step&q=osk", ["t2 · Army · leave · withdrawal"]),
        ("of=step&q=t1", ["t1 · Front · stop firing · ceasefire"]),
        ("of=step&q=front+osk", []),
        ("of=party&q=%25", []),
    ],
)
def test_parties_and_steps_are_found_by_some_letters(at_doves: TestClient, asked: str, first: list[str]) -> None:
    assert [c["said"] for c in at_doves.get(f"/api/v1/choices?{asked}").json()["choices"]] == first


# The list


def test_the_list_tells_how_many_drafts_are_left(at_doves: TestClient) -> None:
    assert [(r["report"]["id"], r["drafts"]) for r in at_doves.get("/api/v1/reports").json()["reports"]] == [("r1", 3)]
    for subject in ("r1.m1", "r1.m1%3Et2", "r1.s1"):
        at_doves.post(f"/api/v1/drafts/{subject}/judgement", json={"verdict": "confirmed"})
    assert at_doves.get("/api/v1/reports?drafts=true").json()["reports"] == []
    assert "Nothing is left to be judged" in at_doves.get("/reports?drafts=true").text


@pytest.mark.parametrize(
    ("asked", "count"),
    [("publisher=Courier", 1), ("publisher=nobody", 0), ("q=firing", 1), ("q=peacock", 0), ("publisher=&q=&after=", 1)],
)
def test_the_list_is_filtered(at_doves: TestClient, asked: str, count: int) -> None:
    assert len(at_doves.get(f"/api/v1/reports?{asked}").json()["reports"]) == count
    assert at_doves.get(f"/reports?{asked}").status_code == 200


def test_the_list_is_gone_through_page_by_page(examples: str) -> None:
    with Ledger.open(examples) as ledger:
        view = ledger.as_of()
        whole = [one.report.id for one in listed(view, Sought(), 100)]
        found: list[str] = []
        while page := listed(view, Sought(after=found[-1] if found else None), 3):
            found += [one.report.id for one in page]
        assert found == whole == [r.id for r in view.reports(100)]


def test_a_viewer_sees_no_buttons(doves: str) -> None:
    from tests.web.team import bench, with_people

    with bench(with_people(doves)) as team:
        page = team.of("Vera").get("/reports/r1").text
        assert "stop firing" in page
        assert not re.search(r"<button[^>]*data-does", page)
        assert team.of("Vera").post("/api/v1/drafts/r1.m1/judgement", json={"verdict": "confirmed"}).status_code == 403
        assert team.of("Ana").post("/api/v1/drafts/r1.m1/judgement", json={"verdict": "confirmed"}).status_code == 200
        with Ledger.open(doves) as ledger:
            assert [r.event.who for r in ledger.log("r1.m1")] == ["Ana"]
