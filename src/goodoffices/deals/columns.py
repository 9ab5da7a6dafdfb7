"""Many plain promises at once, column by column: each of one step, by its one agent, if all of some steps are taken.

To look up millions of names in a dict of a million costs several cache misses each, and seconds in all. Here the hashes of the
names are kept, and matched with those of the steps by sorting both. Where no two steps have the same hash, the name of a step is
found for certain; where anything is not found, or is not as it should be, the file is to be read again, name by name.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from goodoffices.deals.network import Numbers
from goodoffices.deals.records import Record

FIELDS = 4
"""A plain promise has a label, a debtor, an antecedent and a consequent, and no more."""


class UnclearError(Exception):
    """Something is wrong with a promise, or cannot be told this way."""


class Columns:
    """Plain promises. `labels` numbers them from 0, and `counts` gives how many steps each waits for."""

    def __init__(self) -> None:
        self.labels: dict[str, int] = {}
        self.counts = array("i")
        self.debtors = array("i")
        self.waits, self.owes = array("q"), array("q")

    def take(self, block: list[Record], parties: Mapping[str, int], taken: Collection[str]) -> bool:
        """Take in records that are plain promises with labels not `taken`; False, and nothing taken in, if any is another."""
        try:
            labels = [r["commitment"] for r in block]
            antecedents = [r["antecedent"] for r in block]
            consequents = [r["consequent"] for r in block]
            debtors = [parties[r["debtor"]] for r in block]
            owes = [hash(step) for (step,) in consequents]
            waits = list(map(hash, chain.from_iterable(antecedents)))
        except (KeyError, TypeError, ValueError):
            return False
        if any(len(r) != FIELDS for r in block) or set(map(type, antecedents + consequents)) != {list}:
            return False
        if not are_new(labels, self.labels) or any(label in taken for label in labels):
            return False
        first = len(self.labels)
        self.labels.update(zip(labels, range(first, first + len(labels)), strict=True))
        self.counts.extend(map(len, antecedents))
        self.debtors.extend(debtors)
        self.waits.extend(waits)
        self.owes.extend(owes)
        return True

    def steps(self, number: Collection[str], agent: array[int]) -> tuple[Numbers, Numbers]:
        """The steps that the promises wait for, and those that they promise, by their numbers.

        `number` holds the names of the steps in their order, `agent` the number of the one agent of each. Raises UnclearError.
        """
        hashes = np.fromiter(map(hash, number), np.int64, len(number))
        order = np.argsort(hashes).astype(np.int32)
        hashes = hashes[order]
        if (hashes[1:] == hashes[:-1]).any():
            raise UnclearError
        waits, owes = (_matched(np.array(x, np.int64), hashes, order) for x in (self.waits, self.owes))
        names_itself = np.repeat(owes, np.array(self.counts, np.int32)) == waits
        if (np.array(agent, np.int32)[owes] != np.array(self.debtors, np.int32)).any() or names_itself.any():
            raise UnclearError
        return waits, owes


def are_new(names: list[Any], known: Collection[str]) -> bool:
    """Whether these are names, and all new."""
    return are_names(names) and len(set(names)) == len(names) and not any(name in known for name in names)


def are_names(names: list[Any]) -> bool:
    """Whether these are names."""
    return set(map(type, names)) <= {str} and all(names)


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
