"""Whether a problem makes sense: every name is known, nobody binds another, no condition waits for what it is to bring about."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from goodoffices.deals.problem import Problem
from goodoffices.errors import DealsError
from goodoffices.model import AtLeast, Commitment, Condition, Not, steps_in

DEEPEST = 50
"""How deep a condition may nest; JSON readers stop at twice that."""
LARGEST = 1_000_000_000
"""The largest count of an "at least" and number of tranches."""
COMPARED = 20_000
"""Among no more names than these one that is alike is looked for."""
SHOWN = 60
"""Characters of a name that a message shows."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a problem.

    `place` says with what of it ("commitment c2", "step truce", "refusal army truce"), `name` is the name at fault, by which a text
    finds the column, and `what` is the message: what is wrong and how to mend it.
    """

    place: str
    name: str
    what: str


def check(problem: Problem) -> None:
    """Raise DealsError, one line with the place, if a problem makes no sense."""
    for fault in faults(problem):
        raise DealsError(f"{shown(fault.place)}: {fault.what}")


def faults(problem: Problem) -> Iterator[Fault]:
    """All that is wrong with a problem, in the order of its steps, facts, commitments and stands."""
    parties = known_parties(problem)
    yield from _named_twice("step", [s.id for s in problem.steps])
    for step in problem.steps:
        if len(set(step.agents)) < len(step.agents):
            yield Fault(f"step {step.id}", step.id, f"an agent of {shown(step.id)} is named twice: name each agent once")
        if "" in step.agents:
            yield Fault(f"step {step.id}", step.id, f"an agent of {shown(step.id)} has no name: give it one")
        if step.tranches > LARGEST:
            yield Fault(f"step {step.id}", step.id, f"{shown(step.id)} has more than {LARGEST:,} tranches: give it fewer")
    for step_id in sorted(problem.done):
        yield from _unknown_step(problem, f"done {step_id}", step_id)
    yield from _named_twice("commitment", [c.id for c in problem.commitments])
    for commitment in problem.commitments:
        yield from _of_commitment(problem, commitment, parties)
    for kind, stands, of_an_agent in (
        ("refusal", problem.refusals, True),
        ("unable", problem.unable, True),
        ("demand", problem.demands, False),
        ("guarantee", problem.guarantees, False),
    ):
        for stand in stands:
            place = f"{kind} {stand.party} {stand.step}"
            if stand.step not in problem.by_id:
                yield from _unknown_step(problem, place, stand.step)
            elif of_an_agent:
                yield from _no_agent(problem, place, stand.party, stand.step, parties)
            elif stand.party not in parties:
                yield Fault(place, stand.party, no_such("party", stand.party, parties))
    for commitment_id, reliability in problem.reliability.items():
        place = f"commitment {commitment_id}"
        if commitment_id not in problem.commitment_of:
            what = f"a reliability is given, but {no_such('commitment', commitment_id, problem.commitment_of)}"
            yield Fault(place, commitment_id, what)
        elif not 0 <= reliability <= 1:
            yield Fault(place, commitment_id, f"its reliability is {reliability:g}: give one between 0 and 1 (0% and 100%)")


def known_parties(problem: Problem) -> set[str]:
    """The parties of a problem: those that it names, and the agents of its steps."""
    return {*problem.parties, *(agent for step in problem.steps for agent in step.agents)}


def is_too_deep(condition: Condition) -> bool:
    """Whether a condition nests deeper than the limit."""
    level: list[Condition] = [condition]
    for _ in range(DEEPEST + 1):
        # A part that stands in several places is looked at once a level: shared parts would double with each level.
        parts = {id(p): p for c in level for p in _parts(c)}
        if not parts:
            return False
        level = list(parts.values())
    return True


def largest_count(condition: Condition) -> int:
    """The largest count of an "at least" in a condition."""
    own = condition.count if isinstance(condition, AtLeast) else 0
    return max((own, *(largest_count(p) for p in _parts(condition))))


def no_such(kind: str, name: str, known: Collection[str]) -> str:
    """That no step, party or commitment has this name; and which one perhaps was meant."""
    alike = get_close_matches(name, known, n=1) if len(known) <= COMPARED else []
    hint = f"did you mean {shown(alike[0])}?" if alike else f"check the spelling, or add the {kind}"
    return f"no {kind} is called {shown(name)}; {hint}"


def no_agent(party: str, step: str, agents: Iterable[str]) -> str:
    """That a party binds itself to a step that is another's."""
    whose = " and ".join(shown(a) for a in agents) or "nobody"
    return f"{shown(party)} is no agent of {shown(step)}, a step by {whose}: name an agent of it, or another step"


def shown(name: str) -> str:
    """A name as a message shows it: in one line, and not too long."""
    short = name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
    return short if short.isprintable() and short else json.dumps(short)


def _named_twice(kind: str, names: list[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if not name:
            yield Fault(f"{kind} {name}", name, f"a {kind} has no name: give it one")
        elif count > 1:
            yield Fault(f"{kind} {name}", name, f"two {kind}s are called {shown(name)}: give each a name of its own")


def _of_commitment(problem: Problem, commitment: Commitment, parties: Collection[str]) -> Iterator[Fault]:
    place = f"commitment {commitment.id}"
    if is_too_deep(commitment.antecedent):
        yield Fault(place, commitment.id, f"its condition nests deeper than {DEEPEST}: divide it, or write it flatter")
        return
    for step in commitment.consequent:
        if step in problem.by_id:
            yield from _no_agent(problem, place, commitment.debtor, step, parties)
        yield from _unknown_step(problem, place, step)
    if commitment.creditor is not None and commitment.creditor not in parties:
        yield Fault(place, commitment.creditor, no_such("party", commitment.creditor, parties))
    if largest_count(commitment.antecedent) > LARGEST:
        yield Fault(place, commitment.id, f"it asks for more than {LARGEST:,} conditions: ask for fewer")
    named = steps_in(commitment.antecedent)
    for step in sorted(named):
        yield from _unknown_step(problem, place, step)
    for step in commitment.consequent:
        if step in named:
            yield Fault(place, step, names_itself(step))


def names_itself(step: str) -> str:
    """That a condition names the step that it is a condition of."""
    return f"the condition names {shown(step)}, the step that is promised: leave it out of the condition"


def _unknown_step(problem: Problem, place: str, step: str) -> Iterator[Fault]:
    if step not in problem.by_id:
        yield Fault(place, step, no_such("step", step, problem.by_id))


def _no_agent(problem: Problem, place: str, party: str, step: str, parties: Collection[str]) -> Iterator[Fault]:
    agents = problem.by_id[step].agents
    if party not in parties:
        yield Fault(place, party, no_such("party", party, parties))
    elif party not in agents:
        yield Fault(place, party, no_agent(party, step, agents))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case AtLeast(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case _:
            return ()
