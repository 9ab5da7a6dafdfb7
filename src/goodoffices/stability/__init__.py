"""Would it hold? The graph model for conflict resolution (Fang, Hipel and Kilgour 1993, *Interactive Decision Making*)."""
