"""The network of parties as a picture."""

from goodoffices.brief.network.picture import svg

__all__ = ["svg"]
