"""Who is who, and which step is which, over several reports; what a person puts together, and takes apart again."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodoffices.errors import LedgerError
from goodoffices.ledger import Ledger
from goodoffices.ledger.naming import blocks
from goodoffices.model import Measure, Party, PartyKind, Reading, Step
from goodoffices.reading.parties.identity import Known, is_name
from goodoffices.reading.parties.party_names import is_acronym_of, same_party_name

from .telling import Says, day, ledger_of, step_called, tables_of, told

PERSON, STATE, GOVERNMENT, GROUP, ORGANISATION = (
    PartyKind.PERSON, PartyKind.STATE, PartyKind.GOVERNMENT, PartyKind.GROUP, PartyKind.ORGANISATION,
)  # fmt: skip


def met(*names: tuple[str, PartyKind] | tuple[str, PartyKind, str], name: str) -> Reading:
    """A report that speaks of parties: name, kind, and the party for which it speaks."""
    parties = tuple(
        Party(id=called, name=called, kind=kind, speaks_for=side[0] if side else None) for called, kind, *side in names
    )  # fmt: skip
    return told(name=name).model_copy(update={"parties": parties})


def keys_of(*reports: tuple[tuple[str, PartyKind] | tuple[str, PartyKind, str], ...]) -> list[list[str]]:
    """The parties of each report by their keys in the ledger."""
    ledger = ledger_of(*(met(*names, name=str(n)) for n, names in enumerate(reports)))
    return [[r.event.parties[called] for called, *_ in names] for r, names in zip(ledger.log(), reports, strict=True)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Bashar al-Assad", PERSON), ("Bashar el-Asad", PERSON)),
        (("Muammar Qaddafi", PERSON), ("Moammar Gadhafi", PERSON)),
        (("Mohammed Javad Zarif", PERSON), ("Muhammad Zarif", PERSON)),
        (("Foreign Minister Sergei Lavrov", PERSON), ("Sergey Lavrov", PERSON)),
        (("Syria", STATE), ("Damascus", STATE)),
        (("Russia", STATE), ("the Kremlin", GOVERNMENT)),
        (("Government of Syria", GOVERNMENT), ("the Syrian government", GOVERNMENT)),
        (("United Nations", ORGANISATION), ("UN", ORGANISATION)),
        (("U.N.", ORGANISATION), ("the United Nations", ORGANISATION)),
        (("Free Syrian Army", GROUP), ("FSA", GROUP)),
        (("Lakes Council", GROUP), ("The Lakes Council", GROUP)),
        (("Ali Abdullah Saleh", PERSON), ("Ali Abdallah Salih", PERSON)),
        (("Houthis", GROUP), ("Houthi", GROUP)),
        (("Inter-American Bank", ORGANISATION), ("IAB", ORGANISATION)),
        (("Côte d’Ivoire", STATE), ("Ivory Coast", STATE)),
    ],
)
def test_names_of_one_party(one: tuple[str, PartyKind], other: tuple[str, PartyKind]) -> None:
    for first, second in ((one, other), (other, one)):
        (a,), (b,) = keys_of((first,), (second,))
        assert a == b


spellings = st.text(st.sampled_from("abdeghikqosuyz"), min_size=1, max_size=7).map(str.title)


@settings(deadline=None)
@given(spellings, spellings, st.booleans())
@example("Qaddafi", "Gadhafi", True)
@example("Saleh", "Salih", True)
def test_parties_that_are_compared_by_name_are_looked_up_together(one: str, other: str, person: bool) -> None:
    """Blocking loses nothing: names that are one party's have a block in common."""
    names = [f"Ana {x}" if person else f"{x} Front" for x in (one, other)]
    found = [{b for _, b in blocks(Known(name, PERSON if person else GROUP, [name], None))} for name in names]
    assert found[0] & found[1] or not all(map(is_name, names)) or not same_party_name(*names, person=person)


