"""What could start, in which deals and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goodoffices.brief import wording
from goodoffices.brief.deals.phrases import Phrases, capitalised, in_100, listed
from goodoffices.brief.outline import Group, Item, Section, section
from goodoffices.deals.answer import Answer, Deal, Moving
from goodoffices.deals.sequence.exposure import Turn
from goodoffices.deals.sequence.order import Plan

NOW, TOGETHER, AFTER, ORDER = "Could start now", "Could start together", "After that", "In which order"
ALTERNATIVES, MAY_BE_MORE = "Alternatives", "There may be more than are told"


def alternatives(answer: Answer, say: Phrases) -> Iterator[Section]:
    """What tells the deals apart where there are several, and whose promise is not taken up."""
    several = len(answer.deals) > 1
    items = []
    shared = frozenset.intersection(*(frozenset(d.rounds) for d in answer.deals)) if several else frozenset()
    for n, deal in enumerate(answer.deals, 1):
        if several:
            own = say.steps(deal.rounds.keys() - shared)
            items.append(Item(said=f"Deal {n} of {len(answer.deals)}", terms=f"only some deals have: {own}"))
        for untaken in deal.untaken:
            said = f"{f'Deal {n} leaves' if several else 'Left'} out {say.steps(untaken.steps)}, which nothing keeps from starting"
            promise = say.promise(say.problem.commitment_of[untaken.commitment])
            items.append(Item(said=said, terms=promise, told=say.told(untaken.commitment)))
    if items:
        yield section(ALTERNATIVES, items, more=None if answer.is_complete else MAY_BE_MORE)


def deals(answer: Answer, say: Phrases) -> Iterator[Section]:
    """What could start, of every deal; of further deals only what differs from the first."""
    told_before: set[Item] = set()
    for n, deal in enumerate(answer.deals, 1):
        title = f"Deal {n}: {{}}".format if len(answer.deals) > 1 else str
        now = _steps(deal, [s for s in deal.rounds if s in deal.now], say)
        circles, moving = _circles(deal, say)
        later = _steps(deal, [s for s in deal.rounds if s not in deal.now and s not in moving], say)
        again = sum(item in told_before for item in (*now, *later))
        now, later = ([item for item in items if item not in told_before] for items in (now, later))
        as_before = f"And {wording.counted(again, 'step')} as in a deal above" if again else None
        yield section(title(NOW), now, nothing=None if again else "Nothing that somebody would do first", more=as_before)
        if circles or len(answer.deals) == 1:
            yield Section(title=title(TOGETHER), groups=tuple(circles), nothing="Nothing that waits only for each other")
        if later:
            yield section(title(AFTER), later)
        told_before.update(now, later)


def _steps(deal: Deal, steps: Iterable[str], say: Phrases) -> list[Item]:
    """Steps that are not done, in the order in which they could be taken, each with why its agents are expected to."""
    order = sorted((s for s in steps if deal.rounds[s] and s not in say.problem.done), key=lambda s: (deal.rounds[s], s))
    return [
        Item(
            said=say.whose(s),
            terms="; ".join(say.reason(r) for r in deal.reasons[s]),
            told=say.told(*(r.commitment for r in deal.reasons[s])),
        )
        for s in order
    ]


def _circles(deal: Deal, say: Phrases) -> tuple[list[Group], set[str]]:
    """The circles with what is to be announced together, and the steps that this names."""
    named: set[str] = set()
    groups = []
    for n, moving in enumerate(deal.circles, 1):
        which = f" {n}" if len(deal.circles) > 1 else ""
        for way, package in enumerate(moving.packages):
            named |= {p.gives for p in package}
            parties = list(dict.fromkeys(say.party(p.party) for p in package))
            who = f"{len(parties)} parties" if len(parties) > 1 else parties[0]
            how = ", or in another way" if way else ""
            head = f"Circle{which}{how}: {who} to announce together"
            items = tuple(
                Item(
                    said=say.whose(p.gives, p.party),
                    terms=f"{say.promise(say.problem.commitment_of[p.commitment])}, {_waits(p.waits_for, say)}",
                    told=say.told(p.commitment),
                )
                for p in package
            )
            groups.append(Group(name=head + (_more(moving) if way == len(moving.packages) - 1 else ""), items=items))
    return groups, named


def _waits(steps: frozenset[str], say: Phrases) -> str:
    return f"waits for {say.steps(steps)}" if steps else "waits for nothing more"


def _more(moving: Moving) -> str:
    return " (there are more ways)" if moving.has_more else ""


def order(answer: Answer, plan: Plan | None, say: Phrases) -> Iterator[Section]:
    """The rounds of the first deal, and for how long each party has given something and is still owed something."""
    if plan is None or len(plan.rounds) < 2:
        return
    rounds = tuple(
        Item(said=f"Round {n}", terms=listed([_turn(t, say) for t in sorted(turns, key=lambda t: (t.step, t.tranche))]))
        for n, turns in enumerate(plan.rounds, 1)
    )
    exposed = tuple(
        Item(
            said=capitalised(say.party(e.party)),
            terms=f"after round {listed(_runs(e.rounds))}{_ahead(e.share)}",
        )
        for e in plan.exposures
        if e.rounds
    )
    groups = [Group(name=None, items=rounds)]
    if exposed:
        groups.append(Group(name="Who has given and is still owed something", items=exposed))
    yield Section(title=ORDER if len(answer.deals) == 1 else f"Deal 1: {ORDER}", groups=tuple(groups))


def _runs(numbers: Sequence[int]) -> list[str]:
    """Numbers in order, more than two in a row as the first to the last."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [said for run in runs for said in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]


def _ahead(share: float) -> str:
    return f"; by then at most {in_100(share)} in 100 more of its part than of what it is owed" if share else ""


def _turn(turn: Turn, say: Phrases) -> str:
    return say.step(turn.step) if turn.of == 1 else f"part {turn.tranche} of {turn.of} of {say.step(turn.step)}"
