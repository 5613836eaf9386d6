"""A cache of loaded networks with a memory limit and least-recently-used eviction."""

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
    """A thread-safe cache that loads networks on first use.

    A network in use is never evicted, even if it exceeds the limit; it is in use until its last
    user is done.

    Parameters
    ----------
    limit_bytes : int
        Memory limit; unused networks are evicted beyond it.
    size : callable
        Returns the bytes that a loaded network takes.
    """

    def __init__(self, limit_bytes: int, *, size: Callable[[Network], int]) -> None:
        self._limit_bytes, self._size = limit_bytes, size
        self._entries: OrderedDict[Hashable, _Entry[Network]] = OrderedDict()
        self._lock = threading.RLock()

    @property
    def size_bytes(self) -> int:
        """Bytes of all loaded networks."""
        return sum(entry.size_bytes for entry in self._entries.values())

    def __contains__(self, key: Hashable) -> bool:
        return key in self._entries

    @contextmanager
    def use(self, key: Hashable, load: Callable[[], Network]) -> Iterator[Network]:
        """Yield the network of `key`, loaded if needed and kept until the block ends."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                network = load()
                entry = self._entries[key] = _Entry(network, self._size(network))
            self._entries.move_to_end(key)
            entry.users += 1
            self._evict()
        try:
            yield entry.network
        finally:
            with self._lock:
                entry.users -= 1
                self._evict()

    def _evict(self) -> None:
        """Evict unused networks, least recently used first, but never the last one used."""
        newest = next(reversed(self._entries))
        idle = [key for key, entry in self._entries.items() if not entry.users and key != newest]
        dropped = False
        while idle and self.size_bytes > self._limit_bytes:
            del self._entries[idle.pop(0)]
            dropped = True
        if dropped:
            gc.collect()  # a module and its hooks refer to each other
