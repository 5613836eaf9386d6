"""The name of a reader who has given none."""

from __future__ import annotations

import getpass


def login_name() -> str:
    """Return the name by which somebody reads who has set none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no login name on this system
        return "reader"
