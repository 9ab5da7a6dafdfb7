"""What the network is taught of the meanings of words, after another network."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the network is trained with PyTorch, which is not installed (the extra `train`)")
pytest.importorskip("safetensors", reason="the network starts from safetensors, which is not installed (the extra `train`)")

from tests.reading.scored import at, words_of  # noqa: E402
from training.bargaining import IGNORED, unknown_bargaining  # noqa: E402
from training.examples import Example  # noqa: E402
from training.meanings import LONGEST, PER_TEXT, SHORTEST, spans_of, teach_meanings  # noqa: E402

TEXT = "Rebels will open the road if the army leaves the town .\n\nThey will talk in May ."


def example(text: str, *moves: str) -> Example:
    """A text with such steps and conditions; no moves are known where none are given."""
    words = words_of(text)
    made = Example("x", words, *(np.full(len(words), IGNORED) for _ in range(6)))
    if moves:
        made.bargaining = unknown_bargaining(len(words))
    for number, phrase in enumerate(moves):
        span = at(words, phrase)
        made.bargaining.spans[span.start : span.end] = number
    return made


def spans(made: Example, seed: int) -> list[tuple[int, int]]:
    return list(spans_of(made, random.Random(seed)))  # noqa: S311


@pytest.mark.parametrize("moves", [("open the road", "the army leaves"), ("talk",), ()], ids=len)
def test_the_steps_and_conditions_are_among_the_spans(moves: tuple[str, ...]) -> None:
    made = example(TEXT, *moves)
    where = [at(made.words, phrase) for phrase in moves]
    assert spans(made, 0)[: len(moves)] == [(span.start, span.end) for span in where]


@pytest.mark.parametrize("text", [TEXT, TEXT.replace(" ", "\n\n"), "Talks"], ids=["two paragraphs", "a word each", "one word"])
def test_stretches_at_random_stay_inside_a_paragraph(text: str) -> None:
    made = example(text)
    paragraphs = made.words.paragraphs
    found = [spans(made, seed) for seed in range(50)]
    assert all(len(f) <= PER_TEXT for f in found)
    for start, end in (span for f in found for span in f):
        assert SHORTEST <= end - start <= LONGEST
        assert paragraphs[start] == paragraphs[end - 1]
    assert any(found) == (text == TEXT)


class Stub:
    """Vectors of four numbers, the first of them alike in all texts, the third the text's length."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        made = np.array([[1.0, 0.1 * text.count("o"), len(text), 0.0] for text in texts], dtype=np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_every_span_is_taught_a_vector_of_length_one(tmp_path: Path) -> None:
    examples, teacher = [example(TEXT, "open the road"), example("Talks"), example("They will talk")], Stub()
    teach_meanings(examples, teacher, tmp_path / "basis.npy", seed=1)
    found = [(made.words.text[made.words.starts[s] : made.words.ends[t - 1]], v) for made in examples for s, t, v in made.meanings]
    assert [text for text, _ in found] == teacher.asked
    assert teacher.asked[0] == "open the road"
    assert examples[1].meanings == []
    assert [float(np.linalg.norm(v)) for _, v in found] == pytest.approx([1] * len(found))
    cosines = np.array([v for _, v in found]) @ np.array([v for _, v in found]).T
    right = Stub().vectors(teacher.asked)
    np.testing.assert_allclose(cosines, right @ right.T, atol=1e-5, err_msg="nothing is lost where all directions are kept")


def test_the_basis_is_kept_and_used_again(tmp_path: Path) -> None:
    first, again, alone = (example(TEXT, "open the road") for _ in range(3))
    basis = tmp_path / "basis.npy"
    teach_meanings([first, example("no town so old", "so old")], Stub(), basis, seed=1)
    kept = basis.read_bytes()
    teach_meanings([again], Stub(), basis, seed=1)
    assert basis.read_bytes() == kept
    assert [v.tolist() for *_, v in again.meanings] == [v.tolist() for *_, v in first.meanings]
    np.save(basis, np.eye(4, dtype=np.float32)[:, [2]])
    teach_meanings([alone], Stub(), basis, seed=1)
    assert [v.tolist() for *_, v in alone.meanings] == [[1.0]] * len(alone.meanings)
