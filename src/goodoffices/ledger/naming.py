"""Which party or step of the ledger one of a new report is."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.events import Read
from goodoffices.ledger.history import history
from goodoffices.ledger.memory import Memory
from goodoffices.ledger.subjects import NUMBERED
from goodoffices.model import Party, PartyKind, Reading, Step
from goodoffices.reading.parties.identity import Known, is_name, met, which, without_determiner
from goodoffices.reading.parties.party_names import SMALL, state_meant, words_without_titles
from goodoffices.reading.parties.transliteration import MANY, plain, sound, words_of

STEM = 5
"""Letters of a word of a step that count ("withdraw", "withdrawal")."""
LONGEST = 200
"""Letters of a name that is compared with others; what is longer is no name, and too long for an index of PostgreSQL."""
ALIKE = str.maketrans("gei", "kaa")
"""Letters that spellings of one name exchange; coarser than the comparison of names, which decides."""
SAYS_NOTHING = frozenset({
    "that", "this", "from", "with", "into", "have", "been", "their", "them", "they", "such", "take", "make", "first", "a", "all",
    "and", "any", "are", "as", "at", "be", "but", "by", "can", "did", "do", "for", "get", "go", "got", "had", "has", "he", "her",
    "him", "his", "how", "i", "if", "in", "is", "it", "its", "let", "may", "me", "my", "new", "now", "of", "off", "on", "one",
    "or", "our", "out", "own", "per", "put", "s", "say", "set", "she", "so", "than", "then", "to", "too", "try", "up", "us",
    "use", "via", "was", "we", "who", "you",
})  # fmt: skip
"""Words that may stand in one name of a step and not in another; "not" and "no" make it another step."""
IN_CAPITALS = re.compile(r"\b(?:[A-Z]\.?){2,3}(?!\w)")
"""A short form such as "UN" or "U.S."; in small letters, "us" says nothing."""


def blocks(party: Known) -> list[tuple[str, str]]:
    """The names of a party, each with a key that every name has which could be the same party's (blocking)."""
    return [found for name in party.names if len(name) <= LONGEST for found in _blocks(name, party.is_person, party.side)]


@lru_cache(maxsize=MANY)
def _blocks(name: str, person: bool, side: str | None) -> list[tuple[str, str]]:
    found = []
    if person and is_name(name):
        found = [f"person {_alike(words_without_titles(name, person=True)[-1])}"]
    elif (state := state_meant(name)) is not None:
        found = [f"state {state}"]
    elif is_name(name):
        words = [w for w in words_of(name) if w not in SMALL] or [plain(name)]
        found = [f"body {_alike(words[0])}", *(f"initials {letters}" for letters in _initials(name))]
    elif side is not None:
        found = [f"of {side} {without_determiner(name)}"]
    return [(name, block[:LONGEST]) for block in found]


def _alike(word: str) -> str:
    """What two words have in common at the least that are spellings of one name (`same_spelled`), or the one's plural."""
    return sound(sound(word).translate(ALIKE).removesuffix("s"))


def _initials(name: str) -> list[str]:
    """The letters of a short form, or those that a short form of the name would have (`is_acronym_of`); in alphabetical order."""
    letters = name.replace(".", "").removeprefix("the ")
    if letters.isupper():
        return ["".join(sorted(letters.lower()))]
    parted = (re.findall(r"\w+", plain(name)), re.findall(r"[\w-]+", name.casefold()))
    forms = {"".join(sorted(w[0] for w in words if w not in SMALL)) for words in parted}
    return sorted(form for form in forms if len(form) > 1)


Shape = tuple[str, PartyKind, tuple[str, ...], str | None]
"""All of a party that tells it from others: what it is called, its kind, all its names, and for whom it speaks."""
Before = dict[tuple[str, PartyKind], list[str]]
"""The keys of parties by their plain name and their kind."""


@dataclass(frozen=True)
class Named:
    """Who the parties of a reading are in the ledger: their keys, and the names that are new to it, with their blocks."""

    keys: dict[str, str]
    names: tuple[tuple[str, str, str], ...]


