"""Ledgers in the forms of other programs: whole as JSON Lines, as tables, networks, calendars and maps."""
