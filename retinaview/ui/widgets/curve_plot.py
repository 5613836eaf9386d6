"""Curves over a range of 0-1 that can be moved, zoomed, put back and exported; by pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import zip_longest
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from retinaview.core.errors import WriteError
from retinaview.core.geometry import FloatArray
from retinaview.ui import theme
from retinaview.ui.language import later, tr
from retinaview.ui.widgets.file_dialogs import choose_new_file

_LEAST_HEIGHT_PX, _HEIGHT_PX = 110, 210
_ROOM_X, _ROOM_Y = 0.02, 0.04
_WIDTHS_PX = {Qt.PenStyle.SolidLine: 2.0}
_THIN_PX = 1.2
_KINDS = ((later("Image"), "png"), (later("Drawing"), "svg"), (later("Table"), "csv"))
_HINT = later("Drag to move; click, then turn the wheel to zoom")


@dataclass(frozen=True, eq=False)
class CurveLine:
    """One curve.

    Attributes
    ----------
    name : str
        For the legend and the exported table.
    x, y : ndarray of float64, shape (N,)
        Its points.
    colour : str
        Name of a colour of the theme.
    style : Qt.PenStyle
        Solid for what was measured, broken for what it is compared with.
    """

    name: str
    x: FloatArray
    y: FloatArray
    colour: str
    style: Qt.PenStyle = Qt.PenStyle.SolidLine


class CurvePlot(QWidget):
    """A plot with its buttons.

    Parameters
    ----------
    x_label, y_label : str
        The axes, in English.
    file_name : str
        Suggested for an export, without its suffix.

    Attributes
    ----------
    failed : Signal(str)
        Why an export could not be written.
    reset_button, export_button : QPushButton
        Below the plot.
    """

    failed = Signal(str)

    def __init__(self, x_label: str, y_label: str, *, file_name: str) -> None:
        super().__init__()
        self._labels = {"bottom": x_label, "left": y_label}
        self._file_name = file_name
        self._plot: Any = None
        self._curves: Sequence[CurveLine] = ()
        self._mark = 0.0
        self.reset_button = QPushButton(tr("Reset view"))
        self.export_button = QPushButton(tr("Export…"))
        self.export_button.setToolTip(tr("As an image (PNG), a drawing (SVG) or a table (CSV)"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.reset_button)
        row.addWidget(self.export_button)
        self._column.addLayout(row)
        self.reset_button.clicked.connect(self.reset)
        self.export_button.clicked.connect(self._on_export_clicked)

    def show_curves(self, curves: Sequence[CurveLine], *, mark: float) -> None:
        """Draw these curves and no others, with a line at one place of the x axis."""
        self._curves, self._mark = curves, mark
        if self._plot is None:
            self._plot = self._make_plot()
            self.reset()
        self._draw()

    @property
    def view(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What is in view: from and to, on the x and the y axis; once there are curves."""
        x, y = self._plot.viewRange()
        return tuple(x), tuple(y)

    @property
    def names(self) -> list[str]:
        """The curves in the legend."""
        return [unescape(label.text) for _, label in self._plot.plotItem.legend.items]

    def reset(self) -> None:
        """Bring all of both axes into view."""
        if self._plot is not None:
            self._plot.setRange(
                xRange=(-_ROOM_X, 1 + _ROOM_X), yRange=(-_ROOM_Y, 1 + _ROOM_Y), padding=0
            )

    def export(self, path: Path) -> None:
        """Write what is in view as PNG or SVG, or the curves as CSV, by the file's suffix.

        Raises
        ------
        WriteError
            It cannot be written; a file that was there is left as it was.
        """
        writers = {
            ".png": self._write_image,
            ".svg": self._write_drawing,
            ".csv": self._write_table,
        }
        write = writers.get(path.suffix.lower())
        if write is None:
            raise WriteError("must end in .png, .svg or .csv", path=path)
        staged = path.with_name(f".{path.stem}.part{path.suffix}")
        try:
            staged.touch()  # Qt would only warn where it cannot write
            write(staged)
            staged.replace(path)
        except OSError as error:
            raise WriteError(f"cannot be written: {error.strerror}", path=path) from error
        finally:
            staged.unlink(missing_ok=True)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._plot is not None:
            self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Leave the wheel to the scrolling panel until the plot was clicked."""
        if event.type() is QEvent.Type.Wheel and not self._plot.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        import pyqtgraph

        colours = theme.worn(self.palette())
        self._plot.clear()
        self._plot.setBackground(colours.panel)
        for axis, label in self._labels.items():
            self._plot.setLabel(axis, tr(label))
            self._plot.getAxis(axis).setPen(colours.line)
            self._plot.getAxis(axis).setTextPen(colours.muted)
        self._plot.plotItem.legend.setLabelTextColor(colours.text)
        for curve in self._curves:
            pen = pyqtgraph.mkPen(
                getattr(colours, curve.colour),
                width=_WIDTHS_PX.get(curve.style, _THIN_PX),
                style=curve.style,
            )
            # The legend shows HTML; names come from model cards.
            self._plot.plot(curve.x, curve.y, pen=pen, name=escape(curve.name))
        pen = pyqtgraph.mkPen(colours.faint, style=Qt.PenStyle.DotLine)
        self._plot.addItem(pyqtgraph.InfiniteLine(self._mark, angle=90, pen=pen))

    def _make_plot(self) -> Any:  # noqa: ANN401 - pyqtgraph carries no types
        """Return the plot; made with the first curves, because importing it takes a while."""
        import pyqtgraph

        plot = pyqtgraph.PlotWidget(enableMenu=False)
        menu = plot.getPlotItem().ctrlMenu
        menu.setParent(self, menu.windowFlags())  # never shown, and else it outlives the window
        plot.setMinimumHeight(_LEAST_HEIGHT_PX)
        plot.setMaximumHeight(_HEIGHT_PX)
        plot.setToolTip(tr(_HINT))
        plot.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        plot.viewport().installEventFilter(self)
        plot.hideButtons()
        plot.setLimits(xMin=-0.5, xMax=1.5, yMin=-0.5, yMax=1.5)
        plot.addLegend(offset=(8, -8), labelTextSize="8pt")
        self._column.insertWidget(0, plot)
        return plot

    def _write_image(self, path: Path) -> None:
        from pyqtgraph.exporters import ImageExporter

        ImageExporter(self._plot.plotItem).export(str(path))

    def _write_table(self, path: Path) -> None:
        from retinaview.exchange.spreadsheet import table

        columns = [f"{curve.name}_{axis}" for curve in self._curves for axis in "xy"]
        points = zip_longest(*(side for curve in self._curves for side in (curve.x, curve.y)))
        cells = (["" if value is None else repr(float(value)) for value in row] for row in points)
        rows = (dict(zip(columns, row, strict=True)) for row in cells)
        path.write_bytes(table(columns, rows))

    def _write_drawing(self, path: Path) -> None:
        """Render by Qt: pyqtgraph 0.14's own exporter fails on the paths that Qt 6 writes."""
        drawing = QSvgGenerator()
        drawing.setFileName(str(path))
        drawing.setSize(self._plot.size())
        drawing.setViewBox(self._plot.rect())
        painter = QPainter(drawing)
        self._plot.render(painter)
        painter.end()

    def _on_export_clicked(self) -> None:
        kinds = ";;".join(f"{tr(name)} (*.{suffix})" for name, suffix in _KINDS)
        chosen, kind = choose_new_file(self, tr("Export"), self._file_name, kinds)
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(kind[kind.index("*") + 1 : -1])
        try:
            self.export(path)
        except WriteError as error:
            self.failed.emit(str(error))
