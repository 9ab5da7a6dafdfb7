from __future__ import annotations

import pytest

from goodoffices.documents.dateline import dated_lines, headline


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("LUANZA, Feb 18 (Newswire) - Rebels holding the upper Kasai would observe a truce.", "dateline"),
        ("SAINT-AUBIN, 1 Nov. 2018 - The delegation will not sit at the same table.", "dateline"),
        ("Port Moresby, Papua New Guinea, 3 March 2025 — The talks go on.", "dateline"),
        ("GENEVA (Newswire), January 13, 2014 – The talks go on.", "dateline"),
        ("Published: 3 March 2025", "label"),
        ("Last updated on Tuesday, March 3, 2025 10:00 GMT", "label"),
        ("Abu Dhabi, UAESaturday 22 July 2017", "page header"),
        ("3 March 2025", "page header"),
        ("Tuesday, 3 March 2025 | 10:15 am", "page header"),
    ],
)
def test_the_line_that_dates_a_report(line, kind):
    (found,) = dated_lines(f"{line}\n\nThe story.\n")
    assert found.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "The two sides met on 3 March 2025.",
        "Rebels attacked the town on 3 March 2025",
        "The truce of 3 March 2025 - the second this year - was broken within hours of its announcement, observers said",
        "A day like any other",
    ],
)
def test_the_story_does_not_date_it(line):
    assert not list(dated_lines(line))


def test_a_headline_stands_alone_and_is_no_sentence():
    assert headline("Envoy threatens to leave\n\nSAINT-AUBIN, 1 Nov. 2018 - The story.") == "Envoy threatens to leave"
    assert headline("3 March 2025\n\nTalks go on\n\nThe story.") == "Talks go on"
    assert headline("The talks go on.\n\nSo they say.") is None
    assert headline("The talks\ngo on and on") is None
    assert headline("One line alone") is None
