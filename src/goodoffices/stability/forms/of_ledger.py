"""The conflict that a ledger poses, a draft for the analyst: steps become options, and what parties have said what they prefer.

What a party prefers is put into this order, the latest word first within each part:

1. its red lines: what it refuses without a condition, not taken (a ledger does not keep whether a refusal was called final);
2. its demands and preconditions: what it demands, taken; and a step that it would take only if something holds, not without that;
3. what its offers wait for: their conditions;
4. its stances: a step that it promises, taken just when its condition holds, and likewise one that it threatens; what it is for,
   taken; what it is against, not taken.

What a party has not spoken of leaves it indifferent: nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.deals.checking import no_such, shown
from goodoffices.deals.problem import IN_FORCE, Evidence, Problem
from goodoffices.errors import StabilityError
from goodoffices.ledger.facts import PositionFact
from goodoffices.model import Commitment, CommitmentKind, Condition, Done, Measure, Not, Stance, all_of, any_of, steps_in
from goodoffices.stability.conflict import Conflict, DecisionMaker, Direction, Option, Prioritised, State
from goodoffices.stability.forms.settled import settled

MOST = 20
"""So many options are taken into a conflict at most, a million states."""
SOME = 10
"""So many are taken where none are chosen: those of which most is said."""
ONE_WAY = frozenset(
    {
        Measure.PRISONER_RELEASE,
        Measure.PRISONER_EXCHANGE,
        Measure.ATTACK,
        Measure.ELECTIONS,
        Measure.DEPARTURE_FROM_POWER,
        Measure.TRANSITION_OF_POWER,
    }
)
"""Measures that cannot be undone once they are taken."""
LONGEST_NAME = 300
"""Characters of a name."""
TITLE = "What the parties of the ledger could do"


@dataclass(frozen=True)
class Wish:
    """A preference statement, and why it is thought to be one."""

    statement: Condition
    why: str


@dataclass(frozen=True)
class Draft:
    """A conflict; the wishes of each decision maker, the most important first; and the steps left out, each with the reason."""

    conflict: Conflict
    wishes: Mapping[str, tuple[Wish, ...]]
    left_out: Mapping[str, str]

    def state_of(self, steps: Collection[str]) -> State:
        """The state in which just these of the options are taken."""
        return frozenset(steps) & {o.id for o in self.conflict.options}


def draft(
    problem: Problem,
    measures: Mapping[str, Measure],
    positions: Sequence[PositionFact] = (),
    *,
    options: Sequence[str] = (),
    parties: Sequence[str] = (),
) -> Draft:
    """The conflict over the steps of a problem of deals that a ledger poses.

    Only steps named in `options` and those of `parties` are options, where any are named, at most MOST; else the SOME of which most
    promises, conditions, refusals and demands speak. Others stay as they are; a one-way step that is done stays done. Raises
    StabilityError where there would be no options, or too many are named.
    """
    left_out = dict(_left_out(problem, measures))
    free = [s for s in problem.steps if s.id not in left_out]
    if options or parties:
        able = {a for s in free for a in s.agents}
        for party in parties:
            if party not in able:
                raise StabilityError(f"--party: {no_such('party with a step of its own', party, able)}")
        known = {s.id for s in problem.steps}
        for step in options:
            if step not in known:
                raise StabilityError(f"--option: {no_such('step', step, known)}")
            if step in left_out:
                raise StabilityError(f"--option: {shown(step)} is no option: {left_out[step]}")
        chosen = [s for s in free if s.id in options or set(s.agents) & set(parties)]
        left_out |= {s.id: "it was not chosen, and stays as it is" for s in free if s not in chosen}
        free = chosen
    if not free:
        raise StabilityError("there is no step that a party could take or leave: add reports, or name the conflict in a file")
    if len(options) > MOST:
        raise StabilityError(
            f"--option: {len(options)} steps are named, and {MOST} at most are looked at ({1 << MOST:,} states): name fewer"
        )
    spoken_of = _spoken_of(problem)
    by_weight = sorted(free, key=lambda s: (s.id not in options, -spoken_of[s.id]))
    kept = {s.id for s in by_weight[: MOST if options or parties else SOME]}
    left_out |= {s.id: "fewer speak of it than of others: choose it with --option" for s in free if s.id not in kept}
    free = [s for s in free if s.id in kept]
    ids = frozenset(s.id for s in free)
    owners = tuple(dict.fromkeys(a for s in free for a in s.agents))
    wishes = {party: tuple(_wishes(party, problem, positions, ids)) for party in owners}
    conflict = Conflict(
        decision_makers=tuple(
            DecisionMaker(
                p, _short(problem.party_name(p)), Prioritised(tuple(w.statement for w in wishes[p])) if wishes[p] else None
            )
            for p in owners
        ),
        options=tuple(
            Option(s.id, s.agents, _short(s.name), Direction.FORWARD if measures.get(s.id) in ONE_WAY else Direction.BOTH)
            for s in free
        ),
        today=problem.done & ids,
        title=TITLE,
    )
    return Draft(conflict, wishes, left_out)


def notes(found: Draft) -> dict[str, str]:
    """Comments for the text form: that it is a draft, what was left out, and why each party is thought to prefer what it does."""
    lines = [
        "A draft from a ledger. What each party prefers follows from what it is reported to have said, in a proposed order:",
        "red lines, then preconditions and demands, then what offers wait for, then stances. Put it into the right one.",
        *(f"Left out: {step}: {why}" for step, why in found.left_out.items()),
    ]
    whys = {
        party: "\n".join(f"{n}. {w.why}" for n, w in enumerate(wishes, 1)) or "It has said nothing of these options."
        for party, wishes in found.wishes.items()
    }
    return {"": "\n".join(lines), **whys}


def _short(name: str) -> str:
    """A name that a person can type: a reader may take a whole report for one."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _left_out(problem: Problem, measures: Mapping[str, Measure]) -> Iterator[tuple[str, str]]:
    for step in problem.steps:
        if not step.agents:
            yield step.id, "nobody is named who could take it"
        elif len(step.agents) > 1:
            yield step.id, "it takes several parties, none of whom can take it alone"
        elif step.id in problem.done and measures.get(step.id) in ONE_WAY:
            yield step.id, "it is done, and cannot be undone"


