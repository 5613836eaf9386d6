"""Loaded networks within a bound of memory: the least recently used is let go first."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

Network = TypeVar("Network")


@dataclass
class _Entry(Generic[Network]):
    network: Network
    size_bytes: int
    users: int = 0


class NetworkCache(Generic[Network]):
    """Loads networks when they are first used and keeps them within a bound.

    A network in use is never let go, even where the bound is passed by it; it counts as used until
    its last user is done. Safe between threads.

    Parameters
    ----------
    limit_bytes : int
        What the networks that nobody uses may take together with the others.
    size : callable
        Bytes that a loaded network takes.
    """

    def __init__(self, limit_bytes: int, *, size: Callable[[Network], int]) -> None:
        self._limit_bytes, self._size = limit_bytes, size
        self._entries: OrderedDict[Hashable, _Entry[Network]] = OrderedDict()
        self._lock = threading.RLock()

    @property
    def size_bytes(self) -> int:
        """Bytes of all networks that are loaded."""
        return sum(entry.size_bytes for entry in self._entries.values())

    def __contains__(self, key: Hashable) -> bool:
        return key in self._entries

    @contextmanager
    def use(self, key: Hashable, load: Callable[[], Network]) -> Iterator[Network]:
        """Give the network of `key`, loaded where it is not there; it stays until this is left."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                network = load()
                entry = self._entries[key] = _Entry(network, self._size(network))
            self._entries.move_to_end(key)
            entry.users += 1
            self._let_go()
        try:
            yield entry.network
        finally:
            with self._lock:
                entry.users -= 1
                self._let_go()

    def _let_go(self) -> None:
        """Drop what nobody uses, the least recently used first, but never the last one used."""
        newest = next(reversed(self._entries))
        idle = [key for key, entry in self._entries.items() if not entry.users and key != newest]
        dropped = False
        while idle and self.size_bytes > self._limit_bytes:
            del self._entries[idle.pop(0)]
            dropped = True
        if dropped:
            gc.collect()  # a module and the hooks on it hold each other
