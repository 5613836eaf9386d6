"""One heap for all threads, so that memory which one of them has freed serves the others."""

from __future__ import annotations

import ctypes
import os
import sys

_M_ARENA_MAX = -8


def share_heap() -> None:
    """Have all threads that begin from now on allocate from one heap, where there is a choice.

    GNU's C library gives every thread a heap of its own, which keeps what it has freed: memory that
    screening's threads, which read ahead and write maps, hold for nothing.
    """
    if sys.platform == "linux" and _has_gnu_libc():
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _has_gnu_libc() -> bool:
    try:
        return bool(os.confstr("CS_GNU_LIBC_VERSION"))
    except (ValueError, OSError):
        return False
