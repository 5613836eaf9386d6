"""Turning from photograph to photograph keeps what the reader sees, and says nothing false."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from retinaview.imaging import photograph as reading
from retinaview.ui.application import first_photograph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.e2e.conftest import Driver


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    """A person at the first of three photographs, with the models switched off."""
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    return driver


def turn(reader: Driver, key: Qt.Key, name: str) -> None:
    reader.key(key)
    reader.until(lambda: reader.name == name and reader.window.context.photograph is not None)


def seen(reader: Driver) -> tuple[float, float, float]:
    canvas = reader.window.canvas
    return canvas.centre.x(), canvas.centre.y(), canvas.zoom


def test_each_photograph_is_seen_again_as_it_was_left(reader: Driver) -> None:
    reader.window.canvas.look_at(QPointF(200, 150), 4.0)
    turn(reader, Qt.Key.Key_D, "P1_OS.jpg")
    assert reader.window.canvas.fitted
    reader.window.canvas.look_at(QPointF(400, 300), 2.0)
    turn(reader, Qt.Key.Key_A, "P1_OD.jpg")
    assert seen(reader) == pytest.approx((200, 150, 4.0), abs=0.5)
    turn(reader, Qt.Key.Key_D, "P1_OS.jpg")
    assert seen(reader) == pytest.approx((400, 300, 2.0), abs=0.5)


def test_the_zoom_is_kept_when_turning_where_the_reader_wants_it(
    reader: Driver, start: Callable[[], Driver]
) -> None:
    reader.do("keep_zoom")
    reader.window.canvas.look_at(QPointF(200, 150), 4.0)
    turn(reader, Qt.Key.Key_D, "P1_OS.jpg")
    assert seen(reader) == pytest.approx((200, 150, 4.0), abs=0.5)
    reader.window.close()
    assert start().window.commands["keep_zoom"].isChecked()


def test_a_photograph_is_never_seen_under_the_title_of_another(
    reader: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, read = threading.Event(), reading.read_encoded

    def slowly(path: Path) -> object:
        gate.wait(20)
        return read(path)

    reader.until(lambda: not any(worker.busy for worker in reader.window.loader.workers))
    monkeypatch.setattr(reading, "read_encoded", slowly)
    reader.window.loader.forget(reader.window.context.session.expected_path(3))
    reader.window.reading.show(3)
    assert reader.window.windowTitle().startswith("P2_OD.jpg")
    assert reader.window.panes.both[0].words == "Reading P2_OD.jpg …"
    assert reader.window.canvas.size_px == (0, 0)
    gate.set()
    reader.until(lambda: reader.window.context.photograph is not None)
    assert reader.window.panes.both[0].words == ""


def test_a_message_about_a_photograph_goes_with_it(reader: Driver) -> None:
    session = reader.window.context.session
    reader.window.reading.show(3)
    reader.until(lambda: reader.window.context.photograph is not None)
    reader.do("fellow")
    assert "no photograph of the patient's fellow eye" in reader.window.messages.text
    reader.window.context.say("The disk is nearly full.")
    reader.window.reading.show(session.images[0].id)
    assert reader.window.messages.text == "The disk is nearly full."
    reader.window.messages.dismiss()
    assert reader.window.messages.text == ""


def test_a_study_opens_where_it_was_left(
    reader: Driver, start: Callable[[], Driver], folder: Path
) -> None:
    turn(reader, Qt.Key.Key_D, "P1_OS.jpg")
    reader.window.canvas.look_at(QPointF(400, 300), 3.0)
    reader.window.close()
    assert first_photograph([folder]) == folder / "P1_OS.jpg"
    assert first_photograph([folder / "study.retinaview"]) == folder / "P1_OS.jpg"
    again = start()
    again.window.findings.set_automatic(False)
    again.open(folder)
    assert again.name == "P1_OS.jpg"
    assert seen(again) == pytest.approx((400, 300, 3.0), abs=0.5)
    again.open(folder / "P2_OD.jpg")
    again.until(lambda: again.name == "P2_OD.jpg")  # what is asked for comes first


def test_a_photograph_that_is_gone_is_not_returned_to(
    reader: Driver, start: Callable[[], Driver], folder: Path
) -> None:
    session = reader.window.context.session
    session.set_setting("left_at", '{"photograph": "gone.jpg", "view": [1, 2, 3]}')
    reader.window.context.set_session(None)
    session.close()
    assert first_photograph([folder]) == folder / "P1_OD.jpg"
    again = start()
    again.open(folder)
    assert again.name == "P1_OD.jpg"


class Paints(QObject):
    """Notes how much of a viewport is painted each time."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.areas: list[QRect] = []
        viewport.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


def test_a_photograph_is_painted_once_before_anything_slower(reader: Driver, qtbot: QtBot) -> None:
    window, session = reader.window, reader.window.context.session
    assert session is not None
    path = session.expected_path(session.images[1].id)
    reader.until(lambda: window.loader.cached(path) is not None)
    qtbot.wait(50)
    viewport = window.canvas.viewport()
    paints = Paints(viewport)
    with qtbot.waitSignal(window.context.settled):
        reader.key(Qt.Key.Key_D)
    assert paints.areas.count(viewport.rect()) == 1
