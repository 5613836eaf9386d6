"""A watchdog on the window's thread: which slot or event kept it longer than a limit, and where.

``with Watchdog(limit_ms=100) as watchdog: ...`` and then ``watchdog.check()``. Everything that Qt
delivers in between is timed, from a click to a queued signal or a timer; the painting that follows
is an event of its own. `Watchdog.run` times a call that a test makes itself.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import ParamSpec, Self, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject

import retinaview

P = ParamSpec("P")
T = TypeVar("T")

_PACKAGE = str(Path(retinaview.__file__).parent)
_PERIOD_S = 0.004


@dataclass
class Task:
    """One event or call on the window's thread, with all that happened inside it.

    Attributes
    ----------
    what : str
        The receiver's class and the kind of event, or the name of the call.
    wall_ms : float
        From beginning to end, milliseconds.
    own_ms : float
        What of it is ours: the processor time of the thread, or the time in which the watchdog's
        own thread saw it busy or waiting, whichever is longer. A machine that lets nobody run
        is not counted.
    seen : Counter of str
        Where it was, ``slot > innermost function``, and how many times it was seen there.
    """

    what: str
    wall_ms: float = 0.0
    own_ms: float = 0.0
    seen: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        places = ", ".join(f"{place} ({n}x)" for place, n in self.seen.most_common(4))
        return f"{self.own_ms:.0f} ms ({self.wall_ms:.0f} on the clock): {self.what}: {places}"


class Watchdog:
    """Times every task on the window's thread while it is entered, from that thread.

    Parameters
    ----------
    limit_ms : float
        A task that takes longer is slow.

    Attributes
    ----------
    slow : list of Task
        In the order in which they ended.
    longest : Task
        Of all, the slow ones or not.
    count : int
        Tasks so far.
    """

    def __init__(self, *, limit_ms: float) -> None:
        self.limit_ms = limit_ms
        self.slow: list[Task] = []
        self.longest = Task("nothing")
        self.count = 0
        self._current: Task | None = None
        self._ended = threading.Event()
        self._watched = threading.get_ident()
        self._thread = threading.Thread(target=self._look, name="watchdog", daemon=True)

    def __enter__(self) -> Self:
        app = QCoreApplication.instance()
        assert app is not None, "there is no application to watch"
        app.notify = self._notify  # type: ignore[method-assign]
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        del QCoreApplication.instance().notify  # type: ignore[union-attr]
        self._ended.set()
        self._thread.join()

    def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Time a call as if a slot had made it."""
        with self._timed(getattr(call, "__qualname__", repr(call))):
            return call(*args, **kwargs)

    def check(self) -> None:
        """Fail with the names of the slots where any task was slow."""
        lines = "\n".join(map(str, self.slow))
        assert not self.slow, (
            f"kept the window waiting for more than {self.limit_ms:g} ms:\n{lines}"
        )

    def _notify(self, receiver: QObject, event: QEvent) -> bool:
        app = QCoreApplication.instance()
        assert app is not None
        here = threading.get_ident() == self._watched
        if not here or self._current is not None:  # a part of the task that is under way
            return bool(type(app).notify(app, receiver, event))
        with self._timed(f"{type(receiver).__name__} {event.type().name}"):
            return bool(type(app).notify(app, receiver, event))

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        task = Task(what)
        start, own_start = time.perf_counter(), time.thread_time()
        self._current = task
        try:
            yield
        finally:
            self._current = None
            own_ms = 1000 * (time.thread_time() - own_start)
            task.wall_ms = 1000 * (time.perf_counter() - start)
            seen_ms = 1000 * _PERIOD_S * task.seen.total()
            task.own_ms = min(task.wall_ms, max(own_ms, seen_ms))
            self._note(task)

    def _note(self, task: Task) -> None:
        self.count += 1
        if task.own_ms > self.longest.own_ms:
            self.longest = task
        if task.own_ms > self.limit_ms:
            self.slow.append(task)

    def _look(self) -> None:
        """Note where the window's thread is, every few milliseconds; in a thread of its own."""
        while not self._ended.wait(_PERIOD_S):
            task, frame = self._current, sys._current_frames().get(self._watched)
            if task is not None and frame is not None:
                task.seen[_place(frame)] += 1


def _place(frame: FrameType) -> str:
    """The outermost and the innermost function of the package, as in ``slot > inner``."""
    names: list[str] = []
    inside = 0  # how many of them belong to the task, seen from its beginning
    step: FrameType | None = frame
    while step is not None:
        if step.f_code in (Watchdog._notify.__code__, Watchdog.run.__code__):
            inside = len(names)
        elif step.f_code.co_filename.startswith(_PACKAGE):
            names.append(f"{step.f_code.co_qualname}:{step.f_lineno}")
        step = step.f_back
    ours = names[:inside]
    return " > ".join(dict.fromkeys([ours[-1], ours[0]])) if ours else "Qt"