def _shape(party: Known) -> Shape:
    return party.name, party.kind, tuple(party.names), party.side


@lru_cache(maxsize=MANY)
def _which(met: Shape, known: tuple[Shape, ...]) -> int | None:
    """Which of several parties one just met is (`which`): the same one every time that they come together."""
    these = [Known(name, kind, list(names), side) for name, kind, names, side in (met, *known)]
    found = which(these[0], these[1:])
    return None if found is None else next(n for n, one in enumerate(these[1:]) if one is found[0])


def _in_blocks() -> Select[Any]:
    """The names of the parties with a name in one of some blocks."""
    p, n = tables.parties, tables.names
    kept, side = p.alias("kept"), p.alias("side")
    wanted = n.c.block.in_(bindparam("blocks", expanding=True))
    hits = select(func.coalesce(p.c.merged_into, p.c.id)).join(n, n.c.party == p.c.id).where(wanted)
    return (
        select(kept.c.id, n.c.name, kept.c.key, kept.c.name, kept.c.kind, side.c.name, n.c.block)
        .join(p, func.coalesce(p.c.merged_into, p.c.id) == kept.c.id)
        .join(n, n.c.party == p.c.id)
        .outerjoin(side, side.c.id == kept.c.speaks_for)
        .where(kept.c.id.in_(hits))
    )


IN_BLOCKS = _in_blocks()


def named(connection: Connection, memory: Memory, reading: Reading, report: int, before: Before | None = None) -> Named:
    """The parties of a reading as the ledger knows them, or as new ones. Full names come first: surnames are compared with them.

    `before`, where the report is read again, has those of whom it spoke already: one without a name is found in no other way.
    """
    keys: dict[str, str] = {}
    new: dict[str, Known] = {}
    these = {p.id: met(p, 0, reading) for p in reading.parties}
    blocked = {local: blocks(one) for local, one in these.items()}
    known = _known(connection, memory, {block for found in blocked.values() for _, block in found})
    names: dict[tuple[str, str, str], None] = {}
    for party in sorted(reading.parties, key=lambda p: p.kind is PartyKind.PERSON and len(p.name.split()) < 2):
        this, wanted = these[party.id], {block for _, block in blocked[party.id]}
        alike = {k: one for k, (one, where) in known.items() if wanted & where}
        found = _which(_shape(this), tuple(map(_shape, alike.values())))
        key = None if found is None else list(alike)[found]
        if key is None:
            same = (before or {}).get((plain(party.name), party.kind))
            key = same.pop(0) if same else _free_key(connection, party, report, set(new))
            new[key] = this
            known.setdefault(key, (this, set()))
        keys[party.id] = key
        for name, block in blocked[party.id]:
            if name not in known[key][0].names or block not in known[key][1]:
                names[key, name, block] = None
                known[key][1].add(block)
                if name not in known[key][0].names:
                    known[key][0].names.append(name)
    gets_side = (keys[p.id] for p in reading.parties if p.speaks_for and known[keys[p.id]][0].side is None)
    memory.forget({*(key for key, _, _ in names), *gets_side}, (block for _, _, block in names))
    return Named(keys, tuple(names))


def _known(connection: Connection, memory: Memory, wanted: set[str]) -> dict[str, tuple[Known, set[str]]]:
    """The parties of the ledger with a name in one of the blocks, by key, each with the blocks of its names."""
    asked = wanted - memory.blocks.keys()
    rows = connection.execute(IN_BLOCKS, {"blocks": sorted(asked)}) if asked else ()
    found: dict[str, tuple[int, Known, set[str]]] = {}
    for number, other, key, name, kind, side_name, block in sorted(map(tuple, rows), key=lambda row: row[:2]):
        meant = None if side_name is None else state_meant(side_name) or plain(side_name).removeprefix("the ")
        _, one, where = found.setdefault(key, (number, Known(name, PartyKind(kind), [name], meant), set()))
        where.add(block)
        if other not in one.names:
            one.names.append(other)
    memory.parties |= found
    memory.blocks |= {block: {key for key, (_, _, where) in found.items() if block in where} for block in asked}
    keys = sorted({key for block in wanted for key in memory.blocks[block]}, key=lambda key: memory.parties[key][0])
    return {key: memory.parties[key][1:] for key in keys}


