"""Which words name the same step, and which step a condition waits for."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model import Measure, PartyKind, StepPart
from goodoffices.reading.bargaining.bargainers import Bargainers
from goodoffices.reading.bargaining.moves import find_moves
from goodoffices.reading.bargaining.steps import DraftStep, Spoken, Steps, overlap, same_agent
from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.encoder.labels import MEANING, MEASURES
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.mentions import Analysed
from goodoffices.reading.parties.speakers import Speakers
from tests.reading.scored import Labels, Links, analysed, at, said, transitions

TEXT = (
    "The rebels/NNS will stop/VB the shelling/NN if the army/NN withdraws/VBZ its tanks/NNS .\n\n"
    "The rebels/NNS would stop/VB all/DT shelling/NN , they said .\n\n"
    "The army/NN will withdraw/VB the tanks/NNS if the shelling/NN stops/VBZ .\n\n"
    "The army/NN will stop/VB the shelling/NN if a vote/NN is held/VBN ."
)
STOP, AGAIN, PULL_BACK, ARMY_STOPS = "stop the shelling", "stop all shelling", "withdraw the tanks", "stop the shelling#2"
ARMY_LEAVES, REBELS_STOP, VOTE = "the army withdraws its tanks", "the shelling stops", "a vote is held"
MEASURE: Labels = {
    STOP: "ceasefire", AGAIN: "ceasefire", PULL_BACK: "withdrawal", ARMY_STOPS: "ceasefire",
    ARMY_LEAVES: "withdrawal", REBELS_STOP: "ceasefire", VOTE: "elections",
}  # fmt: skip
AGENT: Links = {
    STOP: "rebels", AGAIN: "rebels#2", PULL_BACK: "army#2", ARMY_STOPS: "army#3",
    ARMY_LEAVES: "army", REBELS_STOP: "rebels#2", VOTE: "vote",
}  # fmt: skip
ALIKE = (-6.0, 3.0, 4.0, 0.0, 0.0, 0.0)
"""Weights by which a condition waits for a step with the same agent and measure."""
Mention = tuple[int, StepPart, str | None]


def bargaining(made: Analysed, cast: Cast) -> Bargainers:
    """All who may bargain in a text in which nobody is quoted."""
    return Bargainers(made, Speakers(made, cast), {})


def steps_of(
    acts: Labels,
    to_step: Links,
    *,
    measures: Labels = MEASURE,
    links: tuple[float, ...] = ALIKE,
    sure: float = 0.5,
    text: str = TEXT,
) -> tuple[Analysed, list[DraftStep]]:
    """The steps of a text with such moves, their agents where AGENT points."""
    made = analysed(text, acts=acts, to_step=to_step, measures=measures, to_agent=AGENT)
    cast = Cast(made)
    bargainers = bargaining(made, cast)
    moves = [
        (m, found.entity, found.entity) for m in find_moves(made, transitions()) if (found := bargainers.agent(m.step)) is not None
    ]
    return made, Steps(made, bargainers, links, sure).find(moves)


def mentions(made: Analysed, steps: list[DraftStep]) -> list[list[Mention]]:
    """For each step, everything that speaks of it: the number of the move, which part of it, and its words."""
    return [[(s.move, s.part, said(made.words, s.span)) for s, _ in step.spoken] for step in steps]


def test_a_step_is_named_by_the_words_of_its_move() -> None:
    made, steps = steps_of({STOP: "step"}, {})
    assert mentions(made, steps) == [[(0, StepPart.STEP, STOP)]]
    named = steps[0].named
    assert named.agent is not None
    assert (named.agent.name, named.measure, named.stems) == ("rebels", Measure.CEASEFIRE, {"stop", "shell"})
    assert [p for _, p in steps[0].spoken] == [1.0]


def test_a_step_named_twice_is_one() -> None:
    made, steps = steps_of({STOP: "step", AGAIN: "step"}, {})
    assert mentions(made, steps) == [[(0, StepPart.STEP, STOP), (1, StepPart.STEP, AGAIN)]]
    assert [p for _, p in steps[0].spoken] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("acts", "measures"),
    [
        pytest.param({STOP: "step", ARMY_STOPS: "step"}, MEASURE, id="another agent"),
        pytest.param({STOP: "step", AGAIN: "step"}, {**MEASURE, AGAIN: "attack"}, id="another measure"),
        pytest.param({PULL_BACK: "step", ARMY_STOPS: "step"}, {**MEASURE, PULL_BACK: "ceasefire"}, id="other words"),
    ],
)
def test_steps_of_another_agent_measure_or_in_other_words_are_two(acts: Labels, measures: Labels) -> None:
    _, steps = steps_of(acts, {}, measures=measures)
    assert [len(s.spoken) for s in steps] == [1, 1]


PROMISES: Labels = {STOP: "step", ARMY_LEAVES: "condition", PULL_BACK: "step", REBELS_STOP: "condition"}
EACH_ITS_OWN: Links = {ARMY_LEAVES: "stop", REBELS_STOP: "withdraw"}


def test_a_condition_is_linked_to_the_step_of_the_other_move_that_it_waits_for() -> None:
    made, steps = steps_of(PROMISES, EACH_ITS_OWN)
    assert mentions(made, steps) == [
        [(0, StepPart.STEP, STOP), (1, StepPart.CONDITION, REBELS_STOP)],
        [(1, StepPart.STEP, PULL_BACK), (0, StepPart.CONDITION, ARMY_LEAVES)],
    ]
    alike = 1 / (1 + exp(-(-6 + 3 + 4)))
    assert [p for step in steps for s, p in step.spoken if s.part is StepPart.CONDITION] == pytest.approx([alike] * 2, abs=0.02)


GOES_HOME = TEXT.replace("withdraws/VBZ its tanks/NNS", "goes/VBZ home/NN")
"""The same, in words that the army's promise does not have."""


