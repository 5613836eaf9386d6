"""Numbers as they are shown: counts with their noun, percentages and differences."""

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


def signed(number: float, form: str = ".0f") -> str:
    """Return a difference with its sign and a true minus, ``0`` unsigned.

    Parameters
    ----------
    number : float
        Difference.
    form : str
        Format of its size, such as ``".2f"``.
    """
    text = f"{number:+{form}}"
    return text[1:] if float(text) == 0 else text.replace("-", "\N{MINUS SIGN}")
