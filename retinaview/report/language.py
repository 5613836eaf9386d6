"""The words of a report in the reader's language; the window brings them: no Qt is known here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Say = Callable[..., str]
"""What looks a phrase up, with the parameters of `tr`."""


def english(source: str, _comment: str = "", n: int = -1, /, **values: object) -> str:
    """Return a phrase in English; the parameters are those of `tr`."""
    one = n == 1
    words = source.replace("(es)", "" if one else "es").replace("(s)", "" if one else "s")
    return (words if n >= 0 else source).format(**values).replace("%n", str(n))


_say: ContextVar[Say] = ContextVar("say", default=english)


def tr(source: str, comment: str = "", n: int = -1, /, **values: object) -> str:
    """Return a phrase in the language of the report.

    Parameters
    ----------
    source : str
        The phrase in English, with the names of `values` in braces.
    comment : str
        What tells it from another phrase of the same English words.
    n : int
        The number that ``%n`` stands for.
    **values : object
        What is filled in.
    """
    return _say.get()(source, comment, n, **values)


def later(source: str) -> str:
    """Mark a phrase for translation where it is written down, and return it in English."""
    return source


@contextmanager
def spoken(say: Say) -> Iterator[None]:
    """Let `tr` answer in another language meanwhile."""
    token = _say.set(say)
    try:
        yield
    finally:
        _say.reset(token)
