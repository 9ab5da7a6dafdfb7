"""The ledger: what is known, from which evidence, confirmed by whom; it never forgets."""

from goodoffices.ledger.ledger import Ledger

__all__ = ["Ledger"]
