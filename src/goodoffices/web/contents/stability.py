"""Stability: the conflict that a ledger poses or somebody has edited, where it could end, and why a state would hold or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goodoffices.brief.outline import Section
from goodoffices.brief.stability import Answered, posing, sections_of
from goodoffices.brief.stability.contents import AS_STATED, DRAFT, TERMS, outline_of
from goodoffices.brief.stability.phrases import Phrases, meaning, short
from goodoffices.brief.stability.picture import svg
from goodoffices.brief.stability.posing import Drafted, Posed
from goodoffices.brief.stability.table import rows
from goodoffices.deals.checking import shown
from goodoffices.errors import StabilityError
from goodoffices.model import Done, Not
from goodoffices.model.base import Value
from goodoffices.stability.answer import Question, answer
from goodoffices.stability.conflict import Conflict, DecisionMaker, Prioritised, State
from goodoffices.stability.forms import gmcr, text
from goodoffices.stability.forms.of_ledger import Wish, notes
from goodoffices.stability.states import States, feasible_states
from goodoffices.web.contents.conflict import (
    FILE,
    LONGEST,
    Chosen,
    Looked,
    answerable,
    edited,
    packed,
    statements_of,
    unpacked,
)
from goodoffices.web.contents.posing import Posing, Told
from goodoffices.web.contents.posing import posing as posing_of_deals
from goodoffices.web.desk import Desk

MOST_ROWS = 25
"""So many equilibria are told."""
MOST_STATES = 3
"""So many states are looked at closely at once."""
MOST_TOGETHER = 60_000
"""So many coalitions times states are looked at: a few seconds."""
LARGEST_ALL = 9
NUMBER = re.compile(r"s([1-9][0-9]{0,5})")
COMMITMENT = re.compile(r"\((c[0-9]+)\)")
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s(),"]+|\s+|[(),]')
TODAY = "today"


class Statement(Value):
    """A preference statement: as the text form has it, in words, and where it comes from, where it is one of the draft's."""

    said: str
    words: str
    why: str | None
    told: tuple[Told, ...]


class Party(Value):
    """A party, its options, and what it prefers: `statements`, the most important first; None where that is told in another way."""

    id: str
    name: str
    options: tuple[str, ...]
    statements: tuple[Statement, ...] | None


class Step(Value):
    """A step that could be an option."""

    id: str
    title: str
    is_chosen: bool


class Owner(Value):
    """A party with its steps that could be options."""

    id: str
    name: str
    is_chosen: bool
    steps: tuple[Step, ...]


class Column(Value):
    """A solution concept: in short, and what it means."""

    name: str
    meaning: str


class Ending(Value):
    """States that would last for everybody, by which of the concepts; `state` is the number of the first (s5)."""

    state: str
    label: str
    words: str
    by: tuple[str, ...]
    is_today: bool
    packages: tuple[str, ...]