@given(
    st.lists(
        st.sampled_from(["Free", "Army", "of", "Ivory-Coast", "the", "al-Sham", "União", "Liberation"]), min_size=2, max_size=6
    )
)
def test_a_short_form_is_looked_up_with_the_long_one(words: list[str]) -> None:
    name = " ".join(words)
    for short in {"".join(w[0] for w in words).upper(), "".join(w[0] for w in words if w[0].isupper())}:
        if is_acronym_of(short, name) and is_name(name):
            a, b = ({x for _, x in blocks(Known(n, GROUP, [n], None))} for n in (short, name))
            assert a & b


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Syria", STATE), ("Russia", STATE)),
        (("Hassan Rouhani", PERSON), ("Hussein Rouhani", PERSON)),
        (("John Kerry", PERSON), ("Jane Kerry", PERSON)),
        (("Kerry", PERSON), ("John Kerry", PERSON)),
        (("the government", GOVERNMENT), ("the government", GOVERNMENT)),
        (("an official", PERSON), ("an official", PERSON)),
        (("rebels", GROUP), ("rebels", GROUP)),
        (("Free Syrian Army", GROUP), ("Syrian National Coalition", GROUP)),
        (("Georgia", PERSON), ("Georgia", STATE)),
    ],
)
def test_names_of_two_parties(one: tuple[str, PartyKind], other: tuple[str, PartyKind]) -> None:
    for first, second in ((one, other), (other, one)):
        (a,), (b,) = keys_of((first,), (second,))
        assert a != b


def test_a_surname_is_the_one_of_its_side() -> None:
    full, alone, elsewhere = keys_of(
        (("Bashar al-Assad", PERSON, "Syria"), ("Syria", STATE)),
        (("Assad", PERSON, "Damascus"), ("Damascus", STATE)),
        (("Assad", PERSON, "Lebanon"), ("Lebanon", STATE)),
    )
    assert alone == full == ["bashar-al-assad", "syria"]
    assert elsewhere[0] != full[0]


def test_a_surname_of_two_people_of_a_side_is_nobody_known() -> None:
    *_, last = keys_of(
        (("Ana Oro", PERSON, "Syria"), ("Syria", STATE)),
        (("Ivo Oro", PERSON, "Syria"), ("Syria", STATE)),
        (("Oro", PERSON, "Syria"), ("Syria", STATE)),
    )
    assert last == ["oro", "syria"]


def test_a_body_of_a_named_side_is_one() -> None:
    one, other, third = keys_of(
        (("the army", GROUP, "Syria"), ("Syria", STATE)),
        (("its army", GROUP, "Damascus"), ("Damascus", STATE)),
        (("the army", GROUP, "Lebanon"), ("Lebanon", STATE)),
    )
    assert one == other
    assert third[0] != one[0]


def test_all_names_of_a_party_are_known() -> None:
    ledger = ledger_of(*(met((name, STATE), name=name) for name in ("Syria", "Damascus", "the Syrian government")))
    party = ledger.as_of().party("damascus")
    assert (party.key, party.names, party.reports) == ("syria", ("Damascus", "the Syrian government"), 3)


@pytest.mark.parametrize("name", ["T4", "r12", "C7", "…", "?", "a.b/c", "Front (North)", "Ünïté"])
def test_a_key_is_never_the_name_of_something_else(name: str) -> None:
    ledger = ledger_of(met((name, GROUP), name="one"))
    (party,) = ledger.as_of().parties()
    assert party.name == name
    assert ledger.as_of().party(party.key) == party
    ledger.add(told(Says("Orsania", "open the road")))
    ledger.merge("orsania", party.key)
    assert ledger.as_of().party("orsania").merged == (party.key,)


# what a person puts together

ROAD = Says("Orsania", "open the road", "if", "stop the shelling", "Upland Front")
SAME = Says("Halven authorities", "lift the siege", "if", "stop the shelling", "Upland Front")


@pytest.fixture
def ledger() -> Ledger:
    return ledger_of(
        told(ROAD, name="one", published="2031-03-01"),
        told(SAME, name="two", published="2031-03-02"),
        told(Says("Orsania", "clear the road"), name="three", published="2031-03-03"),
    )


