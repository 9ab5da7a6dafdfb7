"""The grammar of the text form, by recursive descent; docs/deals-text.md shows it."""

from __future__ import annotations

import datetime
from decimal import Decimal

from goodoffices.deals.checking import LARGEST
from goodoffices.deals.forms.text.lexicon import Kind
from goodoffices.deals.forms.text.parser import Parser
from goodoffices.deals.forms.text.statements import (
    AlreadyDone,
    AsOf,
    Bound,
    Definition,
    Fares,
    NamedParty,
    NamedStep,
    Said,
    Standing,
    Stands,
    Statement,
    Terms,
)
from goodoffices.deals.forms.text.tokens import PROBLEM
from goodoffices.model import (
    CommitmentKind,
    CommitmentState,
    Condition,
    Not,
    Strength,
    Until,
    all_of,
    conjuncts,
)

VERBS = {
    "will": (CommitmentKind.PROMISE, Strength.FIRM),
    "may": (CommitmentKind.PROMISE, Strength.TENTATIVE),
    "threatens": (CommitmentKind.THREAT, Strength.FIRM),
    "threaten": (CommitmentKind.THREAT, Strength.FIRM),
}
ADVERBS = {"firmly": Strength.FIRM, "tentatively": Strength.TENTATIVE}
STANDINGS = {
    "refuses": Standing.REFUSAL,
    "refuse": Standing.REFUSAL,
    "demands": Standing.DEMAND,
    "demand": Standing.DEMAND,
    "cannot": Standing.UNABLE,
    "guarantees": Standing.GUARANTEE,
    "guarantee": Standing.GUARANTEE,
}


def statement(text: str, line: int) -> Statement | None:
    """What a line says; None for one that is empty or only a comment. Raises DealsError with line and column."""
    parser = _Parser(text, line)
    if parser.next.kind is Kind.END:
        return None
    said = parser.said()
    parser.end()
    return Statement(line, said, tuple(parser.names))


