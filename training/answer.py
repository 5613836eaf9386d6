"""What a module that is run as a command prints: its answer, or the sentence that says why not."""

from __future__ import annotations

import sys
from collections.abc import Callable

from retinaview.core.errors import RetinaViewError


def answer(find: Callable[[], str]) -> int:
    """Print what a command finds.

    Parameters
    ----------
    find : callable
        Returns the text.

    Returns
    -------
    int
        The exit status: 1 where a `RetinaViewError` was raised, which goes to standard error.
    """
    try:
        found = find()
    except RetinaViewError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{found}\n")
    return 0
