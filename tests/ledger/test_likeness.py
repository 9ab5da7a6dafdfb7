"""The same story in two papers, told by MinHash (Broder 1997)."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.ledger.adding import Outcome
from goodoffices.ledger.likeness import BANDS, ROWS, SAME_STORY, likeness, shingles, signature, stories

from .telling import Says, filler, ledger_of, told

words = st.lists(st.sampled_from(["truce", "road", "front", "minister", "river", "said", "Monday", "would"]), max_size=30)
layouts = st.sampled_from(["one line", "many lines", "CAPITALS", "full stops"])


def laid_out(said: list[str], layout: str) -> str:
    match layout:
        case "many lines":
            return "\n\n".join(said)
        case "CAPITALS":
            return " ".join(said).upper()
        case "full stops":
            return ". ".join(said) + " …"
    return " ".join(said)


@given(words, layouts, layouts)
def test_capitals_punctuation_and_layout_do_not_count(said: list[str], one: str, other: str) -> None:
    a, b = (shingles(laid_out(said, layout)) for layout in (one, other))
    assert likeness(a, b) == 1
    assert signature(a) == signature(b)


@given(words, words)
def test_likeness_is_the_share_of_runs_of_five_words_in_common(one: list[str], other: list[str]) -> None:
    a, b = (shingles(" ".join(said)) for said in (one, other))
    assert likeness(a, b) == likeness(b, a)
    runs = [{tuple(said[i : i + 5]) for i in range(max(len(said) - 4, 1))} if said else set() for said in (one, other)]
    runs = [{tuple(w.casefold() for w in run) for run in found} for found in runs]
    either = runs[0] | runs[1]
    assert likeness(a, b) == pytest.approx(len(runs[0] & runs[1]) / len(either) if either else 1)


@given(words)
def test_a_signature_is_of_numbers_that_any_database_holds(said: list[str]) -> None:
    found = signature(shingles(" ".join(said)))
    assert len(found) == len(set(found)) == (BANDS if said else 0)
    assert all(0 <= band < 2**31 for band in found)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8, 0.95])
def test_as_many_bands_agree_as_the_likeness_foretells(kept: float) -> None:
    """A row agrees with the probability of the likeness, a band when all of its rows do."""
    shares, foretold = [], []
    for n in range(150):
        common = filler(f"common {n}", round(200 * kept)).split()
        a, b = (shingles(" ".join(common + filler(f"{x} {n} {kept}", 200 - len(common)).split())) for x in "ab")
        shares.append(len(set(signature(a)) & set(signature(b))) / BANDS)
        foretold.append(likeness(a, b) ** ROWS)
    assert fmean(shares) == pytest.approx(fmean(foretold), abs=0.05)


def changed(text: str, every: int) -> str:
    """The text with each so-manieth word another."""
    return " ".join(f"other{n}" if n % every == every - 1 else w for n, w in enumerate(text.split()))


STORY = filler("story", 300)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (f"HALVEN, 3 March (Reuters) - {STORY} Reporting by A. Oro", True),
        (STORY.upper().replace(" ", "\n"), True),
        (" ".join(STORY.split()[:260]), True),
        (changed(STORY, 60), True),
        (changed(STORY, 6), False),
        (" ".join(STORY.split()[:120]), False),
        (filler("another", 300), False),
        ("", False),
        ("Short.", False),
    ],
    ids=["by another wire", "laid out otherwise", "cut at the end", "a few words changed", "every sentence changed",
         "a third of it", "another story", "nothing", "one word"],
)  # fmt: skip
def test_which_reports_tell_the_same_story(text: str, same: bool) -> None:
    ledger = ledger_of(told(text=STORY, name="first"), told(text=filler("between", 300), name="between"))
    reading = told(name="second").model_copy(update={"report": told().report.of(text, id="second")})
    added = ledger.add(reading)
    assert (added.outcome, added.story) == ((Outcome.SAME_STORY, 1) if same else (Outcome.NEW, 3))
    assert (likeness(shingles(STORY), shingles(text)) >= SAME_STORY) is same


def test_a_third_paper_joins_the_first_ones_story() -> None:
    ledger = ledger_of(*(told(text=f"{paper} {STORY}", name=paper) for paper in ("Wire", "Courier", "Herald")))
    assert [r.story for r in ledger.as_of().reports()] == ["r1", "r1", "r1"]


def test_reports_without_words_are_each_their_own() -> None:
    readings = [told().model_copy(update={"report": told().report.of(text)}) for text in ("", "…", "— !")]
    empty = [r.model_copy(update=dict.fromkeys(("parties", "statements", "moves", "steps", "step_mentions"), ())) for r in readings]
    ledger = ledger_of(*empty)
    assert [r.story for r in ledger.as_of().reports()] == ["r3", "r2", "r1"]


def test_the_very_same_text_is_the_same_report() -> None:
    ledger = ledger_of(told(Says("Orsania", "open the road"), name="wire"))
    assert ledger.add(told(Says("Orsania", "open the road"), name="wire")).outcome is Outcome.KNOWN
    assert len(ledger.as_of().reports()) == 1


def test_stories_among_texts() -> None:
    """As a ledger to which they are added one after the other has them."""
    body = filler("wire", 200)
    texts = [filler("other"), body, f"HALVEN (Courier) {body}", "", body, filler("third"), f"{body} And so on."]
    assert stories(texts) == [0, 1, 1, 3, 1, 5, 1]
    ledger = ledger_of(*(told(text=text, name=str(n)) for n, text in enumerate(texts) if text))
    assert [r.event.story for r in ledger.log() if r.event.kind == "added"] == [1, 2, 2, 4, 2]  # type: ignore[union-attr]
    assert stories([]) == []
