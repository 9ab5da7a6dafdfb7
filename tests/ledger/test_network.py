"""The network of parties counts the ties that `relations` tells one by one."""

from __future__ import annotations

from collections import Counter

from goodoffices.ledger import Ledger
from goodoffices.ledger.network import network, ties_told
from goodoffices.ledger.relations import Tie, ties
from tests.exchange.rivers import TEXT, rivers

from .telling import Says, day, ledger_of, told

TALKS = (
    told(
        Says("Selm Army", "pull back", "if", "open roads", "Upland Front"),
        Says("Upland Front", "open roads", "after", "come", "Lakes Council"),
        Says("Lakes Council", "lift the siege", kind="support", agent="Selm Army"),
        name="monday", published="2031-03-03",
    ),
    told(
        Says("Selm Army", "pull back", "if", "open roads", "Upland Front"),
        Says("Norhal", "pull back", kind="opposition", agent="Selm Army"),
        Says("Lakes Council", "come", "unless", "shell", "Selm Army"),
        Says("Selm Army", "shell", "if", "march", "Upland Front", kind="threat"),
        name="tuesday", published="2031-03-04",
    ),
)  # fmt: skip
"""The army waits for the rebels, twice; they for the envoy; who comes unless the army shells waits for nothing."""


def counted(ledger: Ledger, by: str | None = None) -> dict[tuple[str, str, str], int]:
    found = network(ledger.as_of(day(by) if by else None))
    return {(t.party, t.tie.value, t.other): t.count for t in found.ties}


def one_by_one(ledger: Ledger, by: str | None = None) -> dict[tuple[str, str, str], int]:
    return dict(Counter((t.party, t.tie.value, t.other) for t in ties(ledger.as_of(day(by) if by else None))))


def test_ties_are_counted() -> None:
    with ledger_of(*TALKS) as ledger:
        assert counted(ledger) == {
            ("selm-army", "waits for", "upland-front"): 2,
            ("upland-front", "waits for", "lakes-council"): 1,
            ("lakes-council", "supports", "selm-army"): 1,
            ("norhal", "opposes", "selm-army"): 1,
        }
        assert counted(ledger, "2031-03-03") == {
            ("selm-army", "waits for", "upland-front"): 1,
            ("upland-front", "waits for", "lakes-council"): 1,
            ("lakes-council", "supports", "selm-army"): 1,
        }
        assert counted(ledger, "2031-03-02") == {}


def test_they_are_those_that_are_told_one_by_one(any_ledger: Ledger) -> None:
    for n in range(3):
        any_ledger.add(rivers(f"{TEXT}\nAnother day, {n}.\n"), who="eve")
    for reading in TALKS:
        any_ledger.add(reading, who="eve")
    for by in (None, "2031-03-03", "2031-03-02"):
        assert counted(any_ledger, by) == one_by_one(any_ledger, by)
    any_ledger.reject("r4.m1", who="eve")
    any_ledger.merge("lakes-council", "norhal", who="eve")
    assert counted(any_ledger) == one_by_one(any_ledger)
    assert counted(any_ledger)["selm-army", "waits for", "upland-front"] == 1
    any_ledger.merge("selm-army", "upland-front", who="eve")
    assert counted(any_ledger) == one_by_one(any_ledger)
    assert not [party for party, _, other in counted(any_ledger) if party == other]


def test_only_the_parties_of_which_most_is_told() -> None:
    with ledger_of(*TALKS) as ledger:
        found = network(ledger.as_of()).strongest(2)
        assert [p.key for p in found.parties] == ["selm-army", "upland-front"]  # in four ties, and in three
        assert [(p.ties, p.name) for p in found.parties] == [(4, "Selm Army"), (3, "Upland Front")]
        assert found.of == 4
        assert [(t.party, t.other) for t in found.ties] == [("selm-army", "upland-front")]


def test_the_network_of_one_party() -> None:
    with ledger_of(*TALKS) as ledger:
        found = network(ledger.as_of()).around("lakes-council", 10)
        assert {(t.party, t.other) for t in found.ties} == {("upland-front", "lakes-council"), ("lakes-council", "selm-army")}
        assert {p.key for p in found.parties} == {"upland-front", "lakes-council", "selm-army"}
        assert network(ledger.as_of()).around("nobody", 10).ties == ()


def test_each_tie_has_its_last_words() -> None:
    with ledger_of(rivers(), *TALKS) as ledger:
        view = ledger.as_of()
        found = network(view)
        said = ties_told(view, found.ties)
        waits = said[Tie.WAITS_FOR, "selm-army", "upland-front"]
        assert (waits.at, waits.words and waits.words.text, waits.condition and waits.condition.text) == (
            "r3.m1", "pull back", "open roads",
        )  # fmt: skip
        assert waits.source.speaker == "Selm Army"
        assert waits.is_draft
        one_told = {(t.tie, t.party, t.other): t for t in ties(view)}
        for where, tie in said.items():
            assert tie.words == one_told[where].words or tie.at.startswith("r3")
            assert tie.source.report == tie.at.partition(".")[0]