@pytest.mark.parametrize(("sure", "linked"), [(0.0, True), (0.5, True), (0.72, True), (0.74, False), (1.0, False)])
def test_only_links_from_the_threshold_on_are_believed(sure: float, linked: bool) -> None:
    home = "the army goes home"
    made = analysed(
        GOES_HOME, acts={STOP: "step", home: "condition", PULL_BACK: "step"},
        measures={STOP: "ceasefire", home: "withdrawal", PULL_BACK: "withdrawal"},
        to_agent={STOP: "rebels", home: "army", PULL_BACK: "army#2"},
    )  # fmt: skip
    bargainers = bargaining(made, Cast(made))
    moves = [(m, f.entity, f.entity) for m in find_moves(made, transitions()) if (f := bargainers.agent(m.step)) is not None]
    steps = Steps(made, bargainers, ALIKE, sure).find(moves)
    condition = (0, StepPart.CONDITION, home)
    promised, alone = [(1, StepPart.STEP, PULL_BACK)], [[condition]]
    assert mentions(made, steps)[1:] == ([[*promised, condition]] if linked else [promised, *alone]), "else a step of its own"


def test_with_every_link_believed_a_condition_still_does_not_wait_for_its_own_step() -> None:
    acts: Labels = {STOP: "step", ARMY_LEAVES: "condition", PULL_BACK: "step"}
    made, steps = steps_of(acts, {ARMY_LEAVES: "stop"}, links=(9.0, 0, 0, 0, 0, 0), sure=0.01)
    assert mentions(made, steps) == [
        [(0, StepPart.STEP, STOP)],
        [(1, StepPart.STEP, PULL_BACK), (0, StepPart.CONDITION, ARMY_LEAVES)],
    ]


def test_a_condition_may_wait_for_its_own_step_where_another_move_names_that_too() -> None:
    acts: Labels = {STOP: "step", AGAIN: "step", ARMY_LEAVES: "condition"}
    made, steps = steps_of(acts, {ARMY_LEAVES: "stop"}, links=(9.0, 0, 0, 0, 0, 0), sure=0.01)
    assert mentions(made, steps) == [[(0, StepPart.STEP, STOP), (1, StepPart.STEP, AGAIN), (0, StepPart.CONDITION, ARMY_LEAVES)]]


def test_a_condition_that_nobody_promises_is_a_step_behind_those_of_moves() -> None:
    acts: Labels = {STOP: "step", ARMY_LEAVES: "condition", AGAIN: "step", ARMY_STOPS: "step", VOTE: "condition"}
    made, steps = steps_of(acts, {ARMY_LEAVES: "stop", VOTE: "stop#3"})
    assert mentions(made, steps) == [
        [(0, StepPart.STEP, STOP), (1, StepPart.STEP, AGAIN)],
        [(2, StepPart.STEP, STOP)],
        [(0, StepPart.CONDITION, ARMY_LEAVES)],
        [(2, StepPart.CONDITION, VOTE)],
    ]
    assert [s.named.measure for s in steps[2:]] == [Measure.WITHDRAWAL, Measure.ELECTIONS]


