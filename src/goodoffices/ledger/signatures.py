"""Which reports share bands of their signatures (`likeness`), told from memory.

Bands are as good as random numbers: in a table by band, each report would change as many pages of the file as it has bands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, select

from goodoffices.ledger import tables

_r = tables.reports.c
LATER = select(_r.id, _r.signature).where(_r.id > bindparam("last")).order_by(_r.id)
FEW = 5_000
"""Reports, the latest ones, that are not sorted in among all others yet."""
BAND = np.dtype("<u4")
_HALF = np.uint64(32)
_NUMBER = np.uint64((1 << 32) - 1)


def packed(signature: Sequence[int]) -> bytes | None:
    """A signature as the table of reports has it; nothing for one without bands."""
    return np.array(signature, BAND).tobytes() or None


class Signatures:
    """The signatures of the reports of a ledger, as far as this process has met them.

    A report that is there keeps its text, and a later one has a higher number: what has been met holds, whoever adds others.
    """

    def __init__(self) -> None:
        self.last = 0
        """The number of the last report that was met."""
        self._sorted = np.empty(0, np.uint64)
        """For each band of the reports that are sorted in: the band, then the number of the report, 32 bits each."""
        self._few: list[Any] = []
        """The rows of the others, and these by band."""
        self._by_band: defaultdict[int, list[int]] = defaultdict(list)

    def catch_up(self, connection: Connection) -> None:
        """Meet the reports that are there by now."""
        self.meet(connection.execute(LATER, {"last": self.last}).all())

    def meet(self, rows: Sequence[Any]) -> None:
        """Meet reports: their numbers, in order, and signatures as of `packed`."""
        if not rows:
            return
        self.last = rows[-1][0]
        self._few += rows
        if len(self._few) > FEW:
            self._sort_in()
        else:
            for report, signature in rows:
                for band in np.frombuffer(signature or b"", BAND).tolist():
                    self._by_band[band].append(report)

    def sharing(self, signature: Sequence[int], most: int) -> list[int]:
        """The reports that share bands with a signature, those first that share most of them, then by number."""
        found = Counter(report for band in signature for report in self._by_band.get(band, ()))
        bands = np.array(signature, np.uint64) << _HALF
        for first, end in zip(*np.searchsorted(self._sorted, (bands, bands | _NUMBER)), strict=True):
            found.update((self._sorted[first:end] & _NUMBER).tolist())
        return sorted(found, key=lambda report: (-found[report], report))[:most]

    def _sort_in(self) -> None:
        reports = np.array([report for report, _ in self._few], np.uint64)
        signatures = [signature or b"" for _, signature in self._few]
        bands = np.frombuffer(b"".join(signatures), BAND).astype(np.uint64)
        numbers = reports.repeat([len(signature) // BAND.itemsize for signature in signatures])
        self._sorted = np.sort(np.append(self._sorted, np.sort(bands << _HALF | numbers)), kind="stable")  # two that are sorted
        self._few.clear()
        self._by_band.clear()
