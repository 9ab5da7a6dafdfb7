"""The closed word lists that the rules for names, offices and pronouns go by."""

from __future__ import annotations

from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Agreement(NamedTuple):
    """What a pronoun or a noun may stand for: gender ("m", "f" or ""), and one person, one body, or several."""

    gender: str
    person: bool
    body: bool
    plural: bool


PRONOUNS = {
    "he": Agreement("m", True, False, False),
    "him": Agreement("m", True, False, False),
    "his": Agreement("m", True, False, False),
    "she": Agreement("f", True, False, False),
    "her": Agreement("f", True, False, False),
    "it": Agreement("", False, True, False),
    "its": Agreement("", False, True, False),
    "they": Agreement("", False, True, True),
    "their": Agreement("", False, True, True),
    "them": Agreement("", False, True, True),
    "i": Agreement("", True, False, False),
    "my": Agreement("", True, False, False),
    "we": Agreement("", False, True, True),
    "our": Agreement("", False, True, True),
    "who": Agreement("", True, True, True),
    "which": Agreement("", False, True, True),
}
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "whose"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"}) | POSSESSIVES
DETERMINERS = DEFINITE | {"a", "an", "some", "many", "several", "two", "three", "both", "one", "another", "other", "all"}

MALE_TITLES = _words(
    """
    mr lord sir king prince sheikh sheik emir sultan pope father brother chairman spokesman statesman businessman imam ayatollah
    bishop archbishop cardinal mullah don señor monsieur herr
    """
)
FEMALE_TITLES = _words(
    """
    mrs ms miss lady queen princess dame mother sister chairwoman spokeswoman businesswoman congresswoman madame señora doña
    frau
    """
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | _words(
        """
    dr prof professor president minister general gen colonel col major maj captain capt lieutenant lt brigadier commander
    admiral marshal senator sen representative rep governor gov ambassador secretary chancellor premier judge justice reverend
    rev envoy mediator sgt sergeant chief comrade former ex prime deputy
    vice affairs interior finance foreign defence defense acting datuk haji hajji
    """
    )
)

SPEAKERS_FOR_OTHERS = _words(
    """
    spokesman spokeswoman spokesperson spokespeople minister president premier chancellor envoy ambassador representative
    delegate negotiator mediator secretary official officials officer commander commanders leader chairman chairwoman chair head
    chief director adviser advisor aide source sources diplomat diplomats lawyer general colonel major delegation negotiators
    secretary-general coordinator commissioner governor king emir sultan leaders ministers office statement deputy
    """
)
"""Nouns of office: who is called so speaks for the body that is named beside it ("the army's spokesman")."""

PERSON_NOUNS = SPEAKERS_FOR_OTHERS - {"delegation", "office", "statement", "sources", "officials", "diplomats", "leaders"} | _words(
    """
    man woman father mother bishop archbishop priest pastor imam sheikh cleric professor analyst expert historian lawyer
    activist journalist reporter correspondent doctor nurse teacher farmer resident witness prisoner hostage fighter soldier
    politician lawmaker senator candidate judge prosecutor prefect mayor prince queen elder captain lieutenant brigadier marshal
    admiral politician scholar author economist veteran founder member colleague brother sister son daughter widow host
    legislator
    """
)
"""Nouns that name one person."""

GOVERNMENT_NOUNS = _words(
    """
    government regime ministry cabinet administration presidency kremlin palace parliament junta authorities
    """
)
ARMED_NOUNS = _words(
    """
    rebels rebel insurgents guerrillas fighters militia militias militants separatists army forces troops faction factions
    gunmen militiamen insurgency military navy police
    """
)
COALITION_NOUNS = _words("coalition alliance opposition bloc front")
ORGANISATION_NOUNS = _words(
    """
    agency council committee commission organisation organization union party ministry office mission court bank group movement
    company newspaper radio television channel institute association federation congress assembly foundation church embassy
    league conference secretariat network daily station website centre center university
    """
)
BODIES = GOVERNMENT_NOUNS | ARMED_NOUNS | COALITION_NOUNS | ORGANISATION_NOUNS
"""Nouns that name a body which acts and speaks."""
OUTLET_NOUNS = _words(
    """
    agency radio television tv newspaper daily weekly station channel magazine media press website broadcaster paper wire news
    bulletin gazette journal
    """
)
"""Nouns that name a medium: where it quotes somebody, it is the way by which the report has the words."""
QUOTES = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
"""Verbs by which a report, or somebody in it, passes on what another has said."""
RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "where", "when"})
