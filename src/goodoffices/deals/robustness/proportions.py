"""How sure a proportion is that was counted in samples: 95 % confidence intervals."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""97.5 % of a normal distribution lie below."""


@dataclass(frozen=True)
class Estimate:
    """A figure, and the ends of its 95 % confidence interval; both are the figure itself where it is exact."""

    value: float
    low: float
    high: float

    @classmethod
    def exact(cls, value: float) -> Estimate:
        """A figure that is known."""
        return cls(value, value, value)


def proportion(found: int, of: int) -> Estimate:
    """How often something was found in so many samples; the interval is that of Wilson (1927)."""
    share = found / of
    centre = (share + Z**2 / (2 * of)) / (1 + Z**2 / of)
    half = Z * sqrt(share * (1 - share) / of + Z**2 / (4 * of**2)) / (1 + Z**2 / of)
    return Estimate(share, min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half)))


def difference(one: Estimate, other: Estimate) -> Estimate:
    """How much greater one proportion is than another; the interval is that of Newcombe (1998), method 10."""
    value = one.value - other.value
    below = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Estimate(value, value - below, value + above)
