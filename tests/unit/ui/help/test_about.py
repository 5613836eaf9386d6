"""The libraries of the program, with versions and licences."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from retinaview import __version__
from retinaview.ui.help.about import AboutDialog, parts_html
from retinaview.ui.help.parts import Part, parts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_every_requirement_is_listed_with_its_licence() -> None:
    listed = {part.name.lower(): part for part in parts()}
    assert listed["retinaview"].licence == "Apache-2.0"
    assert listed["numpy"].version == version("numpy")
    assert "LGPL" in listed["pyside6_essentials"].licence
    assert listed["torch"].licence
    assert listed["mako"].licence == "MIT"  # of alembic, not ours
    assert not [part for part in listed.values() if part.licence.upper() == "UNKNOWN"]


def test_the_dialog_names_the_program_and_its_parts(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = AboutDialog(window)
    text = dialog.parts.toPlainText()
    assert "numpy" in text
    labels = [str(label.text()) for label in dialog.findChildren(QWidget) if hasattr(label, "text")]
    assert any(__version__ in label and "Research use only" in label for label in labels)


def test_a_name_is_text_and_no_markup() -> None:
    assert "<img" not in parts_html([Part("<img src=x>", "1", "")])
    assert "see its files" in parts_html([Part("a", "1", "")])
