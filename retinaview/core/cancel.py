"""Asking work in another thread to stop."""

from __future__ import annotations

from threading import Event

from retinaview.core.errors import Cancelled


class CancelToken:
    """A flag that one thread raises and another looks at between small pieces of its work."""

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        """Request a stop; safe from any thread and any number of times."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop has been asked for."""
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` if a stop has been requested."""
        if self._event.is_set():
            raise Cancelled
