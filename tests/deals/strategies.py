"""Random small problems: all kinds of conditions, empty, contradictory and self-referring ones among them."""

from __future__ import annotations

import datetime
from functools import cache

from hypothesis import strategies as st

from goodoffices.deals.problem import Problem, Stand, Step
from goodoffices.model import AtLeast, Commitment, CommitmentKind, CommitmentState, Condition, Done, Not, Strength, Until, all_of

DAY = datetime.date(2014, 1, 20)
PARTIES = ("A", "B", "C")


@cache
def conditions(steps: tuple[str, ...], *, with_not: bool = False, depth: int = 2) -> st.SearchStrategy[Condition]:
    """Conditions over steps, nested up to three deep."""
    leaves = st.one_of(
        st.sampled_from(steps).map(lambda s: Done(step=s)),
        st.just(all_of()),
        st.sampled_from((-1, 0, 1)).map(lambda d: Until(day=DAY + datetime.timedelta(days=d))),
    )
    if depth == 0:
        return leaves
    smaller = conditions(steps, with_not=with_not, depth=depth - 1)
    parts = st.lists(smaller, max_size=3).map(tuple)
    thresholds = parts.flatmap(lambda p: st.integers(0, len(p) + 1).map(lambda k: AtLeast(count=k, parts=p)))
    every = parts.map(lambda p: all_of(*p))
    nots = smaller.map(lambda p: Not(part=p))
    return st.one_of(leaves, thresholds, every, nots) if with_not else st.one_of(leaves, thresholds, every)


@st.composite
def problems(draw: st.DrawFn, *, with_not: bool = False, most_steps: int = 6, most_commitments: int = 8) -> Problem:
    """Problems of a few steps and commitments; some steps are joint, done, refused, impossible, guaranteed, or nobody's."""
    ids = tuple(f"s{i}" for i in range(draw(st.integers(1, most_steps))))
    agents = st.lists(st.sampled_from(PARTIES), max_size=2, unique=True).map(tuple)
    steps = tuple(Step(id=s, agents=draw(agents)) for s in ids)
    by_agent = {p: [s.id for s in steps if p in s.agents] for p in PARTIES}
    able = [p for p in PARTIES if by_agent[p]]
    commitments = []
    for i in range(draw(st.integers(0, most_commitments)) if able else 0):
        debtor = draw(st.sampled_from(able))
        commitments.append(
            Commitment(
                id=f"c{i}",
                kind=draw(st.sampled_from((CommitmentKind.PROMISE,) * 4 + (CommitmentKind.NECESSARY, CommitmentKind.THREAT))),
                debtor=debtor,
                antecedent=draw(conditions(ids, with_not=with_not)),
                consequent=tuple(draw(st.lists(st.sampled_from(by_agent[debtor]), min_size=1, max_size=2, unique=True))),
                strength=draw(st.sampled_from(Strength)),
                state=draw(st.sampled_from((CommitmentState.CONDITIONAL,) * 5 + (CommitmentState.CANCELLED,))),
                deadline=draw(st.sampled_from((None, None, None, DAY, DAY - datetime.timedelta(days=1)))),
            )
        )
    stands = [Stand(party=a, step=s.id) for s in steps for a in s.agents]
    some = st.lists(st.sampled_from(stands), max_size=1).map(tuple) if stands else st.just(())
    anybody = st.lists(st.builds(Stand, party=st.sampled_from((*PARTIES, "UN")), step=st.sampled_from(ids)), max_size=2).map(tuple)
    return Problem(
        day=DAY,
        steps=steps,
        done=frozenset(draw(st.lists(st.sampled_from(ids), max_size=1))),
        commitments=tuple(commitments),
        refusals=draw(some),
        unable=draw(some),
        demands=draw(anybody),
        guarantees=draw(anybody),
    )
