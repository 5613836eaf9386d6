"""What this program is, what it is not, and of what it consists."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from retinaview import __version__
from retinaview.core.resources import resource_path
from retinaview.ui.help.parts import Part, parts
from retinaview.ui.language import later, tr
from retinaview.ui.widgets.status_bar import RESEARCH_ONLY
from retinaview.ui.widgets.text import WrappedText

_ICON_PX = 64
_WHAT = later(
    "Fundus photographs, what published models see in them, and what readers say. The models show "
    "where they looked and what they found; they do not decide."
)
_WEIGHTS = later(
    "Data and licences of the weights are on their cards: Models, Networks and weights."
)


class AboutDialog(QDialog):
    """Shows name, version and purpose, and the libraries with their licences.

    Parameters
    ----------
    parent : QWidget
        The window.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About RetinaView"))
        self.resize(620, 560)
        self.parts = QTextBrowser()
        self.parts.setHtml(parts_html(parts()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(_head())
        column.addWidget(WrappedText(tr(_WHAT)))
        column.addWidget(WrappedText(tr(_WEIGHTS)))
        column.addWidget(self.parts)
        column.addWidget(buttons)


def _head() -> QHBoxLayout:
    icon = QLabel()
    pixmap = QPixmap(str(resource_path("icons", "retinaview.png")))
    icon.setPixmap(pixmap.scaledToWidth(_ICON_PX, Qt.TransformationMode.SmoothTransformation))
    name = QLabel(f"<b>RetinaView {__version__}</b><br>{tr(RESEARCH_ONLY)}")
    name.setTextFormat(Qt.TextFormat.RichText)
    row = QHBoxLayout()
    row.addWidget(icon)
    row.addWidget(name, stretch=1)
    return row


def parts_html(listed: Iterable[Part]) -> str:
    """Lay out libraries, versions and licences as a table."""
    files = tr("see its files")
    rows = "".join(
        f"<tr><td>{escape(part.name)}</td><td>{escape(part.version)}</td>"
        f"<td>{escape(part.licence or files)}</td></tr>"
        for part in listed
    )
    heads = tr("Part"), tr("Version"), tr("Licence")
    head = "".join(f"<th align='left'>{escape(each)}</th>" for each in heads)
    return f"<table cellspacing='0' cellpadding='3'><tr>{head}</tr>{rows}</table>"
