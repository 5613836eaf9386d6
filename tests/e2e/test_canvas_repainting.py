"""Only what changed is painted anew, and the screen is what painting all of it would give."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance
from retinaview.imaging.halvings import Halvings
from retinaview.ui.canvas import FundusCanvas, Tool, marks_item

LEFT = Qt.MouseButton.LeftButton
RUN = Provenance("ganet", "1", "0" * 64, threshold=0.5, score=0.8)


def mark(number: int) -> Mark:
    x, y = (number * 97) % 1500, (number * 61) % 1100
    lesion = list(LesionClass)[number % 4]
    box = Box(x, y, 20 + number % 60, 20 + number % 45)
    if number % 3:
        return Mark.proposed(lesion, box, provenance=RUN)
    return Mark.drawn(lesion, box, author="reader")


MARKS = tuple(mark(number) for number in range(200))


@pytest.fixture
def canvas(qtbot: QtBot) -> FundusCanvas:
    widget = FundusCanvas()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    noise = np.random.default_rng(0).integers(0, 256, (1200, 1600, 3), dtype=np.uint8)
    widget.set_photograph(Halvings(noise))
    widget.set_marks(MARKS)
    QApplication.processEvents()
    return widget


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width() * 4].copy()


def wrong(canvas: FundusCanvas) -> int:
    """How many bytes on the screen differ from a whole painting, by more than rounding."""
    QApplication.processEvents()
    shown = pixels(canvas.screen().grabWindow(canvas.winId()).toImage())
    whole = pixels(canvas.grab().toImage())
    return int(np.count_nonzero(np.abs(shown.astype(int) - whole) > 8))


def things_to_do(canvas: FundusCanvas, qtbot: QtBot) -> Iterator[str]:
    view = canvas.viewport()
    for number in range(2):
        canvas.set_tool(Tool.DRAW)
        start = QPoint(300 + 40 * number, 200)
        qtbot.mousePress(view, LEFT, pos=start)
        for step in (QPoint(7, 9), QPoint(60, 50)):
            qtbot.mouseMove(view, start + step)
            yield "draw"
        qtbot.mouseRelease(view, LEFT, pos=start + QPoint(60, 50))
        new = Mark.drawn(LesionClass.IRMA, Box(520 + 70 * number, 340, 100, 80), author="reader")
        canvas.set_marks((*MARKS, new))
        canvas.set_selection([new.id])
        yield "drawn"
    canvas.set_tool(Tool.SELECT)
    for place in (QPoint(100, 100), QPoint(330, 230), QPoint(500, 400)):
        qtbot.mouseMove(view, place)
        yield "hover"
    canvas.set_selection([MARKS[5].id])
    yield "select"
    inside = canvas.mapFromScene(*MARKS[5].box.centre)
    qtbot.mousePress(view, LEFT, pos=inside)
    for step in (QPoint(9, 0), QPoint(70, 40)):
        qtbot.mouseMove(view, inside + step)
        yield "move"
    qtbot.mouseRelease(view, LEFT, pos=inside + QPoint(70, 40))
    canvas.set_marks(MARKS[1:])
    yield "delete"
    canvas.zoom_by(3)
    canvas.set_selection([MARKS[7].id, MARKS[8].id])
    yield "zoom"


def test_painting_bit_by_bit_leaves_nothing_behind(canvas: FundusCanvas, qtbot: QtBot) -> None:
    assert wrong(canvas) == 0
    for what in things_to_do(canvas, qtbot):
        assert wrong(canvas) == 0, what


def test_the_comparison_above_would_notice(
    canvas: FundusCanvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks_item, "REACH_PX", 0.0)
    assert any(wrong(canvas) for _ in things_to_do(canvas, qtbot))


def test_one_mark_of_many_is_painted_alone(
    canvas: FundusCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    draw: Callable[..., None] = marks_item.painting.draw_boxes

    def count(painter: object, rects: list[object], **kind: object) -> None:
        counted.append(len(rects))
        draw(painter, rects, **kind)

    monkeypatch.setattr(marks_item.painting, "draw_boxes", count)
    canvas.set_marks((*MARKS, Mark.drawn(LesionClass.IRMA, Box(9, 9, 9, 9), author="reader")))
    QApplication.processEvents()
    assert 0 < sum(counted) < len(MARKS) / 4
