from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from retinaview.session.observing import Notifier
from tests.watchdog import Watchdog

LIMIT_MS = 60


def wait() -> None:
    time.sleep(3 * LIMIT_MS / 1000)


def work() -> None:
    end = time.thread_time() + 3 * LIMIT_MS / 1000
    while time.thread_time() < end:
        pass


@pytest.mark.parametrize("slow", [wait, work])
def test_it_names_the_slot_that_keeps_the_window_waiting(
    slow: Callable[[], None], qtbot: QtBot
) -> None:
    event: Notifier[[]] = Notifier()
    event.connect(slow)
    with Watchdog(limit_ms=LIMIT_MS) as watchdog:
        QTimer.singleShot(0, event.emit)
        qtbot.waitUntil(lambda: bool(watchdog.slow), timeout=60_000)
    (task,) = watchdog.slow[:1]
    assert LIMIT_MS < task.own_ms < 20 * LIMIT_MS
    assert task is watchdog.longest
    assert task.what == "Notifier.emit"
    said = r"ms \(\d+ at work\): Notifier\.emit: Notifier\.emit:\d+"
    with pytest.raises(AssertionError, match=said):
        watchdog.check()


def test_short_tasks_and_the_time_between_them_are_fine(qtbot: QtBot) -> None:
    event: Notifier[[]] = Notifier()
    event.connect(lambda: time.sleep(0.01))
    with Watchdog(limit_ms=LIMIT_MS) as watchdog:
        for _ in range(12):
            event.emit()
        for _ in range(3):
            QTimer.singleShot(0, event.emit)
            qtbot.wait(20)
            wait()  # the test's own business
            work()
    assert watchdog.count > 5
    watchdog.check()


def test_a_call_is_timed_as_a_slot_is(qtbot: QtBot) -> None:  # noqa: ARG001 - an application
    with Watchdog(limit_ms=LIMIT_MS) as watchdog:
        assert watchdog.run(pow, 2, 3) == 8
        watchdog.run(work)
    assert [task.what for task in watchdog.slow] == ["work"]
