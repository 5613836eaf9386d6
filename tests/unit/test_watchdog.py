from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from retinaview.session.observing import Event
from tests.watchdog import Watchdog

LIMIT_MS = 60


def wait() -> None:
    time.sleep(2 * LIMIT_MS / 1000)


def work() -> None:
    end = time.thread_time() + 2 * LIMIT_MS / 1000
    while time.thread_time() < end:
        pass


@pytest.mark.parametrize("slow", [wait, work])
def test_it_names_the_slot_that_keeps_the_window_waiting(
    slow: Callable[[], None], qtbot: QtBot
) -> None:
    event: Event[[]] = Event()
    event.connect(slow)
    with Watchdog(limit_ms=LIMIT_MS) as watchdog:
        QTimer.singleShot(0, event.emit)
        qtbot.waitUntil(lambda: bool(watchdog.slow))
    (task,) = watchdog.slow
    assert LIMIT_MS < task.own_ms <= task.wall_ms
    assert task is watchdog.longest
    assert task.seen.most_common(1)[0][0].startswith("Event.emit:")
    with pytest.raises(AssertionError, match=r"Event\.emit"):
        watchdog.check()


def test_short_tasks_and_the_time_between_them_are_fine(qtbot: QtBot) -> None:
    with Watchdog(limit_ms=LIMIT_MS) as watchdog:
        for _ in range(5):
            QTimer.singleShot(0, lambda: time.sleep(0.001))
            qtbot.wait(20)
            wait()  # nobody waits for it: no event is being delivered
    assert watchdog.count >= 5
    watchdog.check()


def test_a_call_is_timed_as_a_slot_is(qtbot: QtBot) -> None:  # noqa: ARG001 - an application
    with Watchdog(limit_ms=LIMIT_MS) as watchdog:
        assert watchdog.run(pow, 2, 3) == 8
        watchdog.run(wait)
    assert [task.what for task in watchdog.slow] == ["wait"]


def test_outside_of_it_events_take_their_usual_way(qtbot: QtBot) -> None:
    with Watchdog(limit_ms=LIMIT_MS) as watchdog:
        pass
    before = watchdog.count
    seen: list[bool] = []
    QTimer.singleShot(0, lambda: seen.append(True))
    qtbot.waitUntil(lambda: bool(seen))
    assert watchdog.count == before
