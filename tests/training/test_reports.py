"""Our own training reports: readable, and no copies of the texts that the reader is measured on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from training.corpus import HELD_OUT, REPORTS, attributed, held_out_reports
from training.markup import MarkedReport, load

MEASURED = Path(__file__).parents[2].parent / "shared" / "peace" / "dev"
LONGEST = 60
"""So many characters may agree by chance, or because reports are written like that."""


@pytest.fixture(scope="module")
def reports() -> list[MarkedReport]:
    return load(REPORTS)


def passages(text: str) -> set[str]:
    """All runs of characters longer than LONGEST, whatever the white space between words."""
    text = " ".join(text.split())
    return {text[i : i + LONGEST + 1] for i in range(len(text) - LONGEST)}


def test_passages_are_found_over_other_line_breaks() -> None:
    words = "who said that they would come to the lake if the others came too"
    assert passages(f"Rebels, {words}.") & passages(words.replace(" they", "\nthey"))
    assert not passages(words[:LONGEST])


def test_every_file_parses(reports: list[MarkedReport]) -> None:
    assert [r.id for r in reports] == sorted(f.name.removesuffix(".report") for f in REPORTS.iterdir())


def test_every_span_is_inside_its_text_and_not_empty(reports: list[MarkedReport]) -> None:
    for report in reports:
        spans = [s for x in report.statements.values() for s in (x["source"], x["cue"], *x["content"])]
        spans += [s for m in report.moves.values() for s in (m["step"], m["condition"])]
        spans += [d["span"] for d in report.dates]
        assert all(report.text[s:e].strip() for s, e in filter(None, spans)), report.id


def test_some_are_kept_for_measuring_and_all_teach_attributions(reports: list[MarkedReport]) -> None:
    kept = [t.id for t in held_out_reports()]
    assert kept == [r.id for r in reports if r.id[0] in HELD_OUT]
    assert 0 < len(kept) < len(reports) / 2
    assert [r.id for r in reports if not attributed(r).attributions] == []


def test_no_report_repeats_a_text_that_the_reader_is_measured_on(reports: list[MarkedReport]) -> None:
    measured = {f.stem: passages(f.read_text()) for f in sorted(MEASURED.glob("*.txt"))}
    if not measured:
        pytest.skip(f"the texts that the reader is measured on are not in {MEASURED}")
    repeated = [(r.id, name, min(both)) for r in reports for name, texts in measured.items() if (both := passages(r.text) & texts)]
    assert repeated == []


def test_dates_are_days_of_the_calendar_and_bound_what_is_there(reports: list[MarkedReport]) -> None:
    for report in reports:
        for found in report.dates:
            assert date.fromisoformat((found["date"] + "-01-01")[:10]), report.id
            assert found["of"] in {None, *report.moves, *report.statements}, (report.id, found)
