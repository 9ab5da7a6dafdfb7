"""The domain types that all rooms speak (the words of the field, see docs/architecture.md). They know no file and no model."""

from goodoffices.model.commitment import Commitment, CommitmentKind, CommitmentState
from goodoffices.model.condition import AtLeast, Condition, Done, Not, Until, all_of, any_of, conjuncts, has_not, holds, steps_in
from goodoffices.model.interpretation import Interpretation
from goodoffices.model.move import COMMISSIVES, Move, MoveKind, Relation, Strength
from goodoffices.model.party import Party, PartyKind, Role
from goodoffices.model.position import Position, Stance
from goodoffices.model.reading import DateMention, ReaderName, Reading
from goodoffices.model.report import Report
from goodoffices.model.span import Span
from goodoffices.model.statement import Manner, Statement
from goodoffices.model.step import Measure, Step, StepMention, StepPart

__all__ = [
    "COMMISSIVES",
    "AtLeast",
    "Commitment",
    "CommitmentKind",
    "CommitmentState",
    "Condition",
    "DateMention",
    "Done",
    "Interpretation",
    "Manner",
    "Measure",
    "Move",
    "MoveKind",
    "Not",
    "Party",
    "PartyKind",
    "Position",
    "ReaderName",
    "Reading",
    "Relation",
    "Report",
    "Role",
    "Span",
    "Stance",
    "Statement",
    "Step",
    "StepMention",
    "StepPart",
    "Strength",
    "Until",
    "all_of",
    "any_of",
    "conjuncts",
    "has_not",
    "holds",
    "steps_in",
]
