"""Readings of any text whatever: JSON loses nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model import Move, Party, PartyKind, ReaderName, Reading, Report, Span, Statement

READER = ReaderName(name="hand", version="1")


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(min_size=2, max_size=30))
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    spans = cuts.map(lambda c: Span.of(text, c[0], c[1]))
    confidence = st.floats(0, 1)
    ids = draw(st.lists(st.text(), min_size=1, max_size=3, unique=True))
    names = st.sampled_from(ids)
    people = [Party(id=i, name=draw(st.text()), kind=draw(st.sampled_from(PartyKind)), mentions=(draw(spans),)) for i in ids]
    content = st.lists(spans, min_size=1, max_size=3).map(tuple)

    def said(id: str) -> st.SearchStrategy[Statement]:
        ids_ = {"id": st.just(id), "speaker": names, "via": st.tuples(names)}
        return st.builds(Statement, source=spans, cue=spans, content=content, confidence=confidence, **ids_)

    free = st.text().filter(lambda i: i not in ids)
    statements = [draw(said(i)) for i in draw(st.lists(free, max_size=2, unique=True))]
    whose = st.none() | st.sampled_from([s.id for s in statements]) if statements else st.none()
    taken = {*ids, *(s.id for s in statements)}
    moved = st.builds(
        Move,
        id=st.text().filter(lambda i: i not in taken),
        party=names,
        agent=names,
        step=spans,
        condition=st.none(),
        relation=st.none(),
        statement=whose,
    )
    moves = (draw(moved),) if draw(st.booleans()) else ()
    return Reading(report=Report.of(text), reader=READER, parties=tuple(people), statements=tuple(statements), moves=moves)


@settings(deadline=None, max_examples=40)
@given(readings())
def test_any_reading_survives_json(reading: Reading) -> None:
    assert Reading.model_validate_json(reading.model_dump_json()) == reading
    assert all(s.is_in(reading.report.text) for s in reading.spans())
