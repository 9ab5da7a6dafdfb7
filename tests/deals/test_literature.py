"""Worked examples from the literature: conditional contributions, commitments, exchange, deadlock, thresholds, exclusive choices.

All in our own words and in the text form (docs/deals-text.md). What is expected was worked out by hand from the definitions of
DESIGN.md, section 4; how, stands beside each example that does not say it by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import pytest

from goodoffices.deals.answer import Answer, Question, answer
from goodoffices.deals.concessions import Concession, Offer, Waiver
from goodoffices.deals.forms.text import read
from goodoffices.deals.problem import Problem
from goodoffices.deals.robustness.probability import robustness
from goodoffices.deals.sequence.order import sequence
from goodoffices.deals.starting.reach import reach
from goodoffices.deals.unlocking.lacking import When
from goodoffices.deals.unlocking.unlocking import unlock
from goodoffices.deals.unlocking.what_if import Changes
from goodoffices.model import CommitmentState


@dataclass(frozen=True)
class Worked:
    """What an example comes to where no promise holds a "not".

    `now` has the steps that could start with nobody moving on trust, those of one round between bars; `together` those that could
    start only together. `circles` has for each circle its smallest packages, with commas between them; `roots` for each step that
    blocks, why each of its agents would not take it; `behind` for each other step out of reach how far behind them it stands.
    """

    talks: str
    now: str = ""
    together: str = ""
    circles: tuple[str, ...] = ()
    roots: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    behind: Mapping[str, int] = field(default_factory=dict)


NOT_OFFERED, REFUSED = "offered by nobody", "refused"


def threshold(names: Iterable[str], thresholds: Sequence[int | None]) -> str:
    """Each would take a step of his own if at least so many of the others do; one without a threshold promises nothing."""
    steps = list(names)
    lines = [f"step {s} by {s.upper()}" for s in steps]
    for step, count in zip(steps, thresholds, strict=True):
        others = ", ".join(s for s in steps if s != step)
        lines += (
            [f"{step.upper()} will {step}{f' if at least {count} of ({others})' if count else ''}"] if count is not None else []
        )
    return "\n".join(lines)


def crowd(*thresholds: int) -> str:
    return threshold((f"p{n}" for n in range(len(thresholds))), thresholds)


def in_a_ring(size: int) -> str:
    """Each holds what the one before wants, and would release it if the next did."""
    lines = [f"step r{n} by P{n}\nP{n} will r{n} if r{(n + 1) % size}" for n in range(size)]
    return "\n".join(lines)


PRISONERS = """
step a "stay silent" by A
step b "stay silent" by B
A will a if b
B will b if a
"""

EXCHANGE = """
step pay by buyer
step goods by seller
buyer will pay if goods
seller will goods if pay
"""

NETBILL = """
step accept by customer
step goods by merchant
step pay by customer
step receipt by merchant
merchant will goods to customer if accept
customer will pay to merchant if goods
merchant will receipt to customer if pay
"""

PROVISION = """
step a by A
step b by B
step c by C
step d by D
step works by fund
A will a if at least 2 of (b, c, d)
B will b if at least 2 of (a, c, d)
C will c if at least 2 of (a, b, d)
D will d if at least 2 of (a, b, c)
fund will works if at least 3 of (a, b, c, d)
"""

WORKED = {
    # Reischmann and Oechssler (2018), "The binary conditional contribution mechanism for public good provision in dynamic
    # settings": each says from how many contributors on he contributes; the largest set whose conditions hold does. Here with the
    # number of the others. Three of five ask for two others and have each other; d asks for all four, and e offers nothing.
    "conditional contributions: the largest set whose conditions hold": Worked(
        threshold("abcde", [2, 2, 2, 4, None]),
        together="a b c",
        circles=("a b c",),
        roots={"e": {"E": NOT_OFFERED}},
        behind={"d": 1},
    ),
    # The same: whoever asks for less is drawn in by those who ask for more. c and d have each other; a starts, b follows.
    "conditional contributions: one that asks for none, one for one": Worked(
        threshold("abcd", [0, 1, 3, 3]), now="a | b", together="c d", circles=("c d",)
    ),
    # Granovetter (1978), "Threshold models of collective behavior": thresholds 0, 1, 2, ... one after the other, and all riot.
    "a riot with thresholds 0 to 9": Worked(crowd(*range(10)), now=" | ".join(f"p{n}" for n in range(10))),
    # The same: with the threshold 1 replaced by 2, the riot ends with one rioter. All others still support each other: the two
    # whose threshold is 2 have with the first as many as they ask for, and so on.
    "a riot of almost the same crowd ends with one": Worked(
        crowd(0, 2, 2, 3, 4, 5), now="p0", together="p1 p2 p3 p4 p5", circles=("p1 p2",)
    ),
    # Bagnoli and Lipman (1989), "Provision of public goods: fully implementing the core through private contributions": the works
    # cost three units, and what is pledged is given back where less comes in. Any three of the four carry it.
    "a provision point: any three of four": Worked(PROVISION, together="a b c d works", circles=("a b c, a b d, a c d, b c d",)),
    # The same, with two who pledge nothing: it fails, and nobody has paid.
    "a provision point that is not reached": Worked(
        threshold("abcd", [2, 2, None, None]) + "\nstep works by fund\nfund will works if at least 3 of (a, b, c, d)",
        roots={"c": {"C": NOT_OFFERED}, "d": {"D": NOT_OFFERED}},
        behind={"a": 1, "b": 1, "works": 1},
    ),
    # Rousseau (1755), the stag hunt, as in Skyrms (2004): each hunts the stag if all others do.
    "a stag hunt": Worked(threshold("abcd", [3, 3, 3, 3]), together="a b c d", circles=("a b c d",)),
    # Kalai, Kalai, Lehrer and Samet (2010), "A commitment folk theorem": each commits himself to cooperate if the other's
    # commitment is to cooperate as well. Neither moves first, and the two commitments together are a deal.
    "prisoners with conditional commitments": Worked(PRISONERS, together="a b", circles=("a b",)),
    # The same, where one promises without a condition (and is exploited by nobody, the other's promise being what it is).
    "prisoners, one of whom goes first": Worked(PRISONERS.replace("A will a if b", "A will a"), now="a | b"),
    # Yolum and Singh (2002), "Flexible protocol specification and execution": the commitments of NetBill. Once the offer is
    # accepted, one is detached after the other.
    "NetBill: goods, payment, receipt": Worked(NETBILL + "done accept", now="goods | pay | receipt"),
    # The same: a merchant may send goods first, before anything is accepted. The protocol goes on from there.
    "NetBill: the merchant starts": Worked(
        NETBILL + "done goods", now="pay | receipt", roots={"accept": {"customer": NOT_OFFERED}}
    ),
    # Desai, Chopra and Singh (2009), "Amoeba": the insurance claims of AGFIL. The insurer covers who has paid the premium and
    # reports; a call centre approves for it, a garage repairs what is approved, and is paid by the insurer.
    "insurance: cover is delegated to a call centre and a garage": Worked(
        """
        step premium by driver
        step report by driver
        step approve by centre
        step repair by garage
        step settle by insurer
        done premium, report
        centre will approve if premium and report
        garage will repair if approve
        insurer will settle to garage if repair
        """,
        now="approve | repair | settle",
    ),
    # Asokan, Shoup and Waidner (1998), "Optimistic fair exchange of digital signatures": neither sends what the other could keep.
    "fair exchange of two": Worked(EXCHANGE, together="goods pay", circles=("goods pay",)),
    # Ketchpel and Garcia-Molina (1996), "Making trust explicit in distributed commerce transactions": both trust an agent, who
    # forwards once both have deposited.
    "escrow: through somebody whom both trust": Worked(
        """
        step money by buyer
        step wares by seller
        step exchange by agent
        buyer will money
        seller will wares
        agent will exchange if money and wares
        """,
        now="money wares | exchange",
    ),
    # Coffman, Elphick and Shoshani (1971), "System deadlocks": each process holds one thing and waits for the next; no smaller
    # set of them could go on.
    "a circular wait": Worked(in_a_ring(6), together="r0 r1 r2 r3 r4 r5", circles=("r0 r1 r2 r3 r4 r5",)),
    # The same: where one of them will not release anything, all wait for him.
    "a circular wait with one who refuses": Worked(
        in_a_ring(4) + "\nP2 refuses r2", roots={"r2": {"P2": REFUSED}}, behind={"r1": 1, "r0": 2, "r3": 3}
    ),
    # Emden and Kowalski (1976), "The semantics of predicate logic as a programming language": what a program of definite clauses
    # means is the least fixed point of its operator; the greatest adds what supports itself (p and q), and never what fails (s).
    "a program of definite clauses": Worked(
        """
        step p by prover
        step q by prover
        step r by prover
        step s by prover
        step t by prover
        prover will p if q
        prover will q if p
        prover will r
        prover will t if p and r
        prover will s if s2
        step s2 by prover
        """,
        now="r",
        together="p q t",
        circles=("p q",),
        roots={"s2": {"prover": NOT_OFFERED}},
        behind={"s": 1},
    ),
}


def started(found: Answer) -> str:
    """What could start now, round by round; what is done has no round."""
    (deal,) = found.deals
    rounds: dict[int, list[str]] = {}
    for step in deal.now - found.problem.done:
        rounds.setdefault(deal.rounds[step], []).append(step)
    assert sorted(rounds) == list(range(1, len(rounds) + 1))
    return " | ".join(" ".join(sorted(rounds[n])) for n in sorted(rounds))


@pytest.mark.parametrize("name", WORKED)
def test_what_could_start_and_what_blocks(name: str) -> None:
    worked = WORKED[name]
    found = answer(read(worked.talks), Question(most=20))
    (deal,) = found.deals
    assert started(found) == worked.now
    assert deal.rounds.keys() - deal.now == set(worked.together.split())
    packages = [{frozenset(p.gives for p in package) for package in moving.packages} for moving in deal.circles]
    assert packages == [{frozenset(p.split()) for p in circle.split(", ")} for circle in worked.circles]
    assert {s: r.blocks for s, r in found.out_of_reach.roots.items()} == worked.roots
    chains = found.out_of_reach.chains
    assert {s: len(chain) - 1 for s, chain in chains.items() if len(chain) > 1} == worked.behind
    assert all(chain[-1] in worked.roots for chain in chains.values())
    assert found.is_complete


def test_a_hundred_rioters_and_the_same_but_for_one() -> None:
    """Granovetter's own figures: thresholds 0 to 99 make a riot of 100; with 2 for 1, of one, though nothing else has changed."""
    riot = reach(read(crowd(*range(100))))
    assert riot.now == {f"p{n}": n + 1 for n in range(100)}
    no_riot = reach(read(crowd(0, 2, *range(2, 100))))
    assert no_riot.now == {"p0": 1}
    assert no_riot.together == riot.now.keys()


