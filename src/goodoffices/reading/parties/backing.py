"""Who backs whom, and the part that each party has: told by a small table of constructions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from goodoffices.model import PartyKind, Role
from goodoffices.reading.parties.cast import Cast
from goodoffices.reading.parties.entities import Entity
from goodoffices.reading.parties.lexicon import STATE_FORCES
from goodoffices.reading.parties.sides import side_of

BACKED = frozenset({"backed", "supported", "armed", "funded", "financed", "equipped", "sponsored", "bankrolled", "allied"})
"""In "Iran-backed rebels" and "rebels backed by Iran": the one behind "by" (or before the hyphen) backs the other."""
BACKS = frozenset({"backs", "arms", "funds", "finances", "bankrolls", "sponsors", "supplies"})
"""In "Turkey backs the council": the subject backs the object, if the object is somebody who can be backed."""
ALLIES = frozenset({"ally", "allies", "backer", "backers", "patron", "patrons", "sponsor", "sponsors", "supporters"})
"""In "Iran, an ally of the Houthis" and "the government's main ally, Russia"."""
LOYAL = frozenset({"loyal", "allied"})
"""In "fighters loyal to the president"."""
PRO = "pro"
APPOSITIVE = 15
"""Words that an appositive may be long."""
CHAIN = 3
"""Words between a verb and whom it is said of: adverbs, auxiliaries ("has long backed")."""

MEDIATES = frozenset(
    {"mediator", "mediators", "facilitator", "mediating", "mediates", "mediated", "brokered", "brokering", "go-between"}
)
HOSTS = frozenset({"host", "hosts", "hosting", "hosted"})
OPPOSES = frozenset({"opposition", "dissident", "dissidents"})

Backs = Mapping[Entity, list[Entity]]


def find_backing(cast: Cast) -> dict[Entity, list[Entity]]:
    """Whom each party backs, in the order of the text; nobody backs himself or the side that he speaks for."""
    found: dict[Entity, list[Entity]] = defaultdict(list)
    for backer, backed in _pairs(cast):
        if (
            backer is backed
            or side_of(backer) is side_of(backed)
            or not (backed.is_body or backed.named)
            or backer.is_person
            or _is_only_where(backed)
        ):
            continue
        if backed not in found[backer] and backer not in found.get(backed, ()):
            found[backer].append(backed)
    return dict(found)


def find_parts(cast: Cast) -> None:
    """Note with every entity whom it backs and the parts that it has."""
    backs = find_backing(cast)
    for backer, backed in backs.items():
        backer.backs = backed
        for one in backed:
            one.backed_by.append(backer)
    for entity, roles in find_roles(cast, backs).items():
        entity.roles = roles


def _is_only_where(entity: Entity) -> bool:
    """Whether it is a place or an outlet rather than somebody to back: no army is backed by a bulletin."""
    return entity.kind is PartyKind.GROUP and not entity.named and not entity.plural


def _pairs(cast: Cast) -> Iterable[tuple[Entity, Entity]]:
    """Every construction of the text as (backer, backed)."""
    lower, tags = cast.analysed.words.lower, cast.analysed.tags
    for i in range(1, len(lower) - 2):
        word = lower[i]
        if word in BACKED and lower[i - 1] == "-":
            yield from _both(_ending(cast, i - 2), _starting(cast, i + 1))
        elif word in BACKED and lower[i + 1] == "by":
            yield from ((b, o) for b, o in _both(_starting(cast, i + 2), _before(cast, i)) if not _is_negated(lower, i))
        elif word == PRO and lower[i + 1] == "-":
            yield from _both(_starting(cast, i + 3), _ending(cast, i + 2))
        elif (word in BACKS and tags[i] in ("VBZ", "VBP")) or (
            word in BACKED and tags[i] in ("VBD", "VBN") and lower[i - 1] in ("has", "have", "long")
        ):
            yield from (
                (b, o)
                for b, o in _both(_before(cast, _behind_subject(lower, i)), _starting(cast, i + 1))
                if not _is_negated(lower, i)
            )
        elif (word in ALLIES and lower[i + 1] == "of") or (word in LOYAL and lower[i + 1] == "to"):
            yield from ((b, o) for b, o in _both(_before(cast, i), _starting(cast, i + 2)) if not _is_negated(lower, i))
        elif word in ALLIES and lower[i + 1] == ",":
            yield from _both(_starting(cast, i + 2), _owner(cast, i))


def _both(backer: Entity | None, backed: Entity | None) -> list[tuple[Entity, Entity]]:
    return [(backer, backed)] if backer is not None and backed is not None else []


def _is_negated(lower: list[str], word: int) -> bool:
    return bool({"not", "no", "never", "deny", "denies", "denied", "denying"}.intersection(lower[max(0, word - 6) : word]))


def _starting(cast: Cast, word: int) -> Entity | None:
    """Whoever the noun phrase that starts at the word stands for ("the rebel council")."""
    phrase = cast.analysed.starting.get(word)
    if phrase is None:  # inside of one: "Iran-backed rebels"
        phrase = next((p for p in cast.analysed.phrases_between(word, word + 5) if p.start <= word), None)
    return _whose(cast, phrase.head, max(word, phrase.start), phrase.end) if phrase is not None else None


def _ending(cast: Cast, word: int) -> Entity | None:
    """Whoever the name ending with the word is."""
    found = cast.at.get(word) if word >= 0 else None
    return cast.bodies.home() if found is None and cast.analysed.words.lower[word] == "government" else found


def _before(cast: Cast, word: int) -> Entity | None:
    """Whoever stands before the word, a comma, a determiner, adjectives, adverbs and auxiliaries between them allowed."""
    lower, tags = cast.analysed.words.lower, cast.analysed.tags
    i = word - 1
    skipped = 0
    while (
        i > 0
        and skipped <= CHAIN + 2
        and (
            lower[i] in (",", "which", "that", "who")
            or tags[i] in ("DT", "JJ", "JJS", "RB", "VBZ", "VBP", "VBD", "VBN")
            or lower[i] == "close"
        )
    ):
        if cast.analysed.words.opens_line(i):
            return None
        i, skipped = i - 1, skipped + 1
    phrase = cast.analysed.ending.get(i + 1)
    return _whose(cast, phrase.head, phrase.start, phrase.end) if phrase is not None else None


def _behind_subject(lower: list[str], verb: int) -> int:
    """The word behind a verb's subject: an appositive between commas is passed over ("Turkey, host to the talks, backs")."""
    if lower[verb - 1] != ",":
        return verb
    return next((i for i in range(verb - 3, max(0, verb - APPOSITIVE), -1) if lower[i] == ","), verb)


