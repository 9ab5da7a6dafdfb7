"""The packages of a problem in an answer-set solver: facts in, packages out. The rules stand in packages.lp; clingo solves them."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from goodoffices.deals.concessions import Concession, Guarantee, Lifting, Offer, Waiver
from goodoffices.deals.problem import Block, Problem
from goodoffices.model import AtLeast, Condition, Done, Not, conjuncts, holds

if TYPE_CHECKING:
    import datetime

    from clingo import Control, Model, SolveHandle, Symbol

Part = Literal["changes", "reasons"]
"""The parts of the program that not every question needs."""
LARGEST, UNION = "domRec", "brave"
"""What the solver enumerates: the packages that no other contains, or ever larger parts of the union of all packages."""


class Deadline:
    """The moment until which answers may take: some seconds from now, or as long as they need."""

    def __init__(self, seconds: float | None = None):
        self._at = None if seconds is None else time.monotonic() + seconds

    def left(self) -> float | None:
        """The seconds that are left, 0 once it has passed; None without a limit."""
        return None if self._at is None else max(0.0, self._at - time.monotonic())


class Solver:
    """The program, grounded for one problem. It answers one question after another and keeps what it learns.

    A question assumes literals: those of `take` put a step into the package or, negated, leave it out. With the part "changes"
    each question must settle every literal of `conceded`, `withdrawn` and `assumed`, with the part "reasons" those of `relaxed`
    that it does not leave open. Raises TimeoutError when the deadline passes.
    """

    def __init__(self, problem: Problem, *parts: Part, firm_only: bool = False, deadline: Deadline | None = None):
        self.deadline = deadline or Deadline()
        self._control = _grounded(facts(problem, firm_only=firm_only), parts)
        by_term = {_term(c): c for c in concessions(problem, firm_only=firm_only)}
        self.take = {step.string: literal for (step,), literal in self._literals("take", 1)}
        self.assumed = {step.string: literal for (step,), literal in self._literals("assumed", 1)}
        self.withdrawn = {commitment.string: literal for (commitment,), literal in self._literals("withdrawn", 1)}
        self.conceded = {by_term[concession]: literal for (concession,), literal in self._literals("conceded", 1)}
        self.relaxed = {(agent.string, step.string): literal for (agent, step), literal in self._literals("relaxed", 2)}

    def largest(self, assumptions: Sequence[int] = ()) -> Generator[frozenset[str]]:
        """The packages under these assumptions that no other under them contains, each worked out only when it is asked for.

        Ask the solver nothing else before the last has been taken or the iterator is closed.
        """
        with self._solve(assumptions, LARGEST) as handle:
            while (model := self._next(handle)) is not None:
                yield _steps(model)

    def union(self) -> Generator[frozenset[str]]:
        """Ever larger parts of the union of all packages; the last is all of it."""
        with self._solve((), UNION) as handle:
            while (model := self._next(handle)) is not None:
                yield _steps(model)

    def package(self, assumptions: Sequence[int] = ()) -> frozenset[str] | None:
        """One of the largest packages under these assumptions; None where there is no package."""
        with self._solve(assumptions, LARGEST) as handle:
            model = self._next(handle)
            return None if model is None else _steps(model)

    def conflict(self, fixed: Sequence[int], optional: Sequence[int]) -> list[int] | None:
        """Assumptions among the optional ones without which there would be a package, and none of which can be spared.

        None where there is a package under all of them. By halves, as in Junker (2004), "QuickXplain".
        """
        if (failing := self._failing([*fixed, *optional])) is None:
            return None
        suspects = [literal for literal in optional if literal in failing]
        return self._needed([*fixed], suspects) if suspects and self._failing(fixed) is None else []

    def _needed(self, fixed: list[int], suspects: list[int]) -> list[int]:
        """Those of the suspects that are needed, where there is a package under the fixed assumptions alone."""
        if len(suspects) == 1:
            return suspects
        first, second = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
        failing = self._failing([*fixed, *first])
        if failing is not None:
            return self._needed(fixed, [literal for literal in first if literal in failing])
        of_second = self._needed([*fixed, *first], second)
        of_first = [] if self._failing([*fixed, *of_second]) is not None else self._needed([*fixed, *of_second], first)
        return [*of_first, *of_second]

    def _failing(self, assumptions: Sequence[int]) -> frozenset[int] | None:
        """Assumptions under which there is no package, perhaps more than are needed; None where there is one."""
        with self._solve(assumptions, LARGEST) as handle:
            return frozenset(handle.core()) if self._next(handle) is None else None

    def _literals(self, name: str, arity: int) -> Iterator[tuple[Sequence[Symbol], int]]:
        """The arguments and the literal of each atom of a predicate; none where its part of the program was left out."""
        return ((atom.symbol.arguments, atom.literal) for atom in self._control.symbolic_atoms.by_signature(name, arity))

    def _solve(self, assumptions: Sequence[int], mode: str) -> SolveHandle:
        self._control.configuration.solve.enum_mode = mode  # type: ignore[union-attr]
        return self._control.solve(assumptions, yield_=True, async_=True)

    def _next(self, handle: SolveHandle) -> Model | None:
        handle.resume()
        left = self.deadline.left()
        if left == 0 or not handle.wait(left):
            raise TimeoutError
        return handle.model()


def facts(problem: Problem, *, firm_only: bool = False) -> Iterator[Symbol]:
    """A problem as the facts that packages.lp describes."""
    nodes: dict[int, int] = {}
    for step in problem.steps:
        yield _atom("step", step.id)
        yield from (_atom("agent", agent, step.id) for agent in step.agents or ("",))
    yield from (_atom("done", step) for step in problem.done)
    yield from (_atom("refused", r.party, r.step) for r in problem.refusals)
    yield from (_atom("concession", _term(c)) for c in concessions(problem, firm_only=firm_only))
    for c in problem.in_force(firm_only=firm_only):
        yield _atom("commitment", c.id)
        yield from (_atom("promise", c.id, c.debtor, step) for step in c.consequent if _is_able(problem, c.debtor, step))
        for i, conjunct in enumerate(conjuncts(c.antecedent)):
            node = yield from _condition(conjunct, nodes, problem.day)
            yield _atom("conjunct", c.id, i, node)


def concessions(problem: Problem, *, firm_only: bool = False) -> Iterator[Concession]:
    """All that could be conceded, by whoever is able to."""
    able = [(agent, step.id) for step in problem.steps for agent in step.agents if _is_able(problem, agent, step.id)]
    yield from (Offer(party=agent, step=step) for agent, step in able)
    yield from (Lifting(party=agent, step=step) for agent, step in able if (agent, step) in problem.barred)
    yield from dict.fromkeys(Guarantee(party=g.party, step=g.step) for g in problem.guarantees)
    for c in problem.in_force(firm_only=firm_only):
        yield from (Waiver(commitment=c.id, part=i) for i in range(len(conjuncts(c.antecedent))))


def _is_able(problem: Problem, agent: str, step: str) -> bool:
    return problem.barred.get((agent, step)) is not Block.UNABLE


def _condition(condition: Condition, nodes: dict[int, int], day: datetime.date | None) -> Generator[Symbol, None, int]:
    """The facts of a condition and its parts, but of a part that stands in several places only once; its node."""
    if (known := nodes.get(id(condition))) is not None:
        return known
    node = nodes[id(condition)] = len(nodes)
    match condition:
        case Done(step=step):
            yield _atom("taken", node, step)
        case AtLeast(count=count, parts=parts):
            yield _atom("at_least", node, count)
            for i, part in enumerate(parts):
                yield _atom("part", node, i, (yield from _condition(part, nodes, day)))
        case Not(part=part):
            yield _atom("negation", node, (yield from _condition(part, nodes, day)))
        case _:
            yield _atom("at_least", node, 0 if holds(condition, (), day) else 1)
    return node


def _grounded(given: Iterable[Symbol], parts: Sequence[Part]) -> Control:
    from clingo import Control

    control = Control(["--models=0", "--heuristic=Domain"], logger=lambda _code, _message: None)
    control.add(files("goodoffices.deals.alternatives").joinpath("packages.lp").read_text(encoding="utf-8"))
    with control.backend() as backend:
        for fact in given:
            backend.add_rule([backend.add_atom(fact)])
    control.ground([(part, []) for part in ("base", *parts)])
    return control


def _atom(name: str, *arguments: str | int | Symbol) -> Symbol:
    from clingo import Function, Number, String

    return Function(name, [String(a) if isinstance(a, str) else Number(a) if isinstance(a, int) else a for a in arguments])


def _term(concession: Concession) -> Symbol:
    match concession:
        case Waiver(kind=kind, commitment=commitment, part=part):
            return _atom(kind, commitment, part)
        case (
            Offer(kind=kind, party=party, step=step)
            | Lifting(kind=kind, party=party, step=step)
            | Guarantee(kind=kind, party=party, step=step)
        ):
            return _atom(kind, party, step)


def _steps(model: Model) -> frozenset[str]:
    return frozenset(symbol.arguments[0].string for symbol in model.symbols(shown=True))
