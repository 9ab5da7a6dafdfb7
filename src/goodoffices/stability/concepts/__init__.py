"""When a state holds: the solution concepts, for single decision makers and coalitions, whatever they know of each other."""
