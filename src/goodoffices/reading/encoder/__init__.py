"""A text as the trained network sees it, and what it says of every word."""
