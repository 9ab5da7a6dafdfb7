"""Values that a model writes in its own way: "Armed_Group", "rejection", "provided that"."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from goodoffices.model import Manner, Measure, MoveKind, PartyKind, Relation, Strength

V = TypeVar("V", bound=StrEnum)

VARIANTS: Mapping[StrEnum, str] = {
    PartyKind.PERSON: "individual/human",
    PartyKind.STATE: "country/nation",
    PartyKind.GOVERNMENT: "ministry/authorities/administration",
    PartyKind.ARMED_GROUP: "rebels/rebel group/militia/army/military/armed forces/insurgents",
    PartyKind.COALITION: "alliance/opposition coalition",
    PartyKind.ORGANISATION: "organization/international organisation/international organization/media/news agency/institution",
    PartyKind.GROUP: "people/faction/community",
    MoveKind.OFFER: "promise/commitment/acceptance/agreement/consent/readiness",
    MoveKind.REFUSAL: "refuse/reject/rejection",
    MoveKind.DEMAND: "request/call/appeal/invitation/requirement",
    MoveKind.THREAT: "warning",
    MoveKind.SUPPORT: "endorsement/approval",
    MoveKind.OPPOSITION: "oppose/objection/disapproval",
    Relation.IF: "provided that/provided/on condition that/as long as/in case/if and when",
    Relation.ONLY_IF: "only when/only after/not unless",
    Relation.UNLESS: "except if",
    Relation.UNTIL: "till",
    Relation.AFTER: "once/as soon as/following",
    Relation.IN_EXCHANGE: "in exchange for/in return/in return for",
    Strength.FIRM: "strong/certain/definite",
    Strength.TENTATIVE: "weak/possible/uncertain/conditional",
    Manner.DIRECT: "direct quote/direct quotation/direct speech/quote/quoted",
    Manner.INDIRECT: "indirect quote/indirect speech/reported/reported speech/paraphrase/paraphrased",
    Manner.MIXED: "partial/partly direct",
    Measure.CEASEFIRE: "truce/cease fire/cessation of hostilities/armistice",
    Measure.HUMANITARIAN_ACCESS: "humanitarian/humanitarian aid/aid/aid access",
    Measure.PRISONER_RELEASE: "release of prisoners/release of hostages/hostage release",
    Measure.PRISONER_EXCHANGE: "prisoner swap/exchange of prisoners",
    Measure.ATTENDANCE: "attend/participation",
    Measure.TALKS: "negotiation/negotiations/dialogue/peace talks/meeting",
    Measure.WITHDRAWAL: "troop withdrawal/pullout/retreat",
    Measure.DISARMAMENT: "disarm/demilitarisation/demilitarization",
    Measure.MONITORING: "observers/verification/inspection",
    Measure.TRANSITION_OF_POWER: "transition/transitional government/power transition",
    Measure.DEPARTURE_FROM_POWER: "departure/resignation/stepping down",
    Measure.ELECTIONS: "election/referendum/vote",
    Measure.AUTONOMY_OR_STATUS: "autonomy/status/self determination/independence",
    Measure.SANCTIONS: "lifting of sanctions/embargo",
    Measure.RETURN_OF_REFUGEES: "refugee return/return of displaced persons",
    Measure.ATTACK: "offensive/strike/military action/military strike",
    Measure.ACCEPTANCE_OF_TERMS: "acceptance/acceptance of agreement/agreement",
    Measure.OTHER: "none/n a/unknown",
}


def meant(values: type[V], written: str | None) -> V | None:
    """The value that a model means by what it wrote; None where that cannot be told."""
    word = " ".join((written or "").casefold().replace("_", " ").replace("-", " ").replace("/", " ").split())
    for value in values:
        if word and (word == value or word in VARIANTS.get(value, "").split("/")):
            return value
    return None
