"""The lines on the previous visit in the side panel."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from retinaview.ui.language import tr
from retinaview.ui.widgets.section import Section, muted


class VisitPanel(QWidget):
    """Says when the previous visit was, and how well it is registered or why not."""

    def __init__(self) -> None:
        super().__init__()
        section = Section(tr("Previous visit"))
        self._when, self._fit = muted(), muted()
        section.add(self._when)
        section.add(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)
        self.setVisible(False)

    @property
    def words(self) -> tuple[str, str]:
        """What is said: when it was, and how well it fits."""
        return self._when.text(), self._fit.text()

    def show_words(self, when: str, fit: str) -> None:
        """Say both; nothing is seen where both are empty."""
        if (when, fit) == self.words:
            return
        for label, words in ((self._when, when), (self._fit, fit)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setVisible(bool(when or fit))
