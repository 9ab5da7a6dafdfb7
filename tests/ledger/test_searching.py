"""Full text search takes whatever is typed for words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .telling import ledger_of, told

TEXTS = {
    "truce": "The truce in Halven holds; the guns don't. Nobody's army is NEAR the bridge.",
    "café": "Café Müller reopened: «Friede» AND ΕΙΡΗΝΗ, мир and 平和. It cost 1,500 marks (title: none).",
    "withdrawals": "Withdrawals began. They were withdrawing from the hills OR valleys - 100% of them.",
}
LEDGER = ledger_of(*(told(name=name, text=text, title=name) for name, text in TEXTS.items()))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("truce", ["truce"]), ("TRUCE halven", ["truce"]), ("truce café", []),
        ("withdrawal", ["withdrawals"]), ("withdraw", ["withdrawals"]), ("hill", ["withdrawals"]),
        ("cafe muller", ["café"]), ("Müller", ["café"]), ("ειρηνη", ["café"]), ("МИР", ["café"]), ("平和", ["café"]),
        ('"truce', ["truce"]), ('tru"ce', []), ("don't", ["truce"]), ("Nobody’s", ["truce"]), ("'; DROP TABLE words; --", []),
        ("NEAR", ["truce"]), ("NEAR(truce bridge)", ["truce"]), ("AND", ["café", "truce", "withdrawals"][:1]),
        ("OR valleys", ["withdrawals"]), ("NOT truce", []), ("-truce", ["truce"]), ("tru*", []), ("^truce", ["truce"]),
        ("title:none", ["café"]), ("title:truce", []), ("body : truce", []), ("{title body}: truce", []),
        ("1,500", ["café"]), ("100%", ["withdrawals"]), ("(truce", ["truce"]), ("truce)", ["truce"]), ("truce;", ["truce"]),
        ("", []), (" \t\n", []), ("…", []), ('"', []), ("\x00", []), ("'", []), ("()", []), ("%", []), ("_", []),
        ("nothing", []), ("truce " * 200, ["truce"]),
    ],
)  # fmt: skip
def test_what_is_found(words: str, found: list[str]) -> None:
    assert [r.title for r in LEDGER.as_of().search(words)] == found


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("truce \"'*():^-+ANDORNOTEAR{}\x00é")))
def test_anything_may_be_typed(words: str) -> None:
    assert all(r.title in TEXTS for r in LEDGER.as_of().search(words))


def test_a_title_counts_more_than_the_text() -> None:
    long = "Talks on the road, talks on the hill, and talks on the talks."
    ledger = ledger_of(
        told(name="a", text=long, title="Nothing"), told(name="b", text="Nothing of it. " + long[:20], title="Talks")
    )
    assert [r.title for r in ledger.as_of().search("talks")] == ["Talks", "Nothing"]


def test_no_more_than_asked_for() -> None:
    ledger = ledger_of(*(told(name=str(n), text=f"truce {n} {n * 7} {n * 31}") for n in range(9)))
    assert len(ledger.as_of().search("truce", most=4)) == 4
