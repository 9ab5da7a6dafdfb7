"""What follows where somebody is mistaken, in words: what each expects, what would last, and where some can be surprised."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.brief import wording
from goodoffices.brief.deals.phrases import capitalised, listed
from goodoffices.brief.outline import Group, Item, Section
from goodoffices.brief.stability.phrases import Phrases, stable
from goodoffices.brief.stability.variants import lasting, untold
from goodoffices.stability.answer import Answer
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.hypergames import Perceived
from goodoffices.stability.questions.perceptions import Perceptions
from goodoffices.stability.questions.variants import Variant

TITLE = "As each sees it"
EXPECTED, LASTING, SURPRISES = "What each would expect", "What would last", "Where somebody could be surprised"
MOST_EXPECTED = 5
"""So many equilibria of somebody's own game are told."""


def section_of(answer: Answer, say: Phrases) -> Iterator[Section]:
    """A part on it, where somebody is mistaken."""
    found = answer.variants.perceptions
    if found is None:
        return
    known = [by for by in answer.stable if isinstance(by, Perceived)]
    refused: dict[Variant, str] = {by: why for by, why in answer.variants.refused.items() if isinstance(by, Perceived)}
    concepts = [by.concept for by in known]
    last = lasting(LASTING, [], known, answer, say, nothing="No state is stable for each as it sees it")
    groups = [
        Group(name=EXPECTED, items=(*_expected(answer, found, concepts, say), *untold(refused))),
        *(Group(name=LASTING, items=g.items) for g in last.groups),
    ]
    if surprises := tuple(_surprises(answer, found, concepts, say)):
        groups.append(Group(name=SURPRISES, items=surprises))
    yield Section(title=TITLE, groups=tuple(groups), more=last.more)


def _expected(answer: Answer, found: Perceptions, concepts: list[Concept], say: Phrases) -> Iterator[Item]:
    """In what each is mistaken, and the equilibria of its own game."""
    conflict = answer.game.conflict
    numbers = {d.id: i for i, d in enumerate(conflict.decision_makers)}
    for mistaken in conflict.misperceptions:
        i = numbers[mistaken.who]
        missing = listed([f"“{say.option(o)}”" for o in mistaken.hidden])
        wrong = [f"{missing} cannot be taken"] if missing else []
        if mistaken.believed:
            wrong.append(f"{say.several(numbers[b] for b in mistaken.believed)} would rather have other things")
        yield Item(
            said=capitalised(f"as {say.party(i)} sees it, {listed(wrong)}"),
            sides=tuple(_equilibria(found, i, concepts, say)),
        )
    others = [i for who, i in numbers.items() if who not in {m.who for m in conflict.misperceptions}]
    if others:
        yield Item(said=capitalised(f"{say.several(others)}, with all in sight, would expect what stands in the table above"))


def _equilibria(found: Perceptions, i: int, concepts: list[Concept], say: Phrases) -> Iterator[Item]:
    by = {concept: found.expected(i, concept) for concept in concepts}
    states = found.lasting_for(i, concepts)
    for s in states[:MOST_EXPECTED]:
        yield Item(said=f"It could end in {say.named(s)}, {stable([c for c in concepts if by[c][s]])}")
    if len(states) > MOST_EXPECTED:
        yield Item(said=f"And {wording.counted(len(states) - MOST_EXPECTED, 'other state')}")
    if not states:
        yield Item(said="No state would be stable for everybody")


def _surprises(answer: Answer, found: Perceptions, concepts: list[Concept], say: Phrases) -> Iterator[Item]:
    """What each does not see, and what others would gain by that it does not see, from today's state and from what it expects."""
    today = answer.game.conflict.today
    for i in answer.game.players:
        unseen = int((~found.seen[i]).sum())
        if not unseen:
            continue
        starts = [answer.game.states.number(today)] if today is not None else []
        starts = list(dict.fromkeys([*starts, *found.lasting_for(i, concepts)[:MOST_EXPECTED]]))
        sides = [
            Item(said=f"From {say.named(s)}, {say.party(move.who)} would gain by moving to {say.named(move.state)}")
            for s in starts
            for move in found.surprises(i, s)
        ]
        said = f"{say.party(i)} does not see {wording.counted(unseen, 'state')} of {len(answer.game.states):,}"
        yield Item(said=capitalised(said), sides=tuple(sides))
