"""Facts of a ledger in words."""

from __future__ import annotations

from goodoffices.brief import wording
from goodoffices.ledger.citing import Citing
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
from goodoffices.model import AtLeast, Condition, Done, Not, Span, Until


def according_to(report: ReportFact) -> str:
    """Which report says so."""
    return f"according to {cited(report)}"


def cited(report: ReportFact) -> str:
    """A report as one cites it: number, title, publisher, day; and which one has told the same story before."""
    title = f"“{report.title}”" if report.title else None
    where = ", ".join(filter(None, (title, report.publisher or (None if title else report.origin), wording.day(report.day))))
    return f"{report.id} {where}{'' if report.story == report.id else f' (the same story as {report.story})'}"


def speaker(statement: StatementFact, cite: Citing) -> str:
    """According to whom a statement is, in the report's words."""
    source = statement.source
    words = Span(start=source.spans[0][0], end=source.spans[-1][1], text=source.text) if source else None
    named = cite.name(statement.speaker) if statement.speaker else None
    return wording.according_to(named, words, [cite.name(v) for v in statement.via])


def move(fact: MoveFact, cite: Citing) -> str:
    """Who does what with which step, on which condition."""
    strength = " (tentative)" if fact.strength == "tentative" else ""
    agent = "" if fact.agent == fact.party else f" of {cite.name(fact.agent)}"
    condition = f", {wording.RELATIONS[fact.relation]} {fact.condition.text}" if fact.condition and fact.relation else ""
    return f"{cite.name(fact.party)} {wording.KINDS[fact.kind].lower()}{strength}{agent}: {fact.words.text}{condition}"


def link(fact: LinkFact, cite: Citing) -> str:
    """Which step the condition of a move waits for."""
    words = fact.move.condition.text if fact.move.condition else fact.move.words.text
    return f"“{words}” waits for {fact.step} {cite.step(fact.step)}"


def commitment(fact: CommitmentFact, cite: Citing) -> str:
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


def condition(of: Condition, cite: Citing) -> str:
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


def position(fact: PositionFact, cite: Citing) -> str:
    """Where a party stands on a step."""
    stance = "disputed" if fact.disputed else fact.stance.value
    return f"{cite.name(fact.party)}, {stance}: {fact.step} {cite.step(fact.step)}"


def party(fact: PartyFact, cite: Citing) -> str:
    """Who a party is."""
    side = f", speaks for {cite.name(fact.speaks_for)}" if fact.speaks_for else ""
    return f"{fact.name}, {fact.kind.value}{side}: {wording.counted(fact.reports, 'report')}"


def step(fact: StepFact, cite: Citing) -> str:
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
