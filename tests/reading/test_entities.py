"""Names and descriptions: their words, and when two are of the same one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model import PartyKind
from goodoffices.reading.parties.entities import (
    Tokens,
    gender_of,
    kind_of_name,
    kind_of_noun,
    person_tokens,
    same_body,
    same_description,
    same_person,
    tokens_of,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("Free Syrian Army", "free syrian army", id="small letters"),
        pytest.param("the government's", "government", id="determiner and possessive ending"),
        pytest.param("the rebels’ commander", "rebels commander", id="a plural's apostrophe"),
        pytest.param("their two envoys", "envoys", id="several determiners"),
        pytest.param("Kofi A. Annan", "kofi a annan", id="an initial"),
        pytest.param("the U.N. envoy", "un envoy", id="an acronym with stops"),
        pytest.param("Boutros-Ghali’s", "boutros-ghali", id="a hyphen"),
        pytest.param("O'Neill", "o'neill", id="an apostrophe in a name"),
        pytest.param("The", "the", id="a determiner alone is kept"),
        pytest.param("Zoë Édouard", "zoë édouard", id="letters with marks"),
        pytest.param("“Abu Ali”, 12", "abu ali 12", id="without marks"),
        pytest.param("—", "", id="nothing"),
    ],
)
def test_the_words_of_a_name(text: str, tokens: str) -> None:
    assert tokens_of(text) == tuple(tokens.split())


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Mr. Kerry", "kerry"),
        ("Deputy Foreign Minister Mikhail Bogdanov", "mikhail bogdanov"),
        ("General Salim Idris", "salim idris"),
        ("the President", "president"),
        ("Kerry", "kerry"),
    ],
)
def test_a_persons_name_is_without_titles_unless_it_is_nothing_else(text: str, tokens: str) -> None:
    assert person_tokens(text) == tuple(tokens.split())


@pytest.mark.parametrize(
    ("text", "gender"),
    [("mr kerry", "m"), ("opposition spokesman", "m"), ("ms psaki", "f"), ("army spokeswoman", "f"), ("john kerry", ""), ("", "")],
)
def test_titles_tell_the_gender(text: str, gender: str) -> None:
    assert gender_of(tuple(text.split())) == gender


Same = Callable[[Tokens, Tokens], bool]


def agree(same: Same, one: str, other: str) -> bool:
    """Whether two names are of the same one; in either order, or the test fails."""
    a, b = tuple(one.split()), tuple(other.split())
    assert same(a, b) == same(b, a)
    return same(a, b)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("john kerry", "john kerry", True, id="equal"),
        pytest.param("kerry", "john kerry", True, id="the surname"),
        pytest.param("van der berg", "jan van der berg", True, id="a surname of several words"),
        pytest.param("saddam", "saddam hussein", True, id="the first name"),
        pytest.param("j kerry", "john kerry", True, id="an initial"),
        pytest.param("john kerry", "john f kerry", True, id="a middle name less"),
        pytest.param("john kerry", "sergei lavrov", False, id="nothing in common"),
        pytest.param("ahmed", "john ahmed kerry", False, id="a middle name is no name to go by"),
        pytest.param("teresa kerry", "john kerry", False, id="the surname only"),
        pytest.param("john kerry", "john major", False, id="the first name only"),
        pytest.param("", "john kerry", False, id="no name"),
    ],
)
def test_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert agree(same_person, one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("united nations", "united nations", True, id="equal"),
        pytest.param("un", "united nations", True, id="an acronym"),
        pytest.param("mod", "ministry of defence", False, id="an acronym leaves out small words"),
        pytest.param("md", "ministry of defence", True, id="an acronym without small words"),
        pytest.param("national coalition", "syrian national coalition", True, id="the ending"),
        pytest.param("coalition", "syrian national coalition", False, id="one word is no ending"),
        pytest.param("syrian national", "syrian national coalition", False, id="the beginning"),
        pytest.param("u", "union", False, id="one letter"),
        pytest.param("free army", "national army", False, id="another body"),
        pytest.param("houthi", "houthis", True, id="one of them and all"),
        pytest.param("houthi", "hothis", False, id="another word in the plural"),
        pytest.param("hill front", "hill fronts", False, id="the plural of a longer name"),
    ],
)
def test_names_of_one_body(one: str, other: str, same: bool) -> None:
    assert agree(same_body, one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("rebel commander", "rebel commander", True, id="equal"),
        pytest.param("commander", "rebel commander", True, id="a modifier less"),
        pytest.param("rebels", "rebel", True, id="several and one"),
        pytest.param("russian minister", "french minister", False, id="a modifier for another"),
        pytest.param("rebel commander", "rebel spokesman", False, id="another head"),
        pytest.param("", "commander", False, id="no words"),
        pytest.param("", "", False, id="no words at all"),
    ],
)
def test_descriptions_of_the_same(one: str, other: str, same: bool) -> None:
    assert agree(same_description, one, other) is same


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text("abc", min_size=1, max_size=2), min_size=1, max_size=3).map(tuple), st.data())
def test_a_name_is_its_own_and_order_does_not_matter(name: Tokens, data: st.DataObject) -> None:
    other = data.draw(st.lists(st.text("abc", min_size=1, max_size=2), max_size=3).map(tuple))
    for same in (same_person, same_body, same_description):
        assert same(name, name)
        assert same(name, other) == same(other, name)


@pytest.mark.parametrize(
    ("label", "name", "kind"),
    [
        ("person", "john kerry", PartyKind.PERSON),
        ("place", "syria", PartyKind.STATE),
        ("people", "kurds", PartyKind.GROUP),
        ("organisation", "free syrian army", PartyKind.ARMED_GROUP),
        ("organisation", "syrian national coalition", PartyKind.COALITION),
        ("organisation", "foreign ministry", PartyKind.GOVERNMENT),
        ("organisation", "hezbollah", PartyKind.ORGANISATION),
    ],
)
def test_the_kind_of_a_name(label: str, name: str, kind: PartyKind) -> None:
    assert kind_of_name(label, tuple(name.split())) is kind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("commander", PartyKind.PERSON),
        ("regime", PartyKind.GOVERNMENT),
        ("rebels", PartyKind.ARMED_GROUP),
        ("opposition", PartyKind.COALITION),
        ("radio", PartyKind.ORGANISATION),
        ("villagers", PartyKind.GROUP),
    ],
)
def test_the_kind_of_a_noun(noun: str, kind: PartyKind) -> None:
    assert kind_of_noun(noun) is kind
