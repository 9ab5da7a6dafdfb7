"""Who waits for whom: circles, and the roots of what is out of reach."""
