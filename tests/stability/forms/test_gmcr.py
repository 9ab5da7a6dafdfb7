"""GMCR+'s JSON: what its fields mean, what is written, what one side has and the other has not, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from goodoffices.errors import StabilityError
from goodoffices.model import Condition, Done, Not, all_of, any_of, holds
from goodoffices.stability.conflict import (
    Conflict,
    DecisionMaker,
    Irreversible,
    Option,
    Prioritised,
    Ranked,
    State,
    Uncertain,
    Weighted,
)
from goodoffices.stability.forms import gmcr
from goodoffices.stability.forms.gmcr.patterns import condition_of, patterns_of
from goodoffices.stability.forms.text import read
from goodoffices.stability.preferences import ranks
from goodoffices.stability.states import feasible_states
from tests.stability.brute import feasible
from tests.stability.strategies import conditions, conflicts

ELMIRA: dict[str, Any] = {
    "title": "Elmira",
    "options": [
        {"name": "Modify", "permittedDirection": "fwd"},
        {"name": "Delay", "permittedDirection": "both"},
        {"name": "Accept", "permittedDirection": "both"},
        {"name": "Abandon", "permittedDirection": "fwd"},
        {"name": "Insist", "permittedDirection": "both"},
    ],
    "decisionMakers": [
        {"name": "Ministry", "options": [0], "preferences": [[[3, "N"]], [[2, "Y"], [0, "N"]]]},
        {"name": "Uniroyal", "options": [1, 2, 3], "preferences": [{"compound": True, "members": [[[4, "N"]], [[0, "Y"]]]}]},
        {"name": "Local Government", "options": [4], "preferences": []},
    ],
    "infeasibles": [
        [[1, "Y"], [2, "Y"]], [[1, "Y"], [3, "Y"]], [[2, "Y"], [3, "Y"]], [[1, "N"], [2, "N"], [3, "N"]],
    ],
    "coalitions": [[0], [1], [2]],
    "useManualPreferenceRanking": False,
}  # fmt: skip
PD = ELMIRA | {
    "options": [{"name": "a"}, {"name": "b"}],
    "infeasibles": [],
    "coalitions": [[0], [1]],
    "useManualPreferenceRanking": True,
    "decisionMakers": [
        {"name": "A", "options": [0], "preferenceRanking": [2, 4, 1, 3]},
        {"name": "B", "options": [1], "preferenceRanking": [3, [1, 4], 2]},
    ],
}


def alone(ranking: list[int]) -> dict[str, Any]:
    return PD | {"coalitions": [[0]], "decisionMakers": [{"name": "A", "options": [0, 1], "preferenceRanking": ranking}]}


def nested(depth: int) -> Any:
    return [nested(depth - 1)] if depth else [[0, "Y"]]


def loaded(document: Any) -> Conflict:
    return gmcr.read(json.dumps(document)).conflict


def test_the_fields() -> None:
    conflict = loaded(ELMIRA)
    assert conflict.title == "Elmira"
    assert [(o.id, o.name, o.owners, o.direction.value) for o in conflict.options] == [
        ("modify", "Modify", ("ministry",), "fwd"),
        ("delay", "Delay", ("uniroyal",), "both"),
        ("accept", "Accept", ("uniroyal",), "both"),
        ("abandon", "Abandon", ("uniroyal",), "fwd"),
        ("insist", "Insist", ("local-government",), "both"),
    ]
    ministry, uniroyal, local = (d.preference for d in conflict.decision_makers)
    accept, modify, insist = (Done(step=o) for o in ("accept", "modify", "insist"))
    assert ministry == Prioritised((Not(part=Done(step="abandon")), all_of(accept, Not(part=modify))))
    assert uniroyal == Prioritised((any_of(Not(part=insist), modify),))
    assert local == Prioritised(())
    assert len(feasible(conflict)) == 12


def test_a_manual_ranking_numbers_states_from_1_the_first_option_counting_least() -> None:
    a, b = (d.preference for d in loaded(PD).decision_makers)
    assert a == Ranked(tuple(frozenset({s}) for s in (frozenset("a"), frozenset("ab"), frozenset(), frozenset("b"))))
    assert b == Ranked((frozenset({frozenset("b")}), frozenset({frozenset("ab"), frozenset()}), frozenset({frozenset("a")})))


@pytest.mark.parametrize("flag", ["useManualPreferenceRanking", "useManualPreferenceVectors"])
@pytest.mark.parametrize("first", [0, 1])
def test_older_files_and_numbers_from_0(flag: str, first: int) -> None:
    document = json.loads(json.dumps(PD))
    del document["useManualPreferenceRanking"]
    for maker in document["decisionMakers"]:
        maker["preferenceRanking"] = [
            [n - 1 + first for n in level] if isinstance(level, list) else level - 1 + first for level in maker["preferenceRanking"]
        ]
    assert loaded(document | {flag: True}).decision_makers == loaded(PD).decision_makers


@pytest.mark.parametrize(
    "condition",
    [
        [[0, "Y"], [1, "N"]],
        [["Modify", "Y"], ["Delay", "N"], [2, "-"]],
        {"compound": False, "members": [[0, "Y"], [1, "N"]]},
        {"compound": True, "members": [[[0, "Y"], [1, "N"]]]},
        [[[0, "Y"], [1, "N"]]],
    ],
)
def test_spellings_of_one_condition(condition: Any) -> None:
    conflict = loaded(ELMIRA | {"infeasibles": [condition]})
    assert conflict.infeasible == (all_of(Done(step="modify"), Not(part=Done(step="delay"))),)


def test_names_that_are_the_same_or_nothing_get_ids_of_their_own() -> None:
    document = PD | {"options": [{"name": "Do it"}, {"name": "do  it!"}]}
    assert [(o.id, o.name) for o in loaded(document).options] == [("do-it", "Do it"), ("do-it-2", "do  it!")]
    assert [o.id for o in loaded(PD | {"options": [{"name": "7"}, {"name": "?"}]}).options] == ["o1", "o2"]


def test_an_option_of_two_is_a_common_move() -> None:
    document = json.loads(json.dumps(PD))
    document["decisionMakers"][1]["options"] = [0, 1]
    assert loaded(document).options[0].owners == ("a", "b")


def test_coalitions_are_read_and_written() -> None:
    """Whoever acts alone stands in the list of the file as well, as a list of one or as a number."""
    document = json.loads(json.dumps(ELMIRA)) | {"coalitions": [1, [0, 2]]}
    conflict = loaded(document)
    names = [d.id for d in conflict.decision_makers]
    assert conflict.coalitions == ((names[0], names[2]),)
    written = gmcr.write(conflict)
    assert json.loads(written.text)["coalitions"] == [[1], [0, 2]]
    assert loaded(json.loads(written.text)) == conflict
    several = replace(conflict, coalitions=((names[0], names[1]), (names[0], names[2])))
    assert any("somebody is in several coalitions" in w for w in gmcr.write(several).warnings)
    assert loaded(json.loads(gmcr.write(several).text)).coalitions == several.coalitions


@pytest.mark.parametrize("coalitions", [[[0, 3]], [["A", 1]], [[0, True]], [[0, 0]], [[0, -1]]])
def test_coalitions_that_make_no_sense(coalitions: list[list[object]]) -> None:
    with pytest.raises(StabilityError, match=r"coalition.* 0"):
        gmcr.read(json.dumps(json.loads(json.dumps(ELMIRA)) | {"coalitions": coalitions}))


def test_what_the_file_has_and_we_have_not_is_said() -> None:
    document = json.loads(json.dumps(PD))
    document["decisionMakers"][0] |= {"misperceptions": [[[0, "Y"]]], "preferences": [[[0, "Y"]]]}
    warnings = gmcr.read(json.dumps(document)).warnings
    assert [w.split(":")[0] for w in warnings] == [
        "what A misperceives is left out",
        "the preference statements of A are left out",
    ]
    assert gmcr.read(json.dumps(ELMIRA)).warnings == ()


def test_what_we_have_and_the_file_has_not_is_said() -> None:
    a = Done(step="a")
    conflict = Conflict(
        decision_makers=(DecisionMaker("A", preference=Weighted({"a": 2.0})), DecisionMaker("B", "the B")),
        options=(Option("a", ("A",)), Option("b", ("B",))),
        irreversible=(Irreversible(a, Not(part=a)),),
        today=frozenset(),
        names={frozenset(): "nothing yet"},
    )
    written = gmcr.write(conflict)
    assert [w.split(":")[0] for w in written.warnings] == [
        "moves that cannot be made between states are left out",
        "today's state is left out",
        "the names of states are left out",
        "the weights of A are written as the ranking that they make",
        "what the B prefers is unknown",
    ]
    makers = json.loads(written.text)["decisionMakers"]
    assert [m["preferenceRanking"] for m in makers] == [[[2, 4], [1, 3]], [[1, 2, 3, 4]]]
    assert json.loads(written.text)["useManualPreferenceRanking"] is True


def test_strength_attitudes_and_misperceptions_are_left_out_with_a_warning() -> None:
    told = read("""
        party A: "the army"
        option a by A
        option b by B
        A prefers strongly a
        B may prefer very strongly b
        B may prefer a
        A is negative towards B
        B does not see a
        A believes that B prefers nothing
    """)
    assert gmcr.write(told).warnings == (
        "who wants whom to fare well or badly is left out",
        "what B misperceives is left out",
        "what the army misperceives is left out",
        "how strongly the army prefers is left out",
        "of the orders that B may have, only the likeliest is written",
        "how strongly B prefers is left out",
    )


def test_of_several_possible_orders_the_likeliest_is_written() -> None:
    orders = Uncertain((Prioritised((Done(step="a"),)), Weighted({"a": -1.0})))
    written = gmcr.write(Conflict((DecisionMaker("A", preference=orders),), (Option("a", ("A",)),)))
    assert written.warnings == ("of the orders that A may have, only the likeliest is written",)
    assert json.loads(written.text)["decisionMakers"][0]["preferences"] == [[[0, "Y"]]]


@pytest.mark.parametrize("document", [ELMIRA, PD], ids=["statements", "rankings"])
def test_a_file_that_is_read_is_written_back(document: Any) -> None:
    back = json.loads(gmcr.write(loaded(document)).text)
    for name, value in document.items():
        if name not in ("options", "decisionMakers"):
            assert back[name] == value
    for kind in ("options", "decisionMakers"):
        for ours, theirs in zip(back[kind], document[kind], strict=True):
            assert {name: ours[name] for name in theirs} == theirs


@given(conflicts())
def test_what_is_written_is_read_back_as_the_same_game(conflict: Conflict) -> None:
    """The same options, owners, directions, states and orders; the names of parties and options become their ids."""
    written = gmcr.write(conflict)
    back = gmcr.read(written.text).conflict
    assert [(o.name, o.direction, [w.upper() for w in o.owners]) for o in back.options] == [
        (o.id, o.direction, sorted(o.owners)) for o in conflict.options
    ]
    before, after = feasible_states(conflict), feasible_states(back)
    assert after.patterns.tolist() == before.patterns.tolist()
    assert ranks(back, after).tolist() == ranks(conflict, before).tolist()
    assert gmcr.write(back).text == gmcr.write(gmcr.read(gmcr.write(back).text).conflict).text


@given(conditions(tuple("abcd"), depth=2))
def test_patterns_mean_the_condition(condition: Condition) -> None:
    patterns = patterns_of(condition)
    for bits in range(16):
        state: State = frozenset(o for k, o in enumerate("abcd") if bits >> k & 1)
        assert holds(condition_of(patterns), state) == holds(condition, state)
        assert any(all((o in state) == taken for o, taken in p.items()) for p in patterns) == holds(condition, state)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ([], "an object with fields should stand here"),
        ({}, "the field “options” is missing"),
        (ELMIRA | {"options": {}}, "options: a list should stand here"),
        (ELMIRA | {"options": [{"name": "x"}] * 10_000}, "options: 10,000 options are too many (at most 64)"),
        (ELMIRA | {"options": [{}]}, "options[0]: the field “name” is missing"),
        (ELMIRA | {"options": [{"name": "x", "permittedDirection": "up"}]}, "options[0].permittedDirection: up is no direction"),
        (PD | {"decisionMakers": [{"name": "A", "options": [0]}]}, "option b: b has no owner"),
        (ELMIRA | {"infeasibles": [[[9, "Y"]]]}, "infeasibles[0][0]: there is no option 9: give a number from 0 to 4"),
        (ELMIRA | {"infeasibles": [[["Modfy", "Y"]]]}, "infeasibles[0][0]: no option is called Modfy; did you mean Modify?"),
        (ELMIRA | {"infeasibles": [[[0, "perhaps"]]]}, "infeasibles[0][0]: perhaps says nothing of an option: write Y or N"),
        (ELMIRA | {"infeasibles": [[[0, "Y"], [0, "N"]]]}, "infeasibles[0][1]: modify is said to be taken and not taken"),
        (ELMIRA | {"infeasibles": [[[0, "Y"]], [[0, "N"]]]}, "infeasible 1: no state is left"),
        (ELMIRA | {"useManualPreferenceRanking": True}, "decisionMakers[0]: the field “preferenceRanking” is missing"),
        (alone([1, 2, 3]), "preference a: a ranks 3 of 4"),
        (alone([1, 2, 3, 5]), "decisionMakers[0].preferenceRanking[3]: there is no state 5"),
        (ELMIRA | {"infeasibles": [nested(60)]}, "the condition nests deeper than 50"),
    ],
    ids=lambda d: str(d)[-50:],
)  # fmt: skip
def test_what_is_refused(document: Any, why: str) -> None:
    with pytest.raises(StabilityError) as refused:
        gmcr.read(document if isinstance(document, str) else json.dumps(document))
    message = str(refused.value)
    assert why in message
    assert len(message.splitlines()) == 1