class _Parser(Parser):
    lexicon = PROBLEM
    named = "a step or another condition"
    flatter = "name a part of it with 'define'"

    def said(self) -> Said:
        match self.word("on", "party", "step", "done", "define"):
            case "on":
                return AsOf(self.day())
            case "party":
                party = self.name("the name of a party")
                return NamedParty(party, self.quoted("how the party is called") if self.mark(":") else party)
            case "step":
                return self.step()
            case "done":
                return AlreadyDone(self.several("a step"))
            case "define":
                name = self.name("a name for the condition")
                self.expect_mark("=")
                return Definition(name, self.condition())
            case _:
                return self.of_somebody()

    def step(self) -> NamedStep:
        step = self.name("the name of a step")
        name = self.quoted("how the step is called") if self.next.kind is Kind.QUOTED else ""
        agents = self.several("a party") if self.word("by") else ()
        tranches = 1
        if self.word("in"):
            token = self.next
            tranches = self.whole("in how many tranches")
            if tranches < 1:
                self.amiss(token, "a step has at least 1 tranche")
            self.expect_name("tranches", "tranche")
        return NamedStep(step, name, agents, tranches)

    def of_somebody(self) -> Said:
        """A commitment, how a party stands to a step, or how a commitment fares."""
        start = self.next
        name = self.name("a party (or on, party, step, done, define)")
        if self.word("is"):
            return Fares(name, self.state())
        label = None
        if self.mark(":"):
            label, name = name, self.name("a party")
        adverb = ADVERBS.get(self.word(*ADVERBS) or "")
        if verb := self.word(*VERBS):
            kind, strength = VERBS[verb]
            return self.bound(label, kind, name, adverb, strength)
        if verb := self.word(*STANDINGS):
            steps = self.several("a step")
            if STANDINGS[verb] is Standing.REFUSAL and self.next.value in ("until", "unless", "to", "by", "with"):
                return self.refusal_until(label, name, adverb, steps)
            if label is not None or adverb is not None:
                self.amiss(start, f"only a commitment has a name or an adverb: write '{name} {verb} ...' alone")
            return Stands(STANDINGS[verb], name, steps)
        return self.expected("what the party does (will, may, threatens, refuses, demands, cannot, guarantees)")

    def bound(self, label: str | None, kind: CommitmentKind, debtor: str, adverb: Strength | None, strength: Strength) -> Bound:
        consequent = self.several("a step")
        terms = Terms()
        clauses: list[Condition] = []
        necessary: Condition | None = None
        while self.next.kind is not Kind.END:
            token = self.next
            if self.word("only"):
                self.expect_word("if")
                if clauses or necessary is not None or kind is CommitmentKind.THREAT:
                    self.amiss(token, "'only if' stands in a promise, without another condition: put all of it into one")
                necessary = self.condition()
            elif clause := self.word("if", "unless", "until"):
                if necessary is not None:
                    self.amiss(token, f"after 'only if' there is no '{clause}': put all of it into one condition")
                clauses.append(self.clause(clause))
            else:
                self.term(terms)
        if necessary is not None:
            return Bound(label, CommitmentKind.NECESSARY, debtor, consequent, adverb or Strength.TENTATIVE, necessary, terms)
        whole = clauses[0] if len(clauses) == 1 else all_of(*(part for c in clauses for part in conjuncts(c)))
        return Bound(label, kind, debtor, consequent, adverb or strength, whole, terms)

    def clause(self, clause: str) -> Condition:
        match clause:
            case "if":
                return self.condition()
            case "until" if self.next.kind is Kind.DAY:
                return Until(day=self.day())
            case _:
                return Not(part=self.condition())

    def refusal_until(self, label: str | None, debtor: str, adverb: Strength | None, consequent: tuple[str, ...]) -> Bound:
        terms = Terms()
        antecedent: Condition | None = None
        while self.next.kind is not Kind.END:
            token = self.next
            if clause := self.word("until", "unless"):
                if antecedent is not None:
                    self.amiss(token, "a refusal has one 'until' or 'unless': put all of it into one condition")
                on_a_day = clause == "until" and self.next.kind is Kind.DAY
                antecedent = Not(part=Until(day=self.day())) if on_a_day else self.condition()
            else:
                self.term(terms)
        if antecedent is None:
            return self.expected("'until' or 'unless'")
        return Bound(label, CommitmentKind.NECESSARY, debtor, consequent, adverb or Strength.TENTATIVE, antecedent, terms)

    def term(self, terms: Terms) -> None:
        token = self.next
        match self.word("to", "by", "with"):
            case "to" if terms.creditor is None:
                terms.creditor = self.name("a party")
            case "by" if terms.deadline is None:
                terms.deadline = self.day()
            case "with" if terms.reliability is None:
                number = self.number("how likely it is kept, such as 70%,")
                self.expect_mark("%")
                terms.reliability = float(Decimal(number) / 100)
            case None:
                self.expected("and, or, if, only if, unless, until, to, by, with or the end of the line")
            case word:
                self.amiss(token, f"'{word}' stands twice: leave one out")

    def _single(self) -> Condition:
        return Until(day=self.day()) if self.word("until") else super()._single()

    def count(self) -> int:
        return self.whole("how many at least")

    def several(self, what: str) -> tuple[str, ...]:
        """Names with commas or "and" between them."""
        names = [self.name(what)]
        while self.mark(","):
            self.word("and")
            names.append(self.name(what))
        while self.word("and"):
            names.append(self.name(what))
        return tuple(names)

    def name(self, what: str) -> str:
        token = self.next
        if token.kind not in (Kind.NAME, Kind.QUOTED):
            is_word = token.kind in (Kind.WORD, Kind.DAY, Kind.NUMBER)
            self.expected(what, "; in quotes it would be a name" if is_word else "")
        self.names.append(token)
        self.at += 1
        return token.value

    def day(self) -> datetime.date:
        token = self.next
        if token.kind is not Kind.DAY:
            self.expected("a day such as 2014-02-01")
        self.at += 1
        try:
            return datetime.date.fromisoformat(token.value)
        except ValueError:
            self.amiss(token, f"there is no day {token.value}: write year-month-day, such as 2014-02-01")

    def number(self, what: str) -> str:
        token = self.next
        if token.kind is not Kind.NUMBER:
            self.expected(what)
        self.at += 1
        return token.value

    def whole(self, what: str) -> int:
        token = self.next
        number = self.number(what)
        if "." in number or Decimal(number) > LARGEST:
            self.amiss(token, f"{what}: write a whole number, up to {LARGEST:,}")
        return int(number)

    def state(self) -> CommitmentState:
        token = self.next
        self.at += token.kind is not Kind.END
        try:
            return CommitmentState(token.value)
        except ValueError:
            self.amiss(token, f"{token} is no state of a commitment: write one of {', '.join(CommitmentState)}")
