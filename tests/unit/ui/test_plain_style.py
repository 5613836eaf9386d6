"""The style of the application: standard buttons have no pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from retinaview.ui.plain_style import PlainStyle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_standard_buttons_have_no_pictures(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    kinds = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.Close)
    QVBoxLayout(dialog).addWidget(buttons)
    style = PlainStyle()
    for button in buttons.buttons():
        style.polish(button)
        assert button.icon().isNull(), button.text()
