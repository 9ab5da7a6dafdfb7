"""What parties take a clause to mean, and who disagrees."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.reading.encoder.words import Words
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.mentioned import Mentioned

CLAUSE = (
    r"(?P<clause>(?:[“\"][^”\"\n]{2,80}[”\"]|(?:the|that|this|those|these|its|their|an?)\s[^.;:\n]{0,60}?"
    r"\b(?:language|clause|text|article|paragraph|wording|phrase|passage|provision|section|line|sentence|words?|terms?|communiqu[eé]"
    r"|agreement|accord|resolution|declaration|document|protocol)\b[^.;:\n]{0,40}?|(?:article|paragraph|section|point)\s\w+))"
)
TAKES = re.compile(
    r"\b(?:(?:interpret(?:s|ed|ing)?|read(?:s|ing)?|constru(?:es?|ed|ing))\s" + CLAUSE + r"\s(?:as|to mean)"
    r"|(?:takes?|took|taken|understands?|understood)\s" + CLAUSE.replace("clause>", "taken>") + r"\sto\s(?:mean|require|imply))"
    r"(?:\sthat)?\s(?P<meaning>[^.;\n]{3,200}?)(?=[.;\n]|,\s[^,.;\n]{2,60}\s(?:said|says|added)\b|,?\s(?:and|but|while)\s[^.;\n]{2,60}\s(?:disagree|disput)|$)",
    re.I,
)
"""Who "interprets that language as requiring ...", "reads the clause to mean that ..."."""
DISPUTES = re.compile(
    r"\b(?:disagree[sd]?|disput(?:es|ed) (?:this|that|it)|reject(?:s|ed) (?:this|that) (?:reading|interpretation|view)"
    r"|takes? another view|(?:does|do|did) not)\b(?=[\s”\"’']*[.,;!?\n]|$)"
)
"""Who "disagrees", "does not": with nothing behind it in its clause."""
SMALL = frozenset({"has", "have", "had", "also", "always", "still", "itself", "however", ","})
"""Words that may stand between whoever interprets and the verb."""
REACH = 160
"""Characters behind an interpretation in which somebody who disagrees is looked for."""


@dataclass(frozen=True)
class DraftInterpretation:
    """What a party takes a clause to mean, as characters of the text, or (by its place in the list) which one it disputes."""

    party: Entity
    word: int
    clause: tuple[int, int] | None = None
    meaning: tuple[int, int] | None = None
    disputes: int | None = None


def find_interpretations(words: Words, mentioned: Mentioned) -> list[DraftInterpretation]:
    """The interpretations of a text in their order, each dispute behind what is disputed; those of nobody known are left out."""
    found: list[DraftInterpretation] = []
    for match in TAKES.finditer(words.text):
        verb, party = _subject(match.start(), words, mentioned)
        if party is None:
            continue
        found.append(DraftInterpretation(party, verb, match.span("clause" if match["clause"] else "taken"), match.span("meaning")))
        dispute = DISPUTES.search(words.text, match.end(), match.end() + REACH)
        if dispute and "\n" not in words.text[match.end() : dispute.start()]:
            verb, other = _subject(dispute.start(), words, mentioned)
            if other is not None and other is not party:
                found.append(DraftInterpretation(other, verb, disputes=len(found) - 1))
    return found


def _subject(start: int, words: Words, mentioned: Mentioned) -> tuple[int, Entity | None]:
    """The word at a character, and who is mentioned right before it."""
    verb = words.between(start, start + 1)[0]
    before = verb - 1
    while before > 0 and words.lower[before] in SMALL:
        before -= 1
    owner = mentioned.owner.get(before)
    return verb, mentioned.entity(owner) if owner is not None else None
