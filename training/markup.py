"""The inline markup of the training reports (MARKUP.md): text and gold reading out of one readable file.

usage: python training/markup.py FILE... [--out DIR]     checks; with --out writes ID.txt and ID.json as score.py reads them
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from goodoffices.model import Report

KINDS_OF_PARTY = {"person", "state", "government", "armed group", "coalition", "organisation", "group"}
KINDS_OF_MOVE = {"offer", "refusal", "demand", "threat", "support", "opposition"}
RELATIONS = {"if", "only if", "unless", "until", "after", "in exchange"}
STRENGTHS = {"firm", "tentative"}
MANNERS = {"direct", "indirect", "mixed"}
MEASURES = {
    "ceasefire",
    "humanitarian access",
    "prisoner release",
    "prisoner exchange",
    "attendance",
    "talks",
    "withdrawal",
    "disarmament",
    "monitoring",
    "transition of power",
    "departure from power",
    "elections",
    "autonomy or status",
    "recognition",
    "sanctions",
    "return of refugees",
    "attack",
    "acceptance of terms",
    "other",
}
KEY = re.compile(
    r"(?P<statement>\d+)(?P<part>[sqc])|(?P<move>[a-z]{1,2})(?P<role>[:?])|@(?P<date>\d{4}(-\d\d){0,2})(/(?P<of>\w+))?"
)


class MarkupError(ValueError):
    """What is wrong with a marked-up report, and where."""


@dataclass(frozen=True)
class Mark:
    """One mark of the body: its keys and the characters of the text that it covers."""

    keys: tuple[re.Match[str], ...]
    start: int
    end: int


@dataclass
class MarkedReport:
    """A report with its gold reading, in the shape that score.py reads (spans as offsets)."""

    id: str
    text: str
    published: str
    style: str
    parties: dict[str, dict[str, Any]] = field(default_factory=dict)
    statements: dict[str, dict[str, Any]] = field(default_factory=dict)
    moves: dict[str, dict[str, Any]] = field(default_factory=dict)
    dates: list[dict[str, Any]] = field(default_factory=list)

    def as_report(self) -> Report:
        """The report as the reader takes it."""
        title = self.text.partition("\n")[0]
        return Report.of(self.text, title=title, published=date.fromisoformat(self.published), language="en")

    def gold(self) -> dict[str, Any]:
        """The reading as JSON, names of parties with their aliases as score.py wants them."""
        return {
            "id": self.id, "published": self.published,
            "parties": {name: p["aliases"] for name, p in self.parties.items()},
            "people": {name: {k: v for k, v in p.items() if k != "aliases"} for name, p in self.parties.items()},
            "statements": list(self.statements.values()), "moves": list(self.moves.values()), "dates": self.dates,
        }  # fmt: skip


def strip_marks(body: str, key: re.Pattern[str] = KEY) -> tuple[str, list[Mark]]:
    """The plain text of a marked body, and its marks (whose keys match `key`) with offsets into that text."""
    text: list[str] = []
    marks: list[Mark] = []
    open_marks: list[tuple[tuple[re.Match[str], ...], int]] = []
    i = length = 0
    while i < len(body):
        if body[i] == "[":
            head = re.match(r"\[(\S+) ", body[i:])
            keys = tuple(key.fullmatch(k) for k in head[1].split(",")) if head else ()
            if head is None or not all(keys):
                raise MarkupError(f"not a mark: {body[i : i + 40]!r}")
            open_marks.append((tuple(k for k in keys if k), length))
            i += head.end()
        elif body[i] == "]":
            if not open_marks:
                raise MarkupError(f"a ] too many after {''.join(text)[-40:]!r}")
            keys_, start = open_marks.pop()
            if not "".join(text[start:]).strip():
                raise MarkupError(f"an empty mark after {''.join(text)[-40:]!r}")
            marks.append(Mark(keys_, start, length))
            i += 1
        else:
            if open_marks and body.startswith("\n\n", i):
                raise MarkupError(f"a mark runs over a paragraph's end after {''.join(text)[-40:]!r}")
            text.append(body[i])
            length += 1
            i += 1
    if open_marks:
        raise MarkupError(f"a mark is never closed: {''.join(text)[open_marks[-1][1] :][:40]!r}")
    return "".join(text), sorted(marks, key=lambda m: (m.start, -m.end))


def _foot(line: str) -> tuple[str, list[str]]:
    key, _, rest = line.partition(":")
    return key.strip(), [x.strip() for x in rest.split(";")]


def parse(source: str, name: str) -> MarkedReport:
    """Read one marked-up report. Raises MarkupError where it does not keep to MARKUP.md or FORMAT.md."""
    parts = re.split(r"^---[ \t]*$", source, flags=re.M)
    if len(parts) != 3:
        raise MarkupError(f"{len(parts)} parts between --- lines, 3 wanted")
    head = {k.strip(): v.strip() for k, _, v in (x.partition(":") for x in parts[0].strip().splitlines())}
    for k in ("title", "published", "style"):
        if not head.get(k):
            raise MarkupError(f"no {k} in the head")
    try:
        date.fromisoformat(head["published"])
    except ValueError as e:
        raise MarkupError(f"published: {head['published']!r} is no ISO date") from e
    body, marks = strip_marks(f"{head['title']}\n\n{parts[1].strip()}\n")
    report = MarkedReport(name, body, head["published"], head["style"])
    seen: set[str] = set()
    for line in filter(None, map(str.strip, parts[2].splitlines())):
        key, cells = _foot(line)
        what = f"party {cells[0]}" if key == "party" else key
        if what in seen:
            raise MarkupError(f"two lines for {what}")
        seen.add(what)
        _foot_line(report, key, cells)
    for mark in marks:
        for mark_key in mark.keys:
            _place(report, mark_key, mark)
    _check(report)
    return report


def _wanted(cells: list[str], names: str, where: str) -> list[str]:
    """The cells of a foot line, which begins with the named ones, none of them empty."""
    if not all([*cells, ""][: len(names.split("; "))]):
        raise MarkupError(f"{where}: {names} wanted")
    return cells


def _foot_line(report: MarkedReport, key: str, cells: list[str]) -> None:
    if key == "party":
        name, kind, *more = _wanted(cells, "name; kind", f"party {cells[0]}")
        party: dict[str, Any] = {"kind": kind, "speaks_for": None, "backs": [], "aliases": []}
        for cell in more:
            word, _, rest = cell.partition(" ")
            if word not in ("for", "backs", "aka"):
                raise MarkupError(f"party {name}: {cell!r} is none of for, backs, aka")
            names = [x.strip() for x in rest.split(",")]
            if not all(names):
                raise MarkupError(f"party {name}: an empty name after {word}")
            party.update({"for": {"speaks_for": names[0]}, "backs": {"backs": names}, "aka": {"aliases": names}}[word])
        report.parties[name] = party
    elif key.isdigit():
        speaker, manner, *more = _wanted(cells, "speaker; manner", f"statement {key}")
        via = [x.strip() for cell in more for x in cell.removeprefix("via ").split(",")]
        report.statements[key] = {
            "id": key,
            "speaker": speaker,
            "manner": manner,
            "source": None,
            "cue": None,
            "content": [],
            "via": via,
        }
    elif re.fullmatch("[a-z]{1,2}", key):
        wanted = "kind; party; agent; strength; measure"
        kind, who, agent, strength, measure, *more = _wanted(cells, wanted, f"move {key}")
        move: dict[str, Any] = {"id": key, "kind": kind, "party": who, "agent": agent, "strength": strength, "measure": measure,
                                "step": None, "condition": None, "relation": None, "place": None, "statement": None,
                                "waits_for": None}  # fmt: skip
        for cell in more:
            if cell.startswith("place "):
                move["place"] = cell.removeprefix("place ")
            elif re.fullmatch(r"in \d+", cell):
                move["statement"] = cell.removeprefix("in ")
            else:
                move["relation"] = cell
        report.moves[key] = move
    elif re.fullmatch(r"[a-z]{1,2}\?", key):
        if key[:-1] not in report.moves:
            raise MarkupError(f"{key}: the line of move {key[:-1]} comes first")
        agent, measure, *more = _wanted(cells, "agent; measure", f"condition {key}")
        names = [x.strip() for cell in more for x in cell.removeprefix("names ").split(",")]
        report.moves[key[:-1]]["waits_for"] = {
            "agent": None if agent == "nobody" else agent,
            "measure": measure,
            "names": names,
        }
    else:
        raise MarkupError(f"a foot line that is none: {key!r}")


def _place(report: MarkedReport, key: re.Match[str], mark: Mark) -> None:
    span = [mark.start, mark.end]
    if key["statement"]:
        statement = report.statements.get(key["statement"])
        if statement is None:
            raise MarkupError(f"no line for statement {key['statement']}")
        if key["part"] == "c":
            statement["content"].append(span)
        else:
            part = {"s": "source", "q": "cue"}[key["part"]]
            statement[part] = statement[part] or span
    elif key["move"]:
        move = report.moves.get(key["move"])
        if move is None:
            raise MarkupError(f"no line for move {key['move']}")
        part = {":": "step", "?": "condition"}[key["role"]]
        if move[part]:
            raise MarkupError(f"move {key['move']} has two marks for its {part}")
        move[part] = span
    else:
        report.dates.append({"span": span, "text": report.text[mark.start : mark.end], "date": key["date"], "of": key["of"]})


def _check(report: MarkedReport) -> None:
    def party(name: str, where: str) -> None:
        if name not in report.parties:
            raise MarkupError(f"{where}: {name!r} has no party line")

    def one_of(value: str, values: set[str], where: str) -> None:
        if value not in values:
            raise MarkupError(f"{where}: {value!r} is none of {sorted(values)}")

    for name, p in report.parties.items():
        one_of(p["kind"], KINDS_OF_PARTY, f"party {name}")
        for other in [*filter(None, [p["speaks_for"]]), *p["backs"]]:
            party(other, f"party {name}")
        for alias in p["aliases"]:
            if alias not in report.text:
                raise MarkupError(f"party {name}: alias {alias!r} is not in the text")
    for key, s in report.statements.items():
        for name in (s["speaker"], *s["via"]):
            party(name, f"statement {key}")
        one_of(s["manner"], MANNERS, f"statement {key}")
        if not s["content"]:
            raise MarkupError(f"statement {key} has no content")
    for key, m in report.moves.items():
        party(m["party"], f"move {key}")
        party(m["agent"], f"move {key}")
        one_of(m["kind"], KINDS_OF_MOVE, f"move {key}")
        one_of(m["strength"], STRENGTHS, f"move {key}")
        one_of(m["measure"], MEASURES, f"move {key}")
        if not m["step"]:
            raise MarkupError(f"move {key} has no step")
        if bool(m["condition"]) != bool(m["relation"]):
            raise MarkupError(f"move {key}: condition and relation come together")
        if m["relation"]:
            one_of(m["relation"], RELATIONS, f"move {key}")
        if bool(m["condition"]) != bool(m["waits_for"]):
            raise MarkupError(f"condition {key}?: the mark and the line {key}? come together")
        if waited := m["waits_for"]:
            one_of(waited["measure"], MEASURES, f"condition {key}?")
            if waited["agent"]:
                party(waited["agent"], f"condition {key}?")
            if unknown := [x for x in waited["names"] if x not in report.moves]:
                raise MarkupError(f"condition {key}? names {unknown[0]!r}, which is no move")
        if m["statement"] and m["statement"] not in report.statements:
            raise MarkupError(f"move {key}: no statement {m['statement']}")
    for d in report.dates:
        if d["of"] and d["of"] not in report.moves and d["of"] not in report.statements:
            raise MarkupError(f"date {d['text']!r}: no move or statement {d['of']}")


def load(folder: Path) -> list[MarkedReport]:
    """All reports of a folder, in the order of their names."""
    return [parse(f.read_text(), f.stem) for f in sorted(folder.glob("*.report"))]


def main(arguments: list[str]) -> int:
    out = Path(arguments[arguments.index("--out") + 1]) if "--out" in arguments else None
    files = [Path(a) for a in arguments if a.endswith(".report")]
    bad = 0
    for file in files:
        try:
            report = parse(file.read_text(), file.stem)
        except (MarkupError, ValueError) as e:
            print(f"{file.name}: {e}")
            bad += 1
            continue
        print(f"{file.name}: {len(report.statements)} statements, {len(report.moves)} moves, {len(report.dates)} dates")
        if out:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{report.id}.txt").write_text(report.text)
            (out / f"{report.id}.json").write_text(json.dumps(report.gold(), indent=1, ensure_ascii=False))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