# Singh (1999), "An ontology for commitments in multiagent systems", and Yolum and Singh (2002): what becomes of C(merchant,
# customer, pay, goods) once it is paid. Detached, it binds without a condition; discharged (satisfied), the goods are there;
# released by the customer or cancelled by the merchant, nothing is owed, nor after it has expired or been violated.
BINDING = {CommitmentState.CONDITIONAL, CommitmentState.DETACHED, CommitmentState.LIFTED}


@pytest.mark.parametrize("state", CommitmentState)
def test_the_life_of_a_commitment(state: CommitmentState) -> None:
    talks = f"step pay by customer\nstep goods by merchant\ndone pay\nc: merchant will goods to customer if pay\nc is {state}"
    found = answer(read(talks))
    assert started(found) == ("goods" if state in BINDING else "")
    roots = {s: r.blocks for s, r in found.out_of_reach.roots.items()}
    assert roots == ({} if state in BINDING else {"goods": {"merchant": NOT_OFFERED}})


@dataclass(frozen=True)
class Choice:
    """What an example comes to where promises hold a "not": the deals, and the pairs that no deal has both of."""

    talks: str
    deals: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    untaken: tuple[str, ...] = ()


ASSURANCE = """
step a by A
step b by B
step c by C
step works by maker
step bonus by maker
maker will works if at least 3 of (a, b, c)
maker will bonus if any of (a, b, c) unless works
A will a
B will b
"""

