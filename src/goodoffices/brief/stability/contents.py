"""What an answer says, part by part: the same for the terminal, a page and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from goodoffices.brief import wording
from goodoffices.brief.deals.phrases import capitalised, listed
from goodoffices.brief.outline import Item, Outline, Section, section
from goodoffices.brief.printable import one_line
from goodoffices.brief.stability.doubt import section_of as doubts_in
from goodoffices.brief.stability.perceptions import section_of as perceptions_in
from goodoffices.brief.stability.phrases import Phrases, in_short, meaning, short, stable
from goodoffices.brief.stability.reasons import reasons
from goodoffices.brief.stability.together import section_of as coalitions_in
from goodoffices.brief.stability.variants import of_one
from goodoffices.brief.stability.variants import sections_of as variants_in
from goodoffices.brief.stability.ways import section_of as ways_in
from goodoffices.stability.answer import Answer
from goodoffices.stability.concepts.classic import Concept
from goodoffices.stability.questions.inverse import Change

TITLE = "Would it hold?"
AS_STATED = "What each party prefers is as whoever wrote the conflict has it"
DRAFT = (
    "A draft: what each party prefers was put into order by rule, from what it is reported to have said, and nobody has checked it"
)
EQUILIBRIA, PACKAGES, LEFT_OUT, TERMS = "Where it could end", "The packages of deals", "Left out", "When a state holds for a party"
MOST_NAMED = 3
"""So many states are named of those that would have to be liked less."""
NO_EQUILIBRIA = "No state is stable for everybody"


@dataclass(frozen=True)
class Answered:
    """An answer, whether its conflict is a draft from a ledger, and which steps of that it leaves out, each with the reason."""

    answer: Answer
    is_draft: bool = False
    left_out: Mapping[str, str] = field(default_factory=dict)


def outline_of(answered: Answered) -> Outline:
    """The whole answer but for the table of equilibria."""
    answer = answered.answer
    title = one_line(answer.game.conflict.title)
    return Outline(
        title=f"{title}: would it hold?" if title else TITLE,
        status=DRAFT if answered.is_draft else AS_STATED,
        about=_about(answer),
        sections=sections_of(answered),
    )


def sections_of(answered: Answered) -> tuple[Section, ...]:
    """The parts of the answer."""
    answer = answered.answer
    say = Phrases(answer.game)
    left_out = [Item(said=f"{step}: {why}") for step, why in answered.left_out.items()]
    return (
        *_packages(answer, say),
        *_wanted(answer, say),
        *variants_in(answer, say),
        *perceptions_in(answer, say),
        *doubts_in(answer, say),
        *coalitions_in(answer, say),
        *ways_in(answer, say),
        *_today(answer, say),
        *(_closely(answer, answer.game.states.number(state), say, "State") for state in answer.question.states),
        section(TERMS, [Item(said=f"{short(c)}: {meaning(c)}") for c in answer.usual]),
        *([section(LEFT_OUT, left_out)] if left_out else []),
    )


def _about(answer: Answer) -> str:
    game = answer.game
    people = len(game.conflict.decision_makers)
    makers = "1 party" if people == 1 else f"{people} parties"
    options = wording.counted(len(game.conflict.options), "option")
    counts = ", ".join(f"{int(answer.equilibria[c].sum()):,} by {short(c)}" for c in answer.usual)
    once = ". Each opponent answers with one move at most" if answer.question.once else ""
    return f"{makers}, {options}, {len(game.states):,} states that can be. Stable for everybody: {counts}{once}"


def _today(answer: Answer, say: Phrases) -> Iterator[Section]:
    today = answer.game.conflict.today
    if today is not None and today not in answer.question.states:
        yield _closely(answer, answer.game.states.number(today), say, "Today")


def _closely(answer: Answer, state: int, say: Phrases, what: str) -> Section:
    """A state, and for each party the concepts by which it is stable."""
    items = [Item(said=say.state(state))]
    for i in answer.game.players:
        holds = [c for c in answer.usual if answer.stable[c][i, state]]
        lost = [c for c in answer.usual if c not in holds]
        items.append(
            Item(
                said=capitalised(f"{say.party(i)}: {stable(holds)}"),
                terms=f"not by {in_short(lost)}" if lost and holds else None,
                sides=(*of_one(i, state, answer), *reasons(answer.reasons.get((state, i), {}), say)),
            )
        )
    return section(f"{what}: {say.label(state)}", items)


def _packages(answer: Answer, say: Phrases) -> Iterator[Section]:
    """Whether the packages of deals would hold, and who would leave them."""
    items = []
    for name, package in answer.question.packages.items():
        state = answer.game.states.number(package)
        whole = answer.concepts_of(state)
        lost = {c: answer.leaving(state, c) for c in answer.usual if c not in whole}
        leaving = "; ".join(f"not by {short(c)}, for {say.several(who)}" for c, who in lost.items())
        held = f"stable for everybody {stable(whole).removeprefix('stable ')}"
        items.append(
            Item(
                said=f"{name}, state {say.label(state)}: {held}",
                terms=f"{say.state(state)}{f'; {leaving}' if leaving else ''}",
                sides=tuple(_changes(answer.changes.get((package,), {}), say)),
            )
        )
    if items:
        yield section(PACKAGES, items)


def _wanted(answer: Answer, say: Phrases) -> Iterator[Section]:
    """What each party would have to like better for a wanted state to be stable for it."""
    if wanted := answer.question.wanted:
        title = f"To make {say.label(answer.game.states.number(wanted[0]))} hold"
        yield section(title, _changes(answer.changes[wanted], say), nothing="It is stable for everybody as things are")


def _changes(changes: Mapping[tuple[int, Concept], Change], say: Phrases) -> Iterator[Item]:
    """The least changes of heart, those of one party that are the same by several concepts together."""
    together: dict[tuple[int, str, str], list[Concept]] = {}
    for (i, concept), change in sorted(changes.items(), key=lambda c: c[0][0]):
        together.setdefault((i, _preferred(change, say), _cost(change)), []).append(concept)
    for (i, preferred, cost), concepts in together.items():
        yield Item(said=capitalised(f"{say.party(i)}, by {in_short(concepts)}: {preferred}"), terms=cost)


def _preferred(change: Change, say: Phrases) -> str:
    labels = [say.named(int(s)) for s in change.below[:MOST_NAMED]]
    more = len(change.below) - len(labels)
    others = listed([*labels, wording.counted(more, "other state")] if more else labels)
    return f"it would stay if it liked “{say.label(change.state)}” better than {others}"


def _cost(change: Change) -> str:
    pairs = wording.counted(change.distance, "pair")
    if change.at_least == change.distance:
        return f"{pairs} of states would change places in its order; fewer will not do"
    return f"{pairs} of states would change places in its order; at least {change.at_least} must"
