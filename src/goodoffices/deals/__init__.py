"""Commitments in; what could start today, who waits for whom, what would unlock a deal, and how sure it is, out."""
