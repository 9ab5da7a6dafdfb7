"""What an answer says, part by part: the same for the terminal, a page and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from goodoffices.brief import wording
from goodoffices.brief.deals.obstacles import excluded, out_of_reach
from goodoffices.brief.deals.phrases import ALWAYS, Phrases, capitalised, listed
from goodoffices.brief.deals.starting import alternatives, deals, order
from goodoffices.brief.deals.targets import sure, unlocking
from goodoffices.brief.outline import Item, Outline, Section, section
from goodoffices.brief.printable import one_line
from goodoffices.deals.answer import Answer
from goodoffices.deals.concessions import Concession, Waiver
from goodoffices.deals.sequence.order import Plan
from goodoffices.model import Commitment

TITLE = "What could start, who waits for whom, and what is out of reach"
DRAFTS = "What is marked as draft was read by a machine and not confirmed by a person"
CONFIRMED = "A person has confirmed all of it"
AS_STATED = "As stated by whoever wrote the problem: no report stands behind it"
SUPPOSED, DANGERS, LEFT_OUT = "Supposed", "Dangers", "Left out of the reckoning"


@dataclass(frozen=True)
class Answered:
    """An answer, in which order its first deal could be had, and what of a ledger the problem leaves out, each with the reason."""

    answer: Answer
    plan: Plan | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)


def outline_of(answered: Answered) -> Outline:
    """The whole answer."""
    problem = answered.answer.problem
    evidence = [e for told in problem.evidence.values() for e in told]
    status = (DRAFTS if any(e.is_draft for e in evidence) else CONFIRMED) if evidence else AS_STATED
    return Outline(title=TITLE, status=status, about=_about(answered.answer), sections=sections_of(answered))


def sections_of(answered: Answered) -> tuple[Section, ...]:
    """The parts of the answer."""
    answer = answered.answer
    say = Phrases(answer.problem)
    left_out = [Item(said=f"{c}: {why}") for c, why in answered.left_out.items()]
    return (
        *_supposed(answer, say),
        *alternatives(answer, say),
        *deals(answer, say),
        *order(answer, answered.plan, say),
        *out_of_reach(answer, say),
        *excluded(answer, say),
        *unlocking(answer, say),
        *sure(answer, say),
        *_dangers(answer, say),
        *([section(LEFT_OUT, left_out)] if left_out else []),
    )


def _about(answer: Answer) -> str:
    problem = answer.problem
    as_of = f"As of {wording.day(problem.day)}: " if problem.day else ""
    counted = f"{wording.counted(len(problem.steps), 'step')}, {wording.counted(len(problem.commitments), 'commitment')}"
    firm = "; only firm promises count" if answer.question.firm_only else ""
    return f"{as_of}{counted}{firm}. It holds if every promise is kept as it was made"


def _supposed(answer: Answer, say: Phrases) -> Iterator[Section]:
    changes = answer.question.changes
    supposed = [f"{say.step(s)} is done" for s in changes.assumed]
    supposed += [f"the commitment {c} is withdrawn" for c in changes.withdrawn]
    supposed += [_conceded(c, say) for c in changes.conceded]
    supposed += [f"{say.steps(c.consequent)} is {say.promise(c)}" for c in changes.added]
    if supposed:
        yield section(SUPPOSED, [Item(said=capitalised(s)) for s in supposed])


def _conceded(concession: Concession, say: Phrases) -> str:
    """A concession that is supposed; a condition that is waived stands in the problem no more, and is called by its number."""
    if isinstance(concession, Waiver):
        debtor = say.party(say.problem.commitment_of[concession.commitment].debtor)
        return f"condition {concession.part + 1} of {concession.commitment} is waived by {debtor}"
    return f"it is conceded: {say.concession(concession)}"


def _dangers(answer: Answer, say: Phrases) -> Iterator[Section]:
    if answer.dangers:
        yield section(DANGERS, [_danger(c, say) for c in answer.dangers])


def _danger(threat: Commitment, say: Phrases) -> Item:
    unconditional = say.condition(threat.antecedent) == ALWAYS
    said = listed([f"“{say.title(s)}”" for s in threat.consequent])
    return Item(
        said=capitalised(f"{say.party(threat.debtor)} is said to threaten {said}"),
        terms=one_line(f"{threat.id}{'' if unconditional else f', if {say.condition(threat.antecedent)}'}"),
        told=say.told(threat.id),
    )
