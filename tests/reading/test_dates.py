"""Dates in reports on peace talks: which words are one, and which day, month or year they come to."""

from __future__ import annotations

import datetime
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model.move import Move, MoveKind, Strength
from goodoffices.model.reading import DateMention
from goodoffices.model.span import Span
from goodoffices.model.statement import Manner, Statement
from goodoffices.model.step import Measure
from goodoffices.reading.dates.deadlines import attach
from goodoffices.reading.dates.finding import find_dates

TUESDAY = datetime.date(2014, 1, 21)
WEDNESDAY = datetime.date(2014, 1, 22)
THURSDAY = datetime.date(2009, 2, 19)
JUNE = datetime.date(2012, 6, 6)
"""A Wednesday."""

Case = tuple[str, datetime.date, str, str]

WEEKDAYS: dict[str, list[Case]] = {
    "the past tense has the nearest past one": [
        ("The envoy met both sides on Monday.", WEDNESDAY, "on Monday", "2014-01-20"),
        ("The talks opened on Thursday in a rented cinema.", WEDNESDAY, "on Thursday", "2014-01-16"),
        ("Shells fell on the port on Sunday, residents said.", WEDNESDAY, "on Sunday", "2014-01-19"),
        ("The bridge has been closed since Friday.", WEDNESDAY, "Friday", "2014-01-17"),
        ("Two drivers were killed on Saturday near the dam.", WEDNESDAY, "on Saturday", "2014-01-18"),
        ("No convoy had got through since Thursday.", WEDNESDAY, "Thursday", "2014-01-16"),
        ("Rebels set fire to the market on Tuesday.", WEDNESDAY, "on Tuesday", "2014-01-21"),
        ("The council rejected the plan on Monday.", WEDNESDAY, "on Monday", "2014-01-20"),
        ("The town had come under fire on Monday.", WEDNESDAY, "on Monday", "2014-01-20"),
        ("Gunmen tried to storm the hotel on Friday.", WEDNESDAY, "on Friday", "2014-01-17"),
    ],
    "the day of publication counts": [
        ("The rebels said on Wednesday they would talk.", WEDNESDAY, "on Wednesday", "2014-01-22"),
        ("The Front on Wednesday indicated it was ready.", WEDNESDAY, "on Wednesday", "2014-01-22"),
        ("The ministry said Wednesday that the road was open.", WEDNESDAY, "Wednesday", "2014-01-22"),
        ("The mediator was due to meet the chiefs on Wednesday.", WEDNESDAY, "on Wednesday", "2014-01-22"),
        ("Delegates were to dine together on Wednesday evening.", WEDNESDAY, "on Wednesday evening", "2014-01-22"),
    ],
    "modal verbs look ahead": [
        ("The delegations will meet on Friday.", WEDNESDAY, "on Friday", "2014-01-24"),
        ("He said the monitors could cross on Thursday.", WEDNESDAY, "on Thursday", "2014-01-23"),
        ("She would leave on Sunday, an aide said.", WEDNESDAY, "on Sunday", "2014-01-26"),
        ("The ministers may meet on Monday.", WEDNESDAY, "on Monday", "2014-01-27"),
        ("The soldiers should be home on Saturday.", WEDNESDAY, "on Saturday", "2014-01-25"),
        ("“We’ll sign on Tuesday,” he said.", WEDNESDAY, "on Tuesday", "2014-01-28"),
    ],
    "plans, invitations and timetables look ahead": [
        ("The conference is due to open on Thursday.", WEDNESDAY, "on Thursday", "2014-01-23"),
        ("A second round is scheduled for Monday.", WEDNESDAY, "for Monday", "2014-01-27"),
        ("The army agreed to release them on Sunday.", WEDNESDAY, "on Sunday", "2014-01-26"),
        ("The envoy urged both armies to stop firing on Saturday.", WEDNESDAY, "on Saturday", "2014-01-25"),
        ("Both sides are meeting on Friday.", WEDNESDAY, "on Friday", "2014-01-24"),
        ("Talks resume on Tuesday.", WEDNESDAY, "on Tuesday", "2014-01-28"),
        ("The chief mediator leaves for Goma on Saturday.", WEDNESDAY, "on Saturday", "2014-01-25"),
        ("The truce is set to take effect on Friday.", WEDNESDAY, "on Friday", "2014-01-24"),
        ("He hopes to have them at one table on Sunday.", WEDNESDAY, "on Sunday", "2014-01-26"),
    ],
    "some prepositions look ahead": [
        ("The rebels must leave the town by Saturday.", WEDNESDAY, "by Saturday", "2014-01-25"),
        ("She asked for an answer before Friday.", WEDNESDAY, "before Friday", "2014-01-24"),
        ("They had been given until Thursday.", WEDNESDAY, "Thursday", "2014-01-23"),
        ("He threatened a strike from Monday.", WEDNESDAY, "from Monday", "2014-01-27"),
        ("The commission expects a text by Friday noon.", WEDNESDAY, "by Friday noon", "2014-01-24"),
        ("By Sunday the last trucks had left.", WEDNESDAY, "By Sunday", "2014-01-19"),
        ("The truce held until Sunday.", WEDNESDAY, "Sunday", "2014-01-19"),
    ],
    "a deadline or a plan looks ahead": [
        ("They have until midnight on Sunday to leave.", WEDNESDAY, "on Sunday", "2014-01-26"),
        ("They called for a ceasefire from Friday.", WEDNESDAY, "from Friday", "2014-01-24"),
        ("“We leave tomorrow,” he said Monday.", WEDNESDAY, "Monday", "2014-01-20"),
        ("The envoy is expected back Sunday.", WEDNESDAY, "Sunday", "2014-01-26"),
    ],
    "a condition looks ahead": [
        ("“We let in a ship on Friday if this one is unloaded.”", WEDNESDAY, "on Friday", "2014-01-24"),
        ("They block the road on Monday unless the list is read.", WEDNESDAY, "on Monday", "2014-01-27"),
    ],
    "last, next, this, coming": [
        ("An attack last Sunday killed twenty.", WEDNESDAY, "last Sunday", "2014-01-19"),
        ("The village was burned last Friday.", WEDNESDAY, "last Friday", "2014-01-17"),
        ("They met last Wednesday in Oslo.", WEDNESDAY, "last Wednesday", "2014-01-15"),
        ("They will meet next Tuesday.", WEDNESDAY, "next Tuesday", "2014-01-28"),
        ("The vote is next Wednesday.", WEDNESDAY, "next Wednesday", "2014-01-29"),
        ("The parties will sign this Friday.", WEDNESDAY, "this Friday", "2014-01-24"),
        ("The parties signed this Monday.", WEDNESDAY, "this Monday", "2014-01-20"),
        ("The court will rule this coming Sunday.", WEDNESDAY, "this coming Sunday", "2014-01-26"),
    ],
    "a date before its verb has the tense of that verb": [
        ("On Monday the rebels shelled the port.", WEDNESDAY, "On Monday", "2014-01-20"),
        ("On Monday, talks will move to Geneva.", WEDNESDAY, "On Monday", "2014-01-27"),
        ("The men wept, and on Tuesday they named their price.", WEDNESDAY, "on Tuesday", "2014-01-21"),
        ("State television, which the party controls, on Monday quoted him.", WEDNESDAY, "on Monday", "2014-01-20"),
    ],
    "parts of the day": [
        ("Fighting broke out on Sunday night.", WEDNESDAY, "on Sunday night", "2014-01-19"),
        ("They will know by Thursday night.", WEDNESDAY, "by Thursday night", "2014-01-23"),
        ("He spoke to the radio on Monday morning.", WEDNESDAY, "on Monday morning", "2014-01-20"),
    ],
    "a possessive": [
        ("Monday's attack killed nine.", WEDNESDAY, "Monday", "2014-01-20"),
        ("The parties will arrive ahead of Friday's meeting.", WEDNESDAY, "Friday", "2014-01-24"),
    ],
}

