"""One photograph in the window: its canvas, and whose eye it is where two are seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from retinaview.core.grades import Laterality
from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.theme import set_look
from retinaview.ui.widgets.text import ElidedText

_HEAD_PX = 28
_FRAME_PX = 2


class Pane(QFrame):
    """A canvas with a frame that says whether it is the one worked on.

    Attributes
    ----------
    canvas : FundusCanvas
        The photograph.
    head : QWidget
        The line above it, hidden while it stands alone.
    pressed : Signal()
        A mouse button went down on the canvas, which has not heard of it yet.
    """

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.canvas = FundusCanvas()
        self.head = QWidget()
        self.head.setObjectName("panel")
        self.head.setFixedHeight(_HEAD_PX)
        # Whatever stands in it, both panes are equally wide, and nothing beside them moves.
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._eye = QLabel()
        self._eye.setObjectName("answered_eye")
        self._name = ElidedText()
        self._name.setObjectName("muted")
        self._models = ElidedText()
        self._models.setObjectName("muted")
        self._given = QLabel()
        self._given.setObjectName("answered_eye")
        row = self._row = QHBoxLayout(self.head)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._eye)
        row.addWidget(self._name, 1)
        row.addWidget(self._models)
        row.addWidget(self._given)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.canvas, 1)
        self.canvas.viewport().installEventFilter(self)
        self.set_standing(alone=True, front=True)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something behind the eye above the photograph."""
        self._row.insertWidget(1, widget)

    @property
    def title(self) -> str:
        """Whose eye it is, as shown above it."""
        return " ".join(part for part in (self._eye.text(), self._name.text()) if part)

    @property
    def words(self) -> str:
        """What is said in place of a photograph; empty where there is one."""
        return "" if self.canvas.empty.isHidden() else self.canvas.empty.words

    def set_title(self, eye: Laterality | None, name: str) -> None:
        """Say which eye this is, and which photograph."""
        self._eye.setText("" if eye is None else eye.value)
        self._name.setText(name)

    @property
    def answers(self) -> tuple[str, str]:
        """What the reader answered and what the models say, as shown above it."""
        return self._given.text(), self._models.text()

    def set_answers(self, given: str, models: str) -> None:
        """Say what the reader answered and what the models say; empty where nothing."""
        self._given.setText(given)
        self._models.setText(models)

    def set_standing(self, *, alone: bool, front: bool) -> None:
        """Frame it where it is the one of two that is worked on; alone it needs no frame."""
        self.head.setVisible(not alone)
        frame = 0 if alone else _FRAME_PX
        self.setContentsMargins(frame, frame, frame, frame)
        standing = "alone" if alone else "front" if front else "beside"
        if standing != self.property("standing"):
            set_look(self, "standing", standing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Tell of a press before the canvas acts on it."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self.pressed.emit()
        return super().eventFilter(watched, event)
