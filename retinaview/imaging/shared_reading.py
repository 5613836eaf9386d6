"""Photographs shared between threads: decoded once, and kept while any caller holds them."""

from __future__ import annotations

import threading
from pathlib import Path
from weakref import WeakValueDictionary

from retinaview.core.paths import AnyPath
from retinaview.imaging.photograph import Photograph, read_photograph


class _Lock:
    """A lock for one photograph that is dropped once no thread waits for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


class SharedReading:
    """A thread-safe reader of photographs.

    While a caller still holds a photograph, others get the same object; while it is being decoded,
    others wait for it.
    """

    def __init__(self) -> None:
        self._held: WeakValueDictionary[Path, Photograph] = WeakValueDictionary()
        self._locks: WeakValueDictionary[Path, _Lock] = WeakValueDictionary()
        self._guard = threading.Lock()

    def read(self, path: AnyPath) -> Photograph:
        """Read a photograph; raises as `retinaview.imaging.photograph.read_photograph` does."""
        path = Path(path)
        with self._guard:
            waiting = self._locks.setdefault(path, _Lock())
        with waiting.lock:
            with self._guard:
                photograph = self._held.get(path)
            if photograph is None:
                photograph = read_photograph(path)
                with self._guard:
                    self._held[path] = photograph
            return photograph
