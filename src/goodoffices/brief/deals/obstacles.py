"""What stands in the way: the steps out of reach, the roots that block them, and what excludes what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from goodoffices.brief.deals.phrases import Phrases, listed
from goodoffices.brief.deals.starting import MAY_BE_MORE
from goodoffices.brief.deals.states import only_threatened
from goodoffices.brief.outline import Group, Item, Section, section
from goodoffices.deals.alternatives.exclusions import Exclusion, Unwilling
from goodoffices.deals.answer import Answer
from goodoffices.deals.problem import Block
from goodoffices.deals.waiting.roots import Root

OUT, EXCLUDED = "Out of reach", "What excludes what"


def out_of_reach(answer: Answer, say: Phrases) -> Iterator[Section]:
    """What blocks, each with the steps that wait for it, the nearest first."""
    dangers = only_threatened(answer)
    chains = [c for c in answer.out_of_reach.chains.values() if c[0] not in dangers]
    chains.sort(key=lambda chain: (chain[-1], len(chain), chain))
    groups = []
    for end, lot in groupby(chains, key=lambda chain: chain[-1]):
        items = [why_not(chain[0], answer, say) for chain in lot]
        groups.append(Group(name=f"Blocked by: {say.title(end)}" if len(items) > 1 else None, items=tuple(items)))
    if groups or len(answer.deals) == 1:
        yield Section(title=OUT, groups=tuple(groups), nothing="Nothing")


def why_not(step: str, answer: Answer, say: Phrases) -> Item:
    """What blocks a step that is out of reach."""
    chain = answer.out_of_reach.chains[step]
    root = answer.out_of_reach.roots.get(chain[-1])
    return _root(root, say) if root and len(chain) == 1 else _chain(chain, root, say)


def _root(root: Root, say: Phrases) -> Item:
    blocks = [_block(agent, block, say) for agent, block in root.blocks.items()]
    awaited = f"; awaited by {listed([say.party(p) for p in sorted(root.awaited_by)])}" if root.awaited_by else ""
    keys = [f"{kind} {agent} {root.step}" for agent in root.blocks for kind in ("refusal", "unable")]
    keys += [f"demand {party} {root.step}" for party in sorted(root.awaited_by)]
    return Item(said=say.whose(root.step), terms=f"{listed(blocks)}{awaited}", told=say.told(*keys))


def _block(agent: str, block: Block, say: Phrases) -> str:
    who = say.party(agent) if agent else ""
    match block:
        case Block.NOT_OFFERED:
            return f"not offered by {who}" if who else block.value
        case Block.REFUSED:
            return f"refused by {who}"
        case Block.UNABLE:
            return f"beyond what {who} can do"
        case Block.LATE:
            return f"promised by {who}, but its deadline has passed"
        case Block.NEVER:
            return f"promised by {who} on a condition that can no longer hold"


def _chain(chain: tuple[str, ...], root: Root | None, say: Phrases) -> Item:
    first, *after = chain
    why = f": {listed([_block(a, b, say) for a, b in root.blocks.items()])}" if root else ""
    waits = ", which waits for ".join(say.step(s) for s in after)
    keys = [c.id for c in say.problem.commitments if first in c.consequent]
    return Item(said=say.whose(first), terms=f"waits for {waits}{why}" if after else "waits in vain", told=say.told(*keys))


def excluded(answer: Answer, say: Phrases) -> Iterator[Section]:
    """The pairs of steps that exclude each other, with the promises that are enough for it."""
    if answer.excluded:
        items = [_exclusion(e, say) for e in answer.excluded]
        yield section(EXCLUDED, items, more=None if answer.is_complete else MAY_BE_MORE)


def _exclusion(exclusion: Exclusion, say: Phrases) -> Item:
    one, other = exclusion.steps
    return Item(
        said=f"{say.step(one)} and {say.step(other)} exclude each other",
        terms="; ".join(_unwilling(r, say) for r in exclusion.reasons),
        told=say.told(*(c for r in exclusion.reasons for c in r.commitments)),
    )


def _unwilling(reason: Unwilling, say: Phrases) -> str:
    if not reason.commitments:
        return f"“{say.title(reason.step)}” is promised by nobody" if not reason.agent else (
            f"“{say.title(reason.step)}” is not promised by {say.party(reason.agent)}"
        )  # fmt: skip
    conditions = [say.problem.commitment_of[c].antecedent for c in reason.commitments]
    either = " or ".join(f"{say.condition(a)} ({c})" for a, c in zip(conditions, reason.commitments, strict=True))
    return f"“{say.title(reason.step)}” is promised by {say.party(reason.agent)} if {either}"
