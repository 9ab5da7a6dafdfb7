"""Which party or step of the ledger one of a new report is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from goodoffices.ledger import tables
from goodoffices.ledger.subjects import NUMBERED
from goodoffices.model import Party, PartyKind, Reading, Step
from goodoffices.reading.parties.identity import Known, is_name, met, which, without_determiner
from goodoffices.reading.parties.party_names import SMALL, state_meant, words_without_titles
from goodoffices.reading.parties.transliteration import plain, sound, words_of

STEM = 5
"""Letters of a word of a step that count ("withdraw", "withdrawal")."""
LONGEST = 200
"""Letters of a name that is compared with others; what is longer is no name, and too long for an index of PostgreSQL."""
ALIKE = str.maketrans("gei", "kaa")
"""Letters that spellings of one name exchange; coarser than the comparison of names, which decides."""
SAYS_NOTHING = frozenset(
    {"that", "this", "from", "with", "into", "have", "been", "their", "them", "they", "such", "take", "make", "first"}
)


def blocks(party: Known) -> list[tuple[str, str]]:
    """The names of a party, each with a key that every name has which could be the same party's (blocking)."""
    found = []
    for name in (n for n in party.names if len(n) <= LONGEST):
        if party.is_person and is_name(name):
            found.append((name, f"person {_alike(words_without_titles(name, person=True)[-1])}"))
        elif (state := state_meant(name)) is not None:
            found.append((name, f"state {state}"))
        elif is_name(name):
            words = [w for w in words_of(name) if w not in SMALL] or [plain(name)]
            found.append((name, f"body {_alike(words[0])}"))
            found += [(name, f"initials {letters}") for letters in _initials(name)]
        elif party.side is not None:
            found.append((name, f"of {party.side} {without_determiner(name)}"))
    return [(name, block[:LONGEST]) for name, block in found]


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


@dataclass(frozen=True)
class Named:
    """Who the parties of a reading are in the ledger: their keys, and the names that are new to it, with their blocks."""

    keys: dict[str, str]
    names: tuple[tuple[str, str, str], ...]


def named(connection: Connection, reading: Reading, report: int) -> Named:
    """The parties of a reading as the ledger knows them, or as new ones. Full names come first: surnames are compared with them."""
    keys: dict[str, str] = {}
    new: dict[str, Known] = {}
    these = {p.id: met(p, 0, reading) for p in reading.parties}
    blocked = {local: blocks(one) for local, one in these.items()}
    known = _known(connection, {block for found in blocked.values() for _, block in found})
    names: dict[tuple[str, str, str], None] = {}
    for party in sorted(reading.parties, key=lambda p: p.kind is PartyKind.PERSON and len(p.name.split()) < 2):
        this, wanted = these[party.id], {block for _, block in blocked[party.id]}
        alike = {k: one for k, (one, where) in known.items() if wanted & where}
        found = which(this, alike.values())
        key = next((k for k, one in alike.items() if found and one is found[0]), None)
        if key is None:
            key = _free_key(connection, party, report, set(new))
            new[key] = this
            known[key] = this, set()
        keys[party.id] = key
        for name, block in blocked[party.id]:
            if name not in known[key][0].names or block not in known[key][1]:
                names[key, name, block] = None
                known[key][1].add(block)
                if name not in known[key][0].names:
                    known[key][0].names.append(name)
    return Named(keys, tuple(names))


def _known(connection: Connection, wanted: Iterable[str]) -> dict[str, tuple[Known, set[str]]]:
    """The parties of the ledger with a name in one of the blocks, by key, each with the blocks of its names."""
    p, n = tables.parties, tables.names
    kept, side = p.alias("kept"), p.alias("side")
    hits = select(func.coalesce(p.c.merged_into, p.c.id)).join(n, n.c.party == p.c.id).where(n.c.block.in_(sorted(wanted)))
    rows = connection.execute(
        select(kept.c.id, n.c.name, kept.c.key, kept.c.name, kept.c.kind, side.c.name, n.c.block)
        .join(p, func.coalesce(p.c.merged_into, p.c.id) == kept.c.id)
        .join(n, n.c.party == p.c.id)
        .outerjoin(side, side.c.id == kept.c.speaks_for)
        .where(kept.c.id.in_(hits))
    )
    found: dict[str, tuple[Known, set[str]]] = {}
    for _, other, key, name, kind, side_name, block in sorted(map(tuple, rows), key=lambda row: row[:2]):
        meant = None if side_name is None else state_meant(side_name) or plain(side_name).removeprefix("the ")
        one, where = found.setdefault(key, (Known(name, PartyKind(kind), [name], meant), set()))
        where.add(block)
        if other not in one.names:
            one.names.append(other)
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
    words = {w[:STEM] for w in words_of(f"{step.object or ''} {step.place or ''}") if len(w) > 3 or w.isdigit()}
    words -= {w[:STEM] for w in SAYS_NOTHING} | {w[:STEM] for w in words_of(agent or "")}
    return f"{agent or ''}|{step.measure.value}|{' '.join(sorted(words))[:LONGEST]}"


def step_numbers(connection: Connection, reading: Reading, parties: dict[str, str]) -> tuple[dict[str, int], dict[int, str]]:
    """For each id of a step in a reading its number in the ledger; and the keys of those that are new."""
    keys = {s.id: step_key(s, parties[s.agent] if s.agent else None) for s in reading.steps}
    t = tables.steps
    kept = func.coalesce(t.c.merged_into, t.c.id)
    known = dict(connection.execute(select(t.c.key, kept).where(t.c.key.in_(sorted(set(keys.values()))))).tuples().all())
    new = [key for key in dict.fromkeys(keys.values()) if key not in known]
    free = (connection.scalar(select(func.max(t.c.id))) or 0) + 1 if new else 0
    numbers = {key: free + n for n, key in enumerate(new)}
    known |= numbers
    return {local: known[key] for local, key in keys.items()}, {n: key for key, n in numbers.items()}
