"""Adding reports in the browser: files, a pasted text, the example; told one by one what became of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from goodoffices.errors import DocumentError
from goodoffices.ledger import Ledger
from goodoffices.web import reading
from goodoffices.web.contents.adding import example
from tests.web.conftest import EXAMPLES
from tests.web.team import bench, with_people

WIRE, COURIER = EXAMPLES[0], EXAMPLES[1]
TEXT = (
    "Guns over the Selm\n\nThe army of Estvar said on Monday that it would open the road if the rebels released the prisoners. "
    "Nobody in the capital of Halmin expected that, and the rebels did not answer.\n"
)


def send(client: TestClient, name: str, content: bytes) -> list[dict[str, str | None]]:
    answer = client.post("/api/v1/reports/files", files={"file": (name, content, "application/octet-stream")})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, str | None]] = answer.json()["reports"]
    return found


def test_a_file_is_new_then_known_and_another_paper_has_its_story(on_nothing: TestClient) -> None:
    (new,) = send(on_nothing, WIRE.name, WIRE.read_bytes())
    assert (new["became"], new["report"], new["name"]) == ("new", "r1", WIRE.name)
    assert "move" in (new["found"] or "")
    (known,) = send(on_nothing, WIRE.name, WIRE.read_bytes())
    assert (known["became"], known["report"]) == ("known", "r1")
    (same,) = send(on_nothing, COURIER.name, COURIER.read_bytes())
    assert (same["became"], same["report"], same["story"]) == ("the same story", "r2", "r1")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty.txt is empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "OCR"),
        ("broken.pdf", b"%PDF-1.7 and no more", "broken.pdf"),
        ("../../etc/passwd", b"", "passwd is empty"),
        ("C:\\reports\\a.txt", b"  \n", "a.txt contains no text"),
        ("\u202egpj.txt", b"", "empty"),
        ("français.txt", b"Le ministre a dit lundi que la route serait ouverte si les rebelles rendaient les armes." * 4,
         "another language"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(on_nothing: TestClient, name: str, content: bytes, says: str) -> None:
    (failed,) = send(on_nothing, name, content)
    assert failed["became"] == "failed"
    assert says in (failed["why"] or "")
    assert "/tmp" not in (failed["why"] or ""), "no path of ours"  # noqa: S108
    assert len((failed["why"] or "").splitlines()) == 1
    assert failed["report"] is None


def test_a_name_is_never_a_path_nor_an_address(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT)
    for name in (str(secret), f"file://{secret}", "http://127.0.0.1:1/a.txt", "-", ".", "..", ""):
        for found in reading.documents(name, b"Other words, which nobody keeps secret, at some length.\n"):
            assert not isinstance(found, DocumentError)
            assert "Other words" in found.text
            assert "/" not in found.origin


def test_a_mailbox_has_several_reports_and_not_too_many(on_nothing: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = (
        "From a@b Mon Mar  3 09:00:00 2031\nFrom: a@b\nTo: c@d\nDate: Mon, 3 Mar 2031 09:00:00 +0000\nSubject: {n}\n\n{text}\n\n"
    )
    box = "".join(letter.format(n=n, text=f"{TEXT} Letter {n} has {'more ' * n}words.") for n in range(3)).encode()
    assert len(send(on_nothing, "box.mbox", box)) == 3
    monkeypatch.setattr("goodoffices.web.contents.adding.MOST_IN_A_FILE", 2)
    *_, last = send(on_nothing, "box.mbox", box)
    assert last["became"] == "failed"
    assert "more than 2 reports" in (last["why"] or "")


def test_a_pasted_text(on_nothing: TestClient) -> None:
    said = {"text": TEXT, "publisher": "Norwire", "published": "2031-03-03"}
    (added,) = on_nothing.post("/api/v1/reports/text", json=said).json()["reports"]
    assert (added["became"], added["title"]) == ("new", "Guns over the Selm")
    report = on_nothing.get("/api/v1/reports").json()["reports"][0]
    fact = report.get("report", report)
    assert (fact["publisher"], fact["day"]) == ("Norwire", "2031-03-03")


@pytest.mark.parametrize(
    "said",
    [
        {}, {"text": ""}, {"text": " \n"}, {"text": TEXT, "published": "Monday"}, {"text": TEXT, "path": "/etc/passwd"},
        {"text": TEXT, "url": "http://x.example"}, {"text": TEXT, "title": "t" * 501}, {"text": 7},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(on_nothing: TestClient, said: dict[str, object]) -> None:
    answer = on_nothing.post("/api/v1/reports/text", json=said)
    assert answer.status_code == 422
    assert list(answer.json()) == ["error"]
    assert on_nothing.get("/api/v1/talks").json()["reports"] == 0


def test_a_file_is_needed(on_nothing: TestClient) -> None:
    assert on_nothing.post("/api/v1/reports/files", json={"file": "x"}).status_code == 422
    assert on_nothing.post("/api/v1/reports/files", data={"file": "/etc/passwd"}).status_code == 422


def test_the_example_goes_into_an_empty_ledger(on_nothing: TestClient) -> None:
    assert [f.name for f in example()] == [f.name for f in EXAMPLES]
    added = on_nothing.post("/api/v1/reports/example").json()["reports"]
    assert {a["became"] for a in added} <= {"new", "the same story"}
    assert len(added) == len(EXAMPLES)
    again = on_nothing.post("/api/v1/reports/example")
    assert again.status_code == 422
    assert "not empty" in again.json()["error"]
    assert "What could start today" in on_nothing.get("/").text


def test_who_added_it_is_recorded(tmp_path: Path) -> None:
    file = tmp_path / "talks.db"
    with Ledger.open(file):
        pass
    with bench(with_people(str(file))) as team:
        assert team.of("Vera").post("/api/v1/reports/text", json={"text": TEXT}).status_code == 403
        assert team.of("Ana").post("/api/v1/reports/text", json={"text": TEXT}).status_code == 200
    with Ledger.open(file) as ledger:
        assert [r.event.who for r in ledger.log()] == ["Ana"]


def test_adding_has_a_page(on_nothing: TestClient, client: TestClient) -> None:
    page = on_nothing.get("/add").text
    assert 'type="file"' in page
    assert "Open the example" in page
    assert "Open the example" not in client.get("/add").text
