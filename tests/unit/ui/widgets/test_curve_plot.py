"""Curves that a person moves, zooms, puts back and exports."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from retinaview.core.errors import WriteError
from retinaview.ui import theme
from retinaview.ui.widgets.curve_plot import CurveLine, CurvePlot

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

X = np.linspace(0, 1, 11)
DASHES = Qt.PenStyle.DashLine


@pytest.fixture
def plot(qtbot: QtBot) -> CurvePlot:
    plot = CurvePlot("IoM threshold", "Recall", file_name="recall")
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show_curves(
        [CurveLine("boxes", X, 1 - X, "accent"), CurveLine("random", X, 1 - X**2, "muted", DASHES)],
        mark=0.3,
    )
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def wheel(plot: CurvePlot) -> None:
    viewport = plot._plot.viewport()
    middle = QPointF(viewport.rect().center())
    event = QWheelEvent(
        middle, viewport.mapToGlobal(middle), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_it_is_moved_zoomed_and_put_back(plot: CurvePlot, qtbot: QtBot) -> None:
    (x0, x1), (y0, y1) = home = plot.view
    assert x0 < 0 < 1 < x1
    assert y0 < 0 < 1 < y1
    wheel(plot)
    assert plot.view == home  # the wheel scrolls the panel until the plot was clicked
    plot._plot.setFocus()
    qtbot.waitUntil(plot._plot.hasFocus)
    wheel(plot)
    (left, right), _ = plot.view
    assert right - left < x1 - x0
    plot._plot.plotItem.vb.translateBy(x=0.1)
    assert plot.view[0][0] == pytest.approx(left + 0.1)
    plot.reset_button.click()
    assert np.allclose(plot.view, home)


def test_new_curves_leave_the_view_as_it_is(plot: CurvePlot) -> None:
    plot._plot.setXRange(0.2, 0.4, padding=0)
    plot.show_curves([CurveLine("boxes", X, X, "accent")], mark=0.3)
    assert plot.names == ["boxes"]
    assert plot.view[0] == pytest.approx((0.2, 0.4))


def test_it_follows_the_theme(plot: CurvePlot, undressed: QApplication) -> None:
    for worn in (theme.DARK, theme.LIGHT, theme.DARK):
        theme.apply_theme(undressed, worn.name)
        corner = plot._plot.grab().toImage().pixelColor(1, 1)
        assert corner.name() == worn.panel


def test_a_table_holds_the_curves(plot: CurvePlot, tmp_path: Path) -> None:
    plot.export(tmp_path / "recall.csv")
    head, *rows = csv.reader((tmp_path / "recall.csv").read_text().splitlines())
    assert head[:4] == ["boxes_x", "boxes_y", "random_x", "random_y"]
    values = np.array([[float(cell) for cell in row[:4]] for row in rows])
    assert np.allclose(values, np.stack([X, 1 - X, X, 1 - X**2], axis=1))


def test_a_drawing_and_an_image(plot: CurvePlot, tmp_path: Path) -> None:
    plot.export(tmp_path / "recall.svg")
    assert "<svg" in (tmp_path / "recall.svg").read_text()
    assert "IoM threshold" in (tmp_path / "recall.svg").read_text()
    plot.export(tmp_path / "recall.PNG")
    assert cv2.imread(str(tmp_path / "recall.PNG")).std() > 5
    assert sorted(path.name for path in tmp_path.iterdir()) == ["recall.PNG", "recall.svg"]


def test_what_cannot_be_written_is_said(
    plot: CurvePlot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with pytest.raises(WriteError, match=r"must end in \.png, \.svg or \.csv"):
        plot.export(tmp_path / "recall.gif")
    for suffix in ("csv", "svg", "png"):
        with pytest.raises(WriteError, match="cannot be written"):
            plot.export(tmp_path / "absent" / f"recall.{suffix}")
    chosen = (str(tmp_path / "absent" / "recall"), "Table (*.csv)")
    monkeypatch.setattr("retinaview.ui.widgets.curve_plot.choose_new_file", lambda *_: chosen)
    with qtbot.waitSignal(plot.failed) as said:
        plot.export_button.click()
    assert "recall.csv" in said.args[0]


def test_a_curves_name_is_text_in_the_legend_and_in_a_table(
    plot: CurvePlot, tmp_path: Path
) -> None:
    name = '=<img src="x">'
    plot.show_curves([CurveLine(name, X, X, "accent")], mark=0.5)

    assert plot.names == [name]
    assert "<img" not in plot._plot.plotItem.legend.items[0][1].text
    plot.export(tmp_path / "recall.csv")
    head = next(csv.reader((tmp_path / "recall.csv").read_text().splitlines()))
    assert head == [f"'{name}_x", f"'{name}_y"]
