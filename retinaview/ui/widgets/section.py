"""A titled part of a panel, and the scrolling column that such parts stand in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui.widgets.text import WrappedText

MARGIN_PX = 14
GAP_PX = 8


class Section(QWidget):
    """A heading with its content below.

    Parameters
    ----------
    title : str
        The heading.
    aside : QWidget, optional
        Stands at the right end of the heading.
    """

    def __init__(self, title: str, *, aside: QWidget | None = None) -> None:
        super().__init__()
        self._title = QLabel(title)
        self._title.setObjectName("heading")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        if aside is not None:
            head.addWidget(aside)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP_PX - 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GAP_PX)
        outer.addLayout(head)
        outer.addLayout(self.body)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title.setText(title)

    def add(self, item: QWidget | QLayout) -> None:
        """Append a widget or a layout."""
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)


class Column(QScrollArea):
    """Parts below each other, with scroll bars where they do not fit.

    It never asks for more room than it has: what its parts say moves nothing beside it.
    """

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget()
        content.setObjectName("panel")
        self.setWidget(content)
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(MARGIN_PX)
        for index, part in enumerate(parts):
            if index:
                column.addWidget(_RuleAbove(part))
            column.addWidget(part)
        column.addStretch(1)


class _RuleAbove(QFrame):
    """A hairline that is hidden with the part below it."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self.setObjectName("rule")
        self._part = part
        # Every widget counts as hidden until its window is shown; this one may be on purpose.
        if part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            self.hide()
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the part."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setHidden(self._part.isHidden())
        return super().eventFilter(watched, event)


def rule() -> QFrame:
    """Make a hairline."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def muted(text: str = "") -> WrappedText:
    """Make a secondary line of text, wrapped where it is long."""
    label = WrappedText(text)
    label.setObjectName("muted")
    return label
