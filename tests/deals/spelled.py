"""Random problems that make sense, with everything that can be spelled: odd names, sources, reliabilities."""

from __future__ import annotations

from hypothesis import strategies as st

from goodoffices.deals.checking import faults
from goodoffices.deals.problem import Evidence, Problem, Stand, Step
from goodoffices.model import AtLeast, Commitment, Condition, Done, Not, Until
from tests.deals.strategies import problems
from tests.odd_names import ODD

SPANS = st.just(((0, 5), (7, 9)))
SOURCES = st.lists(
    st.builds(Evidence, report=st.text(max_size=3), according_to=st.text(max_size=3), words=st.text(), spans=SPANS), max_size=2
)


@st.composite
def problems_that_make_sense(draw: st.DrawFn, *, with_not: bool = True) -> Problem:
    """Problems with no fault, under names of all kinds."""
    plain = draw(problems(with_not=with_not))
    at_fault = {f.place for f in faults(plain.model_copy(update={"parties": {p: p for p in ("A", "B", "C", "UN")}}))}
    commitments = [c for c in plain.commitments if f"commitment {c.id}" not in at_fault]
    names = dict(zip([s.id for s in plain.steps], draw(st.permutations(ODD)), strict=False)) if draw(st.booleans()) else {}
    labels = dict(zip([c.id for c in commitments], draw(st.permutations(ODD)), strict=False)) if draw(st.booleans()) else {}
    parties = {"UN": "UN", "B": draw(st.text()), "C": "the C party", **({"A": "a"} if draw(st.booleans()) else {})}
    agents = {a for s in plain.steps for a in s.agents}

    def stands(of: tuple[Stand, ...]) -> tuple[Stand, ...]:
        return tuple(Stand(party=s.party, step=names.get(s.step, s.step)) for s in of if s.party in agents | parties.keys())

    def renamed(c: Commitment) -> Commitment:
        return c.model_copy(
            update={
                "id": labels.get(c.id, c.id),
                "antecedent": _renamed(c.antecedent, names),
                "consequent": tuple(names.get(s, s) for s in c.consequent),
                "creditor": draw(st.sampled_from((None, "UN", "B"))),
                "moves": draw(st.sampled_from(((), ("r1:m2",)))),
            }
        )

    promised = tuple(renamed(c) for c in commitments)
    return Problem(
        day=draw(st.sampled_from((None, plain.day))),
        parties=parties,
        steps=tuple(
            Step(id=names.get(s.id, s.id), name=draw(st.text(max_size=5)), agents=s.agents, tranches=draw(st.integers(1, 3)))
            for s in plain.steps
        ),
        done=frozenset(names.get(s, s) for s in plain.done),
        commitments=promised,
        refusals=stands(plain.refusals),
        unable=stands(plain.unable),
        demands=stands(plain.demands),
        guarantees=stands(plain.guarantees),
        reliability={c.id: draw(st.floats(0, 1)) for c in promised if draw(st.booleans())},
        evidence={f"commitment {c.id}": tuple(draw(SOURCES)) for c in promised[:1]},
    )


def _renamed(condition: Condition, names: dict[str, str]) -> Condition:
    match condition:
        case Done(step=step):
            return Done(step=names.get(step, step))
        case AtLeast(count=count, parts=parts):
            return AtLeast(count=count, parts=tuple(_renamed(p, names) for p in parts))
        case Not(part=part):
            return Not(part=_renamed(part, names))
        case Until(day=day):
            return Until(day=day)
