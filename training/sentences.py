"""Single sentences with their moves (MARKUP.md, "Sentences"): many ways of saying a step, cheaper to write than whole reports.

usage: python -m training.sentences FILE...     checks
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from training.markup import KINDS_OF_MOVE, MEASURES, RELATIONS, STRENGTHS, Mark, MarkupError, strip_marks
from training.polnear import AnnotatedText, Bargaining, Spans

KEY = re.compile(r"(?P<party>\d+)|(?P<move>[a-z]{1,2})(?P<role>[:?])")
TOGETHER = 8
"""Sentences that make one text, a paragraph each."""


def parse(line: str) -> tuple[str, Bargaining]:
    """One sentence and its moves. Raises MarkupError where it does not keep to MARKUP.md."""
    marked, *foot = (x.strip() for x in line.split("||"))
    text, marks = strip_marks(marked, KEY)
    mentions: dict[str, Spans] = {}
    for mark, key in _keys(marks):
        if key["party"]:
            mentions.setdefault(key["party"], []).append((mark.start, mark.end))
    moves: dict[str, dict[str, object]] = {}
    for cell in foot:
        key, _, rest = cell.partition(":")
        values = [v.strip() for v in rest.split(";")]
        if key.endswith("?"):
            if key[:-1] not in moves:
                raise MarkupError(f"{key}: the line of move {key[:-1]} comes first")
            moves[key[:-1]]["waits_for"] = _condition(values, key, mentions)
        else:
            moves[key] = _move(key, values, mentions)
    for mark, key in _keys(marks):
        if key["move"]:
            if key["move"] not in moves:
                raise MarkupError(f"no line for move {key['move']}")
            part = "step" if key["role"] == ":" else "condition"
            if moves[key["move"]][part]:
                raise MarkupError(f"move {key['move']} has two marks for its {part}")
            moves[key["move"]][part] = [mark.start, mark.end]
    for name, move in moves.items():
        if not move["step"]:
            raise MarkupError(f"move {name} has no step")
        if len({bool(move[x]) for x in ("condition", "relation", "waits_for")}) > 1:
            raise MarkupError(f"move {name}: mark, relation and line of a condition come together")
    return text, Bargaining(list(moves.values()), mentions, {})


def load(folder: Path) -> list[AnnotatedText]:
    """The sentences of all files of a folder, several to a text."""
    return [_text(f"{file.stem}-{n}", group) for file in sorted(folder.glob("*.txt")) for n, group in enumerate(_groups(file))]


def _groups(file: Path) -> Iterator[list[str]]:
    lines = list(filter(str.strip, file.read_text().splitlines()))
    return (lines[i : i + TOGETHER] for i in range(0, len(lines), TOGETHER))


def _text(name: str, lines: list[str]) -> AnnotatedText:
    """The sentences as paragraphs of one text; their parties and moves keep apart."""
    text = ""
    moves: list[dict[str, object]] = []
    mentions: dict[str, Spans] = {}
    for n, line in enumerate(lines):
        sentence, found = parse(line)
        at = len(text)
        for move in found.moves:
            for part in ("step", "condition"):
                if move[part]:
                    move[part] = [at + x for x in move[part]]
            for part in ("party", "agent"):
                move[part] = f"{n} {move[part]}"
            move["id"] = f"{n} {move['id']}"
            if waits_for := move["waits_for"]:
                waits_for["agent"] = waits_for["agent"] and f"{n} {waits_for['agent']}"
                waits_for["names"] = [f"{n} {x}" for x in waits_for["names"]]
        moves += found.moves
        mentions |= {f"{n} {party}": [(at + s, at + e) for s, e in spans] for party, spans in found.mentions.items()}
        text += f"{sentence}\n\n"
    return AnnotatedText(name, text, [], {}, Bargaining(moves, mentions, {}))


def _keys(marks: list[Mark]) -> Iterator[tuple[Mark, re.Match[str]]]:
    return ((mark, key) for mark in marks for key in mark.keys)


def _move(key: str, values: list[str], mentions: dict[str, Spans]) -> dict[str, object]:
    if not 5 <= len(values) <= 6:
        raise MarkupError(f"move {key}: kind; party; agent; strength; measure; relation wanted")
    kind, party, agent, strength, measure, relation = [*values, None][:6]
    for value, known in ((kind, KINDS_OF_MOVE), (strength, STRENGTHS), (measure, MEASURES), (relation, {*RELATIONS, None})):
        if value not in known:
            raise MarkupError(f"move {key}: {value!r} is none of {sorted(filter(None, known))}")
    for who in (party, agent):
        if who not in mentions:
            raise MarkupError(f"move {key}: no party {who!r} is marked")
    return {"id": key, "kind": kind, "party": party, "agent": agent, "strength": strength, "measure": measure,
            "relation": relation, "step": None, "condition": None, "waits_for": None}  # fmt: skip


def _condition(values: list[str], key: str, mentions: dict[str, Spans]) -> dict[str, object]:
    agent, measure, *more = [*values, ""][:3]
    if measure not in MEASURES:
        raise MarkupError(f"condition {key}: {measure!r} is none of {sorted(MEASURES)}")
    if agent != "nobody" and agent not in mentions:
        raise MarkupError(f"condition {key}: no party {agent!r} is marked")
    names = [x.strip() for x in "".join(more).removeprefix("names").split(",") if x.strip()]
    return {"agent": None if agent == "nobody" else agent, "measure": measure, "names": names}


def main(files: list[str]) -> int:
    bad = 0
    for file in files:
        for number, line in enumerate(Path(file).read_text().splitlines(), 1):
            try:
                if line.strip():
                    parse(line)
            except MarkupError as e:
                print(f"{file}:{number}: {e}")
                bad += 1
    print(f"{bad} bad lines")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
