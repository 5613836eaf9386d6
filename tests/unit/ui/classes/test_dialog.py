"""The dialog of the classes, alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from retinaview.core.lesions import own_class
from retinaview.core.study_classes import DEFAULT_CLASSES, MOST_CLASSES, ClassList
from retinaview.ui.classes.dialog import ClassesDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_full_list_takes_no_more_until_one_has_gone(qtbot: QtBot) -> None:
    own = [own_class(f"finding {number}") for number in range(MOST_CLASSES)]
    full = DEFAULT_CLASSES.added(own[: MOST_CLASSES - len(DEFAULT_CLASSES.lesions)])
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ClassesDialog(full, used={}, parent=window)
    chosen: list[ClassList] = []
    dialog.chosen.connect(chosen.append)
    dialog.new_name.setEditText("One more")
    dialog.add()
    dialog.accept()
    assert chosen == [full]
    dialog.remove()
    dialog.new_name.setEditText("One more")
    dialog.add()
    dialog.accept()
    assert own_class("One more") in chosen[-1]