DAYS: dict[str, list[Case]] = {
    "from the day of publication": [
        ("The ship tied up yesterday.", WEDNESDAY, "yesterday", "2014-01-21"),
        ("Talks resume today.", WEDNESDAY, "today", "2014-01-22"),
        ("He would sign a truce tomorrow.", WEDNESDAY, "tomorrow", "2014-01-23"),
        ("Yesterday the guns fell silent.", WEDNESDAY, "Yesterday", "2014-01-21"),
        ("The mediators met last night.", WEDNESDAY, "last night", "2014-01-21"),
        ("He told the council this morning.", WEDNESDAY, "this morning", "2014-01-22"),
        ("They meet again this evening.", WEDNESDAY, "this evening", "2014-01-22"),
        ("They will vote tonight.", WEDNESDAY, "tonight", "2014-01-22"),
        ("They left the day before yesterday.", WEDNESDAY, "the day before yesterday", "2014-01-20"),
        ("They return the day after tomorrow.", WEDNESDAY, "the day after tomorrow", "2014-01-24"),
        ("A summary of today’s briefing.", WEDNESDAY, "today", "2014-01-22"),
    ],
    "counted": [
        ("The raid took place two days ago.", WEDNESDAY, "two days ago", "2014-01-20"),
        ("A truce was signed 10 days ago.", WEDNESDAY, "10 days ago", "2014-01-12"),
        ("The army must withdraw within 10 days.", WEDNESDAY, "within 10 days", "2014-02-01"),
        ("They will report within the next five days.", WEDNESDAY, "within the next five days", "2014-01-27"),
        ("The monitors will arrive in ten days.", WEDNESDAY, "in ten days", "2014-02-01"),
        ("The list is due in three days’ time.", WEDNESDAY, "in three days’ time", "2014-01-25"),
        ("The deadline is five days from now.", WEDNESDAY, "five days from now", "2014-01-27"),
    ],
    "with month and year": [
        ("It was signed on 22 January 2014.", WEDNESDAY, "on 22 January 2014", "2014-01-22"),
        ("It was signed on January 22, 2014.", WEDNESDAY, "on January 22, 2014", "2014-01-22"),
        ("The accord of 3 May 2011 is dead.", WEDNESDAY, "3 May 2011", "2011-05-03"),
        ("They met on Monday, 4 November 2013.", WEDNESDAY, "on Monday, 4 November 2013", "2013-11-04"),
        ("It lapses on the 1st of March 2015.", WEDNESDAY, "on the 1st of March 2015", "2015-03-01"),
        ("The text (2014-02-03) was leaked.", WEDNESDAY, "2014-02-03", "2014-02-03"),
        ("On 12 Feb. 2003 the port was closed.", WEDNESDAY, "On 12 Feb. 2003", "2003-02-12"),
    ],
    "without a year": [
        ("The truce was agreed on January 12.", WEDNESDAY, "on January 12", "2014-01-12"),
        ("They were seized on 24 December.", WEDNESDAY, "on 24 December", "2013-12-24"),
        ("The vote will be held on 3 March.", WEDNESDAY, "on 3 March", "2014-03-03"),
        ("They would withdraw by February 1.", WEDNESDAY, "by February 1", "2014-02-01"),
        ("The signing is set for Sept. 2.", WEDNESDAY, "for Sept. 2", "2014-09-02"),
        ("He would disarm, beginning on Feb. 15.", WEDNESDAY, "on Feb. 15", "2014-02-15"),
        ("The truce runs until 24 August.", WEDNESDAY, "24 August", "2014-08-24"),
        ("No shot has been fired since 30 December.", WEDNESDAY, "30 December", "2013-12-30"),
        ("Elections are planned for December 10.", WEDNESDAY, "for December 10", "2014-12-10"),
        ("They met on Tuesday, January 14.", WEDNESDAY, "on Tuesday, January 14", "2014-01-14"),
        ("They resume on the 5th of February.", WEDNESDAY, "on the 5th of February", "2014-02-05"),
    ],
    "without a month": [
        ("They will sign on the 27th.", WEDNESDAY, "on the 27th", "2014-01-27"),
        ("The shelling began on the 18th.", WEDNESDAY, "on the 18th", "2014-01-18"),
        ("They have until the 3rd to answer.", WEDNESDAY, "the 3rd", "2014-02-03"),
        ("He will step down on the 10th of next month.", WEDNESDAY, "on the 10th of next month", "2014-02-10"),
    ],
    "feasts of the calendar": [
        ("He would leave office before Christmas.", datetime.date(1994, 9, 20), "before Christmas", "1994-12-25"),
        ("They will be free on New Year’s Day.", datetime.date(1994, 9, 20), "on New Year’s Day", "1995-01-01"),
    ],
}

