"""A small cache of what was computed from arrays."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from numpy.typing import NDArray


class ArrayCache:
    """Keep the latest results computed from arrays, each until its array is freed.

    Arrays are recognised by identity, not by content. Safe to use from several threads.

    Parameters
    ----------
    limit : int
        Largest number of results kept.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: OrderedDict[Hashable, tuple[weakref.ref[Any], Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, array: NDArray[Any], key: Hashable, compute: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Return the result for this very array and `key`, computing it where it is missing.

        Parameters
        ----------
        array : ndarray
            The array that the result depends on.
        key : hashable
            Everything else that the result depends on.
        compute : callable
            Computes the result; two threads that miss it at once both call it.

        Returns
        -------
        object
            The stored result, or the new one.
        """
        full_key = (id(array), key)
        with self._lock:
            source, result = self._entries.get(full_key, (None, None))
            if source is not None and source() is array:
                self._entries.move_to_end(full_key)
                return result
        result = compute()
        with self._lock:
            self._entries[full_key] = weakref.ref(array), result
            while len(self._entries) > self._limit:
                self._entries.popitem(last=False)
            for freed in [key for key, (source, _) in self._entries.items() if source() is None]:
                del self._entries[freed]
        return result