def test_a_condition_in_the_words_of_its_own_step_is_not_that_step() -> None:
    text = "The rebels/NNS will stop/VB the shelling/NN as long as the rebels/NNS can stop/VB shelling/NN safely ."
    can = "the rebels can stop shelling"
    made = analysed(
        text, acts={STOP: "step", can: "condition"}, measures={STOP: "ceasefire", can: "ceasefire"},
        to_agent={STOP: "rebels", can: "rebels"},
    )  # fmt: skip
    bargainers = bargaining(made, Cast(made))
    moves = [(m, f.entity, f.entity) for m in find_moves(made, transitions()) if (f := bargainers.agent(m.step)) is not None]
    steps = Steps(made, bargainers, ALIKE, 0.5).find(moves)
    assert mentions(made, steps) == [[(0, StepPart.STEP, STOP)], [(0, StepPart.CONDITION, can)]]


def test_a_condition_named_twice_is_one_step() -> None:
    text = (
        "The rebels/NNS will stop/VB the shelling/NN if a vote/NN is held/VBN .\n\n"
        "The army/NN will leave/VB the town/NN if the vote/NN is held/VBN ."
    )
    acts: Labels = {STOP: "step", VOTE: "condition", "leave the town": "step", "the vote is held": "condition"}
    to_agent: Links = {STOP: "rebels", VOTE: "rebels", "leave the town": "army", "the vote is held": "rebels"}
    made = analysed(text, acts=acts, to_agent=to_agent, measures={VOTE: "elections", "the vote is held": "elections"})
    bargainers = bargaining(made, Cast(made))
    moves = [(m, f.entity, f.entity) for m in find_moves(made, transitions()) if (f := bargainers.agent(m.step)) is not None]
    steps = Steps(made, bargainers, (-9.0, 0, 0, 0, 0, 0), 0.5).find(moves)
    assert mentions(made, steps)[2:] == [[(0, StepPart.CONDITION, VOTE), (1, StepPart.CONDITION, "the vote is held")]]


def test_a_place_in_the_step_is_the_steps() -> None:
    text = "The rebels/NNS will leave/VB Bresk/NNP ."
    made = analysed(text, names={"Bresk": "place"}, acts={"leave Bresk": "step"}, to_agent={"leave Bresk": "rebels"})
    bargainers = bargaining(made, Cast(made))
    (move,) = find_moves(made, transitions())
    agent = bargainers.agent(move.step)
    assert agent is not None
    (step,) = Steps(made, bargainers, ALIKE, 0.5).find([(move, agent.entity, agent.entity)])
    assert said(made.words, step.place) == "Bresk"


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        pytest.param(0, [1.0, 1.0], id="a constant"),
        pytest.param(1, [1.0, 0.0], id="the agent: the army, not the rebels"),
        pytest.param(3, [1.0, 0.0], id="the words: withdraws and tanks"),
    ],
)
def test_what_speaks_for_a_link(feature: int, expected: list[float]) -> None:
    _, steps, condition, others = _condition_and_steps({})
    assert [float(steps.features(condition, o)[feature]) for o in others] == expected


def test_kinds_in_common_are_the_coefficient_of_bhattacharyya() -> None:
    _, steps, condition, others = _condition_and_steps({})
    found = [float(steps.features(condition, o)[2]) for o in others]
    expected = [sum((float(p) * float(q)) ** 0.5 for p, q in zip(condition.measures, o.measures, strict=True)) for o in others]
    assert found == pytest.approx(expected, rel=1e-4)
    assert found[0] > 0.99 > found[1]


def test_the_pointer_to_a_step_counts_against_the_pointer_to_the_condition_itself() -> None:
    named: Links = {ARMY_LEAVES: PULL_BACK}
    itself: Links = {ARMY_LEAVES: ARMY_LEAVES}
    shares = []
    for to_named in (named, itself):
        _, steps, condition, others = _condition_and_steps(to_named)
        shares.append([float(steps.features(condition, o)[4]) for o in others])
    assert shares[0][0] == pytest.approx(1, abs=0.01), "points to the step"
    assert shares[0][1] == pytest.approx(3 / 8, abs=0.01), "even scores: three words of eight"
    assert shares[1] == pytest.approx([0, 0], abs=0.01), "points to itself"