CHOICES = {
    # Luce and Raiffa (1957), the battle of the sexes: each goes where the other goes, and nobody to two places in one evening.
    "a battle of the sexes has two stable ends": Choice(
        """
        step opera1 by she
        step opera2 by he
        step fight1 by she
        step fight2 by he
        she will opera1 if opera2 unless fight1
        he will opera2 if opera1 unless fight2
        she will fight1 if fight2 unless opera1
        he will fight2 if fight1 unless opera2
        """,
        deals=("opera1 opera2", "fight1 fight2"),
        excluded=("fight1 opera1", "fight1 opera2", "fight2 opera1", "fight2 opera2"),
    ),
    # Tabarrok (1998), "The private provision of public goods via dominant assurance contracts": who accepts gets a bonus where too
    # few do. With all three the maker must do the works. (A deal may leave out what somebody would do: the works, and then the
    # bonus falls due. It is told that this deal does not take them up.)
    "a dominant assurance contract that all accept": Choice(
        ASSURANCE + "C will c", deals=("a b c works", "a b bonus c"), excluded=("bonus works",), untaken=("", "works")
    ),
    # The same: with two of three the works fail, and who accepted has the bonus.
    "a dominant assurance contract that too few accept": Choice(ASSURANCE, deals=("a b bonus",)),
    # Apt, Blair and Walker (1988), "Towards a theory of declarative knowledge", and Marek and Truszczyński (1999): p if not q, q if
    # not p has two supported models.
    "either of two": Choice("step p by x\nstep q by x\nx will p unless q\nx will q unless p", ("p", "q"), ("p q",)),
    # The same: p if not p has no supported model. A deal need not take up every promise, and so there is {q}, from which p is
    # missing though what it asks for holds.
    "a promise against itself by way of another": Choice(
        "step p by x\nstep q by x\nx will p if q\nx will q unless p", ("q",), untaken=("p",)
    ),
    # Fages (1994), "Consistency of Clark's completion and existence of stable models": supported, but by itself alone: {p, q} is a
    # supported model and no stable one, and a deal. Beside it r, which is not to be had with p.
    "what carries itself is a deal": Choice(
        "step p by x\nstep q by y\nstep r by z\nx will p if q\ny will q if p\nz will r unless p",
        ("p q", "r"), ("p r", "q r"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHOICES)
def test_which_deals_there_are_and_what_excludes_what(name: str) -> None:
    choice = CHOICES[name]
    found = answer(read(choice.talks), Question(most=20))
    deals = {frozenset(d.rounds): frozenset(s for u in d.untaken for s in u.steps) for d in found.deals}
    assert deals.keys() == {frozenset(d.split()) for d in choice.deals}
    untaken = choice.untaken or ("",) * len(choice.deals)
    assert deals == {frozenset(d.split()): frozenset(u.split()) for d, u in zip(choice.deals, untaken, strict=True)}
    assert {" ".join(sorted(e.steps)) for e in found.excluded} == set(choice.excluded)
    assert found.is_complete


def offer(step: str) -> Offer:
    return Offer(party=step.upper(), step=step)


def every(asked: Problem) -> set[Concession]:
    """Each party offering its step, and each waiving its one condition."""
    offers: set[Concession] = {Offer(party=s.agents[0], step=s.id) for s in asked.steps}
    return offers | {Waiver(commitment=c.id, part=0) for c in asked.commitments}


def sets(asked: Problem, target: str, when: When, costs: Mapping[Concession, float] | None = None) -> set[frozenset[Concession]]:
    found = unlock(asked, [target], when=when, costs=costs)
    assert found.is_complete
    return {u.concessions for u in found.found}


def test_any_one_preemption_breaks_a_circular_wait() -> None:
    """Coffman, Elphick and Shoshani (1971): it is enough that one of the four conditions fails for one process, whichever it is."""
    asked = read(in_a_ring(6))
    assert sets(asked, "r0", When.TOGETHER) == {frozenset()}
    assert sets(asked, "r0", When.NOW) == {frozenset({c}) for c in every(asked)}


def test_any_one_instigator_brings_the_riot_about() -> None:
    """Granovetter (1978): of the crowd 0, 2, 2, 3, 4, 4 every one but the first, who starts anyway, would draw all others in."""
    asked = read(crowd(0, 2, 2, 3, 4, 4))
    first = {Offer(party="P0", step="p0"), Waiver(commitment="c1", part=0)}
    assert sets(asked, "p5", When.NOW) == {frozenset({c}) for c in every(asked) - first}


def test_what_one_side_can_do_in_an_exchange_without_escrow() -> None:
    """Nobody sends first; the seller shipping on credit and the buyer paying in advance are the smallest ways out."""
    asked = read(EXCHANGE)
    assert sets(asked, "pay", When.NOW) == {frozenset({c}) for c in every(asked)}


def test_a_guarantor_takes_the_place_of_who_cannot_commit_himself() -> None:
    """Walter (2002), "Committing to Peace": rebels disarm once safe, which their enemy cannot promise, but a third party can.

    Without it only the rebels' disarming all the same would do: an offer, or the waiver of its condition.
    """
    asked = read("""
        party un
        step safety by army
        step disarm by rebels
        army cannot safety
        un guarantees safety
        rebels will disarm if safety
    """)
    found = {" ".join(sorted(c.kind for c in s)) for s in sets(asked, "disarm", When.NOW)}
    assert found == {"guarantee", "offer", "waiver"}


@pytest.mark.parametrize(
    ("conflicts", "diagnoses"),
    [
        # The full adder of figure 1, example 2.2: the conflicts {X1, X2} and {X1, A2, O1}.
        ("x1 x2, x1 a2 o1", "x1, x2 a2, x2 o1"),
        # Figure 5: seven sets, six minimal hitting sets.
        (
            "s2 s4 s5, s1 s2 s3, s1 s3 s5, s2 s4 s6, s2 s4, s2 s3 s5, s1 s6",
            "s1 s2, s1 s3 s4, s1 s4 s5, s2 s3 s6, s2 s5 s6, s3 s4 s6",
        ),
    ],
)
def test_the_smallest_offers_are_minimal_hitting_sets(conflicts: str, diagnoses: str) -> None:
    """Reiter (1987), "A theory of diagnosis from first principles": a repair needs of each conflict one component, and no more."""
    components = sorted({c for conflict in conflicts.split(", ") for c in conflict.split()})
    needs = " and ".join(f"any of ({', '.join(conflict.split())})" for conflict in conflicts.split(", "))
    steps = "\n".join(f"step {c} by {c.upper()}" for c in components)
    asked = read(f"{steps}\nstep repair by T\nT will repair if {needs}")
    dear: dict[Concession, float] = {offer("repair").model_copy(update={"party": "T"}): inf}
    dear |= {Waiver(commitment="c1", part=n): inf for n in range(len(conflicts.split(", ")))}
    expected = {frozenset(offer(c) for c in d.split()) for d in diagnoses.split(", ")}
    assert sets(asked, "repair", When.TOGETHER, dear) == sets(asked, "repair", When.NOW, dear) == expected


@pytest.mark.parametrize(
    ("talks", "target", "now", "probability", "importance"),
    [
        # A chain of parties is as sure as all of them together: 0.9 ** 4; without one it fails, with him 0.9 ** 3.
        pytest.param(
            threshold("abcd", [3, 3, 3, 3]), "a", False, 0.6561, dict.fromkeys(("c1", "c2", "c3", "c4"), 0.729), id="a stag hunt"
        ),
        pytest.param(PRISONERS, "a", False, 0.81, {"c1": 0.9, "c2": 0.9}, id="prisoners, each of whom keeps nine promises in ten"),
        # Three of four at 0.9: 4 * 0.9**3 * 0.1 + 0.9**4 = 0.9477, times 0.9 for the fund's own promise. A pledge matters where
        # exactly two of the other three are kept (3 * 0.81 * 0.1 = 0.243) and the fund keeps its word; the fund's in 0.9477.
        pytest.param(
            PROVISION, "works", False, 0.9477 * 0.9, {**dict.fromkeys(("c1", "c2", "c3", "c4"), 0.243 * 0.9), "c5": 0.9477},
            id="a provision point of three of four",
        ),
        # The bridge of Barlow and Proschan (1975), its importances after Birnbaum (1969). All links at p = 0.9: the probability is
        # 2p**2 + 2p**3 - 5p**4 + 2p**5 = 0.97848. The link in the middle matters where one link on each side fails, crosswise:
        # 2p**2(1-p)**2 = 0.0162. The derivative, 4p + 6p**2 - 20p**3 + 10p**4 = 0.441, is the sum of all five importances, of which
        # the outer four are equal: (0.441 - 0.0162) / 4 = 0.1062. Nobody may start what would only carry itself across the bridge.
        pytest.param(
            """
            step l1 by A
            step l2 by B
            step l3 by C
            step l4 by D
            step l5 by E
            step left by net
            step right by net
            step through by net
            A will l1
            B will l2
            C will l3
            D will l4
            E will l5
            net will left if l1 or (l3 and right) with 100%
            net will right if l2 or (l3 and left) with 100%
            net will through if (left and l4) or (right and l5) with 100%
            """,
            "through", True, 0.97848, {"c1": 0.1062, "c2": 0.1062, "c3": 0.0162, "c4": 0.1062, "c5": 0.1062},
            id="a bridge",
        ),
    ],
)  # fmt: skip
def test_how_sure_it_is_and_which_promise_matters_most(
    talks: str, target: str, now: bool, probability: float, importance: dict[str, float]
) -> None:
    found = robustness(read(talks), [target], now=now)
    assert found.is_exact
    assert found.probability.value == pytest.approx(probability)
    of = {i.commitment: i.birnbaum.value for i in found.importance}
    assert {c: of[c] for c in importance} == pytest.approx(importance)


# Osgood (1962), "An Alternative to War or Surrender": tension is reduced by small steps in turn, each answered before the next.
# Sandholm and Lesser (1995), "Equilibrium analysis of the possibilities of unenforced exchange": goods handed over in n parts
# expose nobody with more than one part. Whoever begins has given a part and received nothing, so that it cannot be less.
@pytest.mark.parametrize("parts", [1, 2, 3, 5, 8])
def test_steps_in_parts_expose_nobody_with_more_than_one_part(parts: int) -> None:
    asked = read(
        EXCHANGE.replace("by buyer", f"by buyer in {parts} tranches").replace("by seller", f"by seller in {parts} tranches")
    )
    plan = sequence(asked, ["pay", "goods"], one_at_a_time=True)
    assert max(e.share for e in plan.exposures) == pytest.approx(1 / parts)
    at_once = sequence(asked, ["pay", "goods"])
    assert (len(at_once.rounds), at_once.greatest_exposure) == (1, 0)


def test_with_an_escrow_each_is_exposed_to_the_agent_for_a_round() -> None:
    """Ketchpel and Garcia-Molina (1996): both deposit at once, and both want the exchange, which is there a round later."""
    asked = read("""
        step money by buyer
        step wares by seller
        step exchange by agent
        buyer will money
        seller will wares
        agent will exchange if money and wares
        buyer demands exchange
        seller demands exchange
    """)
    plan = sequence(asked, ["money", "wares", "exchange"])
    assert [{t.step for t in r} for r in plan.rounds] == [{"money", "wares"}, {"exchange"}]
    assert {e.party: e.rounds for e in plan.exposures} == {"buyer": (1,), "seller": (1,), "agent": ()}


def test_what_if_one_of_three_hunters_goes_home() -> None:
    """The stag hunt: with one promise withdrawn the others wait in vain for him."""
    asked = read(threshold("abc", [2, 2, 2]))
    found = answer(asked, Question(changes=Changes(withdrawn=("c2",))))
    assert not found.deals[0].rounds
    assert found.out_of_reach.chains == {"a": ("a", "b"), "b": ("b",), "c": ("c", "b")}
