"""Who is meant by the words of a step: shares of all who are mentioned, their sides, and the grammar."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model import PartyKind
from goodoffices.reading.bargaining.bargainers import Bargainers
from goodoffices.reading.bargaining.moves import find_moves
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.mentioned import NEGLIGIBLE, Mentioned
from goodoffices.reading.parties.mentions import Analysed
from goodoffices.reading.parties.sides import find_sides, side_of, side_shares
from goodoffices.reading.parties.speakers import Speakers
from tests.reading.scored import EVEN, Links, analysed, at, pointing, transitions

TEXT = "Koro/NNP met/VBD the/DT envoy/NN and/CC villagers/NNS . Leave/VB now/RB . The/DT Front/NNP left/VBD ."
NAMES = {"Koro": "person", "Front": "organisation"}


def made(to_agent: Links = EVEN, to_side: Links = EVEN, to_party: Links = EVEN) -> Analysed:
    return analysed(
        TEXT, names=NAMES, acts={"Leave": "step"}, kinds={"Leave": "demand"},
        to_agent=to_agent, to_side=to_side, to_party=to_party,
    )  # fmt: skip


def called(cast: Cast, name: str) -> Entity:
    return next(e for e in cast.entities if e.name.endswith(name))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.sampled_from(["Leave", "Leave now", "met the envoy", "Koro", "left"]))
def test_the_shares_of_all_who_are_mentioned_sum_to_one(seed: int, phrase: str) -> None:
    analysed_ = made()
    pointer = pointing(analysed_.words, EVEN)
    pointer.query[0][:] = 4 * np.random.default_rng(seed).standard_normal(pointer.query[0].shape)
    shares = Mentioned(analysed_, Cast(analysed_)).shares(at(analysed_.words, phrase), pointer)
    assert sum(shares.values()) == pytest.approx(1, abs=NEGLIGIBLE * len(analysed_.words))
    assert all(0 <= share <= 1 for share in shares.values())


def test_with_even_scores_everybody_has_as_many_shares_as_words() -> None:
    analysed_ = made()
    mentioned = Mentioned(analysed_, Cast(analysed_))
    shares = mentioned.shares(at(analysed_.words, "Leave"), pointing(analysed_.words, EVEN))
    found = {mentioned.entity(owner).name: share for owner, share in shares.items()}
    assert found == pytest.approx({"Koro": 1 / 6, "the envoy": 2 / 6, "villagers": 1 / 6, "Front": 2 / 6}), (
        "the Front's article too"
    )


def test_where_nobody_is_mentioned_there_is_nobody() -> None:
    alone = analysed("Leave/VB now/RB .")
    cast = Cast(alone)
    assert Mentioned(alone, cast).shares(at(alone.words, "Leave"), pointing(alone.words, EVEN)) == {}
    assert Bargainers(alone, Speakers(alone, cast), {}).agent(at(alone.words, "Leave")) is None


def agent(analysed_: Analysed, cast: Cast) -> tuple[Entity, float]:
    found = Bargainers(analysed_, Speakers(analysed_, cast), {}).agent(at(analysed_.words, "Leave"))
    assert found is not None
    return found.entity, found.certainty


@pytest.mark.parametrize("name", ["Koro", "envoy", "villagers", "Front"])
def test_the_agent_is_whom_the_words_point_to(name: str) -> None:
    analysed_ = made(to_agent={"Leave": name})
    entity, certainty = agent(analysed_, Cast(analysed_))
    assert entity.name.endswith(name)
    assert certainty > 0.9


def test_a_side_counts_together_with_those_who_speak_for_it() -> None:
    analysed_ = made(to_agent={"Leave": {"Koro": 6.0, "envoy": 6.4, "Front": 6.0}})
    cast = Cast(analysed_)
    assert agent(analysed_, cast)[0].name == "the envoy", "on his own each is less likely"
    cast = Cast(analysed_)
    called(cast, "Koro").speaks_for = called(cast, "Front")
    entity, certainty = agent(analysed_, cast)
    assert entity is called(cast, "Front")
    assert certainty > 0.5


def test_whoever_speaks_counts_for_a_demand_more_than_the_pointer() -> None:
    analysed_ = made(to_party={"Leave": "villagers"}, to_agent={"Leave": "villagers"})
    drafts = find_moves(analysed_, transitions())
    cast = Cast(analysed_)
    koro = called(cast, "Koro")
    for speaker_at, party in ({}, "villagers"), (dict.fromkeys(range(len(analysed_.words)), koro), "Koro"):
        bargainers = Bargainers(analysed_, Speakers(analysed_, cast), speaker_at)
        ((_, found, would_leave),) = bargainers.of(drafts, (1.0, 0.0), 0.0)
        assert (found.name, would_leave.name) == (party, "villagers")


def test_too_unsure_a_move_is_left_out() -> None:
    analysed_ = made(to_party={"Leave": "Koro"}, to_agent={"Leave": "villagers"})
    bargainers = Bargainers(analysed_, Speakers(analysed_, Cast(analysed_)), {})
    drafts = find_moves(analysed_, transitions())
    ((move, _, _),) = bargainers.of(drafts, (1.0, 0.0), 0.0)
    assert len(bargainers.of(drafts, (1.0, 0.0), move.confidence)) == 1
    assert bargainers.of(drafts, (1.0, 0.0), move.confidence + 1e-6) == []
    assert bargainers.of(drafts, (1.0, -9.0), 0.5) == [], "the calibrated confidence counts"


def sides(to_side: Links, before: dict[str, str] | None = None) -> dict[str, str]:
    """For whom everybody speaks, once the network has been asked; `before`, for whom the titles told that somebody speaks."""
    analysed_ = made(to_side=to_side)
    cast = Cast(analysed_)
    for one, other in (before or {}).items():
        called(cast, one).speaks_for = called(cast, other)
    find_sides(Mentioned(analysed_, cast), analysed_.scores.to_side)
    return {e.name: e.speaks_for.name for e in cast.entities if e.speaks_for}


SURE_OF_ITSELF: Links = {"Front": "Front", "Koro": "Koro"}


@pytest.mark.parametrize(
    ("to_side", "expected"),
    [
        pytest.param({**SURE_OF_ITSELF, "Koro": "Front"}, {"Koro": "Front"}, id="sure"),
        pytest.param(SURE_OF_ITSELF, {}, id="himself"),
        pytest.param(EVEN, {}, id="not sure of anybody"),
        pytest.param({**SURE_OF_ITSELF, "Koro": {"Front": 0.1}}, {}, id="likeliest, but not sure"),
        pytest.param({**SURE_OF_ITSELF, "Koro": {"Front": 0.6}}, {"Koro": "Front"}, id="likeliest by far"),
        pytest.param({**SURE_OF_ITSELF, "Koro": "envoy"}, {}, id="nobody speaks for one person"),
        pytest.param({**SURE_OF_ITSELF, "Front": "Koro"}, {}, id="nor does a body"),
        pytest.param({"Koro": "Front", "Front": "Koro"}, {"Koro": "Front"}, id="not for each other"),
    ],
)
def test_only_a_side_that_the_network_is_sure_of_is_taken(to_side: Links, expected: dict[str, str]) -> None:
    assert sides(to_side) == expected


@pytest.mark.parametrize(("kind", "side"), [("organisation", "Front"), ("place", None)])
def test_a_state_speaks_for_nobody(kind: str, side: str | None) -> None:
    analysed_ = analysed(
        "Koravia/NNP met/VBD the/DT Front/NNP .", names={"Koravia": kind, "Front": "organisation"},
        to_side={"Koravia": "the Front", "Front": "Front"},
    )  # fmt: skip
    cast = Cast(analysed_)
    find_sides(Mentioned(analysed_, cast), analysed_.scores.to_side)
    found = called(cast, "Koravia").speaks_for
    assert (found.name if found else None) == side


@pytest.mark.parametrize(
    ("subject", "whom"),
    [
        pytest.param("The/DT envoy/NN", "The envoy", id="a person"),
        pytest.param("The/DT rebels/NNS", "The rebels", id="a body"),
        pytest.param("Villagers/NNS", "Villagers", id="several people"),
        pytest.param("The/DT road/NN", "Front", id="a thing: the pointer alone"),
    ],
)
def test_the_grammar_counts_where_it_finds_somebody_who_could(subject: str, whom: str) -> None:
    analysed_ = analysed(
        f"{subject} will/MD open/VB now/RB . The/DT Front/NNP left/VBD .", names={"Front": "organisation"},
        to_agent={"open": "Front"},
    )  # fmt: skip
    cast = Cast(analysed_)
    found = Bargainers(analysed_, Speakers(analysed_, cast), {}).agent(at(analysed_.words, "open"))
    assert found is not None
    assert found.entity.name == whom


@pytest.mark.parametrize(
    ("office", "kind", "may"),
    [
        ("defence minister", PartyKind.ARMED_GROUP, False),
        ("defence minister", PartyKind.GOVERNMENT, True),
        ("ambassador", PartyKind.GROUP, False),
        ("spokesman", PartyKind.ARMED_GROUP, True),
    ],
)
def test_who_holds_an_office_of_a_state_is_no_armed_groups(office: str, kind: PartyKind, may: bool) -> None:
    holder = Entity("Petrel", PartyKind.PERSON, named=True, descriptions=[tuple(office.split())])
    assert holder.may_speak_for(Entity("Front", kind, named=True)) is may


def test_what_the_titles_tell_stands() -> None:
    assert sides({**SURE_OF_ITSELF, "Koro": "villagers"}, before={"Koro": "Front"}) == {"Koro": "Front"}


def test_shares_of_a_side_are_the_mean_over_mentions() -> None:
    analysed_ = made(to_side={"Koro": "Front", "Leave": "Leave"})
    cast = Cast(analysed_)
    koro, mentioned = called(cast, "Koro"), Mentioned(analysed_, cast)
    one = side_shares(koro, mentioned, analysed_.scores.to_side)
    even = at(analysed_.words, "now")
    koro.mentions.append((even.start, even.end))
    both = side_shares(koro, mentioned, analysed_.scores.to_side)
    alone = mentioned.shares(even, analysed_.scores.to_side)
    assert dict(both) == pytest.approx({o: (one[o] + alone[o]) / 2 for o in both}, abs=1e-5)
    assert sum(both.values()) == pytest.approx(1, abs=1e-5)


def test_the_side_in_the_end_is_that_of_the_side() -> None:
    front, army, spokesman = (Entity(n, PartyKind.ORGANISATION, named=True) for n in ("Front", "army", "spokesman"))
    spokesman.speaks_for, army.speaks_for = army, front
    assert [side_of(e) for e in (spokesman, army, front)] == [front] * 3
    front.speaks_for = front
    assert side_of(spokesman) is front
    front.speaks_for = spokesman
    assert side_of(front) in (front, army, spokesman), "a circle comes to an end"
