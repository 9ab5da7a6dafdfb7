"""Reports that nobody wrote, with what a reader would make of them: 30 statements and 8 moves each, by some of 240 parties."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from goodoffices.model import (
    DateMention,
    Manner,
    Measure,
    Move,
    MoveKind,
    Party,
    PartyKind,
    ReaderName,
    Reading,
    Relation,
    Report,
    Span,
    Statement,
    Step,
    StepMention,
    StepPart,
    Strength,
)

READER = ReaderName(name="generated", version="1")
STATEMENTS, MOVES = 30, 8
FIRST = datetime.date(2015, 1, 1)
_rng = random.Random(1)
_letters = "bdfgklmnprstvz"


def _invented(syllables: int) -> str:
    return "".join(_rng.choice(_letters) + _rng.choice("aeiou") for _ in range(syllables))


WORDS = sorted({_invented(n) for n in (1, 2, 2, 3) for _ in range(1200)})
BODIES = [f"{_invented(3).title()} {noun}" for noun in ("Front", "Council", "Movement", "Union") for _ in range(15)]
PEOPLE = [(f"{_invented(2).title()} {_invented(3).title()}", _rng.choice(BODIES)) for _ in range(180)]
STEPS = [(m, " ".join(_invented(3) for _ in range(3))) for m in Measure for _ in range(150)]
KINDS = (MoveKind.OFFER, MoveKind.OFFER, MoveKind.DEMAND, MoveKind.REFUSAL, MoveKind.THREAT, MoveKind.SUPPORT)


def generated(count: int, *, start: int = 0, seed: int = 1) -> Iterator[Reading]:
    """Readings of reports number `start` and on, always the same ones for the same numbers."""
    return (made(n, seed) for n in range(start, start + count))


def made(number: int, seed: int = 1) -> Reading:
    """The reading of one report, always the same for a number."""
    rng = random.Random(f"{seed} {number}")
    people = rng.sample(PEOPLE, 8)
    sides = sorted({side for _, side in people})
    ids = {name: f"p{i}" for i, name in enumerate((*sides, *(name for name, _ in people)), 1)}
    text, at = [], 0

    def say(words: str) -> Span:
        nonlocal at
        span = Span(start=at, end=at + len(words), text=words)
        text.append(words)
        at += len(words)
        return span

    title = " ".join(rng.choices(WORDS, k=7)).capitalize()
    say(f"{title}\n\n")
    statements, moves, steps, mentions = [], [], [], []
    for n in range(1, STATEMENTS + 1):
        name, side = rng.choice(people)
        source = say(name)
        say(" ")
        cue = say("said")
        say(" ")
        if n <= MOVES:
            measure, object_ = rng.choice(STEPS)
            first = at
            say("it would ")
            step = say(f"{rng.choice(WORDS)} {object_}")
            condition, awaited = None, None
            if n % 3 == 0:
                say(" if ")
                other = rng.choice(sides)
                awaited = rng.choice(STEPS)
                condition = say(f"{other} {rng.choice(WORDS)} {awaited[1]}")
                steps.append(Step(id=f"w{n}", agent=ids[other], measure=awaited[0], object=awaited[1]))
                mentions.append(StepMention(step=f"w{n}", move=f"m{n}", part=StepPart.CONDITION, confidence=0.7))
            steps.append(Step(id=f"t{n}", agent=ids[side], measure=measure, object=object_))
            mentions.append(StepMention(step=f"t{n}", move=f"m{n}", part=StepPart.STEP, confidence=1.0))
            moves.append(Move(
                id=f"m{n}", kind=rng.choice(KINDS), party=ids[side], agent=ids[side], step=step, condition=condition,
                relation=Relation.IF if condition else None, strength=rng.choice(tuple(Strength)), measure=measure,
                statement=f"s{n}", confidence=round(rng.uniform(0.3, 1), 3),
            ))  # fmt: skip
            content = Span(start=first, end=at, text="".join(text)[first:at])
        else:
            content = say(" ".join(rng.choices(WORDS, k=9)))
        statements.append(Statement(
            id=f"s{n}", source=source, cue=cue, content=(content,), speaker=ids[name], manner=Manner.INDIRECT,
            confidence=round(rng.uniform(0.3, 1), 3),
        ))  # fmt: skip
        say(".\n" if n % 5 else ".\n\n")
    day = FIRST + datetime.timedelta(days=number % 3650)
    due = say((day + datetime.timedelta(days=rng.randint(1, 60))).isoformat())
    parties = [Party(id=ids[side], name=side, kind=PartyKind.ARMED_GROUP) for side in sides]
    parties += [Party(id=ids[name], name=name, kind=PartyKind.PERSON, speaks_for=ids[side]) for name, side in people]
    return Reading(
        report=Report.of("".join(text), id=f"g{number}", title=title, published=day, origin=f"g{number}.txt"), reader=READER,
        parties=tuple(parties), statements=tuple(statements), moves=tuple(moves), steps=tuple(steps),
        step_mentions=tuple(mentions),
        dates=(DateMention(start=due.start, end=due.end, text=due.text, date=due.text, of="m1"),),
    )  # fmt: skip
