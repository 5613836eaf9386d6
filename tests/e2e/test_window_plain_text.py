"""Names, patients and comments from files are text in the window, whatever they look like."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import cv2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QTextBrowser, QToolTip

from retinaview.core.grades import DRGrade, Grading
from retinaview.session.study import open_study
from retinaview.ui.application import make_application
from retinaview.ui.widgets.message_bar import MessageKind
from tests.e2e.conftest import photograph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import Driver

HOSTILE = '<img src="x.png"><b>&P1'


@pytest.fixture
def hostile(start: Callable[[], Driver], tmp_path: Path) -> Driver:
    """A window on a study whose names are HTML, with findings."""
    make_application()
    folder = tmp_path / "<h1>study"
    folder.mkdir()
    for seed, eye in enumerate(("OD", "OS")):
        assert cv2.imwrite(str(folder / f"{HOSTILE}_{eye}.jpg"), photograph(seed))
    for reader in (HOSTILE, f"{HOSTILE} 2"):
        with closing(open_study([folder], reader=reader)) as session:
            answer = Grading(dr=DRGrade.MILD, comment=HOSTILE)
            session.set_grading(session.images[0].id, answer)
    driver = start()
    driver.open_with_findings(folder)
    return driver


def all_labels() -> list[QLabel]:
    return [widget for widget in QApplication.allWidgets() if isinstance(widget, QLabel)]


def test_no_label_of_the_window_guesses(hostile: Driver) -> None:
    driver = hostile
    driver.do("compare")
    driver.window.messages.say(MessageKind.NOTICE, HOSTILE)
    shown = [label for label in all_labels() if label.isVisible()]

    assert len(shown) > 10
    for label in shown:
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
    assert any(HOSTILE in label.text() for label in shown)


def test_tool_tips_are_text(hostile: Driver) -> None:
    tips = [widget.toolTip() for widget in QApplication.allWidgets() if widget.toolTip()]
    model = hostile.window.study_panel.view.model()
    tips.append(str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)))
    assert any(HOSTILE in tip for tip in tips)

    for tip in tips:
        QToolTip.showText(QPoint(10, 10), tip, hostile.window)
        (label,) = [each for each in all_labels() if each.objectName() == "qtooltip_label"]
        assert label.textFormat() is Qt.TextFormat.PlainText
    QToolTip.hideText()


def test_message_boxes_are_text(hostile: Driver) -> None:
    box = QMessageBox(hostile.window)
    box.setText(HOSTILE)
    box.setInformativeText(HOSTILE)
    box.open()
    labels = [label for label in box.findChildren(QLabel) if HOSTILE in label.text()]
    assert len(labels) == 2
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    box.close()


def test_pages_of_html_take_nothing_from_names(hostile: Driver) -> None:
    for page in hostile.window.findChildren(QTextBrowser):
        assert "<img" not in page.toHtml()


@pytest.mark.parametrize("action", ["preferences", "weights", "palette", "agreement", "improve"])
def test_no_label_of_a_dialog_guesses(hostile: Driver, action: str) -> None:
    hostile.do(action)
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
    shown = [label for each in dialogs for label in each.findChildren(QLabel) if label.isVisible()]
    for label in shown:
        is_plain = label.textFormat() is Qt.TextFormat.PlainText
        assert is_plain or "<img" not in label.text(), label.text()
    for page in (page for each in dialogs for page in each.findChildren(QTextBrowser)):
        assert "<img" not in page.toHtml()
    for dialog in dialogs:
        dialog.close()
