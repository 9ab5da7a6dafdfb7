"""How strongly states hold, and what holds where parties mind how others fare, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodoffices.brief.deals.phrases import capitalised, listed
from goodoffices.brief.outline import Item, Section, section
from goodoffices.brief.stability.phrases import Phrases, in_short, stable
from goodoffices.stability.answer import Answer
from goodoffices.stability.concepts.attitudes import Relational
from goodoffices.stability.concepts.strength import Strongly
from goodoffices.stability.conflict import Attitude
from goodoffices.stability.hypergames import Perceived
from goodoffices.stability.questions.variants import Variant

STRONGLY, WITH_ATTITUDES = "How strongly it would hold", "If parties mind how others fare"
MOST = 40
"""So many states are told in a section."""
BY_STRENGTH = "A state holds strongly where each gain of a party could be answered by what it likes strongly less than that state"
BY_ATTITUDES = (
    "A party moves to any state that is no worse for those towards whom it is positive and no better for those towards whom it is"
    " negative; what is no such state deters it"
)


def sections_of(answer: Answer, say: Phrases) -> Iterator[Section]:
    """A part on each of the two, where the conflict tells of it."""
    if by := [v for v in answer.stable if isinstance(v, Strongly)]:
        yield lasting(STRONGLY, [Item(said=BY_STRENGTH)], by, answer, say, nothing="No state holds strongly for everybody")
    if answer.game.conflict.attitudes:
        known = [v for v in answer.stable if isinstance(v, Relational)]
        refused: dict[Variant, str] = {v: why for v, why in answer.variants.refused.items() if isinstance(v, Relational)}
        first = [*_attitudes(answer, say), Item(said=BY_ATTITUDES), *untold(refused)]
        yield lasting(WITH_ATTITUDES, first, known, answer, say, nothing="No state is stable for everybody with these attitudes")


def of_one(i: int, state: int, answer: Answer) -> Iterator[Item]:
    """By which variants a state is stable for one party (its number)."""
    held = [by for by in answer.stable if answer.stable[by][i, state]]
    seen = answer.variants.perceptions
    if any(isinstance(by, Strongly) for by in answer.stable):
        strong = [by for by in held if isinstance(by, Strongly)]
        yield Item(said=capitalised(stable(strong)) if strong else "Not strongly stable")
    if answer.game.conflict.attitudes:
        yield Item(said=f"With attitudes: {stable([by.concept for by in held if isinstance(by, Relational)])}")
    if seen is not None:
        as_seen = stable([by.concept for by in held if isinstance(by, Perceived)])
        yield Item(said=f"As it sees things: {as_seen}" if seen.seen[i, state] else "It does not see this state")


def lasting(title: str, first: Sequence[Item], by: Sequence[Variant], answer: Answer, say: Phrases, *, nothing: str) -> Section:
    """A part on the states that last by some variants, those by most of them first."""
    found = answer.lasting_by(by) if by else []
    told = [Item(said=capitalised(f"{say.named(s)}: {stable([v for v in by if answer.equilibria[v][s]])}")) for s in found[:MOST]]
    more = f"No more than {MOST} of {len(found):,} states are told" if len(found) > MOST else None
    return section(title, [*first, *(told or ([Item(said=nothing)] if by else []))], more=more)


def untold(refused: Mapping[Variant, str]) -> Iterator[Item]:
    """By which concepts something cannot be told, and why; those of one reason together."""
    same: dict[str, list[Variant]] = {}
    for variant, why in refused.items():
        same.setdefault(why, []).append(variant)
    for why, several in same.items():
        yield Item(said=f"By {in_short([v.concept for v in several])} it cannot be told: {why}")


def _attitudes(answer: Answer, say: Phrases) -> Iterator[Item]:
    """The attitudes of each party of which some are told: itself first, and neutral ones only where that is."""
    conflict = answer.game.conflict
    told = {of for of, _ in conflict.attitudes}
    for i, who in enumerate(conflict.decision_makers):
        if who.id in told:
            parts = []
            for attitude in reversed(Attitude):
                others = [j for j, d in enumerate(conflict.decision_makers) if conflict.attitude(who.id, d.id) is attitude]
                if attitude is Attitude.NEUTRAL:
                    others = [j for j in others if j == i]
                if others:
                    names = ["itself" if j == i else say.party(j) for j in sorted(others, key=lambda j: j != i)]
                    parts.append(f"{attitude.name.lower()} towards {listed(names)}")
            yield Item(said=capitalised(f"{say.party(i)}: {', '.join(parts)}"))
    if len(told) < len(conflict.decision_makers):
        yield Item(said="Everybody else: positive towards itself alone")
