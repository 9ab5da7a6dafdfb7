"""Several reports at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from goodoffices.errors import DocumentError, GoodOfficesError, ReadingError
from goodoffices.model import ReaderName, Reading, Report
from goodoffices.reading import read_all


class Listed:
    """A reader that finds nothing, and refuses reports whose id is "bad"."""

    def read(self, report: Report) -> Reading:
        if report.id == "bad":
            raise ReadingError("bad cannot be read")
        return Reading(report=report, reader=ReaderName(name="listed", version="0"))


def ids(outcomes: Iterator[Reading | GoodOfficesError]) -> list[str]:
    return [str(o) if isinstance(o, GoodOfficesError) else o.report.id for o in outcomes]


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_outcomes_come_in_the_order_of_the_reports(cores: int) -> None:
    names = ["bad" if i % 7 == 3 else f"r{i}" for i in range(40)]
    expected = ["bad cannot be read" if n == "bad" else n for n in names]
    assert ids(read_all((Report.of("x", id=n) for n in names), reader=Listed(), cores=cores)) == expected


def test_errors_among_the_reports_keep_their_place() -> None:
    reports = [Report.of("x", id="a"), DocumentError("b is empty"), Report.of("x", id="c")]
    assert ids(read_all(reports, reader=Listed())) == ["a", "b is empty", "c"]


def test_only_a_few_reports_are_fetched_ahead() -> None:
    fetched = []

    def reports() -> Iterator[Report]:
        for i in range(10_000):
            fetched.append(i)
            yield Report.of("x", id=str(i))

    assert next(read_all(reports(), reader=Listed(), cores=2)) is not None
    assert len(fetched) < 10


def test_other_exceptions_are_not_swallowed() -> None:
    class Broken:
        def read(self, report: Report) -> Reading:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(read_all([Report.of("x")], reader=Broken()))
