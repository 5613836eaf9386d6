"""Large imports and readings while the garbage collector rests, which would find nothing there."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _CollectorPause:
    """Stops the garbage collector while any thread imports or gathers."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0

    def begin(self) -> None:
        with self._lock:
            self._count += 1
            gc.disable()

    def end(self, *, freeze: bool) -> None:
        with self._lock:
            self._count -= 1
            if freeze:
                gc.freeze()
            if not self._count:
                gc.enable()


_pause = _CollectorPause()


@contextmanager
def importing() -> Iterator[None]:
    """Import modules in the block, in any thread, with the garbage collector stopped.

    It would take a sixth of PyTorch's import and find nothing. What is there in the end is not
    looked at again: with PyTorch a full collection takes 0.15 s and holds the interpreter, and so
    the window. Nothing happens where all was imported before.
    """
    known = len(sys.modules)
    _pause.begin()
    try:
        yield
    finally:
        _pause.end(freeze=len(sys.modules) > known)


@contextmanager
def gathering() -> Iterator[None]:
    """Read what stays in memory, in any thread, while the garbage collector rests.

    Among the million objects of a large study it would find nothing, again and again, for half of
    the time that reading them takes.
    """
    _pause.begin()
    try:
        yield
    finally:
        _pause.end(freeze=False)
