"""A class of the study's own, from the dialog by its key to a drawn box, out and in again."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from retinaview.core.lesions import LesionClass, own_class
from retinaview.core.study_classes import DEFAULT_CLASSES
from retinaview.session.study import open_study
from retinaview.ui.classes.styles import class_style, show_classes, shown_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from retinaview.ui.classes.dialog import ClassesDialog
    from tests.e2e.conftest import Driver

FIBRES = own_class("Myelinated fibres")
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Iterator[Driver]:
    """A person at an open photograph, with the models switched off."""
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    yield driver
    show_classes(DEFAULT_CLASSES)


def dialog_of(reader: Driver) -> ClassesDialog:
    reader.do("classes")
    dialog = reader.window.classes.dialog
    assert dialog is not None
    return dialog


def add(dialog: ClassesDialog, name: str, *, key: str = "") -> None:
    """Add a class, and choose its key by hand."""
    dialog.new_name.setEditText(name)
    dialog.add_button.click()
    box = dialog.table.key_box(dialog.table.rowCount() - 1)
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def label(reader: Driver, name: str) -> str:
    return reader.window.commands[name].text()


def test_a_class_is_added_drawn_by_its_key_exported_and_imported(
    reader: Driver, folder: Path
) -> None:
    dialog = dialog_of(reader)
    add(dialog, "Myelinated fibres", key="Shift+4")
    dialog.accept()
    classes = reader.window.context.session.classes
    assert classes.current.own == (FIBRES,)
    assert label(reader, "class_myelinated_fibres") == "Myelinated fibres"
    reader.do("mark_mode")
    reader.key(Qt.Key.Key_4, SHIFT)
    reader.drag(200, 150, 260, 190)
    (mark,) = reader.marks()
    assert mark.lesion is FIBRES
    assert reader.window.chooser.currentText() == "Myelinated fibres   Shift+4"
    assert reader.can("undo")
    assert "myelinated fibres" in reader.window.commands["undo"].text()
    out, copy = folder.parent / "out", folder.parent / "copy"
    reader.window.labels.export("coco", out)
    reader.until(lambda: not reader.window.labels.busy)
    copy.mkdir()
    for path in folder.glob("*.jpg"):
        shutil.copy(path, copy)
    reader.window.open([copy])
    reader.until(lambda: reader.window.context.session.path.parent == copy)
    assert shown_classes() == DEFAULT_CLASSES
    assert "class_myelinated_fibres" not in {s.id for s in reader.window.commands.specs}
    reader.window.labels.import_files([out])
    reader.until(lambda: not reader.window.labels.busy)
    assert {mark.lesion for mark in reader.marks()} == {FIBRES}
    assert reader.window.commands["class_myelinated_fibres"].isEnabled()
    with closing(open_study([copy], reader="Ben")) as again:
        assert again.classes.current.own == (FIBRES,)


def test_an_own_class_that_was_used_last_is_in_hand_when_its_study_is_opened_again(
    reader: Driver, folder: Path, start: Callable[[], Driver]
) -> None:
    dialog = dialog_of(reader)
    add(dialog, "Myelinated fibres", key="Shift+4")
    dialog.accept()
    reader.window.drawing.draw_class(FIBRES)
    reader.window.close()
    show_classes(DEFAULT_CLASSES)
    again = start()
    again.window.findings.set_automatic(False)
    assert again.window.drawing.lesion in DEFAULT_CLASSES
    again.open(folder)
    assert again.window.drawing.lesion is FIBRES


def test_a_key_or_a_name_given_twice_is_said_and_cannot_be_taken(reader: Driver) -> None:
    dialog = dialog_of(reader)
    assert dialog.ok_button.isEnabled()
    assert dialog.note == ""
    add(dialog, "Naevus", key="3")
    assert dialog.note == "Key 3 is given twice: to “Hard exudate” and to “Naevus”."
    assert not dialog.ok_button.isEnabled()
    row = dialog.table.rowCount() - 1
    assert dialog.table.key_box(row).property("wrong")
    assert dialog.table.key_box(2).property("wrong")
    dialog.accept()
    assert "naevus" not in reader.window.context.session.classes.current.lesions
    box = dialog.table.key_box(row)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert dialog.ok_button.isEnabled()
    field = dialog.table.name_field(row)
    field.selectAll()
    field.insert("drusen")
    field.textEdited.emit("drusen")
    assert dialog.note == "“drusen” is another class's name, empty, or too long."
    assert field.property("wrong")
    dialog.reject()


def test_a_class_in_use_cannot_vanish(reader: Driver) -> None:
    reader.do("mark_mode")
    reader.key(Qt.Key.Key_9)
    reader.drag(200, 150, 260, 190)
    dialog = dialog_of(reader)
    names = [dialog.table.words(row) for row in range(dialog.table.rowCount())]
    dialog.table.setCurrentCell(names.index("Laser scar"), 1)
    dialog.remove_button.click()
    assert "“Laser scar” stays in the list, because it has 1 mark." in dialog.note
    assert dialog.table.rowCount() == len(names)
    dialog.table.setCurrentCell(names.index("IRMA"), 1)
    dialog.remove_button.click()
    dialog.accept()
    assert LesionClass.IRMA not in shown_classes()
    assert reader.window.chooser.findText("IRMA", Qt.MatchFlag.MatchStartsWith) == -1
    assert reader.can("undo")
    assert reader.window.commands["undo"].text() == "Undo change classes"
    reader.do("undo")
    assert LesionClass.IRMA in shown_classes()
    reader.do("redo")
    assert LesionClass.IRMA not in shown_classes()
    reader.do("undo")
    assert reader.window.commands["class_irma"].shortcuts()


def test_classes_are_renamed_recoloured_and_put_in_another_order(reader: Driver) -> None:
    dialog = dialog_of(reader)
    dialog.table.name_field(1).textEdited.emit("Blot & dot")
    box = dialog.table.colour_box(1)
    box.setCurrentIndex(box.findText("pink"))
    box.activated.emit(box.currentIndex())
    dialog.table.setCurrentCell(1, 1)
    dialog.up_button.click()
    dialog.accept()
    assert shown_classes().lesions[0] is LesionClass.HAEMORRHAGE
    assert class_style(LesionClass.HAEMORRHAGE).colour == (240, 150, 255)
    assert reader.window.chooser.itemText(0) == "Blot & dot   2"
    assert label(reader, "class_haemorrhage") == "Blot && dot"
    menu = reader.window.commands.menu("Mark/Draw as")
    assert menu.actions()[0].text() == "Blot && dot"


def test_an_unknown_class_in_a_file_can_join_the_study(reader: Driver, folder: Path) -> None:
    file = folder.parent / "labels.csv"
    rows = ("image,class,x,y,width,height", "P1_OD.jpg,Silicone oil,10,20,30,40")
    file.write_text("\n".join(rows))
    reader.window.labels.import_files([file])
    reader.until(lambda: not reader.window.labels.busy)
    preview = reader.window.labels.importing.preview
    assert preview is not None
    preview.choose("Silicone oil", None)
    reader.until(lambda: not reader.window.labels.busy)
    assert "1 Silicone oil" in preview.comes
    preview.accept()
    reader.until(lambda: bool(shown_classes().own))  # the last that is told
    assert reader.marks()[0].lesion == "silicone_oil"
    assert shown_classes().style(reader.marks()[0].lesion).label == "Silicone oil"
    filters = reader.window.study_panel.show_only
    filters.setCurrentIndex(filters.findText("With Silicone oil"))
    filters.activated.emit(filters.currentIndex())
    assert len(reader.window.study_panel.shown_ids()) == 1


def test_enter_adds_the_class_that_is_named_and_ends_nothing(reader: Driver, qtbot: QtBot) -> None:
    dialog = dialog_of(reader)
    rows = dialog.table.rowCount()
    qtbot.keyClick(dialog.table.name_field(0), Qt.Key.Key_Return)
    assert (dialog.table.rowCount(), dialog.note) == (rows, "")
    dialog.new_name.setFocus()
    qtbot.keyClicks(dialog.new_name, "Silicone oil")
    qtbot.keyClick(dialog.new_name, Qt.Key.Key_Return)
    assert dialog.table.words(rows) == "Silicone oil"
    for name, said in (
        ("drusen", "“drusen” is in the list already."),
        ("Hemorrhage", "“Hemorrhage” is in the list already."),
        ("?!", "“?!” cannot be the name of a class."),
    ):
        dialog.new_name.setEditText(name)
        dialog.add_button.click()
        assert dialog.note == said
    assert dialog.isVisible()
    dialog.reject()
    assert shown_classes() == DEFAULT_CLASSES


def test_a_readers_own_key_comes_before_the_studys(reader: Driver) -> None:
    reader.window.preferences.show()
    dialog = dialog_of(reader)
    add(dialog, "Naevus", key="Shift+4")
    dialog.accept()
    keys = reader.window.preferences.dialog
    assert keys is not None
    assert "Shift+4" in keys.cell("class_naevus", 1)
    reader.window.preferences.set_keys("class_naevus", ("Shift+5",))
    reader.do("undo")
    reader.do("redo")
    reader.do("mark_mode")
    assert reader.window.commands["class_naevus"].shortcuts() == [QKeySequence("Shift+5")]
