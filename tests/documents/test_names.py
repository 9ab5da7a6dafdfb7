from __future__ import annotations

import pytest

from goodoffices.documents.names import Names, as_name, name_of_address


def test_a_name_given_before_gets_a_number():
    names = Names()
    assert [names.unique(name) for name in ("talks", "talks-2", "talks", "Talks")] == ["talks", "talks-2", "talks-3", "Talks-4"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://x.example/a/talks-go-on.html?x=1", "talks-go-on"),
        ("https://x.example/", "x.example"),
        ("https://x.example/%2e%2e%2fetc", "etc"),
        ("http://[bad", "http-bad"),
    ],
)
def test_the_name_of_an_address(address, name):
    assert name_of_address(address) == name


def test_a_name_is_a_file_name_everywhere():
    assert as_name("../../etc/passwd: “no”\n") == "etc-passwd-no"
    assert as_name("...") == "report"
