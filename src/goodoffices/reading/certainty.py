"""What is left of a reading when only what was read with some confidence counts."""

from __future__ import annotations

from goodoffices.model import Interpretation, Reading


def at_least(reading: Reading, confidence: float) -> Reading:
    """The reading without the statements, moves and step mentions that were read with less confidence (0 to 1) than that.

    What rests on them goes along: positions that no move shows any more, interpretations that stand in a statement left out. A
    move keeps its place where only its statement goes, a date where only what it bounds does. Steps and parties stay, for they
    assert nothing. A note says how much was left out. Raises ValueError for a confidence outside 0 to 1.
    """
    if not 0 <= confidence <= 1:
        raise ValueError(f"a confidence lies between 0 and 1, not at {confidence}")
    statements = tuple(s for s in reading.statements if s.confidence >= confidence)
    moves = tuple(m for m in reading.moves if m.confidence >= confidence)
    mentions = tuple(m for m in reading.step_mentions if m.confidence >= confidence)
    without = len(reading.statements) - len(statements), len(reading.moves) - len(moves), len(reading.step_mentions) - len(mentions)
    if not any(without):
        return reading
    said, made = {s.id for s in statements}, {m.id for m in moves}
    positions = [p.model_copy(update={"evidence": tuple(i for i in p.evidence if i in made)}) for p in reading.positions]
    parts = {
        "statements": statements,
        "moves": tuple(m if m.statement in said else m.model_copy(update={"statement": None}) for m in moves),
        "dates": tuple(d if d.of in said | made else d.model_copy(update={"of": None}) for d in reading.dates),
        "step_mentions": tuple(m for m in mentions if m.move in made),
        "positions": tuple(now for was, now in zip(reading.positions, positions, strict=True) if now.evidence or not was.evidence),
        "interpretations": _standing([i for i in reading.interpretations if i.statement is None or i.statement in said]),
        "notes": (*reading.notes, _left_out(confidence, *without[:2])) if any(without[:2]) else reading.notes,
    }
    return Reading.model_validate({**dict(reading), **parts})


def _standing(interpretations: list[Interpretation]) -> tuple[Interpretation, ...]:
    """Those that still say something, when nothing disputes what is not among them."""
    while True:
        there = {i.id for i in interpretations}
        still = [
            i if i.disputes in there else i.model_copy(update={"disputes": None})
            for i in interpretations
            if i.meaning is not None or i.disputes in there
        ]
        if len(still) == len(interpretations):
            return tuple(still)
        interpretations = still


def _left_out(confidence: float, statements: int, moves: int) -> str:
    counts = [f"{n} {what}{'' if n == 1 else 's'}" for n, what in ((statements, "statement"), (moves, "move")) if n]
    return f"left out, as read with less confidence than {confidence:g}: {', '.join(counts)}"
