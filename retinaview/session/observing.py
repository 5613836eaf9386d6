"""Events without Qt: who wants to know connects a function, and is called on the spot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Notifier(Generic[P]):
    """Something that happens to a session, such as ``marks_changed(image_id)``.

    Callbacks run synchronously on the thread that emits, in the order in which they connected.
    An error in one of them reaches whoever emitted.
    """

    def __init__(self) -> None:
        self._callbacks: list[Callable[P, object]] = []

    def connect(self, callback: Callable[P, object]) -> Callable[[], None]:
        """Call a function whenever this happens.

        Parameters
        ----------
        callback : callable
            Takes the event's arguments; what it returns is ignored.

        Returns
        -------
        callable
            Disconnects it again; calling that twice does no harm.
        """
        entry = callback
        self._callbacks = [*self._callbacks, entry]

        def disconnect() -> None:
            self._callbacks = [kept for kept in self._callbacks if kept is not entry]

        return disconnect

    def emit(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Tell everyone who was connected when this began."""
        for callback in self._callbacks:
            callback(*args, **kwargs)
