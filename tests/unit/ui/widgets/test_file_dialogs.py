"""Dialogs that choose files beside an open project."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from retinaview.ui.widgets import file_dialogs

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the system's own dialog cannot be driven"
)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def answer(qtbot: QtBot, then: Callable[[QFileDialog], None]) -> None:
    """Do something with the dialog that opens next, once it lists its folder."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        try:
            model = dialog.findChild(QTreeView).model()
            qtbot.waitUntil(lambda: model.rowCount(dialog.findChild(QTreeView).rootIndex()) > 0)
            qtbot.wait(50)
            then(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(0, act)


def test_a_look_at_a_folder_keeps_the_locks_of_an_open_project(
    parent: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    import fcntl

    path = tmp_path / "study.retinaview"
    path.write_bytes(b"SQLite format 3\0" * 100)
    number = f":{path.stat().st_ino} "
    with path.open("r+b") as held:
        fcntl.lockf(held, fcntl.LOCK_EX)
        kinds = f"Projects (*{path.suffix})"
        for ask in (
            lambda: file_dialogs.choose_file(parent, "Open", str(tmp_path), kinds),
            lambda: file_dialogs.choose_new_file(parent, "Save", str(path), kinds),
        ):
            answer(qtbot, lambda _: None)
            assert not any(ask())
            locks = Path("/proc/locks").read_text().splitlines()
            assert any(number in line and f" {os.getpid()} " in line for line in locks)


def test_what_is_chosen(parent: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).touch()
    folder, kinds = str(tmp_path), "Tables (*.csv)"

    def choose(names: str) -> Callable[[QFileDialog], None]:
        def then(dialog: QFileDialog) -> None:
            dialog.findChild(QLineEdit, "fileNameEdit").setText(names)
            dialog.accept()

        return then

    answer(qtbot, choose("b.csv"))
    assert file_dialogs.choose_file(parent, "Open", folder, kinds) == str(tmp_path / "b.csv")
    answer(qtbot, choose('"a.csv" "b.csv"'))
    chosen = file_dialogs.choose_files(parent, "Open", folder, kinds)
    assert sorted(chosen) == [str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]
    answer(qtbot, lambda dialog: dialog.accept())
    new = str(tmp_path / "c.csv")
    assert file_dialogs.choose_new_file(parent, "Save", new, kinds) == (new, kinds)
    answer(qtbot, lambda dialog: dialog.accept())
    bare, several = str(tmp_path / "d"), "Tables (*.csv);;Image (*.png)"
    assert file_dialogs.choose_new_file(parent, "Save", bare, several)[0] == f"{bare}.csv"
    (tmp_path / "inner").mkdir()
    answer(qtbot, lambda dialog: dialog.accept())
    assert file_dialogs.choose_folder(parent, "Folder", folder) == folder
