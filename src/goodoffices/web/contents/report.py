"""A report with what was drafted from it: what nobody has judged first, in the order in which it is worth a person's time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from goodoffices.brief import lines, wording
from goodoffices.brief.printable import one_line
from goodoffices.ledger.events import Status
from goodoffices.ledger.facts import LinkFact, MoveFact, Quote, ReportFact, StatementFact, StepFact
from goodoffices.ledger.proposed import Proposal
from goodoffices.ledger.rows import spans_of
from goodoffices.ledger.views import View
from goodoffices.ledger.whole_report import WholeReport, whole_report
from goodoffices.model.base import Value

T = TypeVar("T", StatementFact, MoveFact)
LONGEST = 400
"""So many characters of a quotation are shown in a line about it; the text has all of them."""


class Proposed(Value):
    """What a later reading has in the place of what a person has judged, in words; `changes` are what would be corrected."""

    said: str
    is_gone: bool
    changes: Mapping[str, str | int | None]


class Item(Value):
    """A statement, move or link, with what people have said of it.

    `said` is what it says in words, `source` according to whom. `spans` are where it stands ("3-9;12-20"): source, cue and
    content of a statement, step and condition of a move; a link has none.
    """

    subject: str
    status: Status
    how: str
    said: str
    source: str
    spans: str
    fact: StatementFact | MoveFact | LinkFact
    proposed: Proposed | None = None

    @property
    def is_draft(self) -> bool:
        """Whether nobody has judged it."""
        return self.status is Status.DRAFT

    @property
    def what(self) -> str:
        """What it is."""
        return {StatementFact: "statement", MoveFact: "move", LinkFact: "link"}[type(self.fact)]


class OneReport(Value):
    """A report as of the event `number`, with its text, and what is to be judged and has been.

    `names` are those of the parties in it by their keys, `steps` the steps in it by their numbers, `said` these in words.
    """

    number: int
    report: ReportFact
    cited: str
    language: str | None
    text: str
    drafts: tuple[Item, ...]
    judged: tuple[Item, ...]
    names: Mapping[str, str]
    steps: Mapping[str, StepFact]
    said: Mapping[str, str]

    def items(self) -> Iterator[Item]:
        """All of them."""
        yield from self.drafts
        yield from self.judged


class Named:
    """The parties and steps that a report names."""

    def __init__(self, whole: WholeReport):
        self.whole = whole

    def name(self, key: str) -> str:
        """The name of a party."""
        return self.whole.names.get(key, key)

    def step(self, step: str) -> str:
        """Who would take a step, what it is, and its measure."""
        fact = self.whole.steps[step]
        words = f"{_short(fact.object)} ({fact.measure})" if fact.object else fact.measure.value
        return f"{self.name(fact.agent)}: {words}" if fact.agent else words


def one_report(view: View, report: str) -> OneReport:
    """The report (r12) of a view. Raises LedgerError where there is none."""
    whole = whole_report(view, report)
    cite = Named(whole)
    statements = {s.id: s for s in whole.statements}
    proposed = {p.subject: _proposed(p, cite, whole.text) for p in whole.proposals}
    items = [
        *(_statement(s, cite, proposed.get(s.id)) for s in whole.statements),
        *(_move(m, cite, statements, proposed.get(m.id)) for m in whole.moves),
        *(_link(k, cite, statements) for k in whole.links),
    ]
    by_subject = {item.subject: item for item in items}
    drafts = [by_subject[subject] for subject in _links_after_moves(whole.drafts)]
    judged = sorted((item for item in items if not item.is_draft), key=_place)
    return OneReport(
        number=whole.number, report=whole.report, cited=lines.cited(whole.report), language=whole.language, text=whole.text,
        drafts=tuple(drafts), judged=tuple(judged), names=whole.names, steps=whole.steps,
        said={step: cite.step(step) for step in whole.steps},
    )  # fmt: skip


def _links_after_moves(drafts: Sequence[str]) -> Iterator[str]:
    """The drafts in their order, but each link right after its move, if that is a draft itself."""
    moves = {d for d in drafts if ">" not in d}
    for draft in drafts:
        move = draft.partition(">")[0]
        if draft == move:
            yield draft
            yield from (d for d in drafts if d.startswith(f"{move}>"))
        elif move not in moves:
            yield draft


def _statement(fact: StatementFact, cite: Named, proposed: Proposed | None) -> Item:
    cue = f"“{_short(fact.cue.text)}”, " if fact.cue else ""
    return Item(
        subject=fact.id, status=fact.status, how=f"{cue}{wording.MANNERS[fact.manner]}", said=_short(fact.content.text),
        source=lines.speaker(_shortened(fact), cite), spans=_spans(fact.source, fact.cue, fact.content), fact=fact,
        proposed=proposed,
    )  # fmt: skip


def _move(fact: MoveFact, cite: Named, statements: Mapping[str, StatementFact], proposed: Proposed | None) -> Item:
    said = statements.get(fact.statement or "")
    return Item(
        subject=fact.id, status=fact.status, how=f"{fact.step} {cite.step(fact.step)}",
        said=lines.move(_shortened(fact), cite), source=lines.speaker(_shortened(said), cite) if said else wording.THE_REPORT,
        spans=_spans(fact.words, fact.condition), fact=fact, proposed=proposed,
    )  # fmt: skip


def _link(fact: LinkFact, cite: Named, statements: Mapping[str, StatementFact]) -> Item:
    short = fact.model_copy(update={"move": _shortened(fact.move)})
    said = statements.get(fact.move.statement or "")
    return Item(
        subject=fact.id, status=fact.status, how=f"the condition of {fact.move.id}", said=lines.link(short, cite),
        source=lines.speaker(_shortened(said), cite) if said else wording.THE_REPORT, spans="", fact=fact,
    )  # fmt: skip


def _proposed(proposal: Proposal, cite: Named, text: str) -> Proposed:
    """A proposal, in words: each field that would be another."""
    return Proposed(
        said="nothing like it" if proposal.is_gone else "; ".join(_fields(proposal.changes, cite, text)),
        is_gone=proposal.is_gone, changes=proposal.changes,
    )  # fmt: skip


def _fields(changes: Mapping[str, str | int | None], cite: Named, text: str) -> Iterable[str]:
    for field, value in changes.items():
        match field:
            case "spans":
                words = (
                    _short(" … ".join(text[int(s) : int(e)] for s, e in (x.split("-") for x in part.split(","))))
                    for part in str(value).split(";")
                    if part
                )
                yield f"words: {' · '.join(f'“{w}”' for w in words)}"
            case "party" | "agent" | "speaker":
                yield f"{field}: {cite.name(str(value)) if value else 'none'}"
            case "step":
                yield f"step: t{value} {cite.step(f't{value}')}"
            case _:
                yield f"{field}: {value or 'none'}"


def _shortened(fact: T) -> T:
    """The fact with no more of its words than one line holds, for a line about it."""
    quotes = {name: quote for name in type(fact).model_fields if isinstance(quote := getattr(fact, name), Quote)}
    return fact.model_copy(update={name: _shorter(quote) for name, quote in quotes.items()})


def _shorter(quote: Quote) -> Quote:
    """The first words, as if no more stood there; an ellipsis for what cannot be shown."""
    text, start = _short(quote.text) or "…", quote.spans[0][0]
    return Quote(report=quote.report, spans=((start, start + len(text)),), text=text)


def _short(words: str) -> str:
    """One line of words, cut where they are very many."""
    return one_line(words[: 2 * LONGEST])[:LONGEST] + ("…" if len(words) > LONGEST else "")


def _spans(*quotes: Quote | None) -> str:
    return spans_of([quote.spans if quote else () for quote in quotes])


def _place(item: Item) -> tuple[int, str]:
    """Where in the text it stands."""
    fact = item.fact.move if isinstance(item.fact, LinkFact) else item.fact
    words = fact.content if isinstance(fact, StatementFact) else fact.words
    return words.spans[0][0], item.subject