@pytest.mark.parametrize(
    ("meanings", "alike"),
    [
        pytest.param({}, [0, 0], id="zero vectors"),
        pytest.param({"withdraws": 1, "withdraw": 1}, [1, 0], id="alike"),
        pytest.param({"withdraws": 1, "withdraw": 2}, [0, 0], id="of other directions"),
        pytest.param({"withdraws": 1, "its": 2, "withdraw": 1}, [0.5**0.5, 0], id="the mean over the words"),
        pytest.param({"withdraws": 1, "its": 2, "withdraw": 1, "stop": 2}, [0.5**0.5] * 2, id="half of it each"),
    ],
)
def test_meanings_in_common_are_the_cosine_of_the_mean_vectors(meanings: dict[str, int], alike: list[float]) -> None:
    _, steps, condition, others = _condition_and_steps({}, meanings)
    assert [float(steps.features(condition, o)[5]) for o in others] == pytest.approx(alike, abs=1e-6)
    length = 1 if meanings else 0
    assert float(np.linalg.norm(condition.meaning)) == pytest.approx(length)


def test_a_step_alike_in_meaning_is_likelier_waited_for() -> None:
    _, steps, condition, (pull_back, stop) = _condition_and_steps({}, {"withdraws": 1, "withdraw": 1}, (-2.0, 0, 0, 0, 0, 4.0))
    found = [steps.link(condition, DraftStep(other, None, [(other, 1.0)])) for other in (pull_back, stop)]
    assert found == pytest.approx([1 / (1 + exp(-2)), 1 / (1 + exp(2))])


def _condition_and_steps(
    to_named: Links, meanings: dict[str, int] | None = None, links: tuple[float, ...] = ALIKE
) -> tuple[Analysed, Steps, Spoken, list[Spoken]]:
    """The condition of the rebels' offer, and the steps of the army's and of the rebels' second."""
    made = analysed(TEXT, measures=MEASURE, to_agent=AGENT, to_named=to_named, meanings=meanings)
    bargainers = bargaining(made, Cast(made))
    steps = Steps(made, bargainers, links, 0.5)

    def spoken(move: int, part: StepPart, phrase: str) -> Spoken:
        span = at(made.words, phrase, part.value)
        agent = bargainers.agent(span)
        assert agent is not None
        return steps.spoken(move, part, span, agent.entity)

    others = [spoken(1, StepPart.STEP, PULL_BACK), spoken(2, StepPart.STEP, AGAIN)]
    return made, steps, spoken(0, StepPart.CONDITION, ARMY_LEAVES), others


def words_of_step(*stems: str, agent: Entity | None = None) -> Spoken:
    even, nothing = np.ones(len(MEASURES), dtype=np.float32), np.zeros(MEANING, dtype=np.float32)
    return Spoken(0, StepPart.STEP, WordSpan("step", 0, 1), agent, even, frozenset(stems), nothing)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((), (), 0.0),
        (("stop",), (), 0.0),
        (("stop",), ("stop",), 1.0),
        (("stop", "shell"), ("stop",), 1.0),
        (("stop", "shell"), ("stop", "fire"), 0.5),
        (("stop", "shell", "town"), ("stop", "fire"), 0.5),
        (("stop",), ("leave",), 0.0),
    ],
)
def test_overlap_is_the_share_of_the_shorter(one: tuple[str, ...], other: tuple[str, ...], expected: float) -> None:
    assert overlap(words_of_step(*one), words_of_step(*other)) == expected


stems = st.lists(st.sampled_from(["stop", "shell", "fire", "town", "leave"]), max_size=5)


@given(stems, stems)
def test_overlap_is_a_share_and_the_same_both_ways(one: list[str], other: list[str]) -> None:
    a, b = words_of_step(*one), words_of_step(*other)
    assert overlap(a, b) == overlap(b, a)
    assert 0 <= overlap(a, b) <= 1
    assert overlap(a, a) == (1 if one else 0)


def test_agents_are_the_same_where_they_are_one_or_of_one_side() -> None:
    rebels, army = (Entity(n, PartyKind.ARMED_GROUP, named=True) for n in ("rebels", "army"))
    envoy = Entity("envoy", PartyKind.PERSON, named=False, speaks_for=rebels)
    aide = Entity("aide", PartyKind.PERSON, named=False, speaks_for=envoy)
    assert same_agent(rebels, rebels)
    assert same_agent(aide, rebels)
    assert same_agent(aide, envoy)
    assert not same_agent(rebels, army)
    assert not same_agent(aide, army)
    assert not same_agent(None, rebels)
    assert not same_agent(None, None), "two that nobody is found for need not be one"
