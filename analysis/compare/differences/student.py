"""Student's t for whole degrees of freedom, by its finite series (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4)."""

from __future__ import annotations

import math
from functools import cache

__all__ = ["quantile", "tails"]


def tails(t: float, freedom: int) -> float:
    """The chance of a value at least as far from zero as ``t``, in either direction.

    >>> round(tails(2.228, 10), 4), round(tails(3.182, 3), 4), round(tails(12.71, 1), 4)
    (0.05, 0.05, 0.05)
    """
    angle = math.atan2(abs(t), math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term = total = cosine if odd else 1.0
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= cosine * cosine * (k - 1) / k
        total += term
    series = sine * total if freedom > 1 else 0.0
    inside = 2 / math.pi * (angle + series) if odd else series
    return max(0.0, 1 - inside)


@cache
def quantile(level: float, freedom: int) -> float:
    """How far from zero a share ``level`` of all values lies at most, by bisection.

    >>> round(quantile(0.95, 10), 3), round(quantile(0.95, 59), 3)
    (2.228, 2.001)
    """
    low, high = 0.0, 1e6
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if tails(middle, freedom) > 1 - level else (low, middle)
    return high
