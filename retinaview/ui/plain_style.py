"""The style of the whole application: text is text, and standard buttons have no pictures.

Labels, tool tips and message boxes guess whether what they show is HTML. A photograph that is named
``<img src=...>`` would then be fetched and shown. Here nothing guesses: a label that is meant to
show HTML says so itself, and whatever it takes from files goes through `html.escape`.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QProxyStyle, QPushButton


class PlainStyle(QProxyStyle):
    """Fusion, in which every label that would guess shows plain text; tool tips are labels too."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, dressed: Any) -> Any:  # noqa: ANN401 - a widget, a palette or the application
        """Prepare a widget before it is first shown."""
        if isinstance(dressed, QLabel) and dressed.textFormat() is Qt.TextFormat.AutoText:
            dressed.setTextFormat(Qt.TextFormat.PlainText)
        if isinstance(dressed, QPushButton) and isinstance(dressed.parent(), QDialogButtonBox):
            dressed.setIcon(QIcon())  # they would be of another hand than ours
        return super().polish(dressed)


def without_mnemonics(text: str) -> str:
    """Return text for a button or menu in which ``&`` is shown and underlines nothing."""
    return text.replace("&", "&&")