MONTHS: dict[str, list[Case]] = {
    "by tense": [
        ("The army closed the port in September.", WEDNESDAY, "in September", "2013-09"),
        ("The schools will open in September.", WEDNESDAY, "in September", "2014-09"),
        ("His predecessor resigned in December.", WEDNESDAY, "in December", "2013-12"),
        ("The foreign ministers may meet in June.", WEDNESDAY, "in June", "2014-06"),
        ("They have been cut off since May.", WEDNESDAY, "May", "2013-05"),
        ("Water will have run out by October.", WEDNESDAY, "by October", "2014-10"),
        ("The snow holds the pass until May.", WEDNESDAY, "May", "2014-05"),
        ("All foreign forces should leave before March.", WEDNESDAY, "before March", "2014-03"),
        ("Fighting began in January.", WEDNESDAY, "in January", "2014-01"),
        ("In March alone, 312 trucks crossed.", WEDNESDAY, "In March", "2013-03"),
        ("The two sides would meet again in October and December.", JUNE, "December", "2012-12"),
    ],
    "last, next, this": [
        ("The deal was initialled last November.", WEDNESDAY, "last November", "2013-11"),
        ("It was agreed last January.", WEDNESDAY, "last January", "2013-01"),
        ("He will retire next March.", WEDNESDAY, "next March", "2014-03"),
        ("The ship was seized last month.", WEDNESDAY, "last month", "2013-12"),
        ("The council is to agree next month.", WEDNESDAY, "next month", "2014-02"),
        ("Two convoys were turned back this month.", WEDNESDAY, "this month", "2014-01"),
        ("The road has been shut since April last year.", WEDNESDAY, "April last year", "2013-04"),
        ("Elections are due in March next year.", WEDNESDAY, "in March next year", "2015-03"),
        ("A truce was signed three months ago.", WEDNESDAY, "three months ago", "2013-10"),
        ("A truce was signed a month ago.", WEDNESDAY, "a month ago", "2013-12"),
    ],
    "with a year": [
        ("Bodies were found there in June 2007.", WEDNESDAY, "in June 2007", "2007-06"),
        ("The war began in April 1991.", WEDNESDAY, "in April 1991", "1991-04"),
        ("The disputed election of September 2001 divided them.", WEDNESDAY, "September 2001", "2001-09"),
        ("Since March of 2011 nobody has been paid.", WEDNESDAY, "March of 2011", "2011-03"),
    ],
    "parts": [
        ("The talks will begin in early March.", WEDNESDAY, "in early March", "2014-03"),
        ("The rains come in mid-April.", WEDNESDAY, "in mid-April", "2014-04"),
        ("The camp was closed in late 2013.", WEDNESDAY, "in late 2013", "2013"),
        ("He will free 64 men before the end of the month.", WEDNESDAY, "before the end of the month", "2014-01"),
        ("They must be out by the end of next month.", WEDNESDAY, "by the end of next month", "2014-02"),
        ("He has not been seen since the beginning of the month.", WEDNESDAY, "the beginning of the month", "2014-01"),
        ("He promised a statute by the end of March.", THURSDAY, "by the end of March", "2009-03-31"),
        ("The monitors would go home at the end of February.", THURSDAY, "at the end of February", "2009-02-28"),
    ],
}

