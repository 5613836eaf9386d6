"""The real window, in a process of its own: time to the first photograph, to the next, and gaps.

Run as ``python -m tests.bench.window PHOTOGRAPH...``; prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

STARTED = time.clock_gettime(time.CLOCK_BOOTTIME)

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402 - the start is measured

from retinaview.ui.application import run  # noqa: E402

if TYPE_CHECKING:
    from retinaview.ui.window import MainWindow

TICK_MS = 5
WAIT_FOR_PREFETCH_MS = 6000


def since_process_start() -> float:
    """Seconds since the kernel made this process, interpreter start included."""
    fields = Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()
    return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")


class _Painted(QObject):
    """Calls back once, after the next paint of a viewport that follows a new photograph."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._waiting: Callable[[], None] | None = None
        self._fresh = False
        self._put = window.canvas.set_photograph
        window.canvas.set_photograph = self._on_photograph  # type: ignore[method-assign]
        window.canvas.viewport().installEventFilter(self)

    def then(self, callback: Callable[[], None]) -> None:
        self._waiting, self._fresh = callback, False

    def _on_photograph(self, *arguments: object, **named: object) -> None:
        self._put(*arguments, **named)  # type: ignore[arg-type]
        self._fresh = arguments[0] is not None

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and self._fresh and self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            QTimer.singleShot(0, waiting)
        return False


class Measurement(QObject):
    """Walks through the measurements, one after the other, on the event loop."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.result: dict[str, float] = {}
        self.painted = _Painted(window)
        self.painted.then(self._on_first)
        self.gaps: list[float] = []
        self.ticks = QTimer(self)
        self.ticks.timeout.connect(self._on_tick)
        self.last = 0.0

    def _on_first(self) -> None:
        self.result["first_image_s"] = since_process_start()
        self.result["first_image_mib"] = _peak_mib()
        self.last = time.perf_counter()
        self.ticks.start(TICK_MS)
        self._await_grade()
        self._await_finding()

    def _await_grade(self) -> None:
        if self.window.findings_panel.dr_values:
            self.result["grade_s"] = since_process_start()
            self.result["grade_processor_s"] = time.process_time()
        else:
            QTimer.singleShot(20, self._await_grade)

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(1000 * (now - self.last) - TICK_MS)
        self.last = now

    def _await_finding(self) -> None:
        context = self.window.context
        if (
            context.session is None
            or context.image_id is None
            or not context.session.finding(context.image_id)
        ):
            QTimer.singleShot(100, self._await_finding)
            return
        self.ticks.stop()
        ordered = sorted(self.gaps)
        self.result["finding_s"] = since_process_start()
        self.result["gap_p99_ms"] = ordered[int(0.99 * (len(ordered) - 1))]
        self.result["gap_longest_ms"] = ordered[-1]
        self.window.findings.set_automatic(False)
        self.window.findings.run_again()
        self._await_grade_again(time.perf_counter())

    def _await_grade_again(self, start: float) -> None:
        """The same work as after turning, without what was computed ahead."""
        if not self.window.findings_panel.dr_values:
            QTimer.singleShot(10, lambda: self._await_grade_again(start))
            return
        self.result["grade_again_s"] = time.perf_counter() - start
        QTimer.singleShot(WAIT_FOR_PREFETCH_MS, self._turn_to_prefetched)

    def _turn_to_prefetched(self) -> None:
        self._turn("next_prefetched_ms", self._turn_to_far, self.window.reading.show_next)

    def _turn_to_far(self) -> None:
        session = self.window.context.session
        assert session is not None
        last = session.images[-1].id
        self.window.loader.forget(session.path_of(last))
        self._turn("next_decoded_ms", self._finish, lambda: self.window.reading.show(last))

    def _turn(self, name: str, after: Callable[[], None], turn: Callable[[], None]) -> None:
        start = time.perf_counter()

        def seen() -> None:
            self.result[name] = 1000 * (time.perf_counter() - start)
            after()

        self.painted.then(seen)
        turn()

    def _finish(self) -> None:
        self.result["peak_mib"] = _peak_mib()
        self.result["closed_at"] = time.time()
        print(json.dumps(self.result), flush=True)
        self.window.close()


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(paths: list[str]) -> None:
    kept: list[Measurement] = []
    run([Path(path) for path in paths], on_window=lambda w: kept.append(Measurement(w)))


if __name__ == "__main__":
    main(sys.argv[1:])
