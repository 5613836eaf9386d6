"""One half of the comparison: a source, its photograph with what it says, and how it stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.thresholds import in_words, listed
from retinaview.imaging.halvings import Halvings
from retinaview.ui.canvas import FundusCanvas, Layer
from retinaview.ui.compare.drawn import Shown
from retinaview.ui.findings.source_box import SourceBox
from retinaview.ui.widgets.section import muted
from retinaview.ui.widgets.text import ElidedText

_BAR = QSize(110, 8)


class Side(QWidget):
    """Title and choice of the source above the canvas; below it who says what.

    Attributes
    ----------
    ask_requested, cancel_requested : Signal()
        Run the source, or stop it.
    """

    ask_requested = Signal()
    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.canvas = FundusCanvas()
        self.canvas.set_locked(True)
        for layer in (Layer.PROPOSALS, Layer.REJECTED):
            self.canvas.set_layer_visible(layer, False)
        self.sources = SourceBox()
        self._photograph: Halvings | None = None
        self._title = QLabel()
        self._title.setObjectName("heading")
        self._name = muted()
        self._absence = muted()
        self._absence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._absence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._caption = ElidedText()
        self._caption.setObjectName("muted")
        self._thresholds = QLabel()
        self._thresholds.setObjectName("caution")
        self._thresholds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._thresholds.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._notice = _Notice()
        self._notice.ask_requested.connect(self.ask_requested)
        self._notice.cancel_requested.connect(self.cancel_requested)
        self._lay_out()
        self.show_absence("")

    @property
    def caption(self) -> str:
        """The line below the canvas: who looked where, who outlined what."""
        return self._caption.text()

    @property
    def thresholds(self) -> str:
        """The line that names thresholds which are not the model card's; empty where all are."""
        return self._thresholds.text()

    @property
    def notice(self) -> str:
        """What runs, or what went wrong; empty where nothing did."""
        return self._notice.text

    @property
    def has_photograph(self) -> bool:
        """Whether a photograph is shown."""
        return self._photograph is not None

    @property
    def absence(self) -> str:
        """Why there is no photograph; empty where there is one."""
        return "" if self.has_photograph else self._absence.text()

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the photograph; zeros where there is none."""
        if self._photograph is None:
            return 0, 0
        return self._photograph.width, self._photograph.height

    def set_title(self, title: str, name: str) -> None:
        """Say which half this is, and whose photograph stands here."""
        self._title.setText(title)
        self._name.setText(name)

    def show_photograph(self, photograph: Halvings) -> None:
        """Show a photograph; what is shown already keeps its zoom."""
        if photograph is not self._photograph:
            self._photograph = photograph
            self.canvas.set_photograph(photograph)
        self._absence.hide()
        self.canvas.show()

    def show_absence(self, why: str) -> None:
        """Show no photograph, and why."""
        if self._photograph is not None:
            self.canvas.set_photograph(None)
        self._photograph = None
        self.show_finding(Shown())
        self.canvas.set_marks(())
        self._notice.show_text("")
        self._absence.setText(why)
        self.canvas.hide()
        self._absence.show()

    def show_finding(self, drawn: Shown) -> None:
        """Show where a source looked and what it outlined."""
        self.canvas.set_heat_map(drawn.heat_map)
        self.canvas.set_regions(drawn.regions)
        self.canvas.set_lesion_maps(drawn.lesion_maps)
        self.canvas.set_quality(drawn.quality)
        self._caption.setText(drawn.caption)
        self._thresholds.setText(f"Set: {listed(drawn.thresholds)}" if drawn.thresholds else "")
        self._thresholds.setToolTip(in_words(drawn.thresholds))
        self._thresholds.setVisible(bool(drawn.thresholds))

    def show_notice(self, text: str, *, can_ask: bool = False) -> None:
        """Say why there is no finding; nothing where the text is empty."""
        self._notice.show_text(text, can_ask=can_ask)

    def show_progress(self, text: str, *, done: int = 0, total: int = 0) -> None:
        """Say that the source is at work, with a bar and a way to stop it."""
        self._notice.show_progress(text, done=done, total=total)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addStrut(self.sources.sizeHint().height())  # as high without the choice as with it
        head.addWidget(self._title)
        head.addWidget(self.sources)
        head.addWidget(self._name, 1)
        middle = QGridLayout()
        middle.addWidget(self.canvas, 0, 0)
        middle.addWidget(self._absence, 0, 0)
        middle.setRowStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(middle, 1)
        # One line, as high without a notice as with it: the photographs shall lie side by side.
        foot = QHBoxLayout()
        foot.addStrut(self._notice.sizeHint().height())
        foot.addWidget(self._notice, 2)
        foot.addWidget(self._caption, 1)
        foot.addWidget(self._thresholds, 1)
        column.addLayout(foot)


class _Notice(QFrame):
    """One sentence with what can be done about it."""

    ask_requested = Signal()
    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._text = ElidedText()
        self._text.setObjectName("muted")
        self._bar = QProgressBar()
        self._bar.setFixedSize(_BAR)
        self._bar.setTextVisible(False)
        self.ask = QPushButton("Run")
        self.stop = QPushButton("Stop")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(self._text, 1)
        for widget in (self._bar, self.ask, self.stop):
            row.addWidget(widget)
        self.ask.clicked.connect(self.ask_requested)
        self.stop.clicked.connect(self.cancel_requested)
        self.show_text("")

    @property
    def text(self) -> str:
        return self._text.text()

    def show_text(self, text: str, *, can_ask: bool = False) -> None:
        self._text.setText(text)
        self._bar.hide()
        self.stop.hide()
        self.ask.setVisible(can_ask)
        self.setVisible(bool(text))

    def show_progress(self, text: str, *, done: int, total: int) -> None:
        self._text.setText(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.ask.hide()
        for widget in (self._bar, self.stop, self):
            widget.show()
