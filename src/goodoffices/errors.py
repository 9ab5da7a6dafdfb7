"""What goes wrong, in one line that says what, where and how to mend it."""

from __future__ import annotations


class GoodOfficesError(Exception):
    """Any error whose message is meant for the person at the keyboard; the commands print it and exit with code 2."""


class DocumentError(GoodOfficesError):
    """A document that cannot be loaded."""


class ReadingError(GoodOfficesError):
    """A report that a reader cannot read."""


class LedgerError(GoodOfficesError):
    """A ledger that cannot be opened, or a change that it cannot take."""


class ConflictError(LedgerError):
    """A change to what somebody else has changed since its author looked: nothing was done."""


class DealsError(GoodOfficesError):
    """A problem that makes no sense, or a question about a step or party that it does not have."""


class StabilityError(GoodOfficesError):
    """A conflict that makes no sense, or a question about a state or option that it does not have."""


class WebError(GoodOfficesError):
    """A workbench that cannot be served as it is asked for, or a request that it cannot do."""
