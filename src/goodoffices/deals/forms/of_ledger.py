"""The problem that a ledger poses: its commitments, refusals, demands and facts, with the words that they were read from."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from goodoffices.deals.problem import Evidence, Problem, Stand, Step
from goodoffices.ledger.briefing import Briefing, Made, Promised, Telling
from goodoffices.ledger.facts import CommitmentFact
from goodoffices.model import Commitment, CommitmentKind, steps_in


@dataclass(frozen=True)
class Posed:
    """A problem, and the commitments of the ledger (their ids) that it leaves out, each with the reason."""

    problem: Problem
    left_out: dict[str, str]


def problem_of(briefing: Briefing) -> Posed:
    """The problem posed by all that a briefing tells, as of its day.

    Whoever commits himself to a step is the one who must be willing: the agent of the step where he did so himself, else the party
    that did so last. What others promise of it is left out, and so is a promise on condition of what it promises.
    """
    agents = _agents(briefing.commitments, {key: fact.agent for key, fact in briefing.steps.items()})
    commitments, left_out = [], {}
    for promised in briefing.commitments:
        fact = promised.commitment
        if fact.kind is not CommitmentKind.THREAT and fact.debtor not in agents[fact.consequent.step]:
            left_out[fact.id] = f"{briefing.names[fact.debtor]} speaks of a step of another party"
        elif fact.consequent.step in steps_in(fact.antecedent):
            left_out[fact.id] = "its condition is what it promises"
        else:
            commitments.append(promised)
    refusals = [
        m for m in briefing.refusals
        if _is_outright(m) and _party(m) in agents[_step(m)] and not _has_since_promised(m, commitments)
    ]  # fmt: skip
    problem = Problem(
        day=briefing.today,
        parties=briefing.names,
        steps=tuple(_steps(briefing, agents)),
        done=frozenset(key for key, fact in briefing.steps.items() if fact.done is not None),
        commitments=tuple(_commitment(p.commitment) for p in commitments),
        refusals=tuple(Stand(party=_party(m), step=_step(m)) for m in refusals),
        demands=tuple(dict.fromkeys(Stand(party=_party(m), step=_step(m)) for m in briefing.demands)),
        evidence={
            **{p.commitment.id: _evidence(p.told) for p in commitments},
            **{f"refusal {_party(m)} {_step(m)}": _evidence(m.told) for m in refusals},
            **{f"demand {_party(m)} {_step(m)}": _evidence(m.told) for m in briefing.demands},
        },
    )
    return Posed(problem, left_out)


def _agents(commitments: Iterable[Promised], named: dict[str, str | None]) -> dict[str, tuple[str, ...]]:
    """Who must be willing to take each step."""
    debtors: dict[str, list[str]] = defaultdict(list)
    for promised in commitments:
        if promised.commitment.kind is not CommitmentKind.THREAT:
            debtors[promised.commitment.consequent.step].append(promised.commitment.debtor)
    return {
        step: (agent,) if agent and (agent in debtors[step] or not debtors[step]) else tuple(debtors[step][:1])
        for step, agent in named.items()
    }


def _steps(briefing: Briefing, agents: Mapping[str, tuple[str, ...]]) -> Iterator[Step]:
    """The steps, each called by its agent and the words of the latest move on it, else those of a condition that waits for it."""
    words: dict[str, str] = {}
    told = [p.told for p in briefing.commitments] + [m.told for m in (*briefing.refusals, *briefing.demands)]
    for t in chain.from_iterable(told):
        words.setdefault(t.move.step, t.move.words.text)
    for promised in briefing.commitments:
        if len(awaited := steps_in(promised.commitment.antecedent)) == 1:
            (step,) = awaited
            for t in promised.told:
                if t.move.condition is not None:
                    words.setdefault(step, t.move.condition.text)
    for key in sorted(briefing.steps, key=lambda k: int(k[1:])):
        fact = briefing.steps[key]
        what = words.get(key) or " ".join(w for w in (fact.measure.value, fact.object, fact.place) if w)
        who = briefing.names.get(fact.agent or (agents[key][0] if agents[key] else ""))
        yield Step(id=key, name=f"{who}: {what}" if who else what, agents=agents[key])


def _commitment(fact: CommitmentFact) -> Commitment:
    return Commitment(
        id=fact.id,
        kind=fact.kind,
        debtor=fact.debtor,
        creditor=fact.creditor,
        antecedent=fact.antecedent,
        consequent=(fact.consequent.step,),
        strength=fact.strength,
        state=fact.state,
        deadline=fact.deadline,
        moves=tuple(t.move for t in fact.testimonies),
    )


def _evidence(told: Iterable[Telling]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            report=t.source.report,
            title=t.source.title,
            day=t.source.day,
            according_to=t.source.speaker or t.source.named or t.source.publisher or t.source.title or t.source.report,
            words=t.move.words.text
            if t.move.condition is None
            else f"{t.move.words.text} ({t.move.relation}: {t.move.condition.text})",
            spans=(*t.move.words.spans, *(t.move.condition.spans if t.move.condition else ())),
            is_draft=t.move.status.value == "draft",
        )
        for t in told
    )


def _is_outright(refusal: Made) -> bool:
    """Whether it is told without a condition: "we will not come if they do" bars nothing by itself."""
    return any(t.move.condition is None for t in refusal.told)


def _party(made: Made) -> str:
    return made.told[0].move.party


def _step(made: Made) -> str:
    return made.told[0].move.step


def _day(told: Iterable[Telling]) -> datetime.date:
    return max(t.move.day for t in told)


def _has_since_promised(refusal: Made, commitments: Iterable[Promised]) -> bool:
    """Whether the party has promised the step after it refused it."""
    return any(
        p.commitment.debtor == _party(refusal)
        and p.commitment.consequent.step == _step(refusal)
        and p.commitment.kind is CommitmentKind.PROMISE
        and _day(p.told) > _day(refusal.told)
        for p in commitments
    )
