from __future__ import annotations

import pytest

from retinaview.session.observing import Notifier


def test_callbacks_are_called_in_order_with_the_arguments() -> None:
    heard: list[object] = []
    event: Notifier[int, str] = Notifier()
    event.connect(lambda number, text: heard.append((number, text)))
    event.connect(lambda number, text: heard.append(text * number))
    event.emit(2, "a")
    assert heard == [(2, "a"), "aa"]


def test_disconnecting_removes_one_connection() -> None:
    heard: list[int] = []
    event: Notifier[int] = Notifier()
    disconnect = event.connect(heard.append)
    event.connect(heard.append)
    event.emit(1)
    disconnect()
    disconnect()
    event.emit(2)
    assert heard == [1, 1, 2]


def test_a_callback_may_disconnect_itself_and_connect_others() -> None:
    heard: list[str] = []
    event: Notifier[[]] = Notifier()

    def once() -> None:
        heard.append("once")
        disconnect()
        event.connect(lambda: heard.append("later"))

    disconnect = event.connect(once)
    event.connect(lambda: heard.append("always"))
    event.emit()
    assert heard == ["once", "always"]
    event.emit()
    assert heard == ["once", "always", "always", "later"]


def test_an_error_reaches_whoever_emits() -> None:
    event: Notifier[[]] = Notifier()
    event.connect(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        event.emit()
