"""A problem written out as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from goodoffices.deals.checking import check
from goodoffices.deals.forms.text.lexicon import LONGEST, quoted
from goodoffices.deals.forms.text.tokens import PROBLEM
from goodoffices.deals.problem import Problem, Stand, Step
from goodoffices.errors import DealsError
from goodoffices.model import AtLeast, Commitment, CommitmentKind, CommitmentState, Condition, Done, Not, Strength, Until, all_of

VERBS = {
    (CommitmentKind.PROMISE, Strength.FIRM): "will",
    (CommitmentKind.PROMISE, Strength.TENTATIVE): "may",
    (CommitmentKind.NECESSARY, Strength.FIRM): "firmly will",
    (CommitmentKind.NECESSARY, Strength.TENTATIVE): "will",
    (CommitmentKind.THREAT, Strength.FIRM): "threatens",
    (CommitmentKind.THREAT, Strength.TENTATIVE): "tentatively threatens",
}


def written(problem: Problem) -> str:
    """A problem as text. Raises DealsError if it makes no sense, or if a line of it would be too long to be read."""
    check(problem)
    blocks = (_heading(problem), map(_step, problem.steps), _facts(problem), _commitments(problem))
    text = "\n\n".join(block for lines in blocks if (block := "\n".join(lines)))
    for n, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            raise DealsError(f"line {n} of the text would be longer than {LONGEST:,} characters: write JSON instead")
    return f"{text}\n" if text else ""


def _heading(problem: Problem) -> Iterator[str]:
    if problem.day is not None:
        yield f"on {problem.day}"
    for party, name in problem.parties.items():
        yield f"party {_name(party)}" + (f": {quoted(name)}" if name != party else "")


def _step(step: Step) -> str:
    name = f" {quoted(step.name)}" if step.name else ""
    agents = f" by {_names(step.agents)}" if step.agents else ""
    tranches = f" in {step.tranches} tranches" if step.tranches > 1 else ""
    return f"step {_name(step.id)}{name}{agents}{tranches}"


def _facts(problem: Problem) -> Iterator[str]:
    if problem.done:
        yield f"done {_names(sorted(problem.done))}"
    yield from _stands("refuses", problem.refusals)
    yield from _stands("cannot", problem.unable)
    yield from _stands("demands", problem.demands)
    yield from _stands("guarantees", problem.guarantees)


def _stands(verb: str, stands: Iterable[Stand]) -> Iterator[str]:
    return (f"{_name(s.party)} {verb} {_name(s.step)}" for s in stands)


def _commitments(problem: Problem) -> Iterator[str]:
    for c in problem.commitments:
        terms = f"{_to(c)}{_by(c)}{_with(problem.reliability.get(c.id))}"
        yield f"{_name(c.id)}: {_name(c.debtor)} {VERBS[c.kind, c.strength]} {_names(c.consequent)}{terms}{_if(c)}"
    for c in problem.commitments:
        if c.state is not CommitmentState.CONDITIONAL:
            yield f"{_name(c.id)} is {c.state}"


def _to(commitment: Commitment) -> str:
    return f" to {_name(commitment.creditor)}" if commitment.creditor is not None else ""


def _by(commitment: Commitment) -> str:
    return f" by {commitment.deadline}" if commitment.deadline is not None else ""


def _with(reliability: float | None) -> str:
    # repr has no more than 17 digits, and a Decimal 28: what is read back is the same number.
    return "" if reliability is None else f" with {(Decimal(repr(reliability)) * 100).normalize():f}%"


def _if(commitment: Commitment) -> str:
    condition = commitment.antecedent
    if commitment.kind is CommitmentKind.NECESSARY:
        return f" only if {_condition(condition)}"
    match condition:
        case AtLeast(count=0, parts=()):
            return ""
        case Not(part=part):
            return f" unless {_condition(part)}"
        case Until(day=day):
            return f" until {day}"
        case _:
            return f" if {_condition(condition)}"


def _condition(condition: Condition) -> str:
    match condition:
        case Done(step=step):
            return _name(step)
        case AtLeast(count=0, parts=()):
            return "always"
        case AtLeast(count=1, parts=()):
            return "never"
        case AtLeast(parts=parts) if word := _joint(condition):
            return f" {word} ".join(map(_single, parts))
        case AtLeast(count=count, parts=parts):
            of = "all of" if condition == all_of(*parts) else f"at least {count} of"
            return f"{of} ({', '.join(map(_condition, parts))})"
        case Not(part=part):
            return f"not {_single(part)}"
        case Until(day=day):
            return f"until {day}"


def _joint(condition: Condition) -> str | None:
    """The word between the parts of an "all of" or "any of" with several parts."""
    if not isinstance(condition, AtLeast) or len(condition.parts) < 2:
        return None
    return {len(condition.parts): "and", 1: "or"}.get(condition.count)


def _single(condition: Condition) -> str:
    text = _condition(condition)
    return f"({text})" if _joint(condition) else text


def _names(names: Iterable[str]) -> str:
    return " and ".join(map(_name, names))


def _name(name: str) -> str:
    return name if PROBLEM.is_plain(name) else quoted(name)
