"""Photographs that several ask for are decoded once, and kept while somebody has them."""

from __future__ import annotations

import threading
from pathlib import Path
from weakref import WeakValueDictionary

from retinaview.core.paths import AnyPath
from retinaview.imaging.photograph import Photograph, read_photograph


class _Lock:
    """Held while one photograph is read, and gone with those who wait for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


class SharedReading:
    """Reads photographs; safe between threads.

    Whoever asks while another still holds the photograph gets the same one, and whoever asks while
    it is being decoded waits for it.
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
