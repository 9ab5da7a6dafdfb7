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
    vice affairs interior finance foreign defence defense acting datuk haji hajji brig adm cmdr cpl
    """
    )
)

SPEAKERS_FOR_OTHERS = _words(
    """
    spokesman spokeswoman spokesperson spokespeople minister president premier chancellor envoy ambassador representative
    delegate negotiator mediator secretary official officials officer commander commanders leader chairman chairwoman chair head
    chief director adviser advisor aide source sources diplomat diplomats lawyer general colonel major delegation negotiators
    secretary-general coordinator commissioner governor king emir sultan leaders ministers office statement deputy mayor
    councillor
    """
)
"""Nouns of office: who is called so speaks for the body that is named beside it ("the army's spokesman")."""

PERSON_NOUNS = SPEAKERS_FOR_OTHERS - {"delegation", "office", "statement", "sources", "officials", "diplomats", "leaders"} | _words(
    """
    man woman father mother bishop archbishop priest pastor imam sheikh cleric professor analyst expert historian lawyer
    activist journalist reporter correspondent doctor nurse teacher farmer resident witness prisoner hostage fighter soldier
    politician lawmaker senator candidate judge prosecutor prefect mayor prince queen elder captain lieutenant brigadier marshal
    admiral politician scholar author economist veteran founder member colleague brother sister son daughter widow host
    legislator person one individual executive worker merchant assistant observer caller emissary attache attaché friend speaker
    keeper deacon warden counterpart banker columnist carpenter bodyguard cousin agent grandson granddaughter nephew niece uncle
    aunt wife husband porter driver trader shopkeeper fisherman herdsman student lecturer editor publisher presenter
    veteran refugee survivor mechanic engineer baker butcher tailor clerk interpreter translator monk nun rabbi mufti patriarch
    co-chair vice-president attorney-general ombudsman magistrate sheriff constable sailor pilot nurse surgeon midwife businessman
    businesswoman investor manager owner employee volunteer campaigner dissident defector exile negotiator facilitator go-between
    boy girl child teenager youth passer-by onlooker bystander eyewitness chieftain warlord
    """
)
"""Nouns that name one person."""

GOVERNMENT_NOUNS = _words(
    """
    government regime ministry cabinet administration presidency kremlin palace junta authorities kingdom emirate sultanate
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
    parliament senate legislature company newspaper radio television channel institute association
    federation congress assembly foundation
    church embassy
    league authority leadership conference secretariat network daily station website centre center university
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

STATE_GOVERNMENT = _words("government regime authorities junta administration leadership")
"""Nouns for the government of a state: whoever says "the Syrian government" means the party that "Syria" and "Damascus" are."""
LEADS = _words("speaks spoke leads led heads headed commands commanded represents represented chairs chaired")
"""Verbs that tell for whom somebody speaks ("Mr Koro, who leads the rebel delegation")."""
LED = _words("led headed commanded chaired")
"""The same in the passive ("a faction led by Mr Koro")."""
DELEGATIONS = _words("delegation delegates negotiators side camp leadership")
"""Nouns for those who sit at the table for a party: they are that party."""
STATE_FORCES = _words(
    """
    army military navy troops soldiers police gendarmes gendarmerie airforce coastguard forces force guards generals
    """
)
"""Nouns for what acts for the government of a state, unless they are somebody else's."""
STATE_BODIES = _words("ministry parliament presidency cabinet palace embassy office court")
"""Nouns for what speaks for a state."""
STATES_OWN = (
    STATE_GOVERNMENT | STATE_BODIES | _words("army navy president premier minister ambassador republic envoy cabinet capital")
)
AT_HOME = STATE_GOVERNMENT | _words("president premier army opposition rebels insurgents guerrillas parliament")
"""Nouns that tell whose affairs a report is about, when they are a state's."""
BEFORE_PLACES = _words("in at near from to of around outside inside through into across toward towards over within")
"""Words behind which a capital is a place, not a government."""
NO_NATIONS = _words(
    """
    western eastern northern southern central upper lower african arab european asian latin muslim christian islamic islamist shia
    shiite sunni kurdish kurd west east north south
    """
)
"""What is no one state's: a "Western official" speaks for nobody in particular."""
NEUTRAL = _words(
    """
    interim transitional central federal national internationally recognised recognized ruling current new present legitimate
    elected own country main regular united-nations-backed caretaker
    """
)
"""What may stand before "government" without making it another one than the state's."""
RANKS = _words("senior top high-ranking ranking leading former chief deputy veteran unnamed unidentified anonymous local another")
"""What stands before a body's noun and does not belong to it ("a senior military official": of the military)."""
FORMER = _words("former ex exiled ousted deposed toppled late would-be retired")
"""Words that say that an office is not held any more."""
STATE_OFFICES = _words("minister president premier chancellor attorney-general prime king emir sultan vice-president")
"""Offices that only a state has: whoever holds one speaks for the government of the report, where it is nobody else's."""
ARMED_WORDS = _words(
    """
    rebel guerrilla insurgent militant separatist jihadist armed paramilitary militia rebels guerrillas insurgents militants
    separatists fighters militias gunmen militiamen combatants
    """
)
"""Words beside a name that tell that it is an armed group's."""
ARMED_NAMES = _words(
    """
    brigade brigades column militia guard army battalion vanguard command liberation guerrilla corps legion fighters resistance
    front taliban mujahideen revolutionary salvation forces movement
    """
)
"""Words in the name of an organisation that are as a rule an armed group's."""
UNARMED_NAMES = _words("party union congress council church relief aid human rights trust institute press women workers students")
"""Words in a name that outweigh such a one ("Union of the Army's Widows")."""
COALITION_NAMES = _words("coalition alliance coordination platform umbrella")
REBELS = _words("rebel rebels guerrilla guerrillas insurgent insurgents separatist separatists militant militants")
"""Nouns for those who fight the state: of the one armed group that a report names, where it names one."""
SPEAKERS_FOR_STATES = SPEAKERS_FOR_OTHERS - _words(
    "director chairman chairwoman chair head adviser advisor aide lawyer coordinator leader leaders mediator mayor councillor"
)
"""Who speaks for a state when its people's name stands before the noun: a "Swiss diplomat", not a "Swiss lawyer"."""
