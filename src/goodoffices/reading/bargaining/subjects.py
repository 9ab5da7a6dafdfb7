"""Who the sentence says would take a step: the subject of its verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.reading.encoder.decoding import WordSpan
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.lexicon import BODIES, DELEGATIONS, PERSON_NOUNS, POSSESSIVES, PRONOUNS, STATE_FORCES
from goodoffices.reading.parties.mentioned import Owner
from goodoffices.reading.parties.mentions import Analysed, Phrase
from goodoffices.reading.parties.speakers import Speakers

FIRST_PERSON = frozenset({"we", "i", "us", "me", "our", "my", "ourselves", "myself"})
NOBODY = frozenset({"no", "nobody", "none", "nothing", "neither", "you", "your", "there", "what", "this", "that", "these", "those"})
"""Words with which a noun phrase names nobody who could take a step."""
READY = frozenset({"ready", "prepared", "willing", "unwilling", "set", "open", "able", "unable", "determined", "likely", "due"})
BE = frozenset({"be", "been", "being", "is", "are", "was", "were", "get", "gets"})
BETWEEN = frozenset({"MD", "TO", "RB", "VB", "VBD", "VBZ", "VBP", "VBN", "VBG"})
"""Tags of what may stand between a subject and the verb of a step: "had agreed not to", "might be prepared to"."""
OWN = {True: frozenset({"he", "she", "his", "her"}), False: frozenset({"it", "they", "its", "their"})}
"""Pronouns by which a report lets a person, or a body, speak of itself."""
DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today",
    "next", "last", "week", "month", "in", "turn", "now", "on"))  # fmt: skip
"""Words that tell when, or "in turn"."""
ASIDE = 8
"""Words of an aside between commas ("for its part")."""
CLAUSE = 18
"""Words of an aside that is a relative clause ("which has a seat but no vote in Pretoria")."""
REACH = 16
"""Words before a step in which its subject is looked for, but for a relative clause."""
WHERE = frozenset({"in", "at", "near", "on", "around", "inside", "outside", "under", "with"})
"""What joins a noun to another that merely tells where or with what it is."""
RELATIVES = frozenset({"which", "who", "whose"})
OF = frozenset({"of", "for", "from"})
ACTORS = PERSON_NOUNS | BODIES | STATE_FORCES | DELEGATIONS | {"one", "some", "most", "part", "both", "each", "majority", "people"}
"""Nouns for those who act, and for some of those whom an "of" names."""


class Subjects:
    """Finds the subjects of steps; `speaker_at` has the speaker of the statement that a word stands in."""

    def __init__(self, analysed: Analysed, speakers: Speakers, speaker_at: Mapping[int, Entity]):
        self.analysed = analysed
        self.speakers = speakers
        self.speaker_at = speaker_at

    def of(self, step: WordSpan, before: Sequence[WordSpan] = ()) -> Owner | None:
        """Whoever the subject of a step stands for; of the second of two joined steps, the first's; None where none is found.

        `before` are the steps before it in the text, the nearest last.
        """
        lower, tags = self.analysed.words.lower, self.analysed.tags
        if self._is_passive(step):
            return None  # the subject suffers it
        i = self._before_verbs(step)
        for earlier in reversed(before):
            if i is None or tags[i] not in ("CC", ",") or earlier.end < i - 1:
                break
            step, i = earlier, self._before_verbs(earlier)
        if i is None:
            return None
        if lower[i] in ("who", "which", "that"):
            i -= 1
        phrase = self.analysed.ending.get(i if lower[i] == "," else i + 1)
        if phrase is not None and phrase.start and tags[phrase.start - 1] == "CC":
            phrase = self.analysed.ending.get(phrase.start - 1, phrase)  # of several who are joined, the first
        core = self._core(phrase) if phrase is not None else None
        return self._whom(core, step) if core is not None else None

    def _is_passive(self, step: WordSpan) -> bool:
        """Whether the step is something that is done to its subject: "be withdrawn", "dismantled"."""
        lower, tags = self.analysed.words.lower, self.analysed.tags
        i = step.start
        while i < step.end and (lower[i] in BE or tags[i] == "RB"):
            i += 1
        return i < step.end and tags[i] == "VBN" and (i > step.start or lower[i - 1] in BE)

    def _before_verbs(self, step: WordSpan) -> int | None:
        """The last word of what stands before the verbs of a step and any aside; None outside of its paragraph, or too far."""
        lower, paragraphs = self.analysed.words.lower, self.analysed.words.paragraphs
        first = max(0, step.start - REACH)
        i = self._over_verbs(step.start - 1, first)
        if i > first and lower[i] == "," and not self._names_person(i):
            comma = self._opening(i)
            if comma is not None:
                first = min(first, comma - 1)
                i = self._over_verbs(comma - 1, first)
        return i if i >= first and paragraphs[i] == paragraphs[step.start] else None

    def _opening(self, comma: int) -> int | None:
        """The comma with which an aside begins that another one ends."""
        lower = self.analysed.words.lower
        commas = [i for i in range(comma - 1, max(0, comma - CLAUSE), -1) if lower[i] == ","]
        clause = next((i for i in commas if lower[i + 1] in RELATIVES), None)
        return clause if clause is not None else next((i for i in commas if i > comma - ASIDE), None)

    def _core(self, phrase: Phrase) -> Phrase | None:
        """The noun phrase that another one describes: "rebels" of "rebels holding the upper Kasai", "backed by neighbours".

        None where that is nobody who acts: "the accounts of banks in Oslo".
        """
        lower, tags = self.analysed.words.lower, self.analysed.tags
        while True:
            i = phrase.start - 1
            if i > 0 and lower[i] == "by" and tags[i - 1] == "VBN":
                i -= 1
            elif i <= 0 or not (tags[i] == "VBG" or self._joins(i, phrase)):
                return phrase
            before = self.analysed.ending.get(i)
            if before is None:
                return phrase
            if lower[i] in OF:
                return phrase if self._acts(before) else None
            phrase = before

    def _joins(self, word: int, phrase: Phrase) -> bool:
        """Whether a preposition ties a phrase to what stands before it; "in Moscow the army" is two phrases."""
        tags, lower = self.analysed.tags, self.analysed.words.lower
        return lower[word] in OF | WHERE and "DT" not in tags[phrase.start + 1 : phrase.end] and lower[phrase.start] not in DAYS

    def _acts(self, phrase: Phrase) -> bool:
        """Whether a phrase is of somebody, or of some of those whom an "of" behind it names."""
        head = self.analysed.words.lower[phrase.head]
        known = self.speakers.cast.at.get(phrase.head)
        return known is not None or self.analysed.tags[phrase.head] == "CD" or not {head, head.removesuffix("s")}.isdisjoint(ACTORS)

    def _over_verbs(self, i: int, first: int) -> int:
        """The last word before the verbs, adverbs and days that end with word `i`."""
        lower, tags = self.analysed.words.lower, self.analysed.tags
        while i >= first and (tags[i] in BETWEEN or lower[i] in READY or lower[i] in DAYS):
            i -= 1
        return i

    def _names_person(self, comma: int) -> bool:
        """Whether a person's name stands before a comma ("its leader, Senator Fabio Restrepo, has ...")."""
        entity = self.speakers.cast.at.get(comma - 1)
        return entity is not None and entity.is_person

    def _whom(self, phrase: Phrase, step: WordSpan) -> Owner | None:
        lower, tags = self.analysed.words.lower, self.analysed.tags
        if lower[phrase.start] in NOBODY:
            return None
        known = self.speakers.cast.at.get(phrase.head)
        if known is not None:
            return known
        told = phrase.start if lower[phrase.start] in POSSESSIVES else phrase.head  # "his men" are of his side
        speaker = self.speaker_at.get(step.start)
        if lower[told] in FIRST_PERSON:
            return speaker
        if speaker is not None and self.speaker_at.get(told) is speaker and lower[told] in OWN[speaker.is_person]:
            return speaker  # "Iacovides said he would"
        if speaker is not None and lower[told] in OWN[False] and self._opens_speech(told, speaker):
            return speaker  # "the army's spokesman said it would"
        if lower[told] in PRONOUNS and tags[told] in ("PRP", "PRP$"):
            return self.speakers.referent(told)
        return phrase.head

    def _opens_speech(self, word: int, speaker: Entity) -> bool:
        """Whether the speech of somebody who speaks for others begins with the word, right behind its verb."""
        before = max(0, word - 1 - (self.analysed.words.lower[word - 1] == "that"))
        begins = self.speaker_at.get(word) is speaker and self.speaker_at.get(before) is not speaker
        return begins and self.analysed.tags[before].startswith("VB") and speaker.speaks_for is not None
