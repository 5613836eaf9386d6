"""Whether the photograph can be graded, and why not: one button with a menu of reasons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from retinaview.core.grades import Grading, UngradableReason
from retinaview.ui.theme import set_look
from retinaview.ui.widgets.fixed_width import fix_width


class GradableButton(QToolButton):
    """Says "Gradable", "Ungradable" or the reason; its menu opens above it, for mouse or letters.

    Attributes
    ----------
    chosen : Signal(bool, object)
        Whether it is ungradable, and the `UngradableReason` or None.
    """

    chosen = Signal(bool, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Gradable or not")
        self.setToolTip("Can the photograph be graded?\nUngradable: U; the reason: Shift+U")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("answer", True)
        self.reasons = QMenu(self)
        self._add("&Gradable", ungradable=False)
        self._add("&Ungradable", ungradable=True)
        self.reasons.addSeparator()
        for reason in UngradableReason:
            self._add(f"&{reason.label}", ungradable=True, reason=reason)
        self.clicked.connect(self.ask)
        fix_width(self, [_words(Grading()), *map(_words, _ungradable())])
        self.set_grading(Grading())

    def set_grading(self, grading: Grading) -> None:
        """Show an answer."""
        self.setText(_words(grading))
        set_look(self, "chosen", grading.ungradable)

    def ask(self) -> None:
        """Open the menu; a letter or a click chooses."""
        above = QPoint(0, -self.reasons.sizeHint().height())
        self.reasons.popup(self.mapToGlobal(above))

    def _add(self, text: str, *, ungradable: bool, reason: UngradableReason | None = None) -> None:
        action = self.reasons.addAction(text)
        action.triggered.connect(lambda: self.chosen.emit(ungradable, reason))


def _words(grading: Grading) -> str:
    if not grading.ungradable:
        return "Gradable"
    return "Ungradable" if grading.reason is None else f"Not: {grading.reason}"


def _ungradable() -> list[Grading]:
    return [Grading(ungradable=True, reason=reason) for reason in (None, *UngradableReason)]
