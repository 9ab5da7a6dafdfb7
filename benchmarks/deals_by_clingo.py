"""The same answers by clingo from plain programs, to compare with."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.deals_made import Ints
from goodoffices.deals.alternatives.solving import facts
from goodoffices.deals.concessions import Concession, Guarantee, Lifting, Offer, Waiver
from goodoffices.deals.problem import Problem

if TYPE_CHECKING:
    from clingo import Symbol

CLINGO_LIMIT = 120.0
"""So many seconds clingo has for the sets that unlock a target."""
LEAST = """
holds(S) :- done(S).
holds(Q) :- promise(C, Q), holds(A) : waits(C, A).
"""
UNLOCK = """
{ conceded(X) : concession(X) }.
{ take(S) : step(S) }.
:- target(S), not take(S).
take(S) :- done(S).
:- take(S), agent(A,S), not done(S), not conceded(guarantee(_,S)), not willing(A,S).
willing(A,S) :- promise(C,A,S), fires(C), not refused(A,S).
willing(A,S) :- promise(C,A,S), fires(C), conceded(lifting(A,S)).
willing(A,S) :- agent(A,S), conceded(offer(A,S)).
fires(C) :- commitment(C), met(C,I) : conjunct(C,I,_).
met(C,I) :- conjunct(C,I,N), holds(N).
met(C,I) :- conjunct(C,I,_), conceded(waiver(C,I)).
holds(N) :- taken(N,S), take(S).
holds(N) :- at_least(N,K), K { part(N,I,M) : holds(M) }.
#show conceded/1.
#defined refused/2. #defined done/1. #defined taken/2. #defined at_least/2. #defined part/3. #defined promise/3.
#program size(n).
#external size(n).
:- size(n), #count { X : conceded(X) } != n.
"""


def by_clingo(instance: tuple[Ints, Ints, Ints]) -> float:
    """Seconds in which clingo finds the least fixed point alone, once."""
    import clingo

    conditions, consequents, done = instance
    facts = [f"done({s})." for s in done.tolist()]
    facts += [f"promise({c},{q})." for c, q in enumerate(consequents.tolist())]
    facts += [f"waits({c},{a})." for c, row in enumerate(conditions.tolist()) for a in row]
    program = LEAST + "\n".join(facts)
    began = time.perf_counter()
    control = clingo.Control(["--warn=none"])
    control.add("base", [], program)
    control.ground()
    control.solve()
    return time.perf_counter() - began


def unlocking_by_clingo(problem: Problem, target: str) -> tuple[set[frozenset[Concession]] | None, float]:
    """The same sets by the plain program below, none where its time is up; and the seconds, grounding included.

    No more than `size` concessions are made, with one size after another; a set found rules out all that contain it.
    """
    import clingo

    began = time.perf_counter()
    control = clingo.Control(["--models=0", "--project=show", "--warn=none"])
    control.add("base", [], UNLOCK)
    with control.backend() as backend:
        for fact in facts(problem):
            backend.add_rule([backend.add_atom(fact)])
        backend.add_rule([backend.add_atom(clingo.Function("target", [clingo.String(target)]))])
    control.ground([("base", [])])
    literals = {atom.symbol.arguments[0]: atom.literal for atom in control.symbolic_atoms.by_signature("conceded", 1)}
    found: set[frozenset[Concession]] = set()
    for size in range(4):
        control.ground([("size", [clingo.Number(size)])])
        control.assign_external(clingo.Function("size", [clingo.Number(size)]), True)
        new: set[frozenset[clingo.Symbol]] = set()
        with control.solve(yield_=True, async_=True) as handle:
            while True:
                handle.resume()
                left = CLINGO_LIMIT - (time.perf_counter() - began)
                if left <= 0 or not handle.wait(left):
                    handle.cancel()
                    return None, time.perf_counter() - began
                model = handle.model()
                if model is None:
                    break
                new.add(frozenset(symbol.arguments[0] for symbol in model.symbols(shown=True)))
        control.assign_external(clingo.Function("size", [clingo.Number(size)]), False)
        with control.backend() as backend:
            for made in new:
                backend.add_rule([], [literals[concession] for concession in made])
        found |= {frozenset(map(_concession, made)) for made in new}
    return found, time.perf_counter() - began


def _concession(term: Symbol) -> Concession:
    first, second = term.arguments
    if term.name == "waiver":
        return Waiver(commitment=first.string, part=second.number)
    return {"offer": Offer, "lifting": Lifting, "guarantee": Guarantee}[term.name](party=first.string, step=second.string)
