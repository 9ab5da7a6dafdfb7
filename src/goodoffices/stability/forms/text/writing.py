"""A conflict written out as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from goodoffices.deals.forms.text.lexicon import LONGEST, quoted
from goodoffices.errors import StabilityError
from goodoffices.model import AtLeast, Condition, Done, Not, Until, all_of, steps_in
from goodoffices.stability.conflict import (
    Attitude,
    Conflict,
    DecisionMaker,
    Direction,
    Misperception,
    Option,
    Preference,
    Prioritised,
    Ranked,
    State,
    Uncertain,
    Weighted,
    at_least_one,
    dependent,
    mutually_exclusive,
)
from goodoffices.stability.forms.checking import check
from goodoffices.stability.forms.text.tokens import CONFLICT

WAYS = {Direction.BOTH: "", Direction.FORWARD: " one way", Direction.BACK: " one way back"}


def written(conflict: Conflict, notes: Mapping[str, str] | None = None) -> str:
    """A conflict as text. Raises StabilityError if it makes no sense, or if a line of it would be too long to be read.

    `notes` are comments: "" on the whole, on an option or on what a party prefers by its id.
    """
    check(conflict)
    notes = notes or {}
    heading = [*_comment(notes.get("", "")), *([f"title {quoted(conflict.title)}"] if conflict.title else [])]
    named: dict[str, list[State]] = defaultdict(list)
    for state, name in conflict.names.items():
        named[name].append(state)
    blocks: list[Iterable[str]] = [
        heading,
        (_party(d) for d in conflict.decision_makers),
        (line for o in conflict.options for line in (*_comment(notes.get(o.id, "")), _option(o))),
        map(_cannot_be, conflict.infeasible),
        (f"no move from {condition(x.before)} to {condition(x.after)}" for x in conflict.irreversible),
        (f"state {_name(n, or_number=True)} = {', '.join(map(_state, states))}" for n, states in named.items()),
        [f"today {_state(conflict.today)}"] if conflict.today is not None else [],
    ]
    blocks.append(f"coalition {_names(members)}" for members in conflict.coalitions)
    blocks += (
        (*_comment(notes.get(d.id, "")), *_wishes(_name(d.id), d.preference, conflict.names, named))
        for d in conflict.decision_makers
    )
    blocks.append(_attitudes(conflict.attitudes))
    blocks += (_misperception(mistaken, conflict.names, named) for mistaken in conflict.misperceptions)
    text = "\n\n".join(block for lines in blocks if (block := "\n".join(lines)))
    for n, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            raise StabilityError(f"line {n} of the text would be longer than {LONGEST:,} characters")
    return f"{text}\n"


def condition(whole: Condition) -> str:
    """A condition as the text form has it."""
    match whole:
        case _ if (sides := _sides(whole)) is not None:
            first, word, second = sides
            return f"{_beside_if(first)} {word} {_beside_if(second)}"
        case Done(step=step):
            return _name(step)
        case AtLeast(count=0, parts=()):
            return "always"
        case AtLeast(count=1, parts=()):
            return "never"
        case AtLeast(parts=parts) if (joint := _joint(whole)) is not None:
            return f" {joint} ".join(map(_single, parts))
        case AtLeast(count=count, parts=parts):
            of = "all of" if whole == all_of(*parts) else f"at least {count} of"
            return f"{of} ({', '.join(map(condition, parts))})"
        case Not(part=part):
            return f"not {_single(part)}"
        case Until():
            raise StabilityError("a condition waits for a day, and a state has none: say it of options alone")


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {' '.join(line.split())}".rstrip() for line in text.splitlines())


def _party(who: DecisionMaker) -> str:
    return f"party {_name(who.id)}" + (f": {quoted(who.name)}" if who.name else "")


def _option(option: Option) -> str:
    name = f" {quoted(option.name)}" if option.name else ""
    return f"option {_name(option.id)}{name} by {_names(option.owners)}{WAYS[option.direction]}"


def _cannot_be(whole: Condition) -> str:
    options = _in_order(whole)
    if len(options) > 1 and whole == mutually_exclusive(options):
        return f"exclusive {', '.join(map(_name, options))}"
    if options and whole == at_least_one(options):
        return f"at least one of {', '.join(map(_name, options))}"
    match whole:
        case AtLeast(count=2, parts=(Done(step=option), Not(part=on))) if whole == dependent(option, on):
            return f"{_name(option)} needs {condition(on)}"
        case _:
            return f"infeasible {condition(whole)}"


def _in_order(whole: Condition) -> list[str]:
    """The options of a condition, as they first stand in it."""
    match whole:
        case Done(step=step):
            return [step]
        case AtLeast(parts=parts):
            return list(dict.fromkeys(o for p in parts for o in _in_order(p)))
        case Not(part=part):
            return _in_order(part)
        case _:
            return sorted(steps_in(whole))


def _attitudes(attitudes: Mapping[tuple[str, str], Attitude]) -> Iterator[str]:
    """Those of one party that are the same in one line."""
    same: dict[tuple[str, Attitude], list[str]] = defaultdict(list)
    for (of, towards), attitude in attitudes.items():
        same[of, attitude].append(towards)
    for (of, attitude), others in same.items():
        yield f"{_name(of)} is {attitude.name.lower()} towards {_names(others)}"


def _misperception(mistaken: Misperception, names: Mapping[State, str], named: Mapping[str, list[State]]) -> Iterator[str]:
    who = _name(mistaken.who)
    if mistaken.hidden:
        yield f"{who} does not see {_names(mistaken.hidden)}"
    for about, preference in mistaken.believed.items():
        yield from _wishes(f"{who} believes that {_name(about)}", preference, names, named)


def _wishes(
    party: str, preference: Preference | None, names: Mapping[State, str], named: Mapping[str, list[State]]
) -> Iterator[str]:  # fmt: skip
    """What a party prefers; `party` is how the lines begin."""
    match preference:
        case Uncertain(orders=orders):
            yield from (f"{party} may {_order(order, names, named)}" for order in orders)
        case None:
            yield f"{party} prefers unknown"
        case Prioritised(statements=(_, *_)) as order:
            yield from (f"{party} prefers {said}" for said in _statements(order))
        case Prioritised() | Weighted() | Ranked() as order:
            verb, said = _order(order, names, named).split(" ", 1)
            yield f"{party} {verb}s {said}"


def _order(
    order: Prioritised | Weighted | Ranked, names: Mapping[State, str], named: Mapping[str, list[State]]
) -> str:  # fmt: skip
    """A whole order, after “may”."""
    match order:
        case Prioritised():
            return f"prefer {', then '.join(_statements(order)) or 'nothing'}"
        case Weighted(weights=weights):
            weighed = ", ".join(f"{_name(o)} {repr(float(w)).removesuffix('.0')}" for o, w in weights.items())
            return f"weigh {weighed or 'nothing'}"
        case Ranked(levels=levels, degrees=degrees):
            gaps = ("", *(f" {'>' * d} " for d in degrees or (1,) * (len(levels) - 1)))
            return f"rank {''.join(gap + _level(level, names, named) for gap, level in zip(gaps, levels, strict=True))}"


def _statements(order: Prioritised) -> Iterator[str]:
    for statement, degree in zip(order.statements, order.degrees or (1,) * len(order.statements), strict=True):
        yield f"{'very ' * (degree - 2)}{'strongly ' if degree > 1 else ''}{condition(statement)}"


def _level(level: frozenset[State], names: Mapping[State, str], named: Mapping[str, list[State]]) -> str:
    """The states of a level, by their names where all of the states of a name are in it."""
    found = []
    for state in sorted(level, key=sorted):
        name = names.get(state)
        whole = name is not None and level.issuperset(named[name])
        found.append(_name(name, or_number=True) if name is not None and whole else _state(state))
    return " = ".join(dict.fromkeys(found))


def _joint(whole: Condition) -> str | None:
    """The word between the parts of an "all of" or "any of" with several parts."""
    if not isinstance(whole, AtLeast) or len(whole.parts) < 2:
        return None
    return {len(whole.parts): "and", 1: "or"}.get(whole.count)


def _single(part: Condition) -> str:
    text = condition(part)
    return f"({text})" if _joint(part) else text


def _sides(whole: Condition) -> tuple[Condition, str, Condition] | None:
    """What stands at both sides of an "if" or "iff", where a condition is one."""
    match whole:
        case AtLeast(count=1, parts=(AtLeast(count=2, parts=(a, b)), AtLeast(count=2, parts=(Not(part=c), Not(part=d))))):
            return (a, "iff", b) if (a, b) == (c, d) else None
        case AtLeast(count=1, parts=(a, Not(part=b))) if not isinstance(a, Not):
            return a, "if", b
        case _:
            return None


def _beside_if(part: Condition) -> str:
    return _single(part) if _sides(part) is not None else condition(part)


def _state(state: State) -> str:
    return f"({', '.join(map(_name, sorted(state)))})"


def _names(names: Iterable[str]) -> str:
    return " and ".join(map(_name, names))


def _name(name: str, *, or_number: bool = False) -> str:
    return name if CONFLICT.is_plain(name, or_number=or_number) else quoted(name)
