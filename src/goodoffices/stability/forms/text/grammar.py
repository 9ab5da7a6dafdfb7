"""The grammar of the text form, by recursive descent; docs/stability-text.md shows it."""

from __future__ import annotations

from goodoffices.deals.forms.text.lexicon import Kind
from goodoffices.stability.conflict import Attitude, Direction, State, at_least_one, dependent, mutually_exclusive
from goodoffices.stability.forms.text.parser import ConflictParser
from goodoffices.stability.forms.text.statements import (
    Believes,
    Called,
    CannotBe,
    Coalition,
    Feels,
    May,
    NamedOption,
    NamedParty,
    NamedStates,
    NoMove,
    Overlooks,
    Prefers,
    Ranks,
    Said,
    Statement,
    Title,
    Today,
    Unknown,
    Weighs,
    Wish,
)

OPENINGS = ("title", "party", "option", "exclusive", "at least one of", "infeasible", "no move from", "today", "state", "coalition")
"""How statements begin that do not begin with a name."""


def statement(text: str, line: int) -> Statement | None:
    """What a line says; None for one that is empty or only a comment. Raises StabilityError with line and column."""
    parser = ConflictParser(text, line)
    if parser.next.kind is Kind.END:
        return None
    said = _said(parser)
    parser.end()
    return Statement(line, said, tuple(parser.names))


def _said(parser: ConflictParser) -> Said:
    match parser.word("title", "party", "option", "exclusive", "infeasible", "at", "no", "today", "state", "coalition"):
        case "title":
            return Title(parser.quoted("the title"))
        case "party":
            party = parser.name("the name of a party")
            return NamedParty(party, parser.quoted("how the party is called") if parser.mark(":") else "")
        case "option":
            return _option(parser)
        case "exclusive":
            return CannotBe(mutually_exclusive(parser.several("an option")))
        case "infeasible":
            return CannotBe(parser.condition())
        case "at":
            for word in ("least", "one"):
                parser.expect_name(word)
            parser.expect_word("of")
            return CannotBe(at_least_one(parser.several("an option")))
        case "no":
            parser.expect_name("move")
            parser.expect_word("from")
            before = parser.condition()
            parser.expect_word("to")
            return NoMove(before, parser.condition())
        case "today":
            return Today(_called(parser))
        case "coalition":
            return Coalition(parser.several("a party"))
        case "state":
            name = parser.name("the name of a state", or_number=True)
            parser.expect_mark("=")
            states = [_state(parser)]
            while parser.mark(","):
                states.append(_state(parser))
            return NamedStates(name, tuple(states))
        case _:
            return _of_somebody(parser)


def _option(parser: ConflictParser) -> NamedOption:
    option = parser.name("the name of an option")
    name = parser.quoted("how the option is called") if parser.next.kind is Kind.QUOTED else ""
    owners = parser.several("a party") if parser.word("by") else ()
    direction = Direction.BOTH
    if parser.named_word("one"):
        parser.expect_name("way")
        direction = Direction.BACK if parser.named_word("back") else Direction.FORWARD
    return NamedOption(option, name, owners, direction)


def _of_somebody(parser: ConflictParser) -> Said:
    """What an option needs; what a party would rather have, whom it wants to fare well, and where it is mistaken."""
    name = parser.name(
        "a party or an option (or title, party, option, exclusive, at least one of, infeasible, no move, today, state, coalition)"
    )
    if parser.word("needs"):
        return CannotBe(dependent(name, parser.condition()))
    if parser.named_word("is"):
        return _feels(parser, name)
    if parser.named_word("does"):
        parser.expect_word("not")
        parser.expect_name("see")
        return Overlooks(name, parser.several("an option"))
    if parser.named_word("believes"):
        parser.expect_name("that")
        return Believes(name, _perhaps(parser, parser.name("a party")))
    return _perhaps(parser, name)


def _feels(parser: ConflictParser, party: str) -> Feels:
    token = parser.next
    if not parser.named_word(*(a.name.lower() for a in Attitude)):
        parser.expected("positive, negative or neutral")
    parser.expect_name("towards")
    return Feels(party, Attitude[token.value.upper()], parser.several("a party"))


def _perhaps(parser: ConflictParser, name: str) -> Wish:
    """What a party prefers, or what may be one of several orders of its own."""
    is_one_of_several = parser.word("may") is not None
    token, wish = parser.next, _wish(parser, name)
    if not is_one_of_several:
        return wish
    if isinstance(wish, Unknown):
        parser.amiss(token, "an order that may be is a known one: say “prefers unknown”, without “may”")
    return May(name, wish)


def _wish(parser: ConflictParser, party: str) -> Prefers | Weighs | Ranks | Unknown:
    match parser.word("prefers", "prefer", "weighs", "weigh", "ranks", "rank"):
        case "prefers" | "prefer":
            return _prefers(parser, party)
        case "weighs" | "weigh":
            return _weighs(parser, party)
        case "ranks" | "rank":
            levels: list[tuple[Called, ...]] = [_level(parser)]
            gaps = []
            while gap := parser.gap():
                gaps.append(gap)
                levels.append(_level(parser))
            return Ranks(party, tuple(levels), tuple(gaps))
        case _:
            return parser.expected(
                "what is said of it (needs, prefers, weighs, ranks, may prefer, is, does not see, believes that)"
            )


def _prefers(parser: ConflictParser, party: str) -> Prefers | Unknown:
    match parser.word("unknown", "nothing"):
        case "unknown":
            return Unknown(party)
        case "nothing":
            return Prefers(party, ())
    statements = [(parser.degree(), parser.condition())]
    while parser.mark(",") or parser.is_word("then"):
        parser.word("then")
        statements.append((parser.degree(), parser.condition()))
    return Prefers(party, tuple(c for _, c in statements), tuple(d for d, _ in statements))


def _weighs(parser: ConflictParser, party: str) -> Weighs:
    if parser.word("nothing"):
        return Weighs(party, ())
    weights: list[tuple[str, float]] = []
    while True:
        token = parser.next
        option = parser.name("an option")
        if any(option == before for before, _ in weights):
            parser.amiss(token, f"{token} is weighed twice: leave one out")
        weights.append((option, parser.number(f"how much {token} weighs")))
        if not parser.mark(","):
            return Weighs(party, tuple(weights))


def _level(parser: ConflictParser) -> tuple[Called, ...]:
    """States that are equally good."""
    states = [_called(parser)]
    while parser.mark("="):
        states.append(_called(parser))
    return tuple(states)


def _called(parser: ConflictParser) -> Called:
    if parser.next.kind is Kind.MARK:
        return _state(parser)
    return parser.name("a state by its name, or the options taken in it in ( ),", or_number=True)


def _state(parser: ConflictParser) -> State:
    parser.expect_mark("(")
    if parser.mark(")"):
        return frozenset()
    options = parser.several("an option")
    parser.expect_mark(")")
    return frozenset(options)
