"""Why a state holds, what can come of that of today, and what would have to change for a wanted one to hold."""
