"""The answers to all chunks of a report, put together as one reading: found in the text and renumbered, or refused and counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pydantic import ValidationError

from goodoffices.model import (
    COMMISSIVES,
    DateMention,
    Manner,
    Measure,
    Move,
    MoveKind,
    Party,
    ReaderName,
    Reading,
    Relation,
    Report,
    Span,
    Statement,
    Strength,
)
from goodoffices.reading.llm.canonical import QUOTES
from goodoffices.reading.llm.cast import Cast, Member
from goodoffices.reading.llm.chunks import Chunk
from goodoffices.reading.llm.grounding import Bounds, Grounding
from goodoffices.reading.llm.limits import DEFAULTS
from goodoffices.reading.llm.schema import Answer, AnsweredDate, AnsweredMove, AnsweredStatement
from goodoffices.reading.llm.tally import Tally
from goodoffices.reading.llm.variants import V, meant
from goodoffices.reading.reader import NOTHING_FOUND

UNSURE = 0.5
"""The confidence of what a model gives none for."""
Entry = TypeVar("Entry")


class Assembly:
    """The reading of one report in the making."""

    def __init__(self, report: Report):
        self.report = report
        self.tally = Tally()
        self.grounding = Grounding(report.text)
        self.cast = Cast(self.grounding, self.tally)
        self.statements: dict[tuple[Span | None, tuple[Span, ...]], tuple[Statement, Member | None, list[Member]]] = {}
        self.moves: dict[tuple[str, Member, Span], tuple[Move, Member, Member]] = {}
        self.dates: dict[Bounds, DateMention] = {}
        self._zone: Bounds = (0, 0)
        self._home: Bounds = (0, 0)

    def add(self, chunk: Chunk, answer: Answer) -> None:
        """Take what a model answered to a chunk. Contents and steps are from the chunk itself, the rest may be in its context."""
        self._zone, self._home = (chunk.context, chunk.end), (chunk.start, chunk.end)
        self.cast.enter(self._few(answer.parties), self._zone)
        ids: dict[str, str] = {}
        statements: dict[str, Statement] = {}
        for said in self._few(answer.statements):
            statement = self._statement(said)
            if statement is not None and said.id:
                ids[said.id], statements[said.id] = statement.id, statement
        for moved in self._few(answer.moves):
            move = self._move(moved, statements.get(moved.statement or ""))
            if move is not None and moved.id:
                ids[moved.id] = move.id
        for date in self._few(answer.dates):
            self._date(date, ids)

    def reading(self, reader: ReaderName) -> Reading:
        """All of it, in the order of the text; its notes say what was repaired and what was refused."""
        ids = self.cast.ids()
        self.tally.refused += len(self.cast.members) - len(ids)
        said = sorted(self.statements.values(), key=lambda found: found[0].content[0].start)
        moved = sorted(self.moves.values(), key=lambda found: found[0].step.start)
        numbers = {statement.id: f"s{number}" for number, (statement, _, _) in enumerate(said, 1)}
        numbers |= {move.id: f"m{number}" for number, (move, _, _) in enumerate(moved, 1)}
        parties: tuple[Party, ...] = self.cast.parties()
        return Reading(
            report=self.report,
            reader=reader,
            parties=parties,
            statements=tuple(
                statement.model_copy(
                    update={
                        "id": numbers[statement.id],
                        "speaker": ids[speaker] if speaker else None,
                        "via": tuple(ids[member] for member in via),
                    }
                )
                for statement, speaker, via in said
            ),
            moves=tuple(
                move.model_copy(
                    update={
                        "id": numbers[move.id],
                        "party": ids[party],
                        "agent": ids[agent],
                        "statement": numbers[move.statement] if move.statement else None,
                    }
                )
                for move, party, agent in moved
            ),
            dates=tuple(
                date.model_copy(update={"of": numbers[date.of] if date.of else None}) for _, date in sorted(self.dates.items())
            ),
            notes=tuple(filter(None, (self.tally.note(), None if said else NOTHING_FOUND))),
        )

    def _statement(self, said: AnsweredStatement) -> Statement | None:
        content = self._content(said.content)
        if not content:
            return None
        source = self._quoted(said.source, near=content, apart=content)
        cue = self._quoted(
            said.cue, near=[*content, *([source] if source else [])], apart=[*content, *([source] if source else [])]
        )
        speaker = self.cast.named(said.speaker, self._zone, source)
        via = [member for name in said.via if (member := self.cast.named(name, self._zone)) and member is not speaker]
        manner = meant(Manner, said.manner)
        self.tally.values += manner is None
        statement = Statement(
            id=f"s{len(self.statements)}",
            source=source,
            cue=cue,
            content=content,
            manner=manner or self._manner(content),
            confidence=UNSURE if said.confidence is None else said.confidence,
        )
        return self.statements.setdefault((source, content), (statement, speaker, list(dict.fromkeys(via))))[0]

    def _content(self, quoted: Sequence[str]) -> tuple[Span, ...]:
        """The pieces of a content in the order of the text. Counted as left out where there is none, unless it is context's."""
        taken = [piece for _, content in self.statements for piece in content]
        pieces: list[Span] = []
        context = False
        for words in quoted:
            found = self.grounding.find(words, self._home, near=pieces, apart=[*pieces, *taken])
            if found is None and self.grounding.find(words, self._zone):
                context = True  # it was read with the chunk before
            elif found is None:
                self.tally.refused += 1
            elif not any(found.span.start < p.end and p.start < found.span.end for p in pieces):
                self.tally.repaired += found.repaired
                pieces.append(found.span)
        self.tally.statements += not pieces and not context
        return tuple(sorted(pieces, key=lambda piece: piece.start))

    def _move(self, moved: AnsweredMove, statement: Statement | None) -> Move | None:
        """The move; None, and counted, where what makes it what it is cannot be told.

        A condition that is not in the text takes its move with it: an offer must not seem to be unconditional.
        """
        if moved.step and not self.grounding.find(moved.step, self._home) and self.grounding.find(moved.step, self._zone):
            return None  # it was read with the chunk before
        near = statement.content if statement else ()
        kind = meant(MoveKind, moved.kind)
        self.tally.values += kind is None
        step = self._quoted(moved.step, near=near, zone=self._home)
        condition = self._quoted(moved.condition, near=[step], apart=[step]) if step else None
        party, agent = self._sides(moved, kind, statement)
        conditional = moved.condition is not None or meant(Relation, moved.relation) is not None
        if kind is None or step is None or (conditional and condition is None) or party is None or agent is None:
            self.tally.moves += 1
            return None
        place = self._quoted(moved.place, near=[step])
        move = Move(
            id=f"m{len(self.moves)}",
            kind=kind,
            party="",
            agent="",
            step=step,
            condition=condition,
            relation=self._value(Relation, moved.relation, Relation.IF) if condition else None,
            strength=self._value(Strength, moved.strength, Strength.TENTATIVE),
            measure=self._value(Measure, moved.measure, Measure.OTHER),
            place=place.text if place else None,
            statement=statement.id if statement else None,
            confidence=UNSURE if moved.confidence is None else moved.confidence,
        )
        return self.moves.setdefault((kind, party, step), (move, party, agent))[0]

    def _sides(
        self, moved: AnsweredMove, kind: MoveKind | None, statement: Statement | None
    ) -> tuple[Member | None, Member | None]:
        """Whose move it is, and who would take the step; what the answer leaves open is taken from the statement or the kind."""
        party = self.cast.named(moved.party, self._zone)
        if party is None and statement is not None:
            speaker = self.statements[statement.source, statement.content][1]
            party = speaker.speaks_for or speaker if speaker else None
        agent = self.cast.named(moved.agent, self._zone)
        if agent is None and kind in COMMISSIVES:
            agent = party
        return party if party and party.name else None, agent if agent and agent.name else None

    def _date(self, date: AnsweredDate, ids: dict[str, str]) -> None:
        if not (date.text and date.date):
            return
        span = self._quoted(date.text)
        if span is None:
            return
        try:
            mention = DateMention(start=span.start, end=span.end, text=span.text, date=date.date, of=ids.get(date.of or ""))
        except ValidationError:
            self.tally.dates += 1
            return
        self.dates.setdefault((span.start, span.end), mention)

    def _quoted(
        self, quoted: str | None, near: Sequence[Span] = (), apart: Sequence[Span] = (), zone: Bounds | None = None
    ) -> Span | None:
        """Where the words of an answer stand, counted where they had to be repaired or refused."""
        if quoted is None:
            return None
        found = self.grounding.find(quoted, zone or self._zone, near=near, apart=apart)
        self.tally.refused += found is None
        self.tally.repaired += found is not None and found.repaired
        return found.span if found else None

    def _value(self, values: type[V], written: str | None, otherwise: V) -> V:
        value = meant(values, written)
        self.tally.values += value is None
        return otherwise if value is None else value

    def _manner(self, content: Sequence[Span]) -> Manner:
        """Direct where quotation marks open and close each piece, mixed where there are any, else indirect."""
        text = self.report.text
        edges = [
            (text[p.start] in QUOTES or text[max(0, p.start - 1)] in QUOTES)
            and (text[p.end - 1] in QUOTES or text[p.end : p.end + 1] in QUOTES)
            for p in content
        ]
        if all(edges):
            return Manner.DIRECT
        return Manner.MIXED if any(c in QUOTES - set("'’`") for p in content for c in p.text) else Manner.INDIRECT

    def _few(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        self.tally.surplus += max(0, len(entries) - DEFAULTS.entries)
        return entries[: DEFAULTS.entries]
