"""Single sentences with their moves: the markup, and what is taught of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.corpus import SENTENCES
from training.markup import MarkupError
from training.sentences import TOGETHER, load, parse

RIVER = (
    "[1 The rebels] said [1 they] would [a: stop shelling Hara] only if [a? [2 the army] left the ridge]."
    " || a: offer; 1; 1; firm; ceasefire; only if || a?: 2; withdrawal"
)
QUIET = "Shells fell on Hara on Monday."


def test_a_sentence_with_its_parties_and_its_move() -> None:
    text, found = parse(RIVER)
    assert text == "The rebels said they would stop shelling Hara only if the army left the ridge."
    assert [[text[s:e] for s, e in found.mentions[party]] for party in "12"] == [["The rebels", "they"], ["the army"]]
    (move,) = found.moves
    assert (text[slice(*move["step"])], text[slice(*move["condition"])]) == ("stop shelling Hara", "the army left the ridge")
    assert (move["kind"], move["party"], move["agent"], move["measure"]) == ("offer", "1", "1", "ceasefire")
    assert move["waits_for"] == {"agent": "2", "measure": "withdrawal", "names": []}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("[1 X] will [a: go].", "no line for move a", id="a mark without a line"),
        pytest.param("[1 X] will go. || a: offer; 1; 1; firm; talks", "move a has no step", id="a line without a mark"),
        pytest.param("[1 X] will [a: go]. || a: offer; 1; 2; firm; talks", "no party '2' is marked", id="a party not marked"),
        pytest.param("[1 X] will [a: go]. || a: offer; 1; 1; firm; dance", "'dance' is none of", id="an unknown measure"),
        pytest.param("[1 X] will [a: go]. || a: offer; 1; 1; firm; talks; if", "come together", id="a relation without condition"),
        pytest.param("[1 X] will [a: go. || a: offer; 1; 1; firm; talks", "never closed", id="an open mark"),
        pytest.param("[1 X] will [a: go]. || a?: 1; talks", "the line of move a comes first", id="a condition of no move"),
    ],
)
def test_what_does_not_keep_to_the_markup_is_said(line: str, told: str) -> None:
    with pytest.raises(MarkupError, match=told):
        parse(line)


def test_several_sentences_make_one_text_whose_parties_and_moves_keep_apart(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("\n".join([QUIET, *[RIVER] * TOGETHER]))
    first, second = load(tmp_path)
    assert first.text.count("\n\n") == TOGETHER
    assert first.bargaining is not None
    assert len(first.bargaining.moves) == TOGETHER - 1
    for move in first.bargaining.moves:
        assert first.text[slice(*move["step"])] == "stop shelling Hara"
        assert first.text[slice(*move["condition"])] == "the army left the ridge"
        assert all(s < move["step"][0] < s + 60 for s, _ in first.bargaining.mentions[move["party"]]), "its own rebels"
    assert second.bargaining is not None
    assert len(second.bargaining.moves) == 1


def test_all_our_sentences_keep_to_the_markup() -> None:
    assert sum(len(t.bargaining.moves) for t in load(SENTENCES) if t.bargaining) > 1500
