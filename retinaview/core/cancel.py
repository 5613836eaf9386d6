"""Cancellation of work in another thread."""

from __future__ import annotations

from threading import Event

from retinaview.core.errors import Cancelled


class CancelToken:
    """A flag that one thread sets and another checks between small pieces of its work."""

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        """Request a stop; safe from any thread and any number of times."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop has been requested."""
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` if a stop has been requested."""
        if self._event.is_set():
            raise Cancelled
