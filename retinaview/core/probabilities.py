"""Rounding of probabilities for output, so that they still add to 1."""

from __future__ import annotations

import math
from collections.abc import Sequence

from retinaview.core.errors import ModelError

DIGITS = 6
"""Decimal places of a printed probability."""


def printed(probabilities: Sequence[float], *, digits: int = DIGITS) -> tuple[float, ...]:
    """Round a distribution so that the printed decimals add to exactly 1.

    Every value is rounded down, and the rest is given to the largest remainders, one unit of the
    last place each (Hamilton's method). A value moves by less than one unit, and a larger
    probability is never printed below a smaller one.

    Parameters
    ----------
    probabilities : sequence of float
        Not negative; divided by their sum first, which is 1 up to the precision of the network.
    digits : int
        Decimal places.

    Returns
    -------
    tuple of float
        Multiples of ``10**-digits``, of which `repr` shows no further decimals.

    Raises
    ------
    ModelError
        Values are not finite, negative or all zero.
    """
    values = [float(value) for value in probabilities]
    total = math.fsum(values)
    if not (math.isfinite(total) and total > 0 and min(values) >= 0):
        raise ModelError(f"{values} are not probabilities", field="probabilities")
    units = 10**digits
    shares = [value / total * units for value in values]
    counts = [math.floor(share) for share in shares]
    by_remainder = sorted(range(len(values)), key=lambda i: (counts[i] - shares[i], -values[i]))
    for index in by_remainder[: units - sum(counts)]:
        counts[index] += 1
    return tuple(count / units for count in counts)
