"""Numbers in words: counts with their noun, and percentages."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Return a count with its noun, such as ``1 box`` or ``2 boxes``.

    Parameters
    ----------
    number : int
        Count.
    one, many : str
        Singular and plural of the noun; by default the plural is `one` with an s.
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def percent(value: float) -> str:
    """Return a share or probability in whole per cent, but never as 0 or 100 % unless exact."""
    if 0 < value < 0.01:
        return "<1 %"
    if 0.99 < value < 1:
        return ">99 %"
    return f"{value * 100:.0f} %"