def met_before(connection: Connection, report: int) -> Before:
    """The parties of all readings of a report so far."""
    met: dict[str, tuple[str, PartyKind]] = {}
    for recorded in history(connection, f"r{report}"):
        if isinstance(recorded.event, Read):
            called = {one["id"]: (plain(one["name"]), PartyKind(one["kind"])) for one in recorded.event.reading.get("parties", ())}
            met |= {key: called[local] for local, key in recorded.event.parties.items()}
    p, kept = tables.parties, tables.parties.alias("kept")
    one = select(p.c.key, kept.c.key).join(kept, kept.c.id == func.coalesce(p.c.merged_into, p.c.id)).where(p.c.key.in_(met))
    wholes = dict(connection.execute(one).tuples().all())
    found: Before = {}
    for key, who in met.items():
        found.setdefault(who, []).append(wholes[key])
    return found


def key_of(name: str) -> str:
    """The key that the first party of a name has: its words in small letters, a state by its usual name."""
    return "-".join(re.findall(r"\w+", plain(state_meant(name) or name)))[:LONGEST] or "party"


def _free_key(connection: Connection, party: Party, report: int, taken: set[str]) -> str:
    """A key that nothing has yet: the words of the name, with the report's number where they are taken."""
    words = key_of(party.name)
    tries = (words, *(f"{words}-r{report}{'' if n == 1 else f'-{n}'}" for n in range(1, len(taken) + 3)))
    known = set(connection.scalars(select(tables.parties.c.key).where(tables.parties.c.key.in_(tries)))) | taken
    return next(key for key in tries if key not in known and not NUMBERED.fullmatch(key))


def step_key(step: Step, agent: str | None) -> str:
    """What two steps have in common that are one: the agent's key, the measure, and the words that name what it is done to."""
    said = f"{step.object or ''} {step.place or ''}"
    short = set() if said.isupper() else {plain(form) for form in IN_CAPITALS.findall(said)}
    words = {w[:STEM] for w in words_of(said) if w in short or w not in SAYS_NOTHING} - {w[:STEM] for w in words_of(agent or "")}
    return f"{agent or ''}|{step.measure.value}|{' '.join(sorted(words))[:LONGEST]}"


def step_numbers(
    connection: Connection, memory: Memory, reading: Reading, parties: dict[str, str]
) -> tuple[dict[str, int], dict[int, str]]:
    """For each id of a step in a reading its number in the ledger; and the keys of those that are new."""
    keys = {s.id: step_key(s, parties[s.agent] if s.agent else None) for s in reading.steps}
    known = memory.known(connection, tables.steps, keys.values())
    if unknown := [s for s in reading.steps if s.agent and keys[s.id] not in known]:
        known |= _of_parts(connection, memory, [(s, keys[s.id], parties[s.agent]) for s in unknown if s.agent])
    new = memory.new(connection, tables.steps, [key for key in dict.fromkeys(keys.values()) if key not in known])
    known |= new
    return {local: known[key] for local, key in keys.items()}, {n: key for key, n in new.items()}


def _of_parts(connection: Connection, memory: Memory, steps: Collection[tuple[Step, str, str]]) -> dict[str, int]:
    """For those keys of steps that would be known, were their agent (a key) a party that was merged into it, their numbers."""
    parts = memory.parts_of(connection, (agent for _, _, agent in steps))
    others = [(key, step_key(step, one)) for step, key, agent in steps for one in parts[agent]]
    known = memory.known(connection, tables.steps, (other for _, other in others))
    return {key: known[other] for key, other in reversed(others) if other in known}
