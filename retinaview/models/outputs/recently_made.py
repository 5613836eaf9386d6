"""What was computed from arrays a moment ago."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from numpy.typing import NDArray


class RecentlyMade:
    """What was made last from arrays, for as long as these live; safe between threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._made: OrderedDict[Hashable, tuple[weakref.ref[Any], Any]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, array: NDArray[Any], how: Hashable, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Return what `make` gave for this very array and `how`, calling it if it is not known."""
        key = (id(array), how)
        with self._lock:
            source, made = self._made.get(key, (None, None))
            if source is not None and source() is array:
                self._made.move_to_end(key)
                return made
        made = make()
        with self._lock:
            self._made[key] = weakref.ref(array), made
            while len(self._made) > self._limit:
                self._made.popitem(last=False)
            for old in [key for key, (source, _) in self._made.items() if source() is None]:
                del self._made[old]
        return made
