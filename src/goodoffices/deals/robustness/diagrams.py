"""Reduced ordered binary decision diagrams: a truth function of many variables, and how likely it holds.

After Bryant (1986), "Graph-based algorithms for Boolean function manipulation". A function is the number of its diagram's uppermost
node; equal functions have equal numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from goodoffices.deals.robustness.thresholds import counted

MOST_NODES = 200_000
MOST_VARIABLES = 400
"""The operations go one variable deep at a time, and Python's stack is no deeper than this allows."""


class TooLargeError(Exception):
    """The diagrams grow larger than was allowed."""


class Diagrams:
    """The diagrams over variables 0..n-1, tested in this order.

    Raises TooLargeError where there are more variables than MOST_VARIABLES, or as soon as more than `most_nodes` nodes are needed,
    or eight times as many operations.
    """

    false, true = 0, 1

    def __init__(self, variables: int, most_nodes: int = MOST_NODES):
        if variables > MOST_VARIABLES:
            raise TooLargeError
        self.variables = variables
        self.most_nodes = most_nodes
        # Of each node the variable that it tests (of the two leaves: none), and the nodes to which the answers lead.
        self._tests = [variables, variables]
        self._if_false = [0, 1]
        self._if_true = [0, 1]
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._chosen: dict[tuple[int, int, int], int] = {}

    def __len__(self) -> int:
        """How many nodes there are, the two leaves among them."""
        return len(self._tests)

    def variable(self, number: int) -> int:
        """The function that holds where the variable does."""
        return self._node(number, self.false, self.true)

    def first_variable(self, function: int) -> int:
        """The first variable on which a function depends; that after the last where it depends on none."""
        return self._tests[function]

    def both(self, one: int, other: int) -> int:
        """Where both hold."""
        return self.choose(one, other, self.false)

    def either(self, one: int, other: int) -> int:
        """Where at least one holds."""
        return self.choose(one, self.true, other)

    def negation(self, function: int) -> int:
        """Where it does not hold."""
        return self.choose(function, self.false, self.true)

    def at_least(self, count: int, values: Sequence[int]) -> int:
        """Where at least `count` of the functions hold."""
        # Those that test the latest variables first: each of the others then comes on top of what is there.
        return counted(self, count, sorted(values, key=self._tests.__getitem__, reverse=True))

    def choose(self, test: int, then: int, other: int) -> int:
        """`then` where `test` holds, `other` where it does not."""
        if test <= 1:
            return then if test else other
        if then == test:
            then = 1
        if other == test:
            other = 0
        if then == other:
            return then
        if then == 1 and other == 0:
            return test
        # "And" and "or" are the same both ways round: one entry serves for both.
        if other == 0 and test > then:
            test, then = then, test
        elif then == 1 and test > other:
            test, other = other, test
        key = (test, then, other)
        found = self._chosen.get(key)
        if found is not None:
            return found
        tests, if_false, if_true = self._tests, self._if_false, self._if_true
        at_test, at_then, at_other = tests[test], tests[then], tests[other]
        top = min(at_test, at_then, at_other)
        f0, f1 = (if_false[test], if_true[test]) if at_test == top else (test, test)
        g0, g1 = (if_false[then], if_true[then]) if at_then == top else (then, then)
        h0, h1 = (if_false[other], if_true[other]) if at_other == top else (other, other)
        found = self._node(top, self.choose(f0, g0, h0), self.choose(f1, g1, h1))
        if len(self._chosen) >= 8 * self.most_nodes:
            raise TooLargeError
        self._chosen[key] = found
        return found

    def for_some(self, variables: Collection[int], function: int) -> int:
        """Where the function holds for some values of these variables."""
        bound = frozenset(variables)
        done: dict[int, int] = {0: 0, 1: 1}

        def without(node: int) -> int:
            if node not in done:
                test, if_false, if_true = self._tests[node], without(self._if_false[node]), without(self._if_true[node])
                done[node] = (
                    self.either(if_false, if_true) if test in bound else self.choose(self.variable(test), if_true, if_false)
                )
            return done[node]

        return without(function)

    def probability(self, function: int, likely: Sequence[float]) -> float:
        """The probability that it holds, when each variable holds with its own, independently."""
        return self._likely(function, likely)[function]

    def importance(self, function: int, likely: Sequence[float]) -> list[float]:
        """For each variable, how much more likely the function holds where the variable does than where it does not.

        Birnbaum (1969), "On the importance of different components in a multicomponent system". One pass downwards: how likely a
        test is reached, times the difference that its answer makes.
        """
        holds = self._likely(function, likely)
        reached = [0.0] * (function + 1)
        reached[function] = 1.0
        found = [0.0] * self.variables
        # Every node is made after those to which it leads.
        for node in range(function, 1, -1):
            if not reached[node]:
                continue
            test, if_false, if_true = self._tests[node], self._if_false[node], self._if_true[node]
            found[test] += reached[node] * (holds[if_true] - holds[if_false])
            reached[if_true] += reached[node] * likely[test]
            reached[if_false] += reached[node] * (1 - likely[test])
        return found

    def _likely(self, function: int, likely: Sequence[float]) -> list[float]:
        """The probability of each node up to this one."""
        holds = [0.0, 1.0]
        for node in range(2, function + 1):
            p = likely[self._tests[node]]
            holds.append(p * holds[self._if_true[node]] + (1 - p) * holds[self._if_false[node]])
        return holds

    def _node(self, test: int, if_false: int, if_true: int) -> int:
        if if_false == if_true:
            return if_false
        key = (test, if_false, if_true)
        node = self._nodes.get(key)
        if node is None:
            node = len(self._tests)
            if node >= self.most_nodes:
                raise TooLargeError
            self._nodes[key] = node
            self._tests.append(test)
            self._if_false.append(if_false)
            self._if_true.append(if_true)
        return node
