"""Who can bring about what, by one move or by several: in time and memory linear in the states."""