YEARS: dict[str, list[Case]] = {
    "in figures": [
        ("Guerrillas took up arms in 1996.", WEDNESDAY, "in 1996", "1996"),
        ("The war has killed 30,000 people since 1988.", WEDNESDAY, "1988", "1988"),
        ("No minister who served before 2013 will be let in.", WEDNESDAY, "before 2013", "2013"),
        ("Athens wants the 1960 treaty scrapped.", WEDNESDAY, "1960", "1960"),
        ("The lamp had burned since 1871.", WEDNESDAY, "1871", "1871"),
        ("A 2012 deal collapsed.", WEDNESDAY, "2012", "2012"),
        ("The truce of 1914 lasted a day.", WEDNESDAY, "1914", "1914"),
        ("The 2015-2016 peace process stalled.", datetime.date(2020, 1, 1), "2016", "2016"),
        ("In 2011, the army split.", WEDNESDAY, "In 2011", "2011"),
        ("The council is to be elected in 2016.", WEDNESDAY, "in 2016", "2016"),
        ("The civil war (1975-1990) left scars.", WEDNESDAY, "1975", "1975"),
        ("The civil war (1975-1990) left scars.", WEDNESDAY, "1990", "1990"),
    ],
    "in words": [
        ("Two rounds collapsed last year.", WEDNESDAY, "last year", "2013"),
        ("He would pay the rest next year.", WEDNESDAY, "next year", "2015"),
        ("They should be disarmed by year's end.", WEDNESDAY, "by year's end", "2014"),
        ("They should be disarmed by the end of the year.", WEDNESDAY, "by the end of the year", "2014"),
        ("The mission ends at the end of next year.", WEDNESDAY, "at the end of next year", "2015"),
        ("He took power ten years ago.", WEDNESDAY, "ten years ago", "2004"),
    ],
}

