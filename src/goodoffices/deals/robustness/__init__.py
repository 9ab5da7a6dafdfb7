"""How surely a target stands when each promise is kept with a probability of its own."""
