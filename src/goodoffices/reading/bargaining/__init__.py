"""Moves: steps, their conditions and parties, and where the parties stand."""