RANGES: dict[str, list[Case]] = {
    "two dates, each with its own words": [
        ("The truce will hold from 3 to 5 May.", WEDNESDAY, "from 3", "2014-05-03"),
        ("The truce will hold from 3 to 5 May.", WEDNESDAY, "5 May", "2014-05-05"),
        ("They met on 12-14 June 2012.", WEDNESDAY, "on 12", "2012-06-12"),
        ("They met on 12-14 June 2012.", WEDNESDAY, "14 June 2012", "2012-06-14"),
        ("They will meet between Monday and Wednesday.", TUESDAY, "Monday", "2014-01-27"),
        ("They will meet between Monday and Wednesday.", TUESDAY, "Wednesday", "2014-01-29"),
        ("Talks were held from Monday to Tuesday.", WEDNESDAY, "Tuesday", "2014-01-21"),
        ("It will run from 28 January to 3 February.", WEDNESDAY, "3 February", "2014-02-03"),
        ("The roads were shut between May and September 2012.", WEDNESDAY, "September 2012", "2012-09"),
        ("They fought from 1998 to 2003.", WEDNESDAY, "2003", "2003"),
        ("They fought in the war of 1992-95.", WEDNESDAY, "95", "1995"),
    ],
}

COUNTED_ON: dict[str, list[Case]] = {
    "from the day named last": [
        ("They met on Saturday and signed the next day.", WEDNESDAY, "the next day", "2014-01-19"),
        ("He was seized on 3 May 2011. The following day he was dead.", WEDNESDAY, "The following day", "2011-05-04"),
        ("She landed on Monday and left the same evening.", WEDNESDAY, "the same evening", "2014-01-20"),
    ],
}

ALL = {**WEEKDAYS, **DAYS, **MONTHS, **YEARS, **RANGES, **COUNTED_ON}
CASES = [pytest.param(*case, id=f"{kind}: {case[0]}"[:90]) for kind, cases in ALL.items() for case in cases]


def found(text: str, published: datetime.date | None = WEDNESDAY) -> list[tuple[str, str]]:
    """The dates of a text, as words and ISO dates."""
    return [(d.text, d.date) for d in find_dates(text, published)]


def test_the_table_is_long_enough_to_be_a_specification() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(("sentence", "published", "expression", "date"), CASES)
def test_a_date_and_what_it_comes_to(sentence: str, published: datetime.date, expression: str, date: str) -> None:
    assert (expression, date) in found(sentence, published)


NO_DATES = {
    "verbs and names that look like months": [
        "The rebels may march on the capital.",
        "May the guns fall silent.",
        "March to the palace, he told them.",
        "Mark Jan and April Ross spoke for the Front.",
        "Mr August Lowa led the team.",
        "Theresa May said no.",
        "They marched against an august assembly.",
        "He spoke to June Carter and to April Jones.",
    ],
    "names that have a date in them": [
        "The Good Friday Agreement holds.",
        "Bloody Sunday was remembered.",
        "The June Brigade claimed the attack.",
        "The Widows of the Fourth of April wrote to him.",
        "He was quoted by the Sunday Lantern.",
        "The March 23 Movement took the town.",
        "The 14 February Coalition called a strike.",
    ],
    "any such day": [
        "They meet every Friday.",
        "We were given the text on a Tuesday.",
        "He prays with his men each Sunday.",
        "Friday prayers went on in the barracks.",
        "Fridays are quiet here.",
    ],
    "numbers": [
        "Some 1,500 people fled.",
        "In 2000 homes the lights went out.",
        "About 1900 people were freed.",
        "The army lost 2012 men.",
        "Security Council resolution 1701 was cited.",
        "The hill is 1850 metres high.",
        "They asked for $2014.",
        "It was the 21st century's longest siege.",
        "The 22nd Brigade held the 38th parallel.",
        "He came in second and left at 12.45.",
    ],
    "no day, month or year": [
        "The talks open next week.",
        "Last week the mill closed.",
        "They could be home in two weeks.",
        "It happened in the 1990s.",
        "He lived there for ten days.",
        "The harvest begins in the spring.",
        "They met at the weekend.",
        "It is the first truce in two years.",
        "It was the third round this year.",
        "The third attack in ten days killed four.",
        "The road would open within ten days of that.",
        "They fought for months and years.",
    ],
    "no day of the calendar": ["It was dated 31 February 2013.", "It was dated 2013-02-30.", "On the 45th day they slept."],
}  # fmt: skip


