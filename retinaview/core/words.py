"""Numbers as a person reads them: counted things, and per cent."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number and what is counted, such as ``1 box`` or ``2 boxes``.

    Parameters
    ----------
    number : int
        How many.
    one, many : str
        The word for one of them and for more; `many` is `one` with an s where it is empty.
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def percent(value: float) -> str:
    """Return a share or probability in whole per cent, never rounded to a certainty."""
    if 0 < value < 0.01:
        return "<1 %"
    if 0.99 < value < 1:
        return ">99 %"
    return f"{value * 100:.0f} %"
