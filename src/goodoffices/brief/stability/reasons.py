"""Why a party would stay in a state or leave it, in words: what it could gain by, and how the others could answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodoffices.brief.deals.phrases import listed
from goodoffices.brief.outline import Item
from goodoffices.brief.stability.phrases import Phrases, in_short
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.questions.why import Answered

NO_GAIN = "no move of its own would leave it better off"


def reasons(found: Mapping[Concept, Sequence[Answered]], say: Phrases) -> Iterator[Item]:
    """The reasons of one party in one state, by concept; the concepts that have the same together."""
    together: dict[tuple[bool, str], list[Concept]] = {}
    for concept, answers in found.items():
        stays = all(a.deters for a in answers)
        said = "; ".join(_answered(a, concept, say) for a in answers) or NO_GAIN
        together.setdefault((stays, said), []).append(concept)
    for (stays, said), concepts in together.items():
        yield Item(said=f"{'Stays' if stays else 'Leaves'} by {in_short(concepts)}: {said}")


def _answered(answered: Answered, concept: Concept, say: Phrases) -> str:
    """An improvement, and the answer to it."""
    gain = f"it would gain by moving to {say.named(answered.improvement)}"
    if concept is Concept.SIM and answered.moves:
        at_once = listed([f"{say.party(m.who)} moved to {say.named(m.state)}" for m in answered.moves])
        what = f"but if at the same time {at_once}, it would come to {say.named(answered.end)}"
    elif answered.moves:
        way = ", then ".join(f"{say.party(m.who)} to {say.named(m.state)}" for m in answered.moves)
        what = f"but others could answer: {way}"
    elif answered.deters:
        return f"{gain}, but could be answered so that it gains nothing"
    else:
        return f"{gain}, and nobody answers" if concept is Concept.NASH else f"{gain}, and no answer of the others makes that worse"
    if answered.escape != answered.end:
        what += f", from where it could still get to {say.named(answered.escape)}"
    return f"{gain}; {what}, {'which is no better' if answered.deters else 'which is still better'}"
