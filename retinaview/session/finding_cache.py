"""Findings at hand: those read last, and those that the project could not take."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from retinaview.core.findings import Finding

MOST_UNSAVED = 100
"""Of a study that cannot be written; some hundred megabytes."""

Key = TypeVar("Key", bound=Hashable)


class FindingCache(Generic[Key]):
    """Spares the project file from being asked again and again; safe in several threads.

    Parameters
    ----------
    read : callable
        Gives a finding from the project file, or None.
    limit : int
        How many are at hand; findings with their maps are some megabytes each.
    keep : callable, optional
        Whether a finding stays at hand while there are others to give up.
    most_unsaved : int
        How many are kept that the project could not take; the oldest are forgotten first, and
        the models can say them again.

    Attributes
    ----------
    unsaved : dict
        Findings that are kept here alone, until the session ends.
    """

    def __init__(
        self,
        read: Callable[[Key], Finding | None],
        *,
        limit: int,
        keep: Callable[[Key], bool] = lambda _: False,
        most_unsaved: int = MOST_UNSAVED,
    ) -> None:
        self._read = read
        self._limit = limit
        self._keep = keep
        self._most_unsaved = most_unsaved
        self._lock = threading.Lock()
        self._recent: dict[Key, Finding] = {}
        self._changes: Counter[Key] = Counter()
        self.unsaved: dict[Key, Finding] = {}

    def at_hand(self, key: Key) -> Finding | None:
        """Return the finding; None where it would have to be read."""
        with self._lock:
            return self.unsaved.get(key) or self._recent.get(key)

    def get(self, key: Key) -> Finding | None:
        """Return the finding; None where there is none."""
        while (at_hand := self.at_hand(key)) is None:
            changes = self._changes[key]
            finding = self._read(key)  # nobody waits meanwhile for what is at hand
            if self._put(key, finding, since=changes):
                return finding
        return at_hand

    def put(self, key: Key, finding: Finding) -> None:
        """Have what the project has now at hand, without reading it."""
        self._put(key, finding, since=self.forget(key))

    def put_unsaved(self, key: Key, finding: Finding) -> tuple[Key, ...]:
        """Keep what the project could not take.

        Returns
        -------
        tuple
            Whose findings were forgotten to make room.
        """
        self.forget(key)
        with self._lock:
            self.unsaved[key] = finding
            forgotten = tuple(self.unsaved)[: -self._most_unsaved]
            for old in forgotten:
                del self.unsaved[old]
        return forgotten

    def forget(self, key: Key) -> int:
        """Read it anew next time: the project has another one now; how often that was so."""
        with self._lock:
            self._changes[key] += 1
            self._recent.pop(key, None)
            self.unsaved.pop(key, None)
            return self._changes[key]

    def _put(self, key: Key, finding: Finding | None, *, since: int) -> bool:
        """Have what was read at hand; False where the project has another one since."""
        with self._lock:
            if self._changes[key] != since:
                return False
            if finding is None:
                return True
            self._recent.pop(key, None)
            self._recent[key] = finding
            while len(self._recent) > self._limit:
                oldest = next(iter(self._recent))
                self._recent.pop(next((k for k in self._recent if not self._keep(k)), oldest))
            return True
