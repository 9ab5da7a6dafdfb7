"""Where sources disagree: on what a party would do, on what parties are for, and on what a clause means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from goodoffices.brief.contents import Disagreement, MoveEntry, Side
from goodoffices.brief.grouping import key_of
from goodoffices.brief.printable import one_line
from goodoffices.brief.sheets import Numbers, Sheet, bounds_of
from goodoffices.brief.wording import THE_REPORT, disputing, does, interpreted, step_words
from goodoffices.model import Interpretation, MoveKind, Span, Stance, Step, StepPart

OPPOSITES = ((MoveKind.OFFER, MoveKind.REFUSAL), (MoveKind.SUPPORT, MoveKind.OPPOSITION))

Found = dict[tuple[int, str], MoveEntry]
"""The moves of the brief by the number of their report and their id there."""

StepKey = tuple[str, ...]
"""What one step shares with itself in other reports."""

Taking = dict[StepKey, list[MoveEntry]]
"""The moves whose words name each step, in the order of the brief."""


def disagreements(sheets: Sequence[Sheet], moves: Sequence[MoveEntry], numbers: Numbers) -> tuple[Disagreement, ...]:
    """All disagreements: of moves first, then of positions, then of interpretations.

    Steps of two reports are one where the names of their agents, their ids, measures, objects and places agree.
    """
    found = {(entry.report, entry.move): entry for entry in moves}
    taking = _moves_on_steps(sheets, found)
    return (
        *_of_moves(taking),
        *_of_positions(sheets, found, taking),
        *(one for sheet in sheets for one in _of_interpretations(sheet, numbers)),
    )


def _key(sheet: Sheet, step: Step) -> StepKey:
    agent = sheet.parties[step.agent].name if step.agent is not None else ""
    return key_of(agent), key_of(step.id), step.measure, key_of(step.object or ""), key_of(step.place or "")


def _moves_on_steps(sheets: Sequence[Sheet], found: Found) -> Taking:
    on: defaultdict[StepKey, set[MoveEntry]] = defaultdict(set)
    for sheet in sheets:
        keys = {step.id: _key(sheet, step) for step in sheet.reading.steps}
        for mention in sheet.reading.step_mentions:
            if mention.part is StepPart.STEP:
                on[keys[mention.step]].add(found[sheet.number, mention.move])
    return {key: sorted(moves, key=lambda move: move.number) for key, moves in on.items()}


def _of_moves(taking: Taking) -> Iterator[Disagreement]:
    """One party that would and would not, or is for and against."""
    for moves in taking.values():
        for party in dict.fromkeys(key_of(move.party) for move in moves):
            for pair in OPPOSITES:
                sides = [move for move in moves if key_of(move.party) == party and move.kind in pair]
                if {move.kind for move in sides} == set(pair):
                    yield Disagreement(about=_quoted(sides[0].step), sides=tuple(map(_side_of_move, sides)))


def _side_of_move(move: MoveEntry) -> Side:
    return Side(
        party=move.party,
        holds=f"{does(move).lower()}: {step_words(move)}",
        according_to=move.according_to,
        report=move.report,
        numbers=(move.number,),
        paragraphs=move.paragraphs,
        start=move.start,
        end=move.end,
    )


def _of_positions(sheets: Sequence[Sheet], found: Found, taking: Taking) -> Iterator[Disagreement]:
    """One step that some parties are for and others against."""
    stances: defaultdict[StepKey, list[tuple[Stance, Side]]] = defaultdict(list)
    about: dict[StepKey, str] = {}
    for sheet in sheets:
        steps = {step.id: step for step in sheet.reading.steps}
        for position in sheet.reading.positions:
            if position.stance not in (Stance.FOR, Stance.AGAINST):
                continue
            step = steps[position.issue]
            evidence = [found[sheet.number, move] for move in position.evidence]
            side = Side(
                party=sheet.spoken_for(position.party).name,
                holds=position.stance,
                according_to="; ".join(dict.fromkeys(move.according_to for move in evidence)) or THE_REPORT,
                report=sheet.number,
                numbers=tuple(sorted(move.number for move in evidence)),
            )
            key = _key(sheet, step)
            named = taking.get(key)
            described = ", ".join(filter(None, (step.measure, step.object, step.place)))
            about.setdefault(key, _quoted(named[0].step) if named else described)
            stances[key].append((position.stance, side))
    for key, held in stances.items():
        of = {stance: {key_of(side.party) for held_, side in held if held_ is stance} for stance in (Stance.FOR, Stance.AGAINST)}
        if any(one != other for one in of[Stance.FOR] for other in of[Stance.AGAINST]):
            held.sort(key=lambda one: one[0] is Stance.AGAINST)
            yield Disagreement(about=about[key], sides=tuple(side for _, side in held))


def _of_interpretations(sheet: Sheet, numbers: Numbers) -> Iterator[Disagreement]:
    """What is taken to mean this by one party and not by another: all that dispute one interpretation, or what disputes it."""
    given = {one.id: one for one in sheet.reading.interpretations}
    disputes: defaultdict[str, list[Interpretation]] = defaultdict(list)
    for one in given.values():
        disputes[_first(one, given)].append(one)
    for sides in disputes.values():
        if len(sides) > 1:
            clauses = [span for one in sides if (span := one.clause or one.meaning)]
            yield Disagreement(
                about=_quoted(clauses[0]) if clauses else "what a clause means",
                sides=tuple(_side_of_interpretation(sheet, one, given, numbers) for one in sides),
            )


def _quoted(words: Span) -> str:
    return f"“{one_line(words.text)}”"


def _first(one: Interpretation, given: dict[str, Interpretation]) -> str:
    """The id at the end of the chain of those that dispute another; of a circle, the least."""
    seen = [one.id]
    while one.disputes is not None:
        one = given[one.disputes]
        if one.id in seen:
            return min(seen[seen.index(one.id) :])
        seen.append(one.id)
    return one.id


def _side_of_interpretation(sheet: Sheet, one: Interpretation, given: dict[str, Interpretation], numbers: Numbers) -> Side:
    statement = sheet.statements[one.statement] if one.statement is not None else None
    spans: list[Span] = [span for span in (one.clause, one.meaning) if span] or list(statement.content if statement else ())
    start, end = bounds_of(*spans) if spans else (None, None)
    disputed = sheet.parties[given[one.disputes].party].name if one.disputes is not None else None
    holds = [interpreted(one.clause, one.meaning)] if one.meaning else []
    return Side(
        party=sheet.parties[one.party].name,
        holds=" and ".join([*([disputing(disputed)] if disputed is not None else []), *holds]),
        according_to=sheet.according_to(statement),
        report=sheet.number,
        numbers=(numbers[sheet.number, statement.id],) if statement else (),
        paragraphs=sheet.paragraphs(start, end) if start is not None and end is not None else None,
        start=start,
        end=end,
    )
