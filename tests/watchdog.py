"""A watchdog on the window's thread: which slot or event kept it longer than a limit, and where.

``with Watchdog(limit_ms=100) as watchdog: ...`` and then ``watchdog.check()``. A timer of the
system interrupts the window's thread every few milliseconds, and what it is at is noted there: a
task is one slot or event handler of the package, from its beginning to its end. (Another thread
must not look: while it holds a frame, a painter in it would outlive its paint event.) `run` times
a call that a test makes itself. Systems without such a timer are not watched.

Only time that the machine gives us counts: processor time, and waiting for a lock or a clock, but
not waiting for a processor that others have; nor while another thread of ours waits for one, which
may hold what the window's thread is waiting for.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import ParamSpec, Self, TypeVar

import retinaview

P = ParamSpec("P")
T = TypeVar("T")

_PACKAGE = str(Path(retinaview.__file__).parent)
_PERIOD_S = 0.004
_THREADS = Path("/proc/self/task")
_LOOKS_PER_LISTING = 50


@dataclass
class Task:
    """One slot or event handler on the window's thread, with all that happened inside it.

    Attributes
    ----------
    what : str
        The function that Qt, or a test, called.
    own_ms : float
        How long it was at work or waiting, milliseconds.
    worked_ms : float
        Its processor time alone, milliseconds.
    seen : Counter of str
        Where it was, the innermost function of the package, and how many times it was seen there.
    """

    what: str
    own_ms: float = 0.0
    worked_ms: float = 0.0
    seen: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        places = ", ".join(f"{place} ({n}x)" for place, n in self.seen.most_common(4))
        return f"{self.own_ms:.0f} ms ({self.worked_ms:.0f} at work): {self.what}: {places}"


class Watchdog:
    """Times every task on the window's thread, which is the main one, while it is entered there.

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
        How many times it has looked.
    """

    def __init__(self, *, limit_ms: float) -> None:
        self.limit_ms = limit_ms
        self.slow: list[Task] = []
        self.longest = Task("nothing")
        self.count = 0
        self._task: Task | None = None
        self._wall = self._worked = 0.0
        self._is_looking = False
        self._queues = _Queues()

    def __enter__(self) -> Self:
        self._wall, self._worked = time.perf_counter(), time.thread_time()
        self._queues.longest_s()
        if hasattr(signal, "setitimer"):  # not on Windows
            self._before = signal.signal(signal.SIGALRM, self._look)
            signal.setitimer(signal.ITIMER_REAL, _PERIOD_S, _PERIOD_S)
        return self

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before)
        self._end_task()
        self._queues.close()

    def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Time a call, as if Qt had made it; only its processor time counts."""
        start = time.thread_time()
        try:
            return call(*args, **kwargs)
        finally:
            own_ms = 1000 * (time.thread_time() - start)
            self._note(Task(getattr(call, "__qualname__", repr(call)), own_ms, own_ms))

    def check(self) -> None:
        """Fail with the names of the slots where any task was slow."""
        lines = "\n".join(map(str, self.slow))
        assert not self.slow, f"longer than {self.limit_ms:g} ms on the window's thread:\n{lines}"

    def _look(self, _: int, frame: FrameType | None) -> None:
        """Look, unless this interrupts another look, which takes longer on a busy machine."""
        if not self._is_looking:
            self._is_looking = True
            try:
                self._note_interrupted(frame)
            finally:
                self._is_looking = False

    def _note_interrupted(self, frame: FrameType | None) -> None:
        """Note what was interrupted; in the window's thread."""
        wall, worked = time.perf_counter(), time.thread_time()
        ours_s = wall - self._wall - self._queues.longest_s()
        worked_s = worked - self._worked
        spent_s = max(worked_s, min(ours_s, _PERIOD_S))
        self._wall, self._worked = wall, worked
        self.count += 1
        ours = [step for step in _frames(frame) if step.f_code.co_filename.startswith(_PACKAGE)]
        if not ours or ours[-1].f_code.co_name == "run":  # the application's own loop
            ours = ours[:-1]
        if not ours:
            self._end_task()
            return
        outermost = ours[-1]
        if self._task is None or outermost.f_trace_lines:  # not the call that was seen last
            self._end_task()
            self._task = Task(outermost.f_code.co_qualname)
            outermost.f_trace_lines = False  # a mark on this one call
        self._task.own_ms += 1000 * spent_s
        self._task.worked_ms += 1000 * worked_s
        self._task.seen[f"{ours[0].f_code.co_qualname}:{ours[0].f_lineno}"] += 1

    def _end_task(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            self._note(task)

    def _note(self, task: Task) -> None:
        if task.own_ms > self.longest.own_ms:
            self.longest = task
        if task.own_ms > self.limit_ms:
            self.slow.append(task)


class _Queues:
    """How long our threads stand in the queue for a processor; Linux alone tells."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._before: dict[str, float] = {}
        self._looks = 0

    def longest_s(self) -> float:
        """Return the most that one thread has waited since the last call, seconds."""
        if self._looks % _LOOKS_PER_LISTING == 0:
            self._list()
        self._looks += 1
        now = {name: self._queued_s(file) for name, file in self._files.items()}
        waited = [queued - self._before.get(name, queued) for name, queued in now.items()]
        self._before = now
        return max(waited, default=0.0)

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            os.close(file)
        self._files = {}

    def _list(self) -> None:
        self.close()
        with suppress(OSError):
            for thread in _THREADS.iterdir():
                with suppress(OSError):  # ended meanwhile
                    self._files[thread.name] = os.open(thread / "schedstat", os.O_RDONLY)

    def _queued_s(self, file: int) -> float:
        with suppress(OSError, IndexError):
            return int(os.pread(file, 100, 0).split()[1]) / 1e9
        return 0.0


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    """A frame and all that called it, the innermost first."""
    while frame is not None:
        yield frame
        frame = frame.f_back
