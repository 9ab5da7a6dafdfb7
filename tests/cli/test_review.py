"""`goodoffices review`, with the keys from standard input."""

from __future__ import annotations

import pytest

from goodoffices.ledger import Ledger
from goodoffices.ledger.citing import citing
from goodoffices.ledger.views import View

from .conftest import Run

FIRST, SECOND = "r2.m3", "r2.m1"
"""The drafts that come first: both conditional offers, the less certain one before."""


def review(run: Run, talks: str, *keys: str) -> list[str]:
    """What the terminal shows, line by line."""
    done = run("review", "--ledger", talks, "--who", "ana", stdin="".join(f"{key}\n" for key in keys))
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def events(talks: str) -> list[tuple[str, str, str]]:
    """What people have done: who, what, to what."""
    with Ledger.open(talks) as ledger:
        return [(r.event.who, r.event.kind, getattr(r.event, "verdict", "")) for r in ledger.log() if r.event.kind != "added"]


def test_a_draft_is_shown_with_its_words_marked_in_their_paragraph(run: Run, talks: str) -> None:
    lines = review(run, talks)
    assert lines[0] == "16 drafts"
    shown = " ".join(" ".join(lines).split())
    assert f"{FIRST} · draft, read with moderate confidence" in shown
    assert "Government of Orsania offers (tentative): withdraw from the bridges, after the Front had kept" in shown
    assert "According to Foreign Minister Ana Oro, in r2 “Truce for bridges”, Halven Wire, 5 March 2031, paragraph 3" in shown
    assert "The government might ⟦withdraw from the bridges⟧ after ⟦the Front had kept the truce for a week⟧, Foreign" in shown
    assert "“We shall not leave a single bridge,” said General Ivo Stam." in shown
    assert "name a liaison officer" not in shown


@pytest.mark.parametrize(
    ("keys", "happened", "told"),
    [
        ((), [], "nothing judged; 16 drafts left"),
        (("q",), [], "nothing judged; 16 drafts left"),
        (("y",), [("ana", "judged", "confirmed")], "1 confirmed; 15 drafts left"),
        (("Y",), [("ana", "judged", "confirmed")], "1 confirmed; 15 drafts left"),
        (("n",), [("ana", "judged", "rejected")], "1 rejected; 14 drafts left"),  # its link to a step goes with it
        (("s",), [], "1 skipped; 16 drafts left"),
        (("x", "", "y"), [("ana", "judged", "confirmed")], "1 confirmed; 15 drafts left"),
        (("c", "", "y"), [("ana", "judged", "confirmed")], "1 confirmed; 15 drafts left"),
        (("c", "kind", "demand", "strength", "firm", ""), [("ana", "corrected", "")], "1 corrected; 15 drafts left"),
        (("c", "kind", "prayer", "", "s"), [], "1 skipped; 16 drafts left"),
        (("c", "colour", "s"), [], "1 skipped; 16 drafts left"),
        (("c", "party", "Nobody", "s"), [], "1 skipped; 16 drafts left"),
        (("m", "Ana Oro", "the mediator", "s"), [("ana", "merged", "")], "1 skipped; 16 drafts left"),
        (("m", "Ana Oro", "Nobody", "s"), [], "1 skipped; 16 drafts left"),
        (("s",) * 20, [], "16 skipped; 16 drafts left"),
        (("y",) * 20, [("ana", "judged", "confirmed")] * 16, "16 confirmed; no drafts left"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) and all(isinstance(x, str) for x in value) else "",
)
def test_one_key_each(run: Run, talks: str, keys: tuple[str, ...], happened: list[tuple[str, str, str]], told: str) -> None:
    assert review(run, talks, *keys)[-1] == told
    assert events(talks) == happened


def test_a_correction_gives_fields_other_values(run: Run, talks: str) -> None:
    review(run, talks, "c", "kind", "demand", "party", "Ivo Stam", "step", "t1", "")
    with Ledger.open(talks) as ledger, citing(View(ledger.engine)) as cite:
        fact = cite.fact(FIRST)
    assert (fact.kind, fact.party, fact.step, fact.status) == ("demand", "ivo-stam", "t1", "corrected")


def test_what_cannot_be_is_told_and_asked_again(run: Run, talks: str) -> None:
    shown = "\n".join(review(run, talks, "c", "step", "t99", "", "q"))
    assert "goodoffices: there is no t99 in this ledger" in shown
    assert events(talks) == []


def test_a_merged_party_is_shown_by_its_new_name_at_once(run: Run, talks: str) -> None:
    shown = review(run, talks, "m", "government-of-orsania", "Ivo Stam", "q")
    assert sum("Ivo Stam offers (tentative)" in line for line in shown) == 1


def test_what_was_judged_does_not_come_again(run: Run, talks: str) -> None:
    review(run, talks, "y", "n")
    assert review(run, talks)[2].startswith("r2.m3>t1 · draft")  # what the confirmed one waits for; the link of the other is moot


def test_a_link_is_right_or_wrong(run: Run, talks: str) -> None:
    shown = " ".join(" ".join(review(run, talks, "s", "s", "c", "n", "q")).split())
    assert "“the army gave up its two bridges” waits for t2 Government of Orsania: the bridges (withdrawal)" in shown
    assert "r2.m1>t2 is right or wrong: y or n" in shown
    with Ledger.open(talks) as ledger, citing(View(ledger.engine)) as cite:
        assert cite.fact("r2.m1>t2").status == "rejected"


def test_nothing_of_a_report_steers_the_terminal(run: Run, talks: str) -> None:
    shown = "\n".join(review(run, talks, *"sssssssssssssss"))
    assert "\x1b" not in shown


def test_a_ledger_without_drafts_has_nothing_to_ask(run: Run, tmp_path: object) -> None:
    with Ledger.open(f"{tmp_path}/new.db"):
        pass
    assert review(run, f"{tmp_path}/new.db", "y") == ["no drafts", "", "nothing judged; no drafts left"]