def _spoken_of(problem: Problem) -> Counter[str]:
    """How many promises, conditions, refusals and demands speak of each step."""
    steps = [s for c in _in_force(problem) for s in {*c.consequent, *steps_in(c.antecedent)}]
    return Counter([*steps, *(stand.step for stand in (*problem.refusals, *problem.demands))])


def _wishes(party: str, problem: Problem, positions: Sequence[PositionFact], options: frozenset[str]) -> Iterator[Wish]:
    """What a party prefers, the most important first, each thing once."""
    told: set[Condition] = set()
    for condition, why in _said(party, problem, positions):
        rest = settled(condition, options, problem.done, problem.day)
        if not isinstance(rest, bool) and rest not in told:
            told.add(rest)
            yield Wish(rest, why)


def _said(party: str, problem: Problem, positions: Sequence[PositionFact]) -> Iterator[tuple[Condition, str]]:
    own = [c for c in _in_force(problem) if c.debtor == party]
    promises = [c for c in own if c.kind is CommitmentKind.PROMISE]
    for stand in problem.refusals:
        if stand.party == party:
            yield Not(part=Done(step=stand.step)), _why("red line: refused", problem, f"refusal {party} {stand.step}")
    for stand in problem.demands:
        if stand.party == party:
            yield Done(step=stand.step), _why("demanded", problem, f"demand {party} {stand.step}")
    for c in own:
        if c.kind is CommitmentKind.NECESSARY:
            yield any_of(c.antecedent, Not(part=_all(c))), _why(f"precondition ({c.id})", problem, c.id)
    for c in promises:
        yield c.antecedent, _why(f"what its offer waits for ({c.id})", problem, c.id)
    for c in own:
        if c.kind is not CommitmentKind.NECESSARY:
            word = "promised" if c.kind is CommitmentKind.PROMISE else "threatened"
            yield _just_when(_all(c), c.antecedent), _why(f"{word} ({c.id})", problem, c.id)
    for position in positions:
        if position.party == party and position.stance in (Stance.FOR, Stance.AGAINST):
            step = Done(step=position.step)
            said = f"{position.stance.value} it ({', '.join(position.evidence[:3])})"
            yield step if position.stance is Stance.FOR else Not(part=step), said


def _in_force(problem: Problem) -> Iterator[Commitment]:
    """Those that bind on the day, threats among them."""
    yield from problem.in_force()
    for c in problem.commitments:
        if c.kind is CommitmentKind.THREAT and c.state in IN_FORCE and not problem.is_late(c):
            yield c


def _all(commitment: Commitment) -> Condition:
    steps = [Done(step=s) for s in commitment.consequent]
    return steps[0] if len(steps) == 1 else all_of(*steps)


def _just_when(step: Condition, condition: Condition) -> Condition:
    return any_of(all_of(step, condition), all_of(Not(part=step), Not(part=condition)))


def _why(what: str, problem: Problem, key: str) -> str:
    told: Sequence[Evidence] = problem.evidence.get(key, ())
    return f"{what}, according to {told[0].according_to} in {told[0].report}" if told else what
