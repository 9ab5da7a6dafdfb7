"""Whether an expression is meant as a date where it stands, and not as a name, a number, a rank or a habit."""

from __future__ import annotations

import re

from goodoffices.reading.dates.date_expressions import Expression, Kind
from goodoffices.reading.dates.tense import looks_ahead

LEADS = re.compile(
    r"\b(on|in|by|before|at|from|for|of|since|until|till|after|during|through|throughout|between|to|and|or|around|about|as of|"
    r"not before|not until|no later than|than)\s+(?:the\s+)?(?:(?:night|evening|morning|afternoon|eve|dawn|noon|midnight) of\s+)?$",
    re.I,
)
LEAD_REACH = 40
LINK = re.compile(r"[,]?\s*(?:to|and|or|through|until|till|-|–|—)\s*(?:on\s+|in\s+|the\s+)?", re.I)
"""What joins the two ends of a span of time."""
NAMES = re.compile(
    r"\s+(?:Movement|Brigades?|Group|Front|Coalition|Square|Street|Road|Revolution|Alliance|Party|Association|Martyrs|Battalion|Bridge|"
    r"Avenue|University|Hospital|Airport|Stadium|Foundation|Committee|Forces|Army|Agreement|Accords?|Declaration|Club|Camp|School|Mosque)\b"
)
"""Behind a date, these make it a part of a name."""
HOLY = re.compile(r"\b(?:Good|Bloody|Black|Palm|Easter|Holy|Ash|Whit|Super|Maundy|Shrove|Red|Fourth of|Cyber)\s+$")
RECURRING = re.compile(
    r"\b(?:(?:every|each)\s+(?:other\s+|second\s+)?|(?:a|an|one|some|any|most|alternate|per|week on|fortnight on|week from)\s+"
    r"|on\s+an?\s+\w+\s+)$",
    re.I,
)
ABOUT = re.compile(r"\b(?:about|some|around|roughly|nearly|almost|over|than|least|most|perhaps|up to|under|or)\s+$", re.I)
RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|time|times|once|twice|\w+est|most|not|lasted|only)\b[^.,;]{0,40}$", re.I
)
COPYRIGHT = re.compile(r"(?:©|\([Cc]\)|[Cc]opyright)\s*$")
CLOCK = re.compile(r"[ ,|–-]{1,3}(?:at )?\d{1,2}[:.]\d\d\b")
RESOLUTION = re.compile(r"(?:[Rr]esolutions?|[Ff]light|No\.|[Nn]umber|[Aa]rticle|[Rr]oom|page)\s+$")
PERSONS = frozenset({"May", "March", "April", "June", "August", "Jan"})
"""Months that are names or verbs too."""
BEFORE_YEARS = frozenset({"in", "since", "before", "after", "until", "till", "during", "through", "throughout"})
BEFORE_NUMBERS = frozenset({"of", "by", "from", "between", "around"})
"""Prepositions that a year follows, but a number as well."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words(
    "and or but if when while as at in on to for by from with that which who after before until unless because since is was "
    "were are has had have will would under near over through during he she it they we i the a an its his her their whose "
    "where of this not said says between among against without into onto it's he's despite amid following than so only"
)
EVENTS = _words(
    "elections talks accords agreements protocols negotiations clashes protests floods massacres killings attacks bombings "
    "polls wars riots hostilities borders lines constitutions resolutions promises terms conventions"
)
"""Plural nouns that a year may stand before; before others ("2000 homes") it is a number."""
COUNTED = _words("people men women children dead more troops metres kilometres km tonnes feet")


def lead(text: str, said: Expression) -> str:
    """The preposition or conjunction before an expression, or ""."""
    found = LEADS.search(text[max(0, said.start - LEAD_REACH) : said.start])
    return found[1].lower() if found else ""


def is_meant(text: str, said: Expression, linked: bool) -> bool:
    """Whether the expression is a date in its sentence; `linked` says that it is the second of "in May and June"."""
    before, words, behind = text[max(0, said.start - 60) : said.start], text[said.start : said.end], text[said.end : said.end + 40]
    if HOLY.search(before) or NAMES.match(behind) or COPYRIGHT.search(before):
        return False
    if behind[:1] in "-–" and behind[1:2].isalpha() and not LINK.match(behind):
        return False
    tie = lead(text, said)
    match said.kind:
        case Kind.WEEKDAY:
            return _is_weekday(before, words, behind, tie)
        case Kind.MONTH if not (said.year or said.turn or said.unit or linked) and words[0].isupper():
            return _is_month(before, words, behind, tie)
        case Kind.YEAR if not linked and words[0].isdigit():
            return _is_year(before, words, behind, tie)
        case Kind.YEAR:
            return not RESOLUTION.search(before)
        case Kind.AWAY:
            return _is_distance(text, said, before, words)
        case Kind.DAY if said.month is None:
            return bool(tie) and tie not in ("for", "of", "in") and _ends_phrase(behind)
        case Kind.DAY if words == "Christmas":
            return tie in ("by", "before", "until")
        case Kind.DAY if said.year:
            return bool(tie) or not CLOCK.match(behind)  # else it is a stamp
    return True


def _is_weekday(before: str, words: str, behind: str, tie: str) -> bool:
    """Not "every Friday", "on a Tuesday", "the Sunday Lantern", "Monday week"."""
    if RECURRING.search(before) or re.match(r"\s+(?:week|fortnight|prayers)\b|-\w", behind):
        return False
    if re.search(r"\b[Tt]he\s+$", before):
        return words[0] in "ncl" or (bool(re.match(r"['’]s\b|\s+[a-z]", behind)) and tie not in ("on", "by"))
    return True


def _is_month(before: str, words: str, behind: str, tie: str) -> bool:
    """A month without its year: behind a preposition, or "the September truce"; not "April Jones", "may march"."""
    if re.match(r"(?:['’]s)?\s+(?!I\b)[A-Z]\w", behind) and tie not in ("in", "since", "before", "until", "during", "on"):
        return False
    if tie and not (tie in ("and", "or", "to", "of", "at", "about", "for") and words in PERSONS):
        return True
    noun = (
        r"\s+(?:elections?|vote|deal|accord|agreement|truce|ceasefire|deadline|polls?|talks|attacks?)\b"
        if words in PERSONS
        else r"\s+[a-z]"
    )
    return bool(re.search(r"\b(?:a|an|the|its|his|her|their|this|that)\s+$", before, re.I) and re.match(noun, behind))


def _is_year(before: str, year: str, behind: str, tie: str) -> bool:
    """Four digits as a year: "in 1996", "the 1960 treaty", "(1975-1990)"; not "in 2000 homes", "resolution 1701"."""
    noun = re.match(r"(?:[-–]\d{2,4})?\s+([a-z][\w-]*)", behind)
    word = noun[1] if noun else ""
    counted = word in COUNTED or (word.endswith("s") and word not in FUNCTION_WORDS | EVENTS)
    if counted or RESOLUTION.search(before) or re.match(r"\s*(?:%|[A-Z]{2,3}\b)|-[^\W\d]", behind):
        return False
    if tie in BEFORE_YEARS or tie in BEFORE_NUMBERS:
        return not word or word in FUNCTION_WORDS or word.endswith("ed") or tie in BEFORE_YEARS
    if re.search(r"[(\[]$|\b(?:spring|summer|autumn|fall|winter|early|late|mid)[ -](?:of )?$", before):
        return "1800" <= year <= "2100"
    attributive = re.search(r"(?:\b(?:the|a|an|its|his|her|their|that|this|failed|disputed)|['’]s?)\s+$", before, re.I)
    return bool(attributive and word and word not in FUNCTION_WORDS) and "1900" <= year <= "2100"


def _is_distance(text: str, said: Expression, before: str, words: str) -> bool:
    """A distance that is exact and from the day of publication: not "about", "the third in ten days", "within ten days of that"."""
    if said.unit == "days" and abs(said.away) <= 2 and not re.search(r"\bdays?\b", words):
        return True
    if ABOUT.search(before):
        return False
    if re.match(r"in ", words) and not words.endswith("time"):
        return not RANKED.search(before) and looks_ahead(text, said.start, said.end) is True
    if words.lower().startswith("within"):
        return not re.match(r"\s+(?:of|if|after|from|unless|once|when|to)\b", text[said.end : said.end + 10])
    return True


def _ends_phrase(behind: str) -> bool:
    following = re.match(r"\s+(\w+)", behind)
    return not following or following[1].lower() in FUNCTION_WORDS or following[1][0].isupper()
