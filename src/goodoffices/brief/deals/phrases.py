"""Steps, conditions, commitments and concessions in words; who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goodoffices.brief import wording
from goodoffices.brief.outline import Told
from goodoffices.brief.printable import one_line
from goodoffices.deals.concessions import Concession, Guarantee, Lifting, Offer, Waiver
from goodoffices.deals.problem import Evidence, Problem
from goodoffices.deals.sequence.course import Reason
from goodoffices.model import AtLeast, Commitment, CommitmentKind, Condition, Done, Not, Strength, Until, conjuncts

Sources = tuple[Told, ...]
ALWAYS = "whatever happens"


class Phrases:
    """What a problem speaks of, in words. No phrase says that a party did or would do something."""

    def __init__(self, problem: Problem):
        self.problem = problem

    def party(self, party: str) -> str:
        """How a party is called."""
        return one_line(self.problem.party_name(party)) or "somebody"

    def agents(self, step: str) -> str:
        """Who would take a step."""
        return listed([self.party(a) for a in self.problem.by_id[step].agents]) or "nobody named"

    def title(self, step: str) -> str:
        """What a step is, without its agents."""
        name = one_line(str(self.problem.by_id[step]))
        return name.removeprefix(f"{self.agents(step)}: ") or name

    def step(self, step: str) -> str:
        """A step within a sentence."""
        return f"“{self.title(step)}” ({self.agents(step)})"

    def steps(self, steps: Iterable[str]) -> str:
        """Several steps within a sentence, in the order of the problem."""
        wanted = set(steps)
        return listed([self.step(s) for s in self.problem.by_id if s in wanted])

    def whose(self, step: str, party: str | None = None) -> str:
        """A step as a line of its own, under its agents or one of them."""
        return capitalised(f"{self.party(party) if party else self.agents(step)}: {self.title(step)}")

    def condition(self, condition: Condition) -> str:
        """A condition within a sentence."""
        match condition:
            case Done(step=step):
                return f"“{self.title(step)}”"
            case Not(part=part):
                return f"not {self._within(part)}"
            case Until(day=day):
                return f"until {wording.day(day)}"
            case AtLeast(count=0):
                return ALWAYS
            case AtLeast(count=count, parts=parts) if count > len(parts):
                return "never"
            case AtLeast(count=count, parts=parts) if count == len(parts):
                return " and ".join(self._within(p) for p in parts if self.condition(p) != ALWAYS) or ALWAYS
            case AtLeast(count=1, parts=parts):
                return " or ".join(self._within(p) for p in parts)
            case AtLeast(count=count, parts=parts):
                return f"at least {count} of ({'; '.join(self.condition(p) for p in parts)})"

    def promise(self, commitment: Commitment) -> str:
        """Which promise it is, how firm, to whom and by when."""
        how = "promised by" if commitment.kind is CommitmentKind.PROMISE else "no promise, but a condition named by"
        terms = [
            commitment.id,
            commitment.strength.value if commitment.strength is Strength.TENTATIVE else "",
            f"to {self.party(commitment.creditor)}" if commitment.creditor else "",
            f"by {wording.day(commitment.deadline)}" if commitment.deadline else "",
        ]
        return f"{how} {self.party(commitment.debtor)} ({one_line(', '.join(filter(None, terms)))})"

    def reason(self, reason: Reason) -> str:
        """Why an agent is expected to take a step: his promise, and on what it rests."""
        commitment = self.problem.commitment_of[reason.commitment]
        rests = [
            f"{what} {self.steps(steps)}"
            for what, steps in (("after", reason.done | reason.after), ("together with", reason.together_with))
            if steps
        ]
        if not rests:
            held = self.condition(commitment.antecedent)
            rests = ["without a condition" if held == ALWAYS else f"if {held}"]
        return f"{self.promise(commitment)}, {' and '.join(rests)}"

    def concession(self, concession: Concession) -> str:
        """What a concession would be: who is to do what."""
        match concession:
            case Offer(party=party, step=step):
                return f"{self.party(party)} to offer “{self.title(step)}” without a condition"
            case Waiver(commitment=name, part=part):
                commitment = self.problem.commitment_of[name]
                waived = self.condition(conjuncts(commitment.antecedent)[part])
                return f"{self.party(commitment.debtor)} to waive a condition of {one_line(name)}: {waived}"
            case Lifting(party=party, step=step):
                return f"{self.party(party)} no longer to refuse “{self.title(step)}”"
            case Guarantee(party=party, step=step):
                return f"{self.party(party)} to guarantee {self.step(step)}"

    def told(self, *of: str) -> Sources:
        """Who says so, of commitments, refusals, demands or facts (see `Problem.evidence`)."""
        return tuple(_told(e) for e in dict.fromkeys(e for key in of for e in self.problem.evidence.get(key, ())))

    def _within(self, condition: Condition) -> str:
        """A condition as a part of another."""
        text = self.condition(condition)
        is_joined = isinstance(condition, AtLeast) and len(condition.parts) > 1 and condition.count in (1, len(condition.parts))
        return f"({text})" if is_joined else text


def _told(evidence: Evidence) -> Told:
    printed = one_line(", ".join(filter(None, (f"“{evidence.title}”" if evidence.title else None, wording.day(evidence.day)))))
    draft = " · draft" if evidence.is_draft else ""
    names_speaker = evidence.according_to not in (evidence.title, evidence.report)
    whom = f"According to {evidence.according_to}" if names_speaker else wording.THE_REPORT
    return Told(source=f"{whom}: {evidence.report} {printed}{draft}", words=evidence.words, whom=f"{whom}{draft}")


def listed(words: Sequence[str]) -> str:
    """One, two or more things in a row: a, b and c."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def capitalised(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def in_100(probability: float) -> str:
    """A probability or share in hundredths; what is neither certain nor impossible is never rounded to either."""
    if 0 < probability < 0.005:
        return "less than 1"
    return "more than 99" if 0.995 <= probability < 1 else f"{100 * probability:.0f}"
