"""Facts of a ledger in words."""

from __future__ import annotations

from typing import Protocol

from goodoffices.brief import wording
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import (
    CommitmentFact,
    LinkFact,
    MoveFact,
    PartyFact,
    PositionFact,
    ReportFact,
    StatementFact,
    StepFact,
)
from goodoffices.ledger.sources import Source
from goodoffices.model import AtLeast, Condition, Done, Not, Span, Until


class Cites(Protocol):
    """Whoever knows parties by name, and steps in words."""

    def name(self, key: str) -> str:
        """The name of a party."""

    def step(self, step: str) -> str:
        """What a step (t4) is."""


def according_to(report: ReportFact) -> str:
    """Which report says so."""
    return f"according to {cited(report)}"


def cited(report: ReportFact) -> str:
    """A report as one cites it: number, title, publisher, day; and which one has told the same story before."""
    where = wording.printed(report.title, report.publisher, report.origin, report.day)
    return f"{report.id} {where}{'' if report.story == report.id else f' (the same story as {report.story})'}"


def source(of: Source) -> str:
    """According to whom a move is, and which report has it."""
    same = "" if of.story == of.report else f" (the same story as {of.story})"
    return f"{whom(of)}: {of.report} {wording.printed(of.title, of.publisher, of.origin, of.day)}{same}"


def whom(of: Source) -> str:
    """According to whom a move is."""
    if of.speaker is None and of.named is None:
        return wording.THE_REPORT
    words = Span(start=0, end=len(of.named), text=of.named) if of.named else None
    return wording.according_to(of.speaker, words, of.via)


def speaker(statement: StatementFact, cite: Cites) -> str:
    """According to whom a statement is, in the report's words."""
    source = statement.source
    words = Span(start=source.spans[0][0], end=source.spans[-1][1], text=source.text) if source else None
    named = cite.name(statement.speaker) if statement.speaker else None
    return wording.according_to(named, words, [cite.name(v) for v in statement.via])


def move(fact: MoveFact, cite: Cites) -> str:
    """Who does what with which step, on which condition."""
    strength = " (tentative)" if fact.strength == "tentative" else ""
    agent = "" if fact.agent == fact.party else f" of {cite.name(fact.agent)}"
    condition = f", {wording.RELATIONS[fact.relation]} {fact.condition.text}" if fact.condition and fact.relation else ""
    return f"{cite.name(fact.party)} {wording.KINDS[fact.kind].lower()}{strength}{agent}: {fact.words.text}{condition}"


def link(fact: LinkFact, cite: Cites) -> str:
    """Which step the condition of a move waits for."""
    words = fact.move.condition.text if fact.move.condition else fact.move.words.text
    return f"“{words}” waits for {fact.step} {cite.step(fact.step)}"


def commitment(fact: CommitmentFact, cite: Cites) -> str:
    """Who would do what for whom, if what."""
    to = f" to {cite.name(fact.creditor)}" if fact.creditor else ""
    step, words, measure = fact.consequent.step, fact.consequent.object, fact.consequent.measure.value
    consequent = f"{step} {words} ({measure})" if words else f"{step} {measure}"
    waits = condition(fact.antecedent, cite)
    how = {"promise": f"promises{to}", "threat": "threatens", "necessary": "names a necessary condition of"}[fact.kind.value]
    return f"{cite.name(fact.debtor)} {how}: {consequent}{f', if {waits}' if waits else ''}"


def terms(fact: CommitmentFact) -> str:
    """What has become of a commitment, how firm it is, and how many tell of it."""
    stories = f"{fact.stories} {'story' if fact.stories == 1 else 'stories'}"
    deadline = f"deadline {wording.day(fact.deadline)}" if fact.deadline else None
    return " · ".join(filter(None, (fact.state.value, fact.strength.value, deadline, stories, draft(fact.is_draft))))


def condition(of: Condition, cite: Cites) -> str:
    """A condition over steps; nothing for the empty one."""
    match of:
        case Done(step=step):
            return f"{step} ({cite.step(step)})"
        case Not(part=part):
            return f"not {condition(part, cite)}"
        case Until(day=day):
            return f"not later than {wording.day(day)}"
        case AtLeast(count=0):
            return ""
        case AtLeast(count=count, parts=parts):
            how = "all of" if count == len(parts) else "any of" if count == 1 else f"at least {count} of"
            return f"{how}: {'; '.join(condition(p, cite) for p in parts)}"


def position(fact: PositionFact, cite: Cites) -> str:
    """Where a party stands on a step."""
    return f"{cite.name(fact.party)}, {stance(fact)}: {fact.step} {cite.step(fact.step)}"


def stance(fact: PositionFact) -> str:
    """For, against, conditional, or what cannot be told."""
    return "disputed" if fact.disputed else fact.stance.value


def party(fact: PartyFact, cite: Cites) -> str:
    """Who a party is."""
    side = f", speaks for {cite.name(fact.speaks_for)}" if fact.speaks_for else ""
    return f"{fact.name}, {fact.kind.value}{side}: {wording.counted(fact.reports, 'report')}"


def step(fact: StepFact, cite: Cites) -> str:
    """Who would take a step, what it is and where, and whether it is done."""
    place = f", {fact.place}" if fact.place else ""
    done = f", done on {wording.day(fact.done)}" if fact.done else ""
    return f"{cite.step(fact.step)}{place}{done}"


def status(of: Status, confidence: float) -> str:
    """What people have said of a row; for a draft, how sure its reader was of its reading."""
    return f"draft, read with {wording.confidence_word(confidence)} confidence" if of is Status.DRAFT else of.value


def draft(is_draft: bool) -> str | None:
    """The mark of what no person has confirmed."""
    return "draft" if is_draft else None
