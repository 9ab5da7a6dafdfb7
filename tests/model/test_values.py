"""What all values share: a JSON form that comes back equal, no change after birth, no unknown fields."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from goodoffices import model
from goodoffices.model import (
    AtLeast,
    Commitment,
    Condition,
    DateMention,
    Done,
    Interpretation,
    Manner,
    Measure,
    Move,
    MoveKind,
    Not,
    Party,
    PartyKind,
    Position,
    ReaderName,
    Reading,
    Relation,
    Report,
    Role,
    Span,
    Stance,
    Statement,
    Step,
    StepMention,
    StepPart,
    Strength,
    Until,
    all_of,
    any_of,
)
from goodoffices.model.base import Value

TEXT = "Rebels would stop firing on Friday if the army leaves, their “spokesman” said. 🕊"
DAY = datetime.date(2020, 2, 21)
CONDITION = all_of(Done(step="withdraw"), Not(part=any_of(Done(step="attack"), Until(day=DAY))))
PARTY = Party(
    id="p1",
    name="Rebels",
    kind=PartyKind.ARMED_GROUP,
    aliases=("the movement",),
    roles=(Role.ARMED_GROUP, Role.OPPOSITION),
    mentions=(Span.of(TEXT, 0, 6),),
)
STATEMENT = Statement(
    id="s1",
    source=Span.of(TEXT, 55, 72),
    cue=Span.of(TEXT, 73, 77),
    content=(Span.of(TEXT, 0, 53),),
    speaker="p1",
    via=("p1",),
    manner=Manner.INDIRECT,
    confidence=0.5,
)
MOVE = Move(
    id="m1",
    kind=MoveKind.OFFER,
    party="p1",
    agent="p1",
    step=Span.of(TEXT, 13, 24),
    condition=Span.of(TEXT, 38, 53),
    relation=Relation.IF,
    strength=Strength.TENTATIVE,
    measure=Measure.CEASEFIRE,
    place="Kasai",
    statement="s1",
    confidence=1.0,
)
DATE = DateMention(start=28, end=34, text="Friday", date="2020-02-21", of="m1")
STEP = Step(id="truce", agent="p1", measure=Measure.CEASEFIRE, object="all fronts", place="Kasai")
MENTION = StepMention(step="truce", move="m1", part=StepPart.STEP, confidence=0.25)
POSITION = Position(
    party="p1", issue="truce", stance=Stance.CONDITIONAL, date=DAY, condition=CONDITION, red_line=True, evidence=("m1",)
)
INTERPRETATION = Interpretation(id="i1", party="p1", clause=Span.of(TEXT, 38, 53), meaning=Span.of(TEXT, 42, 53), statement="s1")
REPORT = Report.of(TEXT, id="truce", origin="-", title="Truce on offer", published=DAY, language="en", notes=("a note",))
READER = ReaderName(name="hand", version="1")
EXAMPLES: tuple[Value, ...] = (
    *(CONDITION, Done(step="withdraw"), Not(part=Done(step="attack")), Until(day=DAY)),
    *(PARTY, STATEMENT, MOVE, DATE, REPORT, READER, Span.of(TEXT, 55, 72)),
    Commitment(id="c1", debtor="p1", antecedent=CONDITION, consequent=("truce",), strength=Strength.FIRM, moves=("m1",)),
    *(STEP, MENTION, POSITION, INTERPRETATION),
    Reading(
        report=REPORT,
        reader=READER,
        parties=(PARTY,),
        statements=(STATEMENT,),
        moves=(MOVE,),
        dates=(DATE,),
        steps=(STEP,),
        step_mentions=(MENTION,),
        positions=(POSITION,),
        interpretations=(INTERPRETATION,),
        notes=("n",),
    ),
)
each = pytest.mark.parametrize("value", EXAMPLES, ids=lambda v: type(v).__name__)

conditions: st.SearchStrategy[Condition] = st.recursive(
    st.builds(Done, step=st.text()) | st.builds(Until, day=st.dates()),
    lambda inner: (
        st.builds(Not, part=inner) | st.builds(AtLeast, count=st.integers(0, 4), parts=st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=8,
)


def test_every_type_of_the_model_has_an_example_here() -> None:
    types = {t for t in vars(model).values() if isinstance(t, type) and issubclass(t, Value)}
    assert types == {type(v) for v in EXAMPLES}


@each
def test_the_json_of_a_value_gives_the_value_back(value: Value) -> None:
    assert type(value).model_validate_json(value.model_dump_json()) == value


@each
def test_a_value_does_not_change(value: Value) -> None:
    field = next(iter(type(value).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(value, field, getattr(value, field))


@each
def test_a_field_that_a_type_does_not_have_is_refused(value: Value) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        type(value).model_validate({**value.model_dump(), "rumour": 1})


@each
def test_equal_values_are_one_in_a_set(value: Value) -> None:
    assert len({value, value.model_copy(deep=True)}) == 1


@settings(deadline=None, max_examples=60)
@given(conditions)
def test_any_nested_condition_survives_json(condition: Condition) -> None:
    adapter: TypeAdapter[Condition] = TypeAdapter(Condition)
    assert adapter.validate_json(adapter.dump_json(condition)) == condition


@settings(deadline=None, max_examples=60)
@given(st.text(), st.none() | st.text(), st.none() | st.dates())
def test_any_report_survives_json(text: str, title: str | None, published: datetime.date | None) -> None:
    report = Report.of(text, title=title, published=published)
    assert Report.model_validate_json(report.model_dump_json()) == report
