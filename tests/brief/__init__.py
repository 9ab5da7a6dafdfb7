"""What a brief must be: the specification of its faces."""
