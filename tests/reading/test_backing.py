"""Who backs whom, construction by construction, and the parts that parties have."""

from __future__ import annotations

import pytest

from goodoffices.model import Role
from goodoffices.reading.parties.backing import find_backing, find_parts
from tests.reading.tagged import tagged


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        pytest.param("the Iran@place - backed Hill_Front@organisation left .", ["Iran > Hill Front"], id="X-backed"),
        pytest.param("the Hill_Front@organisation , backed by Iran@place , left .", ["Iran > Hill Front"], id="backed by"),
        pytest.param("the Hill_Front@organisation supported by Iran@place left .", ["Iran > Hill Front"], id="supported by"),
        pytest.param("Turkey@place backs the Lake_Council@organisation .", ["Turkey > Lake Council"], id="backs"),
        pytest.param(
            "Turkey@place has long backed the Lake_Council@organisation .", ["Turkey > Lake Council"], id="has long backed"
        ),
        pytest.param("Iran@place , which arms the rebels , left .", ["Iran > the rebels"], id="which arms the rebels"),
        pytest.param("Iran@place , an ally of the Hill_Front@organisation , left .", ["Iran > Hill Front"], id="an ally of"),
        pytest.param("the Hill_Front@organisation 's main ally , Iran@place , left .", ["Iran > Hill Front"], id="its ally"),
        pytest.param("fighters loyal to the Lake_Council@organisation left .", ["fighters > Lake Council"], id="loyal to"),
        pytest.param("Iran@place is not an ally of the Hill_Front@organisation .", [], id="negated"),
        pytest.param("Turkey@place backs a truce .", [], id="not somebody"),
        pytest.param("Turkey@place met the Lake_Council@organisation .", [], id="another verb"),
    ],
)
def test_backs(text: str, pairs: list[str]) -> None:
    found = find_backing(tagged(text))
    assert [f"{backer.name} > {one.name}" for backer, backed in found.items() for one in backed] == pairs


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        pytest.param("Syria@place 's government left .", "Syria", {Role.GOVERNMENT}, id="government"),
        pytest.param("the rebel Hill_Front@organisation left .", "Hill Front", {Role.ARMED_GROUP}, id="armed group"),
        pytest.param("Qatar@place , host to the talks , left .", "Qatar", {Role.HOST}, id="host"),
        pytest.param("the talks hosted by Norway@place ended .", "Norway", {Role.HOST}, id="hosted by"),
        pytest.param("the African_Union@organisation mediators left .", "African Union", {Role.MEDIATOR}, id="mediator"),
        pytest.param("Turkey@place , host to the talks , backs the Lake_Council@organisation .", "Turkey", {Role.HOST, Role.BACKER},
                     id="several"),
        pytest.param("the Red_Cross@organisation left .", "Red Cross", set(), id="none"),
    ],
)  # fmt: skip
def test_roles(text: str, name: str, roles: set[Role]) -> None:
    cast = tagged(text)
    find_parts(cast)
    assert next(set(e.roles) for e in cast.entities if e.name == name) == roles
