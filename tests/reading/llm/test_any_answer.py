"""Whatever a model answers: a valid reading, all words of which are the report's."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.model import Manner, Measure, MoveKind, PartyKind, ReaderName, Reading, Relation, Report, Strength
from goodoffices.reading.llm.assembly import Assembly
from goodoffices.reading.llm.chunks import chunks
from goodoffices.reading.llm.schema import Answer

from .talks import TEXT

words = st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=6).map(" ".join)
cut = st.tuples(st.integers(0, len(TEXT)), st.integers(1, 60)).map(lambda c: TEXT[c[0] : c[0] + c[1]])
strings = st.one_of(cut, cut.map(lambda s: s.replace("“", '"').upper()), words, st.text(max_size=20), st.none())
lists = st.lists(strings, max_size=3)
numbers = st.none() | st.floats() | st.integers() | st.text(max_size=3)


def one_of(values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([v.value for v in values]) | st.none() | st.text(max_size=5)


ids = st.sampled_from(["1", "2", "3"])
answers = st.fixed_dictionaries(
    {
        "parties": st.lists(
            st.fixed_dictionaries(
                {"name": strings, "kind": one_of(PartyKind), "aliases": lists, "speaks_for": strings, "backs": lists}
            ),
            max_size=4,
        ),
        "statements": st.lists(
            st.fixed_dictionaries(
                {"id": ids, "source": strings, "cue": strings, "content": lists, "speaker": strings, "via": lists,
                 "manner": one_of(Manner), "confidence": numbers}
            ),
            max_size=4,
        ),
        "moves": st.lists(
            st.fixed_dictionaries(
                {"id": ids, "kind": one_of(MoveKind), "party": strings, "agent": strings, "step": strings, "condition": strings,
                 "relation": one_of(Relation), "strength": one_of(Strength), "measure": one_of(Measure), "place": strings,
                 "statement": ids, "confidence": numbers}
            ),
            max_size=4,
        ),
        "dates": st.lists(st.fixed_dictionaries({"text": strings, "date": st.dates().map(str) | strings, "of": ids}), max_size=3),
    }
)  # fmt: skip


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(answers, min_size=2, max_size=2))
def test_any_answer_gives_a_valid_reading_of_words_that_are_in_the_text(given_answers: list[dict[str, Any]]) -> None:
    report = Report.of(TEXT)
    assembly = Assembly(report)
    for chunk, answer in zip(chunks(TEXT, 250), given_answers, strict=False):
        assembly.add(chunk, Answer.model_validate(answer))
    reading = assembly.reading(ReaderName(name="llm:any", version="1"))
    assert Reading.model_validate_json(reading.model_dump_json()) == reading
    assert all(s.text == TEXT[s.start : s.end] for s in reading.spans())
    assert all(name in TEXT for p in reading.parties for name in (p.name, *p.aliases))
    assert all(m.place is None or m.place in TEXT for m in reading.moves)
    assert [s.id for s in reading.statements] == [f"s{i}" for i in range(1, len(reading.statements) + 1)]
    starts = [s.content[0].start for s in reading.statements]
    assert starts == sorted(starts)
