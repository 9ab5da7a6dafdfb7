"""Many plain promises at once, column by column: each of one step, by its one agent, firm, if all of some steps are taken.

To look up millions of names in a dict of a million costs several cache misses each, and seconds in all. Here the hashes of the
names are kept, and matched with those of the steps by sorting both. Where no two steps have the same hash, the name of a step is
found for certain; where anything is not found, or is not as it should be, the file is to be read again, name by name.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.deals.forms.records import Record
from goodoffices.deals.starting.network import Numbers

FIELDS = frozenset({"commitment", "debtor", "antecedent", "consequent", "strength"})
"""A plain promise has all of these fields and no others, but that the last may be left out."""


class UnclearError(Exception):
    """Something is wrong with a promise, or cannot be told this way."""


class Columns:
    """Plain promises in the order of the file: `labels` block by block; `counts` gives how many steps each waits for."""

    def __init__(self) -> None:
        self.labels: list[tuple[str, ...]] = []
        self.counts = array("i")
        self.debtors = array("i")
        self.waits, self.owes = array("q"), array("q")

    def __len__(self) -> int:
        return len(self.counts)

    def take(self, block: list[Record], parties: Mapping[str, int]) -> bool:
        """Take in records that are plain promises, of known parties; False, and nothing taken in, if any is another."""
        try:
            labels = tuple(r["commitment"] for r in block)
            antecedents = [r["antecedent"] for r in block]
            consequents = [r["consequent"] for r in block]
            debtors = [parties[r["debtor"]] for r in block]
            owes = [hash(step) for (step,) in consequents]
            waits = list(map(hash, chain.from_iterable(antecedents)))
            strengths = {r.get("strength", "firm") for r in block}
        except (KeyError, TypeError, ValueError):
            return False
        if strengths != {"firm"} or not FIELDS.issuperset(chain.from_iterable(block)):
            return False
        if set(map(type, antecedents)) | set(map(type, consequents)) != {list}:
            return False
        if not are_names(labels):
            return False
        self.labels.append(labels)
        self.counts.extend(map(len, antecedents))
        self.debtors.extend(debtors)
        self.waits.extend(waits)
        self.owes.extend(owes)
        return True

    def expect_distinct_labels(self, others: Iterable[str]) -> None:
        """Raise UnclearError if two labels of these promises, and of the other commitments, might be the same."""
        _in_order((*chain.from_iterable(self.labels), *others))

    def promises(self, names: Collection[str], agent: array[int]) -> tuple[Numbers, Numbers, Numbers]:
        """How many steps each promise waits for, those steps, and the step that each promises, by their numbers.

        `names` are those of the steps in their order, `agent` gives the number of the one agent of each. Raises UnclearError.
        """
        hashes, order = _in_order(names)
        waits, owes = (_matched(np.array(x, np.int64), hashes, order) for x in (self.waits, self.owes))
        counts = np.array(self.counts, np.int32)
        names_itself = np.repeat(owes, counts) == waits
        if (np.array(agent, np.int32)[owes] != np.array(self.debtors, np.int32)).any() or names_itself.any():
            raise UnclearError
        return counts, waits, owes


def are_names(names: Collection[Any]) -> bool:
    """Whether these are names."""
    return set(map(type, names)) <= {str} and all(names)


def _in_order(names: Collection[str]) -> tuple[npt.NDArray[np.int64], Numbers]:
    """The hashes of names, which must differ, in their order, and the place of each name. Raises UnclearError."""
    hashes = np.fromiter(map(hash, names), np.int64, len(names))
    order = np.argsort(hashes).astype(np.int32)
    hashes = hashes[order]
    if (hashes[1:] == hashes[:-1]).any():
        raise UnclearError
    return hashes, order


def _matched(wanted: npt.NDArray[np.int64], hashes: npt.NDArray[np.int64], order: Numbers) -> Numbers:
    """The numbers of the steps that have the hashes wanted."""
    found = np.empty(len(wanted), np.int32)
    if len(wanted):
        sought = np.argsort(wanted)
        wanted = wanted[sought]
        at = np.minimum(np.searchsorted(hashes, wanted), max(len(hashes) - 1, 0))
        if not len(hashes) or (hashes[at] != wanted).any():
            raise UnclearError
        found[sought] = order[at]
    return found
