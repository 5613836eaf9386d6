"""One heap for all threads, and large blocks outside it, so that freed memory is free again."""

from __future__ import annotations

import ctypes
import os
import sys

_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
_LARGE_BYTES = 1 << 20


def share_heap() -> None:
    """Have all threads that begin from now on allocate from one heap, where there is a choice.

    GNU's C library gives every thread a heap of its own, which keeps what it has freed: memory that
    screening's threads, which read ahead and write maps, hold for nothing. After the first arrays
    it also takes ever larger ones from the heap, up to 32 MiB, where a small block that comes to
    lie above keeps them from the system; with a fixed threshold each is returned once it is freed.
    """
    if sys.platform == "linux" and _has_gnu_libc():
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_ARENA_MAX, 1)
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)


def _has_gnu_libc() -> bool:
    try:
        return bool(os.confstr("CS_GNU_LIBC_VERSION"))
    except (ValueError, OSError):
        return False