def said(ledger: Ledger) -> dict[str, object]:
    view = ledger.as_of()
    return {
        "parties": view.parties(), "moves": view.moves(), "positions": view.positions(), "commitments": view.commitments(),
        "statements": {p.key: view.statements(p.key) for p in view.parties()},
    }  # fmt: skip


def test_two_parties_become_one(ledger: Ledger) -> None:
    ledger.merge("orsania", "halven-authorities")
    view = ledger.as_of()
    party = view.party("halven-authorities")
    assert (party.key, party.names, party.merged, party.reports) == (
        "orsania", ("Halven authorities",), ("halven-authorities",), 3,
    )  # fmt: skip
    assert {m.party for m in view.moves()} == {"orsania"}
    assert [m.id for m in view.moves(party="orsania")] == ["r3.m1", "r2.m1", "r1.m1"]
    assert len(view.statements("orsania")) == 3


@pytest.mark.parametrize("pair", [("orsania", "halven-authorities"), ("t1", "t4")])
def test_a_merge_undone_is_as_if_it_had_not_been(ledger: Ledger, pair: tuple[str, str]) -> None:
    before = said(ledger)
    ledger.merge(*pair)
    assert said(ledger) != before
    ledger.split(pair[1])
    assert said(ledger) == before


def test_a_later_report_goes_to_the_party_that_was_kept(ledger: Ledger) -> None:
    ledger.merge("orsania", "halven-authorities")
    ledger.add(told(Says("Halven authorities", "hold talks"), name="four"))
    assert ledger.as_of().moves(most=1)[0].party == "orsania"
    assert ledger.as_of().party("orsania").reports == 4


def test_three_become_one(ledger: Ledger) -> None:
    ledger.merge("orsania", "halven-authorities")
    ledger.merge("upland-front", "orsania")
    assert ledger.as_of().party("halven-authorities").key == "upland-front"
    assert ledger.as_of().party("upland-front").merged == ("orsania", "halven-authorities")


@pytest.mark.parametrize(
    ("kept", "merged"),
    [("orsania", "orsania"), ("orsania", "t1"), ("t1", "orsania"), ("t1", "t1"), ("orsania", "nobody"), ("t1", "t99"), ("r1", "r2"),
     ("upland-front", "halven-authorities"), ("halven-authorities", "orsania")],
)  # fmt: skip
def test_what_cannot_be_one(ledger: Ledger, kept: str, merged: str) -> None:
    ledger.merge("orsania", "halven-authorities")
    before = tables_of(ledger, record=True)
    with pytest.raises(LedgerError):
        ledger.merge(kept, merged)
    assert tables_of(ledger, record=True) == before


# steps


def step(object: str | None, *, agent: str | None = "a", measure: Measure = Measure.CEASEFIRE, place: str | None = None) -> Step:
    return Step(id="x", agent=agent, measure=measure, object=object, place=place)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (step("withdraw from the bridges"), step("the withdrawal from its bridges"), True),
        (step("the truce in Halven"), step("truce", place="Halven"), True),
        (step("a truce"), step("the truce of three months"), False),
        (step("release 40 prisoners"), step("release 50 prisoners"), False),
        (step("the truce"), step("the truce", measure=Measure.WITHDRAWAL), False),
        (step("the truce"), step("the truce", agent=None), False),
        (step(None), step(None), True),
        (step("let the aid in"), step("let the oil in"), False),
        (step("lift the ban on gas"), step("lift the ban on oil"), False),
        (step("let in the UN"), step("let us in"), False),
        (step("admit the UN"), step("to admit the U.N."), True),
        (step("deal with the US"), step("deal with us"), False),
        (step("pay"), step("not to pay"), False),
        (step("put an end to it"), step("the end of it"), True),
        (step("send aid to the town"), step("aid for our town, by all who can send it"), True),
    ],
)
def test_steps_that_are_one(one: Step, other: Step, same: bool) -> None:
    orsania = Party(id="a", name="Orsania", kind=PartyKind.STATE)
    ledger = ledger_of(
        *(told(name=str(n)).model_copy(update={"parties": (orsania,), "steps": (x,)}) for n, x in enumerate((one, other)))
    )
    first, second = (r.event.steps["x"] for r in ledger.log())  # type: ignore[union-attr]
    assert (first == second) is same


