"""Whether a target stands: whether some package contains it, as things are or with changes. Right with and without "not"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from goodoffices.deals.alternatives.solving import Deadline, Solver
from goodoffices.deals.checking import no_such
from goodoffices.deals.concessions import Concession
from goodoffices.deals.problem import Problem
from goodoffices.errors import DealsError


def stands(
    problem: Problem,
    target: Collection[str],
    *,
    withdrawn: Collection[str] = (),
    conceded: Collection[Concession] = (),
    assumed: Collection[str] = (),
    firm_only: bool = False,
    time_limit: float | None = None,
) -> bool | None:
    """Whether some package contains all target steps when some commitments are withdrawn, concessions made, and steps assumed done.

    None where the time limit (seconds) passed before it was known. Raises DealsError for a name that the problem does not have.
    Whoever has more than one such question asks a Standing.
    """
    try:
        standing = Standing(problem, target, firm_only=firm_only, time_limit=time_limit)
        return standing.package(withdrawn=withdrawn, conceded=conceded, assumed=assumed) is not None
    except TimeoutError:
        return None


class Standing:
    """Whether a target stands, for one set of changes after another; the solver keeps what it has learned.

    `concessions` are all that could be made. Methods raise DealsError for a name that the problem does not have, and TimeoutError
    once the time limit (seconds, for all questions together) has passed.
    """

    def __init__(self, problem: Problem, target: Collection[str], *, firm_only: bool = False, time_limit: float | None = None):
        self._solver = Solver(problem, "changes", firm_only=firm_only, deadline=Deadline(time_limit))
        self._target = [self._solver.take[step] for step in _known(target, problem.by_id, "step")]
        self._commitments = problem.commitment_of
        self.concessions = tuple(self._solver.conceded)

    def package(
        self, *, withdrawn: Collection[str] = (), conceded: Iterable[Concession] = (), assumed: Collection[str] = ()
    ) -> frozenset[str] | None:
        """A package that contains the target, and that no other contains; None where the target does not stand."""
        fixed, optional = self._assumptions(withdrawn, conceded, assumed)
        return self._solver.package([*fixed, *optional])

    def lacking(
        self, conceded: Iterable[Concession] = (), *, withdrawn: Collection[str] = (), assumed: Collection[str] = ()
    ) -> frozenset[Concession] | None:
        """Concessions of which one at least must still be made for the target to stand, and none of which can be left out.

        Empty where no concession helps; None where the target stands.
        """
        conflict = self._solver.conflict(*self._assumptions(withdrawn, conceded, assumed))
        if conflict is None:
            return None
        return frozenset(c for c, literal in self._solver.conceded.items() if -literal in conflict)

    def _assumptions(
        self, withdrawn: Collection[str], conceded: Iterable[Concession], assumed: Collection[str]
    ) -> tuple[list[int], list[int]]:
        """What a question assumes: what it fixes, and that no further concession is made."""
        solver = self._solver
        assumed = _known(assumed, solver.assumed, "step")
        withdrawn = _known(withdrawn, self._commitments, "commitment")
        made = {solver.conceded[c] for c in _possible(conceded, solver.conceded)}
        fixed = [*self._target, *_settled(solver.assumed, assumed), *_settled(solver.withdrawn, withdrawn), *made]
        return fixed, [-literal for literal in solver.conceded.values() if literal not in made]


def _settled(literals: Mapping[str, int], true: Collection[str]) -> Iterator[int]:
    return (literal if name in true else -literal for name, literal in literals.items())


def _known(names: Collection[str], known: Collection[str], kind: str) -> Collection[str]:
    for name in names:
        if name not in known:
            raise DealsError(no_such(kind, name, known))
    return names


def _possible(conceded: Iterable[Concession], possible: Collection[Concession]) -> Iterator[Concession]:
    for concession in conceded:
        if concession not in possible:
            raise DealsError(f"nobody could concede this: {concession!r}; take it from the concessions")
        yield concession
