"""The one place that starts threads: a thread that does jobs one after the other.

A worker never touches a widget. Jobs answer by emitting signals of objects that live in the
window's thread, which Qt delivers there; the worker's edge is the one place that catches every
exception, so that a fault in a job becomes a message and never a dead thread.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import logging
import os
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from retinaview.core.errors import Cancelled

logger = logging.getLogger(__name__)

# Asking twice as often as Python's own 5 ms keeps the window's thread first in the queue
# for the interpreter while a model imports or prepares its arrays.
SWITCH_INTERVAL_S = 0.0015
_NICENESS = 4

Job = Callable[[], None]
FailureHandler = Callable[[Hashable, Exception], None]


@dataclass(order=True)
class _Waiting:
    urgency: int
    newness: int
    key: Hashable = field(compare=False)
    job: Job = field(compare=False)


class Worker:
    """One thread with a queue: the most urgent job first, and the newest among equals.

    Parameters
    ----------
    name : str
        Of the thread, in logs.
    on_failure : callable, optional
        Called in the worker's thread with the job's key and what it raised.
    background : bool
        Yield the processor to the window's thread where the system can do that.
    """

    def __init__(
        self, name: str, *, on_failure: FailureHandler | None = None, background: bool = True
    ) -> None:
        self._name = name
        self._on_failure = on_failure
        self._background = background
        self._waiting: list[_Waiting] = []
        self._newness = itertools.count()
        self._condition = threading.Condition()
        self._stopping = False
        self._running: Hashable | None = None
        self._thread: threading.Thread | None = None

    def submit(self, key: Hashable, job: Job, *, urgency: int = 0) -> None:
        """Queue a job; one that waits under the same key is replaced.

        Parameters
        ----------
        key : hashable
            What the job is for.
        job : callable
            Runs in the worker's thread.
        urgency : int
            Higher comes first.
        """
        with self._condition:
            if self._stopping:
                return
            self._remove({key})
            heapq.heappush(self._waiting, _Waiting(-urgency, -next(self._newness), key, job))
            self._start()
            self._condition.notify()

    def retain(self, keys: Iterable[Hashable]) -> None:
        """Drop every waiting job whose key is not among these."""
        wanted = set(keys)
        with self._condition:
            self._remove({item.key for item in self._waiting} - wanted)

    @property
    def running(self) -> Hashable | None:
        """The key of the job that runs, or None."""
        with self._condition:
            return self._running

    @property
    def busy(self) -> bool:
        """Whether a job waits or runs."""
        with self._condition:
            return self._running is not None or bool(self._waiting)

    def holds(self, key: Hashable) -> bool:
        """Whether a job of that key waits or runs."""
        with self._condition:
            return self._running == key or any(item.key == key for item in self._waiting)

    def stop(self) -> None:
        """Drop what waits, take nothing more, and end after the running job."""
        with self._condition:
            self._stopping = True
            self._waiting.clear()
            self._condition.notify_all()

    def join(self, *, timeout_s: float) -> bool:
        """Wait for a thread that was told to stop; says whether it has ended."""
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _remove(self, keys: set[Hashable]) -> None:
        self._waiting = [item for item in self._waiting if item.key not in keys]
        heapq.heapify(self._waiting)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()

    def _work(self) -> None:
        if self._background:
            yield_processor()
        while (item := self._next()) is not None:
            self._do(item)

    def _next(self) -> _Waiting | None:
        with self._condition:
            self._running = None
            while not self._waiting and not self._stopping:
                self._condition.wait()
            if self._stopping:
                return None
            item = heapq.heappop(self._waiting)
            self._running = item.key
            return item

    def _do(self, item: _Waiting) -> None:
        try:
            item.job()
        except Cancelled as given_up:  # such as by closing what it was about
            logger.info("%s gave up %s: %s", self._name, item.key, given_up)
        except Exception as error:
            logger.exception("%s failed on %s", self._name, item.key)
            if self._on_failure is not None:
                self._on_failure(item.key, error)


def stop_all(workers: Sequence[Worker], *, timeout_s: float) -> bool:
    """Stop several workers within one span of time; says whether all have ended."""
    deadline = time.monotonic() + timeout_s
    for worker in workers:
        worker.stop()
    ended = [worker.join(timeout_s=max(0.0, deadline - time.monotonic())) for worker in workers]
    return all(ended)


def yield_processor() -> None:
    """Lower this thread's claim on the processor, and that of threads it starts from now on.

    Only for work that lets go of the interpreter: one that holds it while other programs take
    the processor would keep the window waiting.
    """
    if hasattr(os, "setpriority"):  # not on Windows
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):
            lower = os.getpriority(os.PRIO_PROCESS, thread) + _NICENESS
            os.setpriority(os.PRIO_PROCESS, thread, lower)
