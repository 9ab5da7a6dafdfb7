"""The rows of a reading, as the tables of the ledger have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.ledger import tables
from goodoffices.ledger.commitments import Drawn, drawn
from goodoffices.ledger.events import Read, Status
from goodoffices.ledger.pending import Pending, Row, Rows

DRAFT = Status.DRAFT.value


def rows_of(event: Read, pending: Pending, day: str) -> Rows:
    """All rows that a reading of a report of a day adds, those of its new parties and steps among them.

    Those of its commitments (`commitment_rows`) are not: they follow from these.
    """
    rows: Rows = {}
    ids = _parties(event, pending, rows)
    _steps(event, ids, rows)
    statements = {s["id"]: n for n, s in enumerate(event.reading.get("statements", ()), 1)}
    named = {x["move"]: x["step"] for x in reversed(event.reading.get("step_mentions", ())) if x["part"] == "step"}
    moves = {m["id"]: n for n, m in enumerate(event.reading.get("moves", ()), 1) if m["id"] in named}
    rows[tables.statements] = [_statement(event, s, n, ids) for s, n in _numbered(event, "statements", statements)]
    rows[tables.moves] = [
        _move(event, m, n, ids, event.steps[named[m["id"]]], statements.get(m.get("statement", ""))) | {"day": day}
        for m, n in _numbered(event, "moves", moves)
    ]
    rows[tables.links] = _links(event, moves)
    of = {k: f"s{n}" for k, n in statements.items()} | {k: f"m{n}" for k, n in moves.items()}
    rows[tables.dates] = [
        {"report": event.report, "start": start, "end": d["end"], "date": d["date"], "of": of.get(d.get("of"))}
        for start, d in {d["start"]: d for d in event.reading.get("dates", ())}.items()
    ]
    return rows


def commitments_of(event: Read, rows: Rows, pending: Pending) -> list[Drawn]:
    """The commitments that the moves of a reading make, given its rows."""
    number = pending.numbers(tables.parties, event.parties.values())[0]
    agents = {event.steps[s["id"]]: number[event.parties[s["agent"]]] for s in event.reading.get("steps", ()) if s.get("agent")}
    return drawn(rows[tables.moves], rows[tables.links], rows[tables.dates], agents)


def spans_of(parts: Sequence[Sequence[Sequence[int]]]) -> str:
    """Spans as they stand in a column: "3-9;;12-20,25-30"."""
    return ";".join(map(_several, parts))


def _one(span: Sequence[int] | None) -> str:
    return f"{span[0]}-{span[1]}" if span else ""


def _several(spans: Sequence[Sequence[int]]) -> str:
    return ",".join([f"{start}-{end}" for start, end in spans])


def spans_in(column: str) -> list[list[tuple[int, int]]]:
    """What `spans_of` wrote."""
    return [[(int(s), int(e)) for s, e in (x.split("-") for x in part.split(",") if x)] for part in column.split(";")]


def _numbered(event: Read, what: str, numbers: Mapping[str, int]) -> list[tuple[Row, int]]:
    return [(x, numbers[x["id"]]) for x in event.reading.get(what, ()) if x["id"] in numbers]


def _parties(event: Read, pending: Pending, rows: Rows) -> dict[str, int]:
    """The numbers of the reading's parties by their ids in it."""
    mentioned = {p["id"]: p for p in event.reading.get("parties", ())}
    keys = {local: event.parties[local] for local in mentioned}  # in the order of the reading: JSON keeps that of no object
    numbers, new = pending.numbers(tables.parties, keys.values())
    ids = {local: numbers[key] for local, key in keys.items()}
    first = {key: mentioned[local] for local, key in reversed(keys.items())}
    rows[tables.parties] = [{"id": numbers[k], "key": k, "name": first[k]["name"], "kind": first[k]["kind"]} for k in new]
    by_key = pending.numbers(tables.parties, (key for key, _, _ in event.names))[0]
    rows[tables.names] = [{"party": by_key[key], "name": name, "block": block} for key, name, block in event.names]
    rows[tables.appearances] = [{"party": i, "report": event.report} for i in dict.fromkeys(ids.values())]
    sides = {ids[local]: ids[p["speaks_for"]] for local, p in mentioned.items() if p.get("speaks_for")}
    sides = {one: side for one, side in sides.items() if one != side}
    pending.sides += [(one, sides[one]) for one in sorted(pending.without_side(sides))]
    backs = {(ids[x], ids[y]) for x, p in mentioned.items() for y in p.get("backs", ())}
    rows[tables.backings] = [{"backer": x, "backed": y, "report": event.report} for x, y in sorted(backs)]
    return ids


def _steps(event: Read, ids: Mapping[str, int], rows: Rows) -> None:
    new: dict[int, Row] = {}
    for s in event.reading.get("steps", ()):
        number = event.steps[s["id"]]
        if number in event.step_keys and number not in new:
            new[number] = {
                "id": number, "key": event.step_keys[number], "agent": ids[s["agent"]] if s.get("agent") else None,
                "measure": s["measure"], "object": s.get("object"), "place": s.get("place"),
            }  # fmt: skip
    rows[tables.steps] = list(new.values())


def _statement(event: Read, s: Row, n: int, ids: Mapping[str, int]) -> Row:
    return {
        "report": event.report, "n": n, "spans": f"{_one(s.get('source'))};{_one(s.get('cue'))};{_several(s['content'])}",
        "speaker": ids[s["speaker"]] if s.get("speaker") else None, "via": " ".join(str(ids[v]) for v in s.get("via", ())) or None,
        "manner": s["manner"], "confidence": s["confidence"], "status": DRAFT,
    }  # fmt: skip


def _move(event: Read, m: Row, n: int, ids: Mapping[str, int], step: int, statement: int | None) -> Row:  # noqa: PLR0917
    return {
        "report": event.report, "n": n, "kind": m["kind"], "party": ids[m["party"]],
        "agent": ids[m["agent"]], "step": step,
        "spans": f"{_one(m['step'])};{_one(m.get('condition'))}", "relation": m.get("relation"), "strength": m["strength"],
        "statement": statement, "confidence": m["confidence"], "status": DRAFT,
    }  # fmt: skip


def _links(event: Read, moves: Mapping[str, int]) -> list[Row]:
    """The surest link of each condition to each step."""
    links: dict[tuple[int, int], float] = {}
    for x in event.reading.get("step_mentions", ()):
        if x["part"] == "condition" and x["move"] in moves:
            link = moves[x["move"]], event.steps[x["step"]]
            links[link] = max(x["confidence"], links.get(link, 0.0))
    return [{"report": event.report, "n": n, "step": s, "confidence": c, "status": DRAFT} for (n, s), c in links.items()]


def commitment_rows(found: Sequence[Drawn], report: int, pending: Pending) -> Rows:
    """The rows of the commitments that a report's moves make, and of its testimonies to them."""
    keyed = [(d.key, d) for d in found]
    number, new = pending.numbers(tables.commitments, (key for key, _ in keyed))
    first = dict(reversed(keyed))
    commitments = [
        {
            "id": number[key], "key": key, "kind": d.kind.value, "debtor": d.debtor, "creditor": d.creditor,
            "antecedent": d.over, "consequent": d.consequent,
        }
        for key, d in ((key, first[key]) for key in new)
    ]  # fmt: skip
    testimonies = [
        {
            "commitment": number[key], "report": report, "n": d.move,
            "deadline": d.deadline.isoformat() if d.deadline else None,
        }
        for key, d in keyed
    ]  # fmt: skip
    return {tables.commitments: commitments, tables.testimonies: testimonies}
