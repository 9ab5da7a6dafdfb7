"""A problem in its forms: text that a person types, JSON, JSON Lines, NumPy arrays, and the commitments of a ledger."""
