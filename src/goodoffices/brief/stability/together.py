"""Which equilibria resist coalitions, and who would leave a state together, for what; in words."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.brief import wording
from goodoffices.brief.deals.phrases import capitalised, listed
from goodoffices.brief.outline import Item, Section, section
from goodoffices.brief.stability.phrases import CONCEPTS, Phrases, in_short
from goodoffices.stability.answer import MOST_LEFT, Answer
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.questions.together import Departure, Group, Together

TITLE = "If parties act together"
NO_COALITIONS = "There are no two parties that could"


def section_of(answer: Answer, say: Phrases) -> Iterator[Section]:
    """The equilibria and the states looked at: by which concepts no coalition would leave them, and else which would."""
    found = answer.together
    if found is None:
        return
    if not found.coalitions:
        yield section(TITLE, (), nothing=NO_COALITIONS)
        return
    closely = [answer.game.states.number(s) for s in (*answer.question.states, answer.game.conflict.today) if s is not None]
    states = dict.fromkeys([*answer.lasting[:MOST_LEFT], *closely])
    items = [Item(said=_counted(answer, found, say)), *(_state(s, answer, found, say) for s in states)]
    more = f"No more than {MOST_LEFT} of {len(answer.lasting):,} equilibria are told" if len(answer.lasting) > MOST_LEFT else None
    yield section(TITLE, items, more=more)


def _counted(answer: Answer, found: Together, say: Phrases) -> str:
    """Who may act together, and how many equilibria resist them."""
    named = answer.game.conflict.coalitions
    who = "; ".join(say.several(group) for group in found.coalitions) if named else "any two parties or more"
    counts = ", ".join(f"{int(flags.sum()):,} by {CONCEPTS[c]}" for c, flags in found.resists.items())
    left_out = "" if Concept.SMR in found.resists else "; by SMR there are too many states to tell"
    return f"Together may act: {who}. Stable for everybody, and left by nobody together: {counts}{left_out}"


def _state(state: int, answer: Answer, found: Together, say: Phrases) -> Item:
    holds = [c for c, flags in found.resists.items() if flags[state]]
    alone = [c for c in found.resists if answer.equilibria[c][state] and c not in holds]
    parts = [f"lasts by {in_short(holds)}"] if holds else []
    parts += [f"by {in_short(alone)} each party alone would stay, but not each coalition"] if alone else []
    parts = parts or ["some party alone would leave it by each concept"]
    return Item(said=f"{say.named(state)}: {'; '.join(parts)}", sides=tuple(_departures(state, found, say)))


def _departures(state: int, found: Together, say: Phrases) -> Iterator[Item]:
    """The coalitions that would leave a state, and for what; the concepts by which they would for the same together."""
    same: dict[tuple[Group, Departure], list[Concept]] = {}
    for group in found.coalitions:
        for concept in found.resists:
            if (departure := found.departures.get((state, concept, group))) is not None:
                same.setdefault((group, departure), []).append(concept)
    for (group, departure), concepts in same.items():
        named = [say.named(s) for s in departure.best]
        more = departure.count - len(named)
        others = listed([*named, wording.counted(more, "other state")] if more else named)
        yield Item(said=capitalised(f"{say.several(group)} together would leave it by {in_short(concepts)}, for {others}"))
