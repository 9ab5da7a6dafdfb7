"""What would unlock a target, at which cost; how sure it would be, and which promises to insure first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodoffices.brief.deals.phrases import Phrases, capitalised, in_100
from goodoffices.brief.deals.targets import ASKED, likely, method
from goodoffices.deals.answer import Answer
from goodoffices.deals.concessions import Concession, Waiver
from goodoffices.deals.unlocking.unlocking import Unlocking, Unlockings
from goodoffices.model.base import Value
from goodoffices.web.contents.posing import Posing, Told
from goodoffices.web.contents.scenario import COSTS, KEPT, KINDS, Scenario, conceding

MOST_SLIDERS = 12
"""Of so many parties one can say what their concessions cost, and of so many promises how likely they are kept."""


class Conceded(Value):
    """A concession in words, and who says so of the promise that it changes."""

    said: str
    told: tuple[Told, ...]


class Way(Value):
    """Concessions that would unlock the target together; `address` is that of the page where they are supposed."""

    concessions: tuple[Conceded, ...]
    cost: str
    address: str


class Ways(Value):
    """What would unlock the target, cheapest first, if several move at once, or if nobody is to move on trust."""

    name: str
    is_unlocked: bool
    ways: tuple[Way, ...]
    more: str | None


class Choice(Value):
    """Something that one can say in steps: the name of it in an address, of what it is said, and what is said now."""

    name: str
    of: str
    label: str
    value: str


class Insured(Value):
    """A promise to insure, how likely it is kept, and by how much the target would be surer were that certain."""

    commitment: str
    said: str
    gain: str
    kept: Choice
    told: tuple[Told, ...]


class Sure(Value):
    """How likely the target could be had."""

    said: str
    in_100: str
    low: float
    high: float
    method: str
    insure: tuple[Insured, ...]


class Target(Value):
    """The steps asked for, what unlocks them, at which costs, and how sure they are."""

    steps: tuple[str, ...]
    said: str
    ways: tuple[Ways, ...]
    costs: tuple[Choice, ...]
    sure: Sure | None


def target(posed: Posing, asked: Scenario, answer: Answer) -> Target | None:
    """All that is told of the target of a scenario, if it has one."""
    if not asked.target:
        return None
    say = Phrases(answer.problem)
    return Target(
        steps=answer.question.target,
        said=capitalised(say.steps(answer.question.target)),
        ways=tuple(_ways(ASKED[when], found, posed, asked, say) for when, found in answer.unlocked.items()),
        costs=tuple(_costs(asked, answer, say)),
        sure=_sure(posed, asked, answer, say),
    )


def _ways(name: str, found: Unlockings, posed: Posing, asked: Scenario, say: Phrases) -> Ways:
    is_unlocked = any(not u.concessions for u in found.found)
    ways = () if is_unlocked else tuple(_way(u, posed, asked, say) for u in found.found)
    more = None
    if not is_unlocked and not ways:
        more = "Nothing that anybody could concede unlocks it" if found.is_complete else "Nothing was found in time"
    elif not is_unlocked and not found.is_complete:
        more = f"There may be other ways; any other costs {found.bound:g} or more"
    return Ways(name=name, is_unlocked=is_unlocked, ways=ways, more=more)


def _way(unlocking: Unlocking, posed: Posing, asked: Scenario, say: Phrases) -> Way:
    concessions = sorted(unlocking.concessions, key=repr)
    return Way(
        concessions=tuple(Conceded(said=capitalised(say.concession(c)), told=_told(c, posed)) for c in concessions),
        cost=f"{unlocking.cost:g}",
        address=asked.added(concessions).address,
    )


def _told(concession: Concession, posed: Posing) -> tuple[Told, ...]:
    if isinstance(concession, Waiver):
        return posed.told(concession.commitment)
    return posed.told(f"refusal {concession.party} {concession.step}")


def _costs(asked: Scenario, answer: Answer, say: Phrases) -> Iterator[Choice]:
    """What one can say of costs: of the parties that could concede something, and of each kind of concession."""
    said = dict(v.rpartition(":")[::2] for v in asked.cost)
    found = [c for unlocked in answer.unlocked.values() for u in unlocked.found for c in sorted(u.concessions, key=repr)]
    parties = dict.fromkeys([*said, *(conceding(c, answer.problem) for c in found)])
    for party in list(parties)[:MOST_SLIDERS]:
        yield Choice(name="cost", of=party, label=say.party(party), value=said.get(party, "1"))
    of_kind = dict(v.rpartition(":")[::2] for v in asked.cost_of)
    for kind in _kinds(found, of_kind):
        yield Choice(name="cost_of", of=kind, label=KINDS[kind], value=of_kind.get(kind, "1"))


def _kinds(found: Iterable[Concession], said: Iterable[str]) -> list[str]:
    there = {c.kind for c in found} | set(said)
    return [kind for kind in KINDS if kind in there]


def _sure(posed: Posing, asked: Scenario, answer: Answer, say: Phrases) -> Sure | None:
    found = answer.robustness
    if found is None:
        return None
    said = dict(v.rpartition(":")[::2] for v in asked.keeps)
    important = [i for i in found.importance if i.birnbaum.value > 0 or i.commitment in said][:MOST_SLIDERS]
    return Sure(
        said=f"{likely(found.probability)} that it could be had",
        in_100=in_100(found.probability.value),
        low=found.probability.low,
        high=found.probability.high,
        method=method(found),
        insure=tuple(
            Insured(
                commitment=c.id,
                said=f"{capitalised(say.steps(c.consequent))}, {say.promise(c)}",
                gain=f"were that certain, {in_100(i.gain)} in 100 more",
                kept=Choice(
                    name="keeps", of=c.id, label=f"{c.id}: how often it is kept", value=said.get(c.id, _nearest(i.kept))
                ),
                told=posed.told(c.id),
            )
            for i in important
            for c in [answer.problem.commitment_of[i.commitment]]
        ),
    )  # fmt: skip


def _nearest(probability: float) -> str:
    return f"{100 * probability:.0f}"


def words_of(choice: Choice) -> dict[str, str]:
    """All that can be said where a choice is, by how it stands in an address."""
    if choice.name == "keeps":
        known = dict(KEPT)
        known.setdefault(choice.value, f"in {choice.value} of 100 cases")
        return dict(sorted(known.items(), key=lambda k: int(k[0])))
    return {value: words for value, (_, words) in COSTS.items()}