@pytest.mark.parametrize("sentence", [pytest.param(s, id=f"{kind}: {s}"[:90]) for kind, x in NO_DATES.items() for s in x])
def test_no_date(sentence: str) -> None:
    assert found(sentence) == []


DATELINES = [
    "ORVANE, Jan 22 (Meridian Press) - Rebels talked.",
    "Prague, 22 January 2014 (RFE/RL) -- Rebels talked.",
    "COLOMBO, Wednesday – Rebels talked.",
    "ADDIS ABABA, Ethiopia, Jan. 22 (Allied Wire) — Rebels talked.",
    "BELEKH, January 22 — Rebels talked.",
    "PORT CASSIN, 22 Jan. 2014 - Rebels talked.",
]


@pytest.mark.parametrize("line", DATELINES)
def test_a_dateline_is_the_report_s_own_date(line: str) -> None:
    assert found(f"Rebels talk\n\n{line} They will meet on Friday.\n") == [("on Friday", "2014-01-24")]


def test_a_page_header_is_the_report_s_own_date_but_a_signature_is_not() -> None:
    body = "The ministry takes note of the statement " + "and of what was said in it " * 8
    assert found(f"Abu Dhabi, UAE Wednesday 22 January 2014\nRebels talk\n\n{body}.\n\nPress Department, 22 January 2014\n") == [
        ("22 January 2014", "2014-01-22")
    ]