class Stability(Value):
    """All that is told of a conflict; `text` is its text form, with why each statement is there, `packed` that for an address."""

    title: str
    status: str
    about: str
    is_draft: bool
    text: str
    packed: str | None
    parties: tuple[Party, ...]
    owners: tuple[Owner, ...]
    columns: tuple[Column, ...]
    endings: tuple[Ending, ...]
    has_more: bool
    today: str | None
    sections: tuple[Section, ...]
    left_out: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The conflict that is looked at, the draft beside it, if the ledger has one, and what the ledger says of its steps."""

    conflict: Conflict
    is_draft: bool
    drafted: Drafted | None
    posed: Posed
    told: Posing


def found(desk: Desk, asked: Chosen) -> Found:
    """The conflict that is asked for. Raises StabilityError where there is none, or it makes no sense."""
    posed = desk.answer(("conflict posed", asked.as_of), lambda: posing.of_ledger(desk.view(asked.as_of))).value
    told = desk.answer(("posing", asked.as_of), lambda: posing_of_deals(desk.view(asked.as_of))).value
    given = None
    if asked.conflict is not None:
        given = unpacked(asked.conflict)
    elif asked.text is not None:
        given = text.read(asked.text)
    if given is None:
        drafted = desk.answer(
            ("drafted", asked.as_of, asked.option, asked.party),
            lambda: posing.drafted(posed, options=asked.option, parties=asked.party),
        ).value
        return Found(drafted.draft.conflict, True, drafted, posed, told)
    return Found(given, False, _draft_of(given, posed), posed, told)


def _draft_of(conflict: Conflict, posed: Posed) -> Drafted | None:
    """The draft over the same options, which says where statements come from; None where the ledger has them not."""
    known = {s.id for s in posed.problem.steps}
    options = [o.id for o in conflict.options if o.id in known]
    try:
        return posing.drafted(posed, options=options) if options else None
    except StabilityError:
        return None


def stability(desk: Desk, asked: Looked) -> Stability:
    """What is told of a conflict, kept."""
    what, answered = _kept(desk, asked)
    return desk.answer(("stability told", asked), lambda: _told(what, answered)).value


def drawn(desk: Desk, asked: Looked) -> str:
    """The picture of states and moves, as SVG, kept."""
    _, answered = _kept(desk, asked)
    return desk.answer(("stability drawn", asked), lambda: svg(answered.answer, style=False)).value


def answered(desk: Desk, asked: Looked) -> Answered:
    """The answer to what is asked of a conflict, kept."""
    return _kept(desk, asked)[1]


def _kept(desk: Desk, asked: Looked) -> tuple[Found, Answered]:
    what = found(desk, asked)
    return what, desk.answer(("stability", asked), lambda: _answered(what, asked)).value


def written(desk: Desk, asked: Chosen) -> str:
    """The conflict in its text form."""
    return _text(found(desk, asked))


def exchanged(desk: Desk, asked: Chosen) -> str:
    """The conflict for GMCR+ (.gmcr)."""
    return gmcr.write(found(desk, asked).conflict).text


def of_file(name: str, content: bytes) -> tuple[Conflict, tuple[str, ...]]:
    """The conflict in a file that was sent, by the end of its name, and what is lost. Raises StabilityError."""
    if name.lower().endswith((".gmcr", ".json")):
        loaded = gmcr.read(content)
        return loaded.conflict, tuple(loaded.warnings)
    if len(content) > LONGEST:
        raise StabilityError(f"this file is longer than {LONGEST:,} bytes: {FILE}")
    try:
        return text.read(content.decode()), ()
    except UnicodeDecodeError:
        raise StabilityError("this is no text in UTF-8: save it as UTF-8, or as .gmcr") from None


def with_statements(desk: Desk, asked: Chosen, who: str, statements: tuple[str, ...]) -> Conflict:
    """The conflict with other statements of a party. Raises StabilityError for what is none."""
    return edited(found(desk, asked).conflict, who, statements)


def _answered(what: Found, asked: Looked) -> Answered:
    conflict = answerable(what.conflict)
    states = feasible_states(conflict)
    if len(asked.state) > MOST_STATES:
        raise StabilityError(f"{len(asked.state)} states are too many to look at closely: name {MOST_STATES} at most")
    if asked.coalitions:
        _few_coalitions(conflict, len(states))
    packages = what.drafted.packages if what.drafted is not None and _same_options(what) else {}
    question = Question(
        states=tuple(dict.fromkeys(_state(s, conflict, states) for s in asked.state)),
        wanted=(_state(asked.inverse, conflict, states),) if asked.inverse else (),
        packages={name: state for name, state in packages.items() if _can_be(state, states)},
        why=bool(asked.state),
        origin=_state(asked.origin, conflict, states) if asked.origin else None,
        coalitions=asked.coalitions,
    )
    left_out = what.drafted.draft.left_out if what.is_draft and what.drafted is not None else {}
    return Answered(answer(conflict, question), what.is_draft, left_out)


def _same_options(what: Found) -> bool:
    assert what.drafted is not None  # noqa: S101
    return {o.id for o in what.conflict.options} == {o.id for o in what.drafted.draft.conflict.options}


def _can_be(state: State, states: States) -> bool:
    try:
        states.number(state)
    except StabilityError:
        return False
    return True


def _few_coalitions(conflict: Conflict, states: int) -> None:
    makers = len(conflict.decision_makers)
    count = len(conflict.coalitions) or (1 << makers)
    if count * states > MOST_TOGETHER:
        raise StabilityError(
            f"coalitions of {makers} parties in {states:,} states are too many here: say in the text which may form, as"
            f" “coalition A and B”, choose fewer options, or {FILE}"
        )


def _state(said: str, conflict: Conflict, states: States) -> State:
    if said == TODAY and conflict.today is not None:
        return conflict.today
    number = NUMBER.fullmatch(said)
    if not number or int(number[1]) > len(states):
        raise StabilityError(f"there is no state {shown(said)}: give a number from s1 to s{len(states)}, or {TODAY}")
    return states.state(int(number[1]) - 1)


def _told(what: Found, answered: Answered) -> Stability:
    told, say = answered.answer, Phrases(answered.answer.game)
    outline = outline_of(answered)
    drafted, conflict = what.drafted, what.conflict
    number = told.game.states.number
    try:
        for_address = packed(conflict)
    except StabilityError:
        for_address = None
    return Stability(
        title=conflict.title,
        status=DRAFT if what.is_draft else AS_STATED,
        about=outline.about,
        is_draft=what.is_draft,
        text=_text(what),
        packed=for_address,
        parties=tuple(_party(d, what, say) for d in conflict.decision_makers),
        owners=tuple(_owners(what)),
        columns=tuple(Column(name=short(by), meaning=meaning(by)) for by in told.usual),
        endings=tuple(_endings(answered, say)),
        has_more=len(told.lasting_by(told.usual)) > MOST_ROWS,
        today=f"s{number(conflict.today) + 1}" if conflict.today is not None else None,
        sections=tuple(s for s in sections_of(answered) if s.title not in (TERMS, "Left out")),
        left_out=len(drafted.draft.left_out) if what.is_draft and drafted is not None else 0,
    )


def _text(what: Found) -> str:
    drafted = what.drafted
    if what.is_draft and drafted is not None:
        whys = notes(drafted.draft)
        heading = [line for line in whys[""].splitlines() if not line.startswith("Left out: ")]
        return text.write(what.conflict, {**whys, "": "\n".join(heading)})
    return text.write(what.conflict)


def _endings(answered: Answered, say: Phrases) -> Iterator[Ending]:
    told = answered.answer
    packages = {told.game.states.number(state): name for name, state in told.question.packages.items()}
    today = told.game.conflict.today
    for row in rows(told, MOST_ROWS):
        one = told.game.states.state(row.states[0])
        words = say.taken(one, nothing="") or "Nothing is taken"
        yield Ending(
            state=f"s{row.states[0] + 1}",
            label=row.label,
            words=words if len(row.states) == 1 else row.words,
            by=tuple(short(by) for by in row.concepts),
            is_today=today is not None and told.game.states.number(today) in row.states,
            packages=tuple(name for state, name in packages.items() if state in row.states),
        )


def _party(who: DecisionMaker, what: Found, say: Phrases) -> Party:
    said = statements_of(who, what.conflict)
    wishes = what.drafted.draft.wishes.get(who.id, ()) if what.drafted is not None else ()
    why = {wish.statement: wish for wish in wishes}
    conditions = who.preference.statements if isinstance(who.preference, Prioritised) else ()
    titles = {o.id: say.option(o.id) for o in what.conflict.options}
    return Party(
        id=who.id,
        name=say.parties[who.id],
        options=tuple(f"{o}: {titles[o]}" for o in what.conflict.options_of(who.id)),
        statements=None
        if said is None
        else tuple(
            Statement(
                said=one,
                words=_words(one, titles),
                why=why[condition].why if condition in why else None,
                told=_evidence(who.id, why[condition], what.told) if condition in why else (),
            )
            for one, condition in zip(said, conditions, strict=True)
        ),
    )


def _words(said: str, titles: Mapping[str, str]) -> str:
    """A statement with what its options are called."""
    options = {**titles, **{f'"{o}"': t for o, t in titles.items()}}
    words = {"iff": "just when", "needs": "only with"}
    return "".join(f"“{options[t]}”" if t in options else words.get(t, t) for t in TOKEN.findall(said))


def _evidence(who: str, wish: Wish, told: Posing) -> tuple[Told, ...]:
    """Who says what a statement of a draft follows from."""
    if commitment := COMMITMENT.search(wish.why):
        return told.told(commitment[1])
    match wish.statement:
        case Not(part=Done(step=step)):
            return told.told(f"refusal {who} {step}")
        case Done(step=step):
            return told.told(f"demand {who} {step}")
    return ()


def _owners(what: Found) -> Iterator[Owner]:
    """The parties of the ledger with their steps that could be options."""
    problem = what.posed.problem
    chosen = {o.id for o in what.conflict.options}
    steps: dict[str, list[Step]] = {}
    for step in problem.steps:
        if len(step.agents) == 1 and step.id not in problem.done:
            name = problem.party_name(step.agents[0])
            title = str(step).removeprefix(f"{name}: ")
            steps.setdefault(step.agents[0], []).append(Step(id=step.id, title=title, is_chosen=step.id in chosen))
    for party, own in steps.items():
        is_chosen = any(s.is_chosen for s in own)
        yield Owner(id=party, name=problem.party_name(party), is_chosen=is_chosen, steps=tuple(own))
