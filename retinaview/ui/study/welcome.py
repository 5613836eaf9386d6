"""What stands in the middle while no photograph is open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from retinaview.core.server_address import Place, short_name
from retinaview.ui.language import tr
from retinaview.ui.plain_style import without_mnemonics
from retinaview.ui.widgets.section import muted

_SHOWN = 6
_IN_A_ROW = 2


class WelcomePage(QWidget):
    """A hint to drop photographs, the two ways to open them, and the recent studies.

    Parameters
    ----------
    actions : sequence of QAction
        A button for each.

    Attributes
    ----------
    path_chosen : Signal(object)
        Path of a recent study.
    """

    path_chosen = Signal(object)

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(tr("Drop fundus photographs, a folder or a project here"))
        title.setObjectName("title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setWordWrap(True)
        buttons = QGridLayout()  # two beside each other fit between the panels in every language
        buttons.setColumnStretch(0, 1)
        buttons.setColumnStretch(_IN_A_ROW + 1, 1)
        for place, action in enumerate(actions):
            button = QPushButton(action.text())
            button.clicked.connect(action.trigger)
            buttons.addWidget(button, place // _IN_A_ROW, 1 + place % _IN_A_ROW)
        self._recent = QVBoxLayout()
        self._recent.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._recent.setSpacing(4)
        column = QVBoxLayout(self)
        column.setSpacing(18)
        column.addStretch(2)
        column.addWidget(title)
        column.addLayout(buttons)
        column.addSpacing(6)
        column.addLayout(self._recent)
        column.addStretch(3)

    def set_recent(self, paths: Sequence[Place]) -> None:
        """Offer recent studies, the latest first."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if paths:
            heading = muted(tr("Recent studies"))
            heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
            heading.setMinimumWidth(360)
            self._recent.addWidget(heading)
        for path in paths[:_SHOWN]:
            button = QPushButton(without_mnemonics(_label(path)))
            button.setFlat(True)
            button.setMinimumWidth(360)
            button.setToolTip(str(path))
            button.clicked.connect(partial(self.path_chosen.emit, path))
            self._recent.addWidget(button)


def _label(place: Place) -> str:
    """Return a study's name, and of a file also where it is."""
    name = short_name(place)
    return f"{name}    {_short(place.parent)}" if isinstance(place, Path) else name


def _short(folder: Path) -> str:
    """Return a folder with the home folder as ``~``."""
    try:
        return str("~" / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