def test_a_headline_s_weekdays_and_months_are_left_to_the_story() -> None:
    text = "Junta sets October vote, talks on Friday\n\nThe junta said on Tuesday it would go.\n"
    assert found(text) == [("on Tuesday", "2014-01-21")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It was signed on 22 January 2014 and broken on Friday.", [("on 22 January 2014", "2014-01-22")]),
        ("The war began in June 2012, last month's talks failed.", [("in June 2012", "2012-06")]),
        ("He has been there since 1996, and met us yesterday.", [("1996", "1996")]),
        ("They met on 22 January.", []),
    ],
)
def test_without_a_day_of_publication_only_what_has_its_own_year(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert found(sentence, None) == expected


def test_a_weekday_that_is_named_again_is_the_same_day() -> None:
    text = "They would stop shooting on Friday. “We welcome the part about Friday,” he said."
    assert found(text) == [("on Friday", "2014-01-24"), ("Friday", "2014-01-24")]


def test_typography_makes_no_difference() -> None:
    curly = "“We’ll sign on Friday,” he said of year’s end, “or on 3 May.”"
    assert [d for _, d in found(curly)] == [d for _, d in found(curly.translate(str.maketrans("“”’", '""\'')))]


PIECES = [w for case in CASES for w in re.split(r"(\W)", str(case.values[0]))] + ["2014", "31", "February", "\n\n", "the", "29"]


SHREDS = st.lists(st.sampled_from(PIECES), max_size=60)
"""Pieces of the sentences above, in any order."""


@settings(deadline=None, max_examples=300)
@given(st.text() | SHREDS.map(" ".join) | SHREDS.map("".join), st.none() | st.dates())
def test_spans_are_verbatim_sorted_disjoint_and_in_the_calendar(text: str, published: datetime.date | None) -> None:
    dates = find_dates(text, published)
    assert all(text[d.start : d.end] == d.text and d.text for d in dates)
    assert all(a.end <= b.start for a, b in itertools.pairwise(dates))
    assert all(datetime.date.fromisoformat(d.date + "0000-01-01"[len(d.date) :]) for d in dates)
    assert all(d.of is None for d in dates)


@pytest.mark.parametrize("published", [datetime.date.min, datetime.date.max])
def test_the_ends_of_the_calendar(published: datetime.date) -> None:
    text = " ".join(str(case.values[0]) for case in CASES)
    assert find_dates(text, published)


@pytest.mark.parametrize(
    "junk",
    ["a", " ", "\n", "1", "The ", "in 1996 ", "\"", "early ", "the end of ", "12-", "Monday, ", "and to or ", "A.", "until "],
)  # fmt: skip
def test_a_megabyte_of_junk_is_read(junk: str) -> None:
    find_dates(junk * (1_000_000 // len(junk)) if len(junk) < 5 else junk * 20_000, WEDNESDAY)


# Which move a date bounds


def _move(text: str, step: str, condition: str | None = None, id: str = "m1", kind: MoveKind = MoveKind.OFFER) -> Move:
    def span(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    return Move.model_validate({
        "id": id, "kind": kind, "party": "p1", "agent": "p1", "step": span(step), "strength": Strength.FIRM,
        "condition": span(condition) if condition else None, "relation": "if" if condition else None,
        "measure": Measure.OTHER, "confidence": 1.0,
    })  # fmt: skip


def _bound(text: str, *moves: Move, statements: tuple[Statement, ...] = ()) -> dict[str, str | None]:
    return {d.text: d.of for d in attach(find_dates(text, WEDNESDAY), moves, statements, text)}


BOUND = [
    ("They will open the road on Friday.", "open the road", None, "on Friday", True),
    ("They will leave on Friday with the guns.", "leave on Friday with the guns", None, "on Friday", True),
    ("They will stay in Geneva until Friday.", "stay in Geneva", None, "Friday", True),
    ("They will disarm for thirty days, beginning on 1 February.", "disarm", None, "on 1 February", True),
    ("They will free nine men before the vote on 3 March.", "free nine men", None, "on 3 March", True),
    ("They said on Monday they will leave.", "leave", None, "on Monday", False),
    ("They will leave, he said on Monday.", "leave", None, "on Monday", False),
    ("They will leave. He spoke on Monday.", "leave", None, "on Monday", False),
    ("They will respect the truce of 24 December.", "respect the truce of 24 December", None, "24 December", False),
    ("They will free cadets captured last month.", "free cadets captured last month", None, "last month", False),
    ("They will return the men seized in 2011.", "return the men seized in 2011", None, "in 2011", False),
    ("They will leave if the list is read by Monday.", "leave", "the list is read by Monday", "by Monday", False),
    ("They will admit observers to next month’s vote.", "admit observers to next month’s vote", None, "next month", False),
    ("They want the 1960 treaty scrapped.", "the 1960 treaty scrapped", None, "1960", False),
]
"""A sentence, the step and condition of its move, a date, and whether it bounds the move."""


@pytest.mark.parametrize(("text", "step", "condition", "date", "bounds"), BOUND)
def test_a_date_bounds_the_move_whose_step_it_dates(text: str, step: str, condition: str | None, date: str, bounds: bool) -> None:
    assert _bound(text, _move(text, step, condition)) == {date: "m1" if bounds else None}


def test_of_several_moves_it_bounds_the_nearest() -> None:
    text = "They will open the road on Friday and leave the hill by Sunday."
    moves = (_move(text, "open the road", id="m1"), _move(text, "leave the hill", id="m2"))
    assert _bound(text, *moves) == {"on Friday": "m1", "by Sunday": "m2"}


def test_attaching_changes_nothing_else() -> None:
    text = "He said on Monday: they will open the road on Friday."
    dates = find_dates(text, WEDNESDAY)
    said = Statement(id="s1", content=(Span.of(text, 19, len(text)),), manner=Manner.INDIRECT, confidence=1.0)
    bound = attach(dates, (_move(text, "open the road"),), (said,), text)
    assert [d.model_copy(update={"of": None}) for d in bound] == dates
    assert [d.of for d in bound] == [None, "m1"]
    assert all(isinstance(d, DateMention) for d in bound)
