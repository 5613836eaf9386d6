"""Whether the photograph can be graded, and why not: one button with a menu of reasons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from retinaview.core.grades import Grading, UngradableReason
from retinaview.ui.answering.words import reason_words
from retinaview.ui.language import later, tr
from retinaview.ui.theme import set_look
from retinaview.ui.widgets.fixed_width import fix_width

_REASONS = {
    UngradableReason.BLUR: later("&Blur"),
    UngradableReason.DARK: later("&Dark"),
    UngradableReason.ARTEFACT: later("&Artefact"),
    UngradableReason.FIELD: later("&Field of view"),
    UngradableReason.OTHER: later("&Other reason"),
}


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
        self.setAccessibleName(tr("Gradable or not"))
        self.setToolTip(
            tr(
                "Can the photograph be graded?\n"
                "Ungradable: {key:ungradable}; the reason: {key:ungradable_why}"
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("answer", True)
        self.reasons = QMenu(self)
        self._add(tr("&Gradable"), ungradable=False)
        self._add(tr("&Ungradable"), ungradable=True)
        self.reasons.addSeparator()
        for reason in UngradableReason:
            self._add(tr(_REASONS[reason]), ungradable=True, reason=reason)
        self.clicked.connect(self.ask)
        self.fix_width()
        self.set_grading(Grading())

    def set_grading(self, grading: Grading) -> None:
        """Show an answer."""
        self.setText(_words(grading))
        set_look(self, "chosen", grading.ungradable)

    def fix_width(self) -> None:
        """Be as wide as the longest answer in the reader's language."""
        fix_width(self, [_words(Grading()), *map(_words, _ungradable())])

    def ask(self) -> None:
        """Open the menu; a letter or a click chooses."""
        above = QPoint(0, -self.reasons.sizeHint().height())
        self.reasons.popup(self.mapToGlobal(above))

    def _add(self, text: str, *, ungradable: bool, reason: UngradableReason | None = None) -> None:
        action = self.reasons.addAction(text)
        action.triggered.connect(lambda: self.chosen.emit(ungradable, reason))


def _words(grading: Grading) -> str:
    if not grading.ungradable:
        return tr("Gradable")
    if grading.reason is None:
        return tr("Ungradable")
    return tr("Not: {reason}", reason=reason_words(grading.reason))


def _ungradable() -> list[Grading]:
    return [Grading(ungradable=True, reason=reason) for reason in (None, *UngradableReason)]
