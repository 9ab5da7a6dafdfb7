"""The text form of a problem: what each statement means, what is refused and where; what is written is read back the same."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodoffices.deals.checking import DEEPEST
from goodoffices.deals.forms import text
from goodoffices.deals.problem import Problem, Stand, Step
from goodoffices.errors import DealsError
from goodoffices.model import AtLeast, CommitmentKind, CommitmentState, Condition, Done, Not, Strength, Until, all_of, any_of
from tests.deals.spelled import problems_that_make_sense

ROOT = Path(__file__).parents[2]
STEPS = "step a by A\nstep b by B\nstep c by B\nstep cease-fire by A and B\n"
A, B, C = (Done(step=s) for s in "abc")
DAY = datetime.date(2014, 2, 1)


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("", all_of()),
        ("if b", B),
        ("if b and c", all_of(B, C)),
        ("if b or c", any_of(B, C)),
        ("if (b or c) and cease-fire", all_of(any_of(B, C), Done(step="cease-fire"))),
        ("if at least 2 of (b, c, not b)", AtLeast(count=2, parts=(B, C, Not(part=B)))),
        ("if all of (b, c)", all_of(B, C)),
        ("if any of (b and c, cease-fire)", any_of(all_of(B, C), Done(step="cease-fire"))),
        ("if not (b or c)", Not(part=any_of(B, C))),
        ("if always", all_of()),
        ("if never", any_of()),
        ("unless b", Not(part=B)),
        ("until b", Not(part=B)),
        ("until 2014-02-01", Until(day=DAY)),
        ("if b and until 2014-02-01", all_of(B, Until(day=DAY))),
        ("if b and c unless cease-fire", all_of(B, C, Not(part=Done(step="cease-fire")))),
    ],
)
def test_conditions(words: str, condition: Condition) -> None:
    assert text.read(f"{STEPS}A will a {words}").commitments[0].antecedent == condition


@pytest.mark.parametrize(
    ("line", "kind", "strength", "condition"),
    [
        ("A will a", CommitmentKind.PROMISE, Strength.FIRM, all_of()),
        ("A may a", CommitmentKind.PROMISE, Strength.TENTATIVE, all_of()),
        ("A will a only if b", CommitmentKind.NECESSARY, Strength.TENTATIVE, B),
        ("A refuses a until b", CommitmentKind.NECESSARY, Strength.TENTATIVE, B),
        ("A refuse a unless b", CommitmentKind.NECESSARY, Strength.TENTATIVE, B),
        ("A refuses a until 2014-02-01", CommitmentKind.NECESSARY, Strength.TENTATIVE, Not(part=Until(day=DAY))),
        ("A firmly will a only if b", CommitmentKind.NECESSARY, Strength.FIRM, B),
        ("A threatens a if b", CommitmentKind.THREAT, Strength.FIRM, B),
        ("A tentatively threatens a", CommitmentKind.THREAT, Strength.TENTATIVE, all_of()),
    ],
)
def test_what_a_commitment_binds_to(line: str, kind: CommitmentKind, strength: Strength, condition: Condition) -> None:
    (commitment,) = text.read(STEPS + line).commitments
    assert (commitment.kind, commitment.strength, commitment.antecedent) == (kind, strength, condition)


def test_terms_labels_and_states() -> None:
    read = text.read(f"{STEPS}A will a and cease-fire to B by 2014-02-01 with 70% if b\nc1: B may c\nB will b\nc1 is cancelled")
    first, second, third = read.commitments
    assert (first.id, second.id, third.id) == ("c2", "c1", "c3")
    assert (first.consequent, first.creditor, first.deadline, first.antecedent) == (("a", "cease-fire"), "B", DAY, B)
    assert read.reliability == {"c2": 0.7}
    assert second.state is CommitmentState.CANCELLED


def test_steps_parties_facts_and_stands() -> None:
    read = text.read(
        """
        on 2014-01-20                                   # the day
        party un: "United Nations"
        step "if" "a step with a word for its name" by A, B and un in 4 tranches
        step x by A
        done "if"
        A refuses x and "if"
        B cannot "if"
        un demands x
        un guarantees x
        """
    )
    assert read == Problem(
        day=datetime.date(2014, 1, 20),
        parties={"un": "United Nations"},
        steps=(
            Step(id="if", name="a step with a word for its name", agents=("A", "B", "un"), tranches=4),
            Step(id="x", agents=("A",)),
        ),
        done=frozenset({"if"}),
        refusals=(Stand(party="A", step="x"), Stand(party="A", step="if")),
        unable=(Stand(party="B", step="if"),),
        demands=(Stand(party="un", step="x"),),
        guarantees=(Stand(party="un", step="x"),),
    )


def test_definitions_stand_in_any_order_and_name_each_other() -> None:
    read = text.read(f"{STEPS}A will a if calm\ndefine calm = quiet and not c\ndefine quiet = b or cease-fire")
    assert read.commitments[0].antecedent == all_of(any_of(B, Done(step="cease-fire")), Not(part=C))


@pytest.mark.parametrize(
    ("lines", "place", "says"),
    [
        ("A will cease-fir", "line 5, column 8", "did you mean cease-fire?"),
        ("A will a if b and zzz", "line 5, column 19", "no step is called zzz"),
        ("Z will a", "line 5, column 1", "no party is called Z"),
        ("A will b", "line 5, column 1", "A is no agent of b, a step by B"),
        ("A will a to Z", "line 5, column 13", "no party is called Z"),
        ("B refuses a", "line 5, column 1", "B is no agent of a"),
        ("B cannot a", "line 5, column 1", "B is no agent of a"),
        ("Z demands a", "line 5, column 1", "no party is called Z"),
        ("Z guarantees a", "line 5, column 1", "no party is called Z"),
        ("A demands zzz", "line 5, column 11", "no step is called zzz"),
        ("done b, zzz", "line 5, column 9", "no step is called zzz"),
        ("A will a if b or a", "line 5, column 8", "leave it out of the condition"),
        ("A will a if b and c or b", "line 5, column 21", "say with ( )"),
        ("A will a with 101%", "line 5, column 1", "between 0 and 1"),
        ("A will a if (b", "line 5, column 15", "')' should stand here"),
        ("A will a if b c", "line 5, column 15", "should stand here, not 'c'"),
        ("A wil a", "line 5, column 3", "will, may, threatens"),
        ("if will a", "line 5, column 1", "in quotes it would be a name"),
        ('A will "a', "line 5, column 8", 'add " at its end'),
        ("A will “a”", "line 5, column 8", "write straight ones"),
        ("A will a; B will b", "line 5, column 9", "on a line of its own"),
        ("A will [a]", "line 5, column 8", "group with ( )"),
        ("A will a\u200b", "line 5, column 9", "U+200B"),
        ('A will a if "\\ud800"', "line 5, column 13", "half a character"),
        ("A will a by 2014-02-30", "line 5, column 13", "there is no day 2014-02-30"),
        ("A will a by 2014-02-01 by 2014-02-02", "line 5, column 24", "stands twice"),
        ("A will a only if b unless c", "line 5, column 20", "into one condition"),
        ("A refuses a until b unless c", "line 5, column 21", "into one condition"),
        ("x: A refuses a", "line 5, column 1", "only a commitment has a name"),
        ("x: A will a\nx: A will a", "line 6, column 1", "two commitments are called x"),
        ("x is satisfied", "line 5, column 1", "no commitment is called x"),
        ("x: A will a\nx is happy", "line 6, column 6", "write one of conditional, detached"),
        ("x: A will a\nx is cancelled\nx is released", "line 7, column 1", "given twice"),
        ("on 2014-01-20\non 2014-01-21", "line 6, column 1", "given twice"),
        ("party A\nparty A", "line 6, column 7", "named twice"),
        ("step a by B", "line 5, column 6", "two steps are called a"),
        ("step d by A and A", "line 5, column 6", "name each agent once"),
        ("step d by A in 0 tranches", "line 5, column 16", "at least 1"),
        ("step d by A in 1.5 tranches", "line 5, column 16", "a whole number"),
        ("A will a if at least 2000000000 of (b)", "line 5, column 22", "up to 1,000,000,000"),
        ("define a = b", "line 5, column 8", "a step already"),
        ("define x = b\ndefine x = c", "line 6, column 8", "defined twice"),
        ("define x = zzz", "line 5, column 12", "no step is called zzz"),
        ("define x = y\ndefine y = not x", "line", "is defined by way of"),
        (f"A will a if {'(' * 60}b", "line 5, column 64", "deeper than 50"),
        (f"A will a if {'not ' * 60}b", "line 5", "deeper than 50"),
        ("A will a # " + "x" * 1_000_000, "line 5", "longer than 1,000,000 characters"),
    ],
)
def test_what_is_refused(lines: str, place: str, says: str) -> None:
    with pytest.raises(DealsError) as refused:
        text.read(STEPS + lines)
    message = str(refused.value)
    assert message.startswith(place)
    assert says in message
    assert len(message.splitlines()) == 1


def test_definitions_that_grow_beyond_measure() -> None:
    doubled = "".join(f"define d{n + 1} = d{n} and d{n}\n" for n in range(30))
    with pytest.raises(DealsError, match=r"line \d+, column 1: written out, .* more than 100,000 parts"):
        text.read(f"{STEPS}define d0 = b\n{doubled}A will a if d30")
    deep = "".join(f"define d{n + 1} = not d{n}\n" for n in range(2 * DEEPEST))
    with pytest.raises(DealsError, match=r"line \d+, column 1: written out, .* deeper than 50"):
        text.read(f"{STEPS}define d0 = b\n{deep}")
    long = "".join(f"define d{n + 1} = d{n}\n" for n in range(3000))
    assert text.read(f"{STEPS}define d0 = b\n{long}A will a if d3000").commitments[0].antecedent == B


def test_too_many_lines() -> None:
    with pytest.raises(DealsError, match="write JSON Lines instead"):
        text.read("\n" * 200_001)


@given(problems_that_make_sense())
@example(Problem())
def test_what_is_written_is_read_back_the_same(problem: Problem) -> None:
    unsourced = [c.model_copy(update={"moves": ()}) for c in problem.commitments]
    expected = problem.model_copy(update={"evidence": {}, "commitments": tuple(unsourced)})
    assert text.read(text.write(problem)) == expected


PIECES = (*'abAB (),:#%"=\n\\', " will ", " if ", " not ", "\nstep a by A\n", "\ndefine ", " and ", " is ", " only if ", " 7 ")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_nothing_but_a_clear_line(words: str) -> None:
    """Whatever is typed, it is a problem, or one line says what is wrong."""
    try:
        text.write(text.read(words))
    except DealsError as e:
        assert_in_a_place(str(e))


def assert_in_a_place(message: str) -> None:
    assert re.fullmatch(r"line \d+, column \d+: .+", message)


EXAMPLES = re.findall(r"```deals\n(.*?)```", (ROOT / "docs" / "deals-text.md").read_text(), re.S)


def test_there_are_examples_in_the_document() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("words", [*EXAMPLES, (ROOT / "examples" / "lake.deals").read_text()])
def test_examples_are_read(words: str) -> None:
    read = text.read(words)
    assert read.steps
    assert text.read(text.write(read)) == read


def test_every_word_of_the_form_is_in_the_document() -> None:
    from goodoffices.deals.forms.text.tokens import RESERVED

    grammar = re.findall(r"```ebnf\n(.*?)```", (ROOT / "docs" / "deals-text.md").read_text(), re.S)
    assert set(re.findall(r'"([a-z]+)"', " ".join(grammar))) - {"least", "tranches", "tranche"} - set(CommitmentState) == RESERVED
