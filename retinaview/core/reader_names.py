"""Names of readers: of one in several spellings, of nobody, and of who has given none."""

from __future__ import annotations

import getpass
import unicodedata
from collections.abc import Iterable

CONSENSUS = "consensus"
"""Whose answer it is that was decided between readers."""


def known_as(name: str, known: Iterable[str]) -> str:
    """Return a name as it is known: case, spaces and how accents are composed do not matter.

    Parameters
    ----------
    name : str
        As it was typed.
    known : iterable of str
        Names of readers; the first that is the same one counts.
    """
    name = " ".join(name.split())
    return next((each for each in known if _plain(each) == _plain(name)), name)


def is_reserved(name: str) -> bool:
    """Return whether no reader may have a name."""
    return _plain(name) == CONSENSUS


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def login_name() -> str:
    """Return the name by which somebody reads who has set none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no login name on this system
        return "reader"
