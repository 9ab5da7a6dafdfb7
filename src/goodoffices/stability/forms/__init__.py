"""A conflict in its forms: text that a person types, the JSON of GMCR+, and what the parties of a ledger have said."""
