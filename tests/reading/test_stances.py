"""Stances, red lines and preconditions, case by case."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model import (
    Condition,
    Done,
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
    Span,
    Stance,
    Step,
    StepMention,
    StepPart,
    Strength,
    any_of,
)
from goodoffices.reading.bargaining.positions import positions

DAY = datetime.date(2021, 5, 4)
WORDS = "open the road"
WAITED = "the others come"


@dataclass
class Said:
    """A move as a test gives it: who would do or wants done which step, on which condition, which steps that names; a sentence."""

    kind: MoveKind
    party: str = "rebels"
    step: str = "road"
    relation: Relation | None = None
    waits_for: tuple[str, ...] = ()
    sentence: str = f"They would {WORDS}."
    measure: Measure = Measure.OTHER


def reading(*moves: Said, agents: dict[str, str | None] | None = None) -> Reading:
    """A reading in which the sentences of the moves follow each other; the army is the agent of a step that is not in `agents`."""
    text = ""
    made, mentions = [], []
    for i, move in enumerate(moves):
        sentence = f"{move.sentence} If {WAITED}. "
        step, condition = len(text) + sentence.index(WORDS), len(text) + sentence.index(WAITED)
        text += sentence
        made.append(
            Move(
                id=f"m{i}", kind=move.kind, party=move.party, agent=move.party, strength=Strength.FIRM, measure=move.measure,
                step=Span.of(text, step, step + len(WORDS)), relation=move.relation, confidence=1,
                condition=Span.of(text, condition, condition + len(WAITED)) if move.relation else None,
            )
        )  # fmt: skip
        mentions.append(StepMention(step=move.step, move=f"m{i}", part=StepPart.STEP, confidence=1))
        mentions += [StepMention(step=s, move=f"m{i}", part=StepPart.CONDITION, confidence=1) for s in move.waits_for]
    steps = {m.step for m in mentions}
    known = {"army": "army", **{m.party: m.party for m in moves}, **{a: a for a in (agents or {}).values() if a}}
    return Reading(
        report=Report.of(text).model_copy(update={"published": DAY}),
        reader=ReaderName(name="by hand", version="1"),
        parties=tuple(Party(id=p, name=p, kind=PartyKind.GROUP) for p in known),
        moves=tuple(made),
        steps=tuple(Step(id=s, agent=(agents or {}).get(s, "army"), measure=Measure.OTHER) for s in sorted(steps)),
        step_mentions=tuple(mentions),
    )


def found(made: Reading, party: str = "rebels", issue: str = "road") -> Position:
    (position,) = [p for p in positions(made) if (p.party, p.issue) == (party, issue)]
    return position


@pytest.mark.parametrize("kind", [k for k in MoveKind if k is not MoveKind.THREAT])
@pytest.mark.parametrize("relation", list(Relation))
def test_a_move_with_a_condition_is_conditional(kind: MoveKind, relation: Relation) -> None:
    assert found(reading(Said(kind, relation=relation))).stance is Stance.CONDITIONAL


@pytest.mark.parametrize("relation", [None, Relation.UNLESS])
def test_a_threat_tells_nothing(relation: Relation | None) -> None:
    threat = Said(MoveKind.THREAT, relation=relation, waits_for=("pull back",) if relation else ())
    assert positions(reading(threat)) == ()
    assert found(reading(Said(MoveKind.OFFER), threat)).evidence == ("m0",)


DONE, OTHER = Done(step="pull back"), Done(step="free them")


@pytest.mark.parametrize(
    ("kind", "relation", "waits_for", "condition"),
    [
        pytest.param(MoveKind.OFFER, Relation.IF, ("pull back",), DONE, id="an offer if"),
        pytest.param(MoveKind.OFFER, Relation.ONLY_IF, ("pull back",), DONE, id="an offer only if"),
        pytest.param(MoveKind.OFFER, Relation.IN_EXCHANGE, ("pull back",), DONE, id="an offer in exchange"),
        pytest.param(MoveKind.OFFER, Relation.IF, ("pull back", "free them"), any_of(DONE, OTHER), id="either of two"),
        pytest.param(MoveKind.OFFER, Relation.UNLESS, ("pull back",), Not(part=DONE), id="an offer unless: not done"),
        pytest.param(MoveKind.SUPPORT, Relation.UNLESS, ("pull back",), Not(part=DONE), id="support unless: not done"),
        pytest.param(
            MoveKind.OFFER, Relation.UNLESS, ("pull back", "free them"), Not(part=any_of(DONE, OTHER)), id="unless either: neither"
        ),
        pytest.param(MoveKind.REFUSAL, Relation.UNLESS, ("pull back",), DONE, id="a refusal unless: done"),
        pytest.param(MoveKind.OPPOSITION, Relation.UNLESS, ("pull back",), DONE, id="opposition unless: done"),
        pytest.param(MoveKind.REFUSAL, Relation.UNTIL, ("pull back",), DONE, id="a refusal until: done"),
        pytest.param(MoveKind.OFFER, Relation.AFTER, (), None, id="a condition that names no step"),
    ],
)
def test_what_must_be_done_for_the_party_to_be_for_it(
    kind: MoveKind, relation: Relation, waits_for: tuple[str, ...], condition: Condition | None
) -> None:
    assert found(reading(Said(kind, relation=relation, waits_for=waits_for))).condition == condition


@pytest.mark.parametrize(
    ("made", "stance"),
    [
        pytest.param([Said(MoveKind.OFFER), Said(MoveKind.REFUSAL)], Stance.AGAINST, id="withdrawn"),
        pytest.param([Said(MoveKind.REFUSAL), Said(MoveKind.OFFER)], Stance.FOR, id="come round"),
        pytest.param([Said(MoveKind.OFFER), Said(MoveKind.OFFER, relation=Relation.IF)], Stance.CONDITIONAL, id="qualified"),
        pytest.param([Said(MoveKind.OFFER, relation=Relation.IF), Said(MoveKind.OFFER)], Stance.FOR, id="condition dropped"),
    ],
)
def test_the_last_move_of_a_party_decides(made: list[Said], stance: Stance) -> None:
    position = found(reading(*made))
    assert position.stance is stance
    assert position.evidence == ("m0", "m1"), "all moves are evidence"
    backwards = reading(*made)
    shuffled = backwards.model_copy(update={"step_mentions": backwards.step_mentions[::-1]})
    assert found(shuffled).stance is stance, "the last in the text, not in the list"


def test_parties_and_steps_do_not_mix() -> None:
    made = reading(
        Said(MoveKind.OFFER), Said(MoveKind.REFUSAL, "army"), Said(MoveKind.REFUSAL, step="bridge"), agents={"bridge": "rebels"}
    )
    assert {(p.party, p.issue, p.stance) for p in positions(made)} == {
        ("rebels", "road", Stance.FOR), ("army", "road", Stance.AGAINST), ("rebels", "bridge", Stance.AGAINST),
    }  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        f"We will never {WORDS}.",
        f"Under no circumstances would they {WORDS}.",
        f"To {WORDS} is a red line.",
        f"To {WORDS} is out of the question.",
        f"To {WORDS} is not negotiable.",
        f"To {WORDS} is non-negotiable.",
        f"To {WORDS} will not be on the table.",
        f"To {WORDS} is not up for discussion.",
        f"There is no compromise; we will NEVER {WORDS}.",
        f"“They said No.” Never, he said, will we {WORDS}.",
    ],
)
@pytest.mark.parametrize("kind", [MoveKind.REFUSAL, MoveKind.OPPOSITION])
def test_a_refusal_declared_not_negotiable_is_a_red_line(kind: MoveKind, sentence: str) -> None:
    assert found(reading(Said(kind, sentence=sentence))).red_line


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        pytest.param(MoveKind.REFUSAL, f"We will not {WORDS}.", id="a plain refusal"),
        pytest.param(MoveKind.OFFER, f"As never before, they would {WORDS}.", id="an offer"),
        pytest.param(MoveKind.DEMAND, f"That they {WORDS} is not negotiable.", id="a demand"),
        pytest.param(MoveKind.REFUSAL, f"Never again. They will not {WORDS}.", id="words of the sentence before"),
        pytest.param(MoveKind.REFUSAL, f"They will not {WORDS}. That is out of the question.", id="words of the sentence behind"),
        pytest.param(MoveKind.REFUSAL, f"He never came; they will not {WORDS}.", id="words of the part before a semicolon"),
        pytest.param(MoveKind.REFUSAL, f"They have red linesmen and will not {WORDS}.", id="part of a word"),
    ],
)
def test_other_moves_and_other_words_draw_no_red_line(kind: MoveKind, sentence: str) -> None:
    assert not found(reading(Said(kind, sentence=sentence))).red_line


def test_a_red_line_stays_where_a_party_comes_back_to_the_step() -> None:
    made = reading(Said(MoveKind.REFUSAL, sentence=f"We will never {WORDS}."), Said(MoveKind.REFUSAL))
    assert found(made).red_line


@pytest.mark.parametrize(
    ("kind", "relation", "measure", "asked"),
    [
        pytest.param(MoveKind.OFFER, Relation.ONLY_IF, Measure.OTHER, True, id="only if"),
        pytest.param(MoveKind.REFUSAL, Relation.UNTIL, Measure.OTHER, True, id="not until"),
        pytest.param(MoveKind.REFUSAL, Relation.UNLESS, Measure.OTHER, True, id="not unless"),
        pytest.param(MoveKind.OFFER, Relation.IF, Measure.OTHER, False, id="if: one way among others"),
        pytest.param(MoveKind.OFFER, Relation.AFTER, Measure.CEASEFIRE, False, id="after"),
        pytest.param(MoveKind.OFFER, Relation.IF, Measure.TALKS, True, id="before talks"),
        pytest.param(MoveKind.OFFER, Relation.AFTER, Measure.ATTENDANCE, True, id="before coming"),
        pytest.param(MoveKind.THREAT, Relation.UNLESS, Measure.ATTACK, False, id="a threat asks for nothing"),
        pytest.param(MoveKind.THREAT, Relation.IF, Measure.TALKS, False, id="nor one of talks"),
    ],
)
def test_a_precondition_is_asked_for_before_talks_or_a_step(
    kind: MoveKind, relation: Relation, measure: Measure, asked: bool
) -> None:
    made = reading(Said(kind, relation=relation, waits_for=("pull back",), measure=measure))
    asked_for = [p for p in positions(made) if p.precondition]
    expected = Position(party="rebels", issue="pull back", stance=Stance.FOR, date=DAY, precondition=True, evidence=("m0",))
    assert asked_for == ([expected] if asked else [])


def test_two_moves_that_ask_for_a_step_are_one_precondition() -> None:
    ask = Said(MoveKind.OFFER, relation=Relation.ONLY_IF, waits_for=("pull back",))
    assert found(reading(ask, ask), issue="pull back").evidence == ("m0", "m1")


def test_who_has_spoken_of_a_step_has_that_position_on_it() -> None:
    made = reading(
        Said(MoveKind.OFFER, relation=Relation.ONLY_IF, waits_for=("pull back",)), Said(MoveKind.DEMAND, step="pull back")
    )
    position = found(made, issue="pull back")
    assert (position.stance, position.precondition, position.evidence) == (Stance.FOR, False, ("m1",))


@pytest.mark.parametrize(
    ("made", "agents", "undeclared"),
    [
        pytest.param([Said(MoveKind.DEMAND)], {}, {("army", ("m0",))}, id="demanded"),
        pytest.param([Said(MoveKind.DEMAND), Said(MoveKind.DEMAND, "envoy")], {}, {("army", ("m0", "m1"))}, id="demanded by two"),
        pytest.param([Said(MoveKind.DEMAND), Said(MoveKind.REFUSAL, "army")], {}, set(), id="the agent has answered"),
        pytest.param([Said(MoveKind.DEMAND), Said(MoveKind.THREAT, "army")], {}, {("army", ("m0",))}, id="a threat is no answer"),
        pytest.param([Said(MoveKind.OFFER), Said(MoveKind.SUPPORT, "envoy")], {}, set(), id="nobody demands it"),
        pytest.param([Said(MoveKind.DEMAND)], {"road": None}, set(), id="nobody's step"),
        pytest.param([Said(MoveKind.DEMAND)], {"road": "rebels"}, set(), id="a step of its own"),
    ],
)
def test_the_agent_of_a_demanded_step_who_says_nothing_is_undeclared(
    made: list[Said], agents: dict[str, str | None], undeclared: set[tuple[str, tuple[str, ...]]]
) -> None:
    positions_found = positions(reading(*made, agents=agents))
    assert {(p.party, p.evidence) for p in positions_found if p.stance is Stance.UNDECLARED} == undeclared


def test_who_asks_for_its_own_step_has_one_position() -> None:
    made = reading(
        Said(MoveKind.OFFER, "army", "bridge", Relation.ONLY_IF, waits_for=("road",)),
        Said(MoveKind.DEMAND, "rebels", "road"),
        agents={"bridge": "army", "road": "army"},
    )
    assert [p.stance for p in positions(made) if (p.party, p.issue) == ("army", "road")] == [Stance.FOR]


def test_without_moves_there_are_no_positions() -> None:
    assert positions(reading()) == ()


moves = st.builds(
    Said,
    kind=st.sampled_from(MoveKind),
    party=st.sampled_from(["rebels", "army", "envoy"]),
    step=st.sampled_from(["road", "pull back", "free them"]),
    relation=st.sampled_from([None, *Relation]),
    measure=st.sampled_from([Measure.OTHER, Measure.TALKS]),
    sentence=st.sampled_from([f"They would {WORDS}.", f"We will never {WORDS}."]),
).flatmap(
    lambda m: st.lists(st.sampled_from(["road", "pull back", "free them"]), max_size=2, unique=True).map(
        lambda named: Said(m.kind, m.party, m.step, m.relation, tuple(named) if m.relation else (), m.sentence, m.measure)
    )
)


@given(st.lists(moves, max_size=6))
def test_positions_are_one_each_and_shown_by_moves_of_the_report(made: list[Said]) -> None:
    read = reading(*made)
    known = positions(read)
    said = [p for p in known if p.stance is not Stance.UNDECLARED]  # see test_who_asks_for_its_own_step_has_one_position
    assert len({(p.party, p.issue) for p in said}) == len(said)
    assert read.model_copy(update={"positions": known}).model_dump() == Reading(**{**dict(read), "positions": known}).model_dump()
    kinds = {m.id: m.kind for m in read.moves}
    for position in known:
        assert position.evidence
        assert MoveKind.THREAT not in {kinds[i] for i in position.evidence}
        own = [m for m in read.moves if m.id in position.evidence and m.party == position.party]
        assert bool(own) == (position.stance is not Stance.UNDECLARED)
        assert position.condition is None or position.stance is Stance.CONDITIONAL
