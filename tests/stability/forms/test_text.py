"""The text form of a conflict: what each statement means, what is refused and where; what is written is read back the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodoffices.deals.checking import DEEPEST
from goodoffices.errors import StabilityError
from goodoffices.model import AtLeast, Condition, Done, Not, all_of, any_of
from goodoffices.stability.conflict import (
    Attitude,
    Conflict,
    DecisionMaker,
    Direction,
    Irreversible,
    Misperception,
    Option,
    Preference,
    Prioritised,
    Ranked,
    Uncertain,
    Weighted,
    at_least_one,
    dependent,
    mutually_exclusive,
)
from goodoffices.stability.forms import text
from goodoffices.stability.forms.text.tokens import RESERVED
from tests.stability.forms.spelled import spelled

ROOT = Path(__file__).parents[3]
OPTIONS = "option a by A\noption b by B\noption c by B\noption cease-fire by A and B\n"
A, B, C = (Done(step=o) for o in "abc")
CEASE = Done(step="cease-fire")


def states(*said: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(s.split()) for s in said)


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("b", B),
        ("b and c", all_of(B, C)),
        ("b or c or a", any_of(B, C, A)),
        ("(b or c) and cease-fire", all_of(any_of(B, C), CEASE)),
        ("not b", Not(part=B)),
        ("not (b or c)", Not(part=any_of(B, C))),
        ("b if c", any_of(B, Not(part=C))),
        ("a and b if c or cease-fire", any_of(all_of(A, B), Not(part=any_of(C, CEASE)))),
        ("b iff c", any_of(all_of(B, C), all_of(Not(part=B), Not(part=C)))),
        ("a if (b iff c)", any_of(A, Not(part=any_of(all_of(B, C), all_of(Not(part=B), Not(part=C)))))),
        ("at least 2 of (a, b, not c)", AtLeast(count=2, parts=(A, B, Not(part=C)))),
        ("all of (b, c)", all_of(B, C)),
        ("any of (b and c, a)", any_of(all_of(B, C), A)),
        ("always", all_of()),
        ("never", any_of()),
    ],
)
def test_conditions(words: str, condition: Condition) -> None:
    assert text.read(f"{OPTIONS}A prefers {words}").decision_makers[0].preference == Prioritised((condition,))


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("exclusive a, b, c", mutually_exclusive("abc")),
        ("exclusive a, b", mutually_exclusive("ab")),
        ("at least one of a, b", at_least_one("ab")),
        ("a needs b or c", dependent("a", any_of(B, C))),
        ("infeasible a and b and not c", all_of(A, B, Not(part=C))),
    ],
)
def test_what_cannot_be(line: str, condition: Condition) -> None:
    read = text.read(OPTIONS + line)
    assert read.infeasible == (condition,)
    assert line in text.write(read).splitlines()


@pytest.mark.parametrize(
    ("lines", "preference"),
    [
        ("", None),
        ("A prefers unknown", None),
        ("A prefers nothing", Prioritised(())),
        ("A prefers a, then b, c", Prioritised((A, B, C))),
        ("A prefers a then b\nA prefers c", Prioritised((A, B, C))),
        ("A weighs a 2, b -1.5\nA weighs c 1e3", Weighted({"a": 2.0, "b": -1.5, "c": 1000.0})),
        ("A weighs nothing", Weighted({})),
        (
            "A may prefer a, then b\nA may weigh c 1\nA may prefer nothing",
            Uncertain((Prioritised((A, B)), Weighted({"c": 1.0}), Prioritised(()))),
        ),
        ("A may prefer a", Uncertain((Prioritised((A,)),))),
        ("A prefers strongly a, then b, very strongly c", Prioritised((A, B, C), (2, 1, 3))),
        ("A prefers a\nA prefers very very strongly b", Prioritised((A, B), (1, 4))),
        ("A may prefer strongly a then b", Uncertain((Prioritised((A, B), (2, 1)),))),
    ],
)
def test_preferences(lines: str, preference: Preference | None) -> None:
    assert text.read(OPTIONS + lines).decision_makers[0].preference == preference


def test_rankings_name_states_or_spell_them_out_and_have_ties() -> None:
    read = text.read(
        """
        option a by A
        option b by B
        infeasible not a and not b
        state 1 = (a)
        state "both or one" = (b), (a, b)
        A ranks 1 > "both or one"
        B ranks (b) > (a, b) = 1
        """
    )
    assert read.decision_makers[0].preference == Ranked((states("a"), states("b", "a b")))
    assert read.decision_makers[1].preference == Ranked((states("b"), states("a", "a b")))
    assert read.names == {frozenset("a"): "1", frozenset("b"): "both or one", frozenset("ab"): "both or one"}
    assert text.read(text.write(read)) == read


def test_gaps_of_a_ranking_go_on_from_line_to_line() -> None:
    """Between two lines there is a gap of degree 1."""
    read = text.read(
        """
        option a by A
        option b by B
        A ranks (a) >> (b)
        A ranks () >>> (a, b)
        B ranks (a) > (b)
        B ranks () = (a, b)
        """
    )
    assert read.decision_makers[0].preference == Ranked((states("a"), states("b"), states(""), states("a b")), (2, 1, 3))
    assert read.decision_makers[1].preference == Ranked((states("a"), states("b"), states("", "a b")))
    assert "A ranks (a) >> (b) > () >>> (a, b)" in text.write(read)


def test_attitudes() -> None:
    read = text.read(OPTIONS + "A is positive towards B and A\nB is negative towards A\nA is neutral towards C\nparty C")
    assert read.attitudes == {
        ("A", "B"): Attitude.POSITIVE,
        ("A", "A"): Attitude.POSITIVE,
        ("B", "A"): Attitude.NEGATIVE,
        ("A", "C"): Attitude.NEUTRAL,
    }


def test_misperceptions_are_put_together_from_their_lines() -> None:
    read = text.read(
        f"""{OPTIONS}
        state 1 = (a)
        B believes that A prefers strongly a
        A does not see b
        A believes that B prefers unknown
        A does not see c, cease-fire
        B believes that A prefers b
        C believes that B ranks 1 > ()
        C believes that A may weigh a 2
        C does not see b, c and cease-fire
        party C
        """
    )
    assert read.misperceptions == (
        Misperception("B", (), {"A": Prioritised((A, B), (2, 1))}),
        Misperception("A", ("b", "c", "cease-fire"), {"B": None}),
        Misperception(
            "C", ("b", "c", "cease-fire"), {"B": Ranked((states("a"), states(""))), "A": Uncertain((Weighted({"a": 2.0}),))}
        ),
    )
    assert [d.preference for d in read.decision_makers] == [None] * 3


def test_words_of_a_few_statements_are_names_elsewhere() -> None:
    read = text.read("option is by does\noption see by that\ndoes is positive towards that\nthat does not see is\nthat prefers see")
    assert read.options_of("does") == ("is",)
    assert read.misperceptions == (Misperception("that", ("is",)),)


def test_parties_options_moves_and_today() -> None:
    read = text.read(
        """
        title "Who holds the bridge"                     # a comment
        party un: "United Nations"
        option "if" "named by a word of the form" by A, B and un one way
        option x by A
        option y by un one way back
        no move from x to not x and y
        today ("if", x)
        coalition A, B and un
        coalition un and A
        """
    )
    assert read == Conflict(
        title="Who holds the bridge",
        decision_makers=(DecisionMaker("un", "United Nations"), DecisionMaker("A"), DecisionMaker("B")),
        options=(
            Option("if", ("A", "B", "un"), "named by a word of the form", Direction.FORWARD),
            Option("x", ("A",)),
            Option("y", ("un",), direction=Direction.BACK),
        ),
        irreversible=(Irreversible(Done(step="x"), all_of(Not(part=Done(step="x")), Done(step="y"))),),
        today=frozenset({"if", "x"}),
        coalitions=(("A", "B", "un"), ("un", "A")),
    )


@pytest.mark.parametrize(
    ("lines", "place", "says"),
    [
        ("A prefers cease-fir", "line 5, column 11", "no option is called cease-fir; did you mean cease-fire?"),
        ("A prefers a\nA prefers b and zzz", "line 6, column 17", "no option is called zzz"),
        ("Z prefers a", "line 5, column 1", "no party is called Z"),
        ("exclusive a, zzz", "line 5, column 14", "no option is called zzz"),
        ("zzz needs a", "line 5, column 1", "no option is called zzz"),
        ("no move from a to zzz", "line 5, column 19", "no option is called zzz"),
        ("A weighs zzz 1", "line 5, column 10", "no option is called zzz"),
        ("today (zzz)", "line 5, column 8", "no option is called zzz"),
        ("state 1 = (zzz)", "line 5, column 12", "no option is called zzz"),
        ("option d", "line 5, column 8", "d has no owner: say who can take it"),
        ("option a by B", "line 5, column 8", "a names more than one option"),
        ('option "" by B', "line 5, column 8", "a name is missing here"),
        ("option d by A and A", "line 5, column 19", "named twice"),
        ("party A\nparty A", "line 6, column 7", "named twice"),
        ('title "a"\ntitle "b"', "line 6, column 1", "given twice"),
        ("today (a)\ntoday (b)", "line 6, column 1", "given twice"),
        ("A prefers a\nA weighs a 1", "line 6, column 1", "a preference of another kind"),
        ("A weighs a 1, a 2", "line 5, column 15", "weighed twice"),
        ("A weighs a 1\nA weighs a 2", "line 6, column 10", "weighed twice"),
        ("A weighs a 1e999", "line 5, column 10", "give a number"),
        ("A weighs a", "line 5, column 11", "how much 'a' weighs should stand here, not the end of the line"),
        ("state 1 = (a)\nstate 1 = (b)", "line 6, column 7", "named twice"),
        ("state 1 = (a)\nstate 2 = (a)", "line 6, column 7", "is 1 already"),
        ("state 1 = (a), (b)\ntoday 1", "line 6, column 1", "several states"),
        ("today 1", "line 5, column 7", "no state is called 1"),
        ("A ranks 1 > ()", "line 5, column 9", "no state is called 1"),
        ("infeasible a and b\ntoday (a, b)", "line 6, column 1", "said to be infeasible"),
        ("infeasible a and b\nstate 1 = (a, b)", "line 6, column 1", "said to be infeasible"),
        ("infeasible a\ninfeasible b\ninfeasible not a and not b\nexclusive b, c", "line 7, column 1", "no state is left"),
        ("infeasible b or c or cease-fire\nA ranks (a)", "line 6, column 1", "A ranks 1 of 2 states; one that is missing: {}"),
        ("infeasible b or c or cease-fire\nA ranks (a) > () = (a)", "line 6, column 1", "twice"),
        ("infeasible b or c or cease-fire\nA ranks (a) > () > (b)", "line 6, column 1", "not feasible"),
        ("A may prefer unknown", "line 5, column 7", "say “prefers unknown”, without “may”"),
        ("A may", "line 5, column 6", "should stand here, not the end of the line"),
        ("A may needs b", "line 5, column 7", "should stand here"),
        ("A may prefer a\nA prefers b", "line 6, column 1", "a preference of another kind"),
        ("A may prefer a\nA may prefer zzz", "line 6, column 14", "no option is called zzz"),
        ("Z may prefer a", "line 5, column 1", "no party is called Z"),
        ("A may weigh a 1, a 2", "line 5, column 18", "weighed twice"),
        ("infeasible b or c or cease-fire\nA may rank (a)\nA may rank (a) > ()", "line 6, column 1", "A ranks 1 of 2 states"),
        ("A may rank 1 > ()", "line 5, column 12", "no state is called 1"),
        ("A prefers very a", "line 5, column 16", "'strongly' should stand here, not 'a'"),
        ("A prefers strongly", "line 5, column 19", "should stand here, not the end of the line"),
        (f"A prefers {'very ' * 9}strongly a", "line 5, column 1", "no degree 11 of preference: give one from 1 to 9"),
        ("infeasible b or c or cease-fire\nA ranks (a) >>>>>>>>>> ()", "line 6, column 1", "no degree 10"),
        ("A ranks (a) > > ()", "line 5, column 15", "should stand here, not '>'"),
        ("A is fond of B", "line 5, column 6", "positive, negative or neutral should stand here"),
        ("A is positive to B", "line 5, column 15", "'towards' should stand here"),
        ("A is positive towards Z", "line 5, column 23", "no party is called Z"),
        ("Z is positive towards A", "line 5, column 1", "no party is called Z"),
        ("A is positive towards B\nA is negative towards B", "line 6, column 23", "how A is towards B is said twice"),
        ("A does see a", "line 5, column 8", "'not' should stand here"),
        ("A does not look", "line 5, column 12", "'see' should stand here"),
        ("A does not see zzz", "line 5, column 16", "no option is called zzz"),
        ("Z does not see a", "line 5, column 1", "no party is called Z"),
        ("A does not see b\nA does not see c, b", "line 6, column 19", "said twice not to see b"),
        ("A does not see b\ntoday (b)", "line 5, column 16", "b is taken today, so A must see it"),
        ("A does not see b\ninfeasible not b", "line 5, column 1", "A would see no state at all"),
        ("A believes B prefers a", "line 5, column 12", "'that' should stand here"),
        ("A believes that B wants a", "line 5, column 19", "needs, prefers, weighs, ranks"),
        ("A believes that Z prefers a", "line 5, column 17", "no party is called Z"),
        ("Z believes that A prefers a", "line 5, column 1", "no party is called Z"),
        ("A believes that A prefers a", "line 5, column 1", "say what it prefers instead"),
        ("A believes that B prefers zzz", "line 5, column 27", "no option is called zzz"),
        ("A believes that B prefers a\nA believes that B weighs a 1", "line 6, column 17", "a preference of another kind"),
        ("A believes that B weighs a 1\nA believes that B weighs a 1", "line 6, column 26", "weighed twice"),
        ("A believes that B ranks 1 > ()", "line 5, column 25", "no state is called 1"),
        (
            "infeasible b or c\nA does not see cease-fire\nA believes that B ranks (a)",
            "line 7, column 1",
            "as A sees it, B ranks 1 of 2 states; one that is missing: {}",
        ),
        (
            "A does not see b\nA believes that B may rank (a)\nA believes that B may rank ()",
            "line 6",
            "as A sees it, B ranks 1 of 8",
        ),
        ("coalition A and Z", "line 5, column 17", "no party is called Z"),
        ("coalition A", "line 5, column 1", "two members or more"),
        ("coalition A and A", "line 5, column 17", "named twice"),
        ("coalition A and B\ncoalition B and A", "line 6, column 1", "given twice"),
        ("A prefers b and c or b", "line 5, column 19", "say with ( )"),
        ("A prefers a if b if c", "line 5, column 18", "say with ( )"),
        ("A prefers (b", "line 5, column 13", "')' should stand here"),
        ("A prefers b c", "line 5, column 13", "should stand here, not 'c'"),
        ("A wants a", "line 5, column 3", "needs, prefers, weighs, ranks"),
        ("if needs a", "line 5, column 1", "in quotes it would be a name"),
        ('A prefers "a', "line 5, column 11", 'add " at its end'),
        ("A prefers “a”", "line 5, column 11", "write straight ones"),
        ("A prefers a; B prefers b", "line 5, column 12", "on a line of its own"),
        ("A prefers [a]", "line 5, column 11", "group with ( )"),
        ("A prefers a\u200b", "line 5, column 12", "U+200B"),
        ('A prefers "\\ud800"', "line 5, column 11", "half a character"),
        ("option d by A two ways", "line 5, column 15", "the end of the line should stand here"),
        ("A prefers at least 1.5 of (a)", "line 5, column 20", "a whole number"),
        ("A prefers at least 2000000000 of (a)", "line 5, column 20", "up to 1,000,000,000"),
        (f"A prefers {'(' * 60}b", "line 5, column 62", "deeper than 50"),
        (f"A prefers {'not ' * 60}b", "line 5", "deeper than 50"),
        (f"A prefers {'a iff (' * 40}b{')' * 40}", "line 5", "more than 100,000 parts"),
        (f"A prefers {'a if (' * 40}b{')' * 40}", "line 5, column 1", "deeper than 50"),
        ("A prefers a # " + "x" * 1_000_000, "line 5", "longer than 1,000,000 characters"),
    ],
)
def test_what_is_refused(lines: str, place: str, says: str) -> None:
    with pytest.raises(StabilityError) as refused:
        text.read(OPTIONS + lines)
    message = str(refused.value)
    assert message.startswith(place)
    assert says in message
    assert len(message.splitlines()) == 1


def test_a_text_of_no_option_is_no_conflict() -> None:
    with pytest.raises(StabilityError, match="there is no option: add one"):
        text.read("# nothing yet\n")


def test_forty_free_options_are_refused_with_what_they_would_cost() -> None:
    with pytest.raises(StabilityError, match=r"2\^40 states.* say which options exclude or need each other"):
        text.read("\n".join(f"option o{i} by A" for i in range(40)))


def test_too_many_lines() -> None:
    with pytest.raises(StabilityError, match="more than 200,000 lines"):
        text.read("\n" * 200_001)


@given(spelled())
def test_what_is_written_is_read_back_the_same(conflict: Conflict) -> None:
    written = text.write(conflict)
    assert text.read(written) == conflict
    assert text.write(text.read(written)) == written


def test_notes_are_comments() -> None:
    read = text.read(OPTIONS)
    written = text.write(read, {"": "a draft\nof two lines", "a": "from r1", "B": "nothing known"})
    assert written.startswith("# a draft\n# of two lines\n")
    assert "# from r1\noption a by A" in written
    assert "# nothing known\nB prefers unknown" in written
    assert text.read(written) == read


ONLY_HERE = (
    "least", "one", "way", "back", "move", "is", "positive", "neutral", "negative", "towards", "does", "see", "believes", "that",
)  # fmt: skip
"""Words that are names elsewhere."""
PIECES = [
    *sorted(RESERVED), *ONLY_HERE, "a", "b", "A", "B", "2", "-1.5", "(", ")", ",", ":", "=", ">", ">>", "#", "A believes that B",
    '"x y"', '"', "\n", "option a by A\n", "option b by B\n", "[", "“", "\u200b",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
@example("option a by A\nA prefers a if (a iff a)")
def test_nothing_but_a_clear_line(words: str) -> None:
    """Whatever is typed, it is a conflict, or one line says what is wrong."""
    try:
        text.write(text.read(words))
    except StabilityError as e:
        assert_in_a_place(str(e))


def assert_in_a_place(message: str) -> None:
    assert re.fullmatch(r"line \d+, column \d+: .+", message)


def documented() -> str:
    return (ROOT / "docs" / "stability-text.md").read_text()


def test_examples_are_read() -> None:
    found = re.findall(r"```conflict\n(.*?)```", documented(), re.S)
    found += [f.read_text() for f in sorted((ROOT / "examples").glob("*.conflict"))]
    assert len(found) >= 5
    for words in found:
        read = text.read(words)
        assert text.read(text.write(read)) == read


def test_every_word_of_the_form_is_in_the_document() -> None:
    grammar = " ".join(re.findall(r"```ebnf\n(.*?)```", documented(), re.S))
    assert set(re.findall(r'"([a-z]+)"', grammar)) - set(ONLY_HERE) == RESERVED


def test_deep_conditions_are_read_back() -> None:
    deep: Condition = A
    for _ in range(DEEPEST // 2):
        deep = Not(part=any_of(deep, B))
    conflict = Conflict(
        (DecisionMaker("A", preference=Prioritised((deep,))), DecisionMaker("B")), (Option("a", ("A",)), Option("b", ("B",)))
    )
    assert text.read(text.write(conflict)) == conflict