def _owner(cast: Cast, word: int) -> Entity | None:
    """Whoever's the noun is: "the government's main ally"."""
    for i in range(word - 1, max(0, word - 5), -1):
        if cast.analysed.words.lower[i] in ("'", "’", "'s", "’s") and i > 0:
            return cast.at.get(i - 1) or _ending(cast, i - 1)
    return None


def _whose(cast: Cast, head: int, start: int, end: int) -> Entity | None:
    found = cast.at.get(head)
    if found is not None or cast.analysed.tags[head] == "PRP":
        return found
    return cast.described(start, end)


def find_roles(cast: Cast, backs: Backs) -> dict[Entity, tuple[Role, ...]]:
    """The parts that the parties have, from what they are, whom they back, and how they are described."""
    lower = cast.analysed.words.lower
    home = cast.bodies.home()
    found: dict[Entity, set[Role]] = defaultdict(set)
    for entity in cast.entities:
        words = {w for d in entity.descriptions for w in d} | {w for n in entity.names for w in n}
        near = {w for s, e in entity.mentions for w in lower[max(0, s - 2) : e + 3]}
        if entity is home or (entity.kind is PartyKind.GOVERNMENT and home is not None and side_of(entity) is home):
            found[entity].add(Role.GOVERNMENT)
        own = {lower[end - 1] for _, end in entity.mentions} & STATE_FORCES
        if entity.kind is PartyKind.ARMED_GROUP and not (own and entity.speaks_for is not None):
            found[entity].add(Role.ARMED_GROUP)
        if OPPOSES & words and not entity.is_person:
            found[entity].add(Role.OPPOSITION)
        if MEDIATES & words or (
            entity.named and MEDIATES & near and not entity.is_person and entity.kind is not PartyKind.ARMED_GROUP
        ):
            found[entity].add(Role.MEDIATOR)
        if "envoy" in words and entity.speaks_for is not None and entity.speaks_for.kind is PartyKind.ORGANISATION:
            found[entity].add(Role.MEDIATOR)
        if not entity.is_person and ("host" in words or (entity.named and _hosts(lower, entity))):
            found[entity].add(Role.HOST)
        if backs.get(entity):
            found[entity].add(Role.BACKER)
    return {entity: tuple(role for role in Role if role in roles) for entity, roles in found.items()}


def _hosts(lower: list[str], entity: Entity) -> bool:
    """Whether the talks are said to be at its place: "Qatar, which is host to the talks", "talks hosted by Norway"."""
    for start, end in entity.mentions:
        if lower[max(0, start - 2) : start] == ["hosted", "by"]:
            return True
        behind = lower[end : end + 5]
        if behind[:1] and (
            behind[0] in HOSTS - {"hosted", "host"} or (behind[0] in (",", "is", "will") and HOSTS.intersection(behind[1:4]))
        ):
            return True
    return False
