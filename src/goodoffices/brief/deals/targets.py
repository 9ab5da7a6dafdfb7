"""What would unlock a target, and how sure it would be."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.brief.deals.phrases import Phrases, capitalised, in_100
from goodoffices.brief.outline import Group, Item, Section
from goodoffices.deals.answer import Answer
from goodoffices.deals.robustness.probability import Robustness
from goodoffices.deals.robustness.proportions import Estimate
from goodoffices.deals.unlocking.lacking import When
from goodoffices.deals.unlocking.unlocking import Unlocking, Unlockings

SURE = "How sure"
ASKED = {When.TOGETHER: "If several move at once", When.NOW: "If nobody is to move on trust"}
MOST = 5
"""So many promises are named whose keeping matters most."""


def unlocking(answer: Answer, say: Phrases) -> Iterator[Section]:
    """The smallest sets of concessions with which the target could start."""
    if not answer.unlocked:
        return
    groups = tuple(_unlockings(ASKED[when], found, say) for when, found in answer.unlocked.items())
    yield Section(title=f"To unlock {say.steps(answer.question.target)}", groups=groups)


def _unlockings(name: str, unlocked: Unlockings, say: Phrases) -> Group:
    if any(not u.concessions for u in unlocked.found):
        return Group(name=name, items=(Item(said="Nothing more is needed"),))
    items = [_unlocking_set(u, say) for u in unlocked.found]
    if not items:
        items = [
            Item(said="Nothing that anybody could concede unlocks it" if unlocked.is_complete else "Nothing was found in time")
        ]
    if not unlocked.is_complete:
        least = f": any other costs {unlocked.bound:g} or more" if unlocked.found else ""
        items.append(Item(said=f"There may be other ways{least}"))
    return Group(name=name, items=tuple(items))


def _unlocking_set(unlocking: Unlocking, say: Phrases) -> Item:
    concessions = sorted(unlocking.concessions, key=repr)
    return Item(
        said=capitalised("; and ".join(say.concession(c) for c in concessions)),
        terms=f"cost {unlocking.cost:g}",
        told=say.told(*(c.commitment for c in concessions if c.kind == "waiver")),
    )


def sure(answer: Answer, say: Phrases) -> Iterator[Section]:
    """How likely the target could be had, and which promises to insure first."""
    found = answer.robustness
    if found is None:
        return
    stands = f"{likely(found.probability)} that {say.steps(answer.question.target)} could be had"
    kept = "if each promise is kept, or not, independently of the others"
    first = Item(said=capitalised(stands), terms=f"{kept}; {method(found)}")
    insure = tuple(
        Item(
            said=f"{capitalised(say.steps(c.consequent))}, {say.promise(c)}",
            terms=f"kept with {in_100(i.kept)} in 100; were that certain, {in_100(i.gain)} in 100 more",
            told=say.told(c.id),
        )
        for i in found.importance[:MOST] if i.birnbaum.value > 0
        for c in [answer.problem.commitment_of[i.commitment]]
    )  # fmt: skip
    groups = [Group(name=None, items=(first,))]
    if insure:
        groups.append(Group(name="To insure first", items=insure))
    yield Section(title=SURE, groups=tuple(groups))


def likely(probability: Estimate) -> str:
    """A probability in words, with its interval where it is an estimate."""
    low, high = in_100(probability.low), in_100(probability.high)
    return f"{in_100(probability.value)} in 100{f' ({low} to {high})' if probability.low < probability.high else ''}"


def method(sure: Robustness) -> str:
    """How a probability was come by."""
    return "worked out exactly" if sure.is_exact else f"estimated from {sure.samples:,} random cases"
