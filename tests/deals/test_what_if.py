"""What if: the same whether the problem is changed and asked anew, or its network is asked with other switches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.deals.concessions import Guarantee, Offer, Waiver
from goodoffices.deals.problem import Problem
from goodoffices.deals.starting.reach import reach
from goodoffices.deals.unlocking.what_if import Changes, Difference, WhatIf, changed
from goodoffices.errors import DealsError
from tests.deals.strategies import problems
from tests.deals.test_reach import a, b, problem, promise

T = TypeVar("T")
LAKE = problem(promise("1", "a", b), promise("2", "b", a), promise("3", "c"))


def difference(now: str = "", together: str = "", lost_now: str = "", lost_together: str = "") -> Difference:
    return Difference(*(frozenset(steps) for steps in (now, lost_now, together, lost_together)))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (Changes(), difference()),
        (Changes(assumed=("a",)), difference(now="ab")),
        (Changes(withdrawn=("1",)), difference(lost_together="ab")),
        (Changes(withdrawn=("3",)), difference(lost_now="c", lost_together="c")),
        (Changes(conceded=(Waiver(commitment="1"),)), difference(now="ab")),
        (Changes(conceded=(Offer(party="A", step="d"),)), difference(now="d", together="d")),
    ],
)
def test_what_each_change_comes_to(changes: Changes, expected: Difference) -> None:
    asked = WhatIf(LAKE).ask(assumed=changes.assumed, withdrawn=changes.withdrawn, conceded=changes.conceded)
    assert asked == expected


def test_a_promise_that_is_added_counts() -> None:
    more = changed(LAKE, Changes(added=(promise("4", "d", a),)))
    assert reach(more).together == set("abcd")


@given(problems(), st.data())
def test_the_network_with_other_switches_is_the_changed_problem(asked: Problem, data: st.DataObject) -> None:
    what_if = WhatIf(asked)

    def some(of: Iterable[T]) -> tuple[T, ...]:
        those = sorted(of, key=repr)
        return tuple(data.draw(st.lists(st.sampled_from(those), max_size=2, unique=True))) if those else ()

    changes = Changes(some(asked.by_id), some(what_if.wiring.kept), some(what_if.wiring.concessions))
    found = what_if.ask(assumed=changes.assumed, withdrawn=changes.withdrawn, conceded=changes.conceded)
    before, after = reach(asked), reach(changed(asked, changes))
    assert found == Difference(
        frozenset(after.now) - before.now.keys(),
        frozenset(before.now) - after.now.keys(),
        after.together - before.together,
        before.together - after.together,
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (Changes(assumed=("x",)), "no step is called x"),
        (Changes(withdrawn=("9",)), "no commitment is called 9"),
        (Changes(conceded=(Waiver(commitment="1", part=1),)), "commitment 1 has no condition 1 to waive: it has 1"),
        (Changes(conceded=(Waiver(commitment="9"),)), "no commitment is called 9"),
        (Changes(conceded=(Waiver(commitment="1", part=-1),)), "commitment 1 has no condition -1 to waive"),
        (Changes(conceded=(Offer(party="A", step="x"),)), "no step is called x"),
        (Changes(conceded=(Offer(party="B", step="a"),)), "B is no agent of a, a step by A"),
        (Changes(conceded=(Guarantee(party="UN", step="a"),)), "UN would not guarantee a: say first"),
    ],
)
def test_changes_that_make_no_sense(changes: Changes, says: str) -> None:
    with pytest.raises(DealsError, match=says):
        changed(LAKE, changes)
