"""Games of two with one option each, state by state.

The games are well known; their tables are derived by hand from the definitions, beside each. N, G, S, Q, M stand for Nash, GMR,
SMR, SEQ, SIM; "-> y" is an improvement; "better" and "worse" are meant for the mover, against where it started.
"""

from __future__ import annotations

import pytest

from goodoffices.stability.conflict import Conflict, DecisionMaker, Option
from tests.stability.tables import ALL, equilibria_of, ranked, table_of

TWO = {name: frozenset({frozenset(name.replace("-", ""))}) for name in ("--", "a-", "-b", "ab")}


def two(a_likes: str, b_likes: str) -> Conflict:
    """A 2×2 game."""
    return Conflict(
        decision_makers=(
            DecisionMaker("A", preference=ranked(TWO, a_likes)),
            DecisionMaker("B", preference=ranked(TWO, b_likes)),
        ),
        options=(Option("a", ("A",)), Option("b", ("B",))),
    )


PRISONERS = two("a- > -- > ab > -b", "-b > -- > ab > a-")
"""Prisoner's dilemma (Tucker 1950); a, b: to confess. Fang, Hipel and Kilgour 1993 treat it in chapter 3.

A: --: -> a-; from there B brings ab, which A likes less than --, by an improvement, and A can only escape to -b, its worst: G S
  Q. At the same time B improves from -- to -b; both together are ab: M. a-: its best. ab: to -b would be worse. -b: -> ab; from
  there B brings a-, A's best: nothing as bad as -b; B is at its best in -b and does not move at the same time: unstable. B
  likewise.
"""
CHICKEN = two("a- > -- > -b > ab", "-b > -- > a- > ab")
"""Chicken (Russell 1959; Rapoport and Guyer 1966); a, b: to drive on.

A: --: -> a-; B brings ab, A's worst, from which A escapes to -b, less than --: G S; for B from a- to ab is worse: not Q. At the
  same time B improves to -b; together ab: M. a-: its best. -b: to ab would be worse. ab: -> -b; from there B brings --, better
  than ab, and at the same time B improves to a-; together --: better: unstable. B likewise.
"""
STAG_HUNT = two("-- > a- > ab > -b", "-- > -b > ab > a-")
"""Stag hunt (Rousseau 1755; Rapoport and Guyer 1966); a, b: to hunt a hare.

A: --: its best. ab: to -b would be worse. a-: -> --; B brings -b, A's worst, from which A escapes to ab, less than a-: G S; but
  -- is B's best: not Q. B improves from a- to ab; both together -b: M. -b: -> ab; B brings a-, better than -b; B improves from
  -b to --; together a-: unstable. B likewise.
"""
SEXES = two("ab > -- > a- > -b", "-- > ab > a- > -b")
"""Battle of the sexes (Luce and Raiffa 1957); a, b: to go where A would rather go; each cares most to go together.

A: ab and --: N (to -b, to a- is worse). a-: -> --; B brings -b, A's worst: G; but A escapes from there to ab: not S; -- is B's
  best: not Q; B improves from a- to ab; together -b: M. -b: -> ab; B brings a-, better than -b; B improves from -b to --;
  together a-: unstable.
B: -- and ab: N. a-: -> ab; A brings -b, worst: G, for A from its best: not Q; B escapes from -b to --: not S; A improves from
  a- to --; together -b: M. -b: -> --; A brings a-, better; together with A's improvement from -b to ab: a-, better: unstable.
"""
PENNIES = two("-- = ab > a- = -b", "a- = -b > -- = ab")
"""Matching pennies (von Neumann 1928); a, b: to show heads; A wins where both show the same.

A: -- and ab: its best. a-: -> --; B improves to -b, as bad as a- and no better, so a sanction: G Q; A escapes from -b to ab:
  not S; B is at its best in a-: not M. -b likewise. B: the same with the states exchanged.
"""


@pytest.mark.parametrize(
    ("conflict", "a", "b", "held"),
    [
        pytest.param(
            PRISONERS,
            {"--": "GSQM", "a-": ALL, "-b": "", "ab": ALL},
            {"--": "GSQM", "a-": "", "-b": ALL, "ab": ALL},
            {"N": {"ab"}, "G": {"--", "ab"}, "S": {"--", "ab"}, "Q": {"--", "ab"}, "M": {"--", "ab"}},
            id="prisoner's dilemma",
        ),
        pytest.param(
            CHICKEN,
            {"--": "GSM", "a-": ALL, "-b": ALL, "ab": ""},
            {"--": "GSM", "a-": ALL, "-b": ALL, "ab": ""},
            {"N": {"a-", "-b"}, "G": {"--", "a-", "-b"}, "S": {"--", "a-", "-b"}, "Q": {"a-", "-b"}, "M": {"--", "a-", "-b"}},
            id="chicken",
        ),
        pytest.param(
            STAG_HUNT,
            {"--": ALL, "a-": "GSM", "-b": "", "ab": ALL},
            {"--": ALL, "a-": "", "-b": "GSM", "ab": ALL},
            {"N": {"--", "ab"}, "G": {"--", "ab"}, "S": {"--", "ab"}, "Q": {"--", "ab"}, "M": {"--", "ab"}},
            id="stag hunt",
        ),
        pytest.param(
            SEXES,
            {"--": ALL, "a-": "GM", "-b": "", "ab": ALL},
            {"--": ALL, "a-": "GM", "-b": "", "ab": ALL},
            {"N": {"--", "ab"}, "G": {"--", "ab", "a-"}, "S": {"--", "ab"}, "Q": {"--", "ab"}, "M": {"--", "ab", "a-"}},
            id="battle of the sexes",
        ),
        pytest.param(
            PENNIES,
            {"--": ALL, "a-": "GQ", "-b": "GQ", "ab": ALL},
            {"--": "GQ", "a-": ALL, "-b": ALL, "ab": "GQ"},
            {"N": set(), "G": {"--", "a-", "-b", "ab"}, "S": set(), "Q": {"--", "a-", "-b", "ab"}, "M": set()},
            id="matching pennies",
        ),
    ],
)
def test_two_by_two(conflict: Conflict, a: dict[str, str], b: dict[str, str], held: dict[str, set[str]]) -> None:
    assert table_of(conflict, TWO) == {"A": a, "B": b}
    assert equilibria_of(conflict, TWO) == held
