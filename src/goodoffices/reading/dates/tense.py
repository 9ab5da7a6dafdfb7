"""Whether the words around a date in a past-tense report look ahead or back: "will meet on Friday", "met on Friday".

Word lists and the nearest verb, no tagger: a verb before the date in its sentence decides, else one behind it.
"""

from __future__ import annotations

import re

WINDOW = 260
"""Characters of the sentence that are looked at on either side."""
SENTENCE_END = re.compile(
    r"\n|[.!?](?<![^\w\"”’')\]][A-Z].)(?<!\bMr.)(?<!\bMrs.)(?<!\bMs.)(?<!\bDr.)(?<!\bGen.)(?<!\bCol.)(?<!\bSt.)(?<!\bLt.)(?<!\bvs.)"
    r"[\"”’')]*[ \t]+(?=[“\"‘'(]?[A-Z\d])"
)
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[,;:()“”\"—–]")
CONDITIONAL = re.compile(r",?[ \n](?:if|unless|provided|only if|though only if|so long as|as long as)\b")
"""Behind a date, these put it among what may come."""
CLAUSE_STOP = re.compile(SENTENCE_END.pattern + '|[”"]')
FRONT = frozenset(',;:(“”"—–') | {"and", "but", "that", "or"}
"""What may stand before a date that opens its clause."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TIES = _words(
    "on in by before at from for of since until till after during through about around the a early late mid to than between"
)
"""What ties a date to its sentence; the verb stands before it."""
MODALS = _words("will would shall should can could may might must cannot")
AHEAD = _words(
    "due scheduled expected planned slated booked forecast hopes hope plans plan expects expect intends intend wants want "
    "ahead upcoming beginning starting awaits await pending urges demands asks proposes"
)
"""Words that look ahead by themselves, finite or not."""
INVITING = AHEAD | _words(
    "agreed agrees agree promised promises vowed vows ready prepared willing invited invite asked ask urged urge ordered "
    "told offered offers offer threatened threatens threat refused refuses is are was were be been likely unlikely able "
    "allowed need needs chance time called calls appealed appeals demanded decided proposed undertook pledged pledges "
    "consented consent right free want wanted hoped hoping intended meant poised obliged required bound persuaded pressed "
    "warned deal agreement accord pact order call plea decision bid plans date deadline going let lets begged pleaded "
    "committed"
)
"""Before "to" and a verb, these make the verb one to come: "agreed to leave on Friday"."""
NOUNS_TOO = _words("plan plans hope hopes demands forecast asks")
"""Of these, what is a noun at the end of its phrase: "rejected the plan on Monday"."""
TIMETABLE = _words(
    "leave open begin start resume return meet travel arrive expire end lapse adjourn go reopen close visit vote take come "
    "sail reconvene face convene sit depart attend host fly"
)
"""Verbs whose present tense stands for what is to come: "talks resume on Monday", "the envoy leaves on Friday"."""
PLURAL = _words("they we i you people sides both men women delegates")
PAST = _words(
    "was were had did said told met began took came went gave got made left held fell rose drove flew shot won lost saw "
    "heard knew thought brought bought caught fought sought taught broke spoke wrote rode chose froze stole swore tore wore "
    "woke ate drank sang sank swam ran became built sent spent lent bent kept slept swept wept felt dealt meant sold stood "
    "understood withdrew drew grew threw blew flung hung laid paid led fed bled fled read found bound wound struck stuck "
    "dug spread shut cut hit put quit let split burst beat bit hid lit slid shook forgot forgave overran undertook "
    "underwent wasn't weren't hadn't didn't wasn’t weren’t hadn’t didn’t has have hasn't hasn’t haven't haven’t"
)
"""Past tenses and auxiliaries; a participle ("taken") has its auxiliary before it, or is none of a clause."""
AMBIGUOUS = _words(
    "read shut cut hit put quit let split burst beat spread left found bound meant set lit led made sent kept held built paid laid"
)
"""Forms of the past that are participles or infinitives too: after "to" or a modal they tell nothing."""
NO_VERBS = _words(
    "need indeed seed speed hundred red bed armed united so-called embed exceed proceed feed weed shed sacred hatred "
    "kindred breed creed deed greed steed bleed heed succeed naked wicked rugged aged wretched ragged"
)
BEFORE_ADJECTIVE = _words(
    "the a an his her its their our my your this that these those of from with for other all some no more many most any "
    "both in by on two three four five six seven eight nine ten newly recently and alleged remaining captured"
)
IMPLIED = _words(
    "failed managed began came went met gathered forced helped used continued returned flew started tried drove travelled crossed"
)
NO_PRESENT = _words("to had has have having hadn't hadn’t not been")
"""After these, "come" is no present tense."""
NOUNS = _words(
    "death peace power work court prison parliament town church safety government school war fire hospital freedom surrender"
)
"""After "to", no verbs."""
BE = _words("be being been")
FINITE_BE = _words("is are was were be been")


def looks_ahead(text: str, start: int, end: int) -> bool | None:
    """Whether the sentence of the characters `start` to `end` has what happens then still to come; None where it does not tell."""
    if CONDITIONAL.match(text, end):
        return True
    left = TOKEN.findall(sentence_before(text, start))
    while left and left[-1].lower() in TIES:
        left.pop()
    stop = CLAUSE_STOP.search(text, end, end + WINDOW)
    right = TOKEN.findall(text[end : stop.start() if stop else end + WINDOW])
    if not left:
        return _forwards(right)
    if left[-1] in FRONT and (fronted := _forwards(right)) is not None:
        return fronted
    found = _backwards(left)
    return _forwards(right) if found is None else found


def sentence_before(text: str, start: int) -> str:
    """The sentence of a place, up to it."""
    before = text[max(0, start - WINDOW) : start]
    cut = 0
    for stop in SENTENCE_END.finditer(before):
        cut = stop.end()
    return before[cut:]


def _backwards(tokens: list[str]) -> bool | None:
    """What the nearest verb before a date says, read from the date back."""
    for i in range(len(tokens) - 1, -1, -1):
        word = tokens[i].lower()
        behind = tokens[i + 1].lower() if i + 1 < len(tokens) else ""
        ahead = tokens[i - 1].lower() if i else ""
        if word.endswith(("'ll", "’ll")):
            return True
        if tokens[i][0].isupper() and i:
            continue
        if word in MODALS or word in ("won't", "won’t", "can't", "can’t"):
            return not (behind == "have" and word in ("should", "could", "would", "might", "must", "may"))
        if word in AHEAD and not (word in NOUNS_TOO and (ahead in BEFORE_ADJECTIVE or not behind)):
            return True
        if (word == "deadline" and not behind) or (word == "set" and (behind == "for" or ahead in FINITE_BE)):
            return True
        if word == "to" and _is_infinitive(next((t for t in tokens[i + 1 : i + 3] if t not in FRONT), "")):
            if (governed := _governed(tokens, i)) is not None:
                return governed
            continue
        if word in ("is", "are", "am", "isn't", "aren't"):
            return True
        if _is_timetable(word, ahead):
            return True
        if _is_past(word, ahead):
            return False
    return None


def _is_infinitive(word: str) -> bool:
    """Whether a word behind "to" may be a verb."""
    plural = word.endswith("s") and not word.endswith("ss")
    return word.islower() and word not in BEFORE_ADJECTIVE and word not in NOUNS and not plural


def _governed(tokens: list[str], to: int) -> bool | None:
    """Whether what "to" and a verb name is to come, by the word that they hang on."""
    for i in range(to - 1, max(-1, to - 9), -1):
        word = tokens[i].lower()
        if word in IMPLIED:
            return False
        if word in FINITE_BE and i < to - 2:
            return None
        if word in INVITING or word in MODALS:
            return True
    return None


def _is_timetable(word: str, before: str) -> bool:
    """Whether it is a present tense of a verb of coming and going: "resume" behind a plural, "resumes" behind another word."""
    if before in BEFORE_ADJECTIVE or before in NO_PRESENT:
        return False
    if word in TIMETABLE:
        return before in PLURAL or (before.endswith("s") and not before.endswith("ss"))
    return word.removesuffix("s") in TIMETABLE or word.removesuffix("es") in TIMETABLE or word == "flies"


def _is_past(word: str, ahead: str) -> bool:
    if word in PAST:
        return not (word in AMBIGUOUS | {"have"} and (ahead in MODALS or ahead in BE or ahead == "to"))
    if not word.endswith("ed") or word in NO_VERBS or word.startswith("un"):
        return False
    return not (ahead in BEFORE_ADJECTIVE or ahead in BE or ahead.isdigit() or ahead in ("is", "are"))


def _forwards(tokens: list[str]) -> bool | None:
    """What the first verb after a date says."""
    for i, token in enumerate(tokens):
        word = token.lower()
        before = tokens[i - 1].lower() if i else ""
        if word.endswith(("'ll", "’ll")):
            return True
        if token[0].isupper() and i:
            continue
        if word in MODALS:
            return True
        if word in ("is", "are", "due", "scheduled"):
            return True
        if _is_timetable(word, before):
            return True
        if _is_past(word, before):
            return False
    return None