def test_two_steps_become_one(ledger: Ledger) -> None:
    road, clear = step_called(ledger, "open the road"), step_called(ledger, "clear the road")
    ledger.merge(road, clear)
    view = ledger.as_of()
    assert view.step(clear).step == road
    assert {m.id for m in view.moves(step=road)} == {m.id for m in view.moves(step=clear)} == {"r1.m1", "r3.m1"}
    assert {c.consequent.step for c in view.commitments(debtor="orsania")} == {road}


def test_what_was_done_under_one_name_was_done_under_the_other(ledger: Ledger) -> None:
    road, clear = step_called(ledger, "open the road"), step_called(ledger, "clear the road")
    ledger.merge(road, clear)
    ledger.done(clear, day("2031-03-05"))
    states = {c.id: c.state.value for c in ledger.as_of(day("2031-03-05")).commitments(debtor="orsania")}
    assert set(states.values()) == {"satisfied"}
    assert ledger.as_of(day("2031-03-05")).step(road).done == day("2031-03-05")
    ledger.split(clear)
    assert ledger.as_of(day("2031-03-05")).step(road).done is None


def test_a_condition_waits_for_the_step_that_was_kept(ledger: Ledger) -> None:
    shelling = step_called(ledger, "stop the shelling")
    ledger.add(told(Says("Upland Front", "hold its fire"), name="four"))
    fire = step_called(ledger, "hold its fire")
    ledger.merge(fire, shelling)
    ledger.done(fire, day("2031-03-05"))
    (promise,) = (c for c in ledger.as_of(day("2031-03-06")).commitments(debtor="orsania") if c.testimonies[0].move == "r1.m1")
    assert promise.antecedent.model_dump() == {"kind": "done", "step": fire}
    assert promise.state.value == "detached"
    assert ledger.as_of(day("2031-03-04")).commitment(promise.id).state.value == "conditional"


def test_where_a_party_stands_is_what_it_said_last_under_either_name(ledger: Ledger) -> None:
    ledger.add(
        told(Says("Halven authorities", "clear the road", kind="refusal", agent="Orsania"), name="four", published="2031-03-09")
    )
    ledger.merge("orsania", "halven-authorities")
    positions = {p.step: p for p in ledger.as_of().positions("orsania")}
    stand = positions[step_called(ledger, "clear the road")]
    assert (stand.day, stand.stance.value, stand.evidence, stand.disputed) == (day("2031-03-09"), "against", ("r4.m1",), False)


def test_a_rejected_move_says_nothing_of_where_its_party_stands(ledger: Ledger) -> None:
    ledger.add(told(Says("Orsania", "clear the road", kind="refusal"), name="four", published="2031-03-09"))
    clear = step_called(ledger, "clear the road")
    assert next(p for p in ledger.as_of().positions() if p.step == clear).stance.value == "against"
    ledger.reject("r4.m1")
    stand = next(p for p in ledger.as_of().positions() if p.step == clear)
    assert (stand.stance.value, stand.day) == ("for", day("2031-03-03"))


def test_as_many_positions_as_are_asked_for_are_there_after_merging(ledger: Ledger) -> None:
    """Names of one party, and of one step, make one position of several; another comes in for them."""
    ledger.merge("orsania", "halven-authorities")
    ledger.merge(step_called(ledger, "clear the road"), step_called(ledger, "lift the siege"))
    clear, road = step_called(ledger, "clear the road"), step_called(ledger, "open the road")
    found = [(p.party, p.step, p.evidence) for p in ledger.as_of().positions("orsania", most=2)]
    assert found == [("orsania", clear, ("r3.m1",)), ("orsania", road, ("r1.m1",))]
    assert [(p.party, p.step, p.evidence) for p in ledger.as_of().positions(most=2)] == found
