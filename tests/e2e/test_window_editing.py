"""Drawing, deciding and changing, with every step taken back and done again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QInputDialog

from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.project import upgrade
from retinaview.project.opening import close_engine, new_engine
from retinaview.project.store import ProjectStore
from retinaview.session.scoring import score_session
from retinaview.ui.marks.editing import SAVING

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.e2e.conftest import Driver, FakeEngine


CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    """A person at an open photograph, with the models switched off."""
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    return driver


def draw(reader: Driver, x: float = 200.0, y: float = 150.0) -> Mark:
    reader.key(Qt.Key.Key_R)
    reader.drag(x, y, x + 60, y + 40)
    return reader.marks()[-1]


def test_a_digit_and_one_drag_make_a_box(reader: Driver) -> None:
    reader.do("mark_mode")
    reader.key(Qt.Key.Key_3)
    reader.drag(200, 150, 260, 190)
    (mark,) = reader.marks()
    assert mark.lesion is LesionClass.HARD_EXUDATE
    assert mark.status is Status.DRAWN
    assert mark.box.x == pytest.approx(200, abs=2)
    assert mark.box.width == pytest.approx(60, abs=3)
    assert reader.window.canvas.selection() == (mark.id,)


def test_the_class_drawn_last_comes_back_with_n(reader: Driver) -> None:
    reader.do("mark_mode")
    reader.key(Qt.Key.Key_1)
    reader.key(Qt.Key.Key_Escape)
    reader.key(Qt.Key.Key_N)
    reader.drag(200, 150, 260, 190)
    assert reader.marks()[0].lesion is LesionClass.MICROANEURYSM


def test_undo_and_redo_by_keys(reader: Driver) -> None:
    mark = draw(reader)
    reader.key(Qt.Key.Key_Z, CTRL)
    assert reader.marks() == []
    reader.key(Qt.Key.Key_Y, CTRL)
    assert [m.id for m in reader.marks()] == [mark.id]
    reader.key(Qt.Key.Key_Z, CTRL)
    reader.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert [m.id for m in reader.marks()] == [mark.id]


def test_a_digit_does_not_touch_the_selected_box(reader: Driver) -> None:
    mark = draw(reader)
    reader.key(Qt.Key.Key_5)
    assert reader.marks()[0].lesion is mark.lesion
    assert reader.window.drawing.lesion is LesionClass.IRMA


def test_alt_and_a_digit_change_the_selected_box_and_can_be_taken_back(reader: Driver) -> None:
    mark = draw(reader)
    reader.key(Qt.Key.Key_4, ALT)
    assert reader.marks()[0].lesion is LesionClass.COTTON_WOOL_SPOT
    assert "Cotton-wool spot" in reader.window.messages.text
    reader.key(Qt.Key.Key_Z, CTRL)
    assert reader.marks()[0].lesion is mark.lesion


def test_delete_and_duplicate(reader: Driver) -> None:
    draw(reader)
    reader.key(Qt.Key.Key_D, CTRL)
    assert len(reader.marks()) == 2
    reader.key(Qt.Key.Key_Delete)
    assert len(reader.marks()) == 1
    reader.key(Qt.Key.Key_A, CTRL)
    reader.key(Qt.Key.Key_Delete)
    assert reader.marks() == []


def test_marks_are_copied_to_another_photograph(reader: Driver) -> None:
    mark = draw(reader)
    reader.key(Qt.Key.Key_C, CTRL)
    reader.key(Qt.Key.Key_D)
    reader.until(lambda: reader.window.context.photograph is not None)
    reader.key(Qt.Key.Key_V, CTRL)
    (copy,) = reader.marks()
    assert reader.name == "P1_OS.jpg"
    assert (copy.box, copy.lesion) == (mark.box, mark.lesion)


def test_arrows_nudge_and_shift_makes_the_step_bigger(reader: Driver) -> None:
    mark = draw(reader)
    reader.key(Qt.Key.Key_Escape)
    reader.key(Qt.Key.Key_Right)
    reader.key(Qt.Key.Key_Down, SHIFT)
    assert reader.marks()[0].box == mark.box.moved(1, 10)


def test_a_locked_mark_stays(reader: Driver) -> None:
    mark = draw(reader)
    reader.key(Qt.Key.Key_K)
    reader.key(Qt.Key.Key_Delete)
    assert reader.marks()[0].box == mark.box
    assert reader.marks()[0].locked
    assert "ocked" in reader.window.messages.text
    reader.key(Qt.Key.Key_K)
    assert not reader.marks()[0].locked


def test_escape_stops_drawing_and_then_lets_go_of_the_selection(reader: Driver) -> None:
    draw(reader)
    reader.key(Qt.Key.Key_Escape)
    assert reader.window.canvas.selection()
    assert reader.window.commands["select"].isChecked()
    reader.key(Qt.Key.Key_Escape)
    assert reader.window.canvas.selection() == ()


def test_escape_during_a_drag_gives_up_the_drag_alone(reader: Driver, qtbot: QtBot) -> None:
    reader.key(Qt.Key.Key_R)
    viewport, left = reader.window.canvas.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(viewport, left, pos=reader.at(200, 150))
    qtbot.mouseMove(viewport, reader.at(240, 190))
    reader.key(Qt.Key.Key_Escape)
    qtbot.mouseMove(viewport, reader.at(260, 200))
    qtbot.mouseRelease(viewport, left, pos=reader.at(260, 200))
    assert reader.marks() == []


def test_what_is_drawn_is_never_out_of_sight(reader: Driver) -> None:
    reader.do("layer_marks")
    assert not reader.window.commands["layer_marks"].isChecked()
    draw(reader)
    assert reader.window.commands["layer_marks"].isChecked()


def test_undo_of_a_step_on_several_photographs_stays_at_the_one_that_is_shown(
    reader: Driver,
) -> None:
    session = reader.window.context.session
    assert session is not None
    name, ids = reader.name, [image.id for image in session.images[1::-1]]
    drawn = [Mark.drawn(LesionClass.IRMA, Box(9, 9, 20, 20), author="") for _ in ids]
    session.commit(
        [MarksEdit(where, "Import", (), (mark,)) for where, mark in zip(ids, drawn, strict=True)]
    )
    reader.do("undo")
    assert (reader.name, reader.marks()) == (name, [])
    reader.do("redo")
    assert (reader.name, len(reader.marks())) == (name, 1)


def test_undo_on_another_photograph_shows_it(reader: Driver) -> None:
    draw(reader)
    reader.do("next")
    reader.until(lambda: reader.window.context.photograph is not None)
    assert reader.name == "P1_OS.jpg"
    reader.do("undo")
    assert reader.name == "P1_OD.jpg"
    reader.until(lambda: reader.window.context.photograph is not None)
    assert reader.marks() == []


def test_a_step_that_takes_long_is_seen_to_be_under_way(
    reader: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(reader, 200, 150)
    finish, apply = threading.Event(), ProjectStore.apply

    def apply_slowly(*arguments: Any, **options: Any) -> None:
        finish.wait(20)
        apply(*arguments, **options)

    monkeypatch.setattr(ProjectStore, "apply", apply_slowly)
    monkeypatch.setattr("retinaview.session.session.PATIENCE_S", 0.05)
    cell = reader.window.status.edits
    reader.do("undo")
    reader.until(lambda: cell.isVisible() and cell.words == SAVING)
    assert len(reader.marks()) == 1
    finish.set()
    reader.until(lambda: not cell.isVisible())
    reader.until(lambda: not reader.marks())


def test_the_menu_names_the_step(reader: Driver) -> None:
    draw(reader)
    assert reader.can("undo")
    assert reader.window.commands["undo"].text() == "Undo draw haemorrhage"


def test_typing_a_comment_triggers_no_command(reader: Driver, qtbot: QtBot) -> None:
    draw(reader)
    line = reader.window.answer_bar.comment
    line.setFocus()
    qtbot.keyClicks(line, "dark x 3")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "dark x 3"
    assert reader.name == "P1_OD.jpg"
    session, image_id = reader.window.context.open_image
    assert session.grading(image_id).comment == "dark x 3"
    assert len(reader.marks("drawn")) == 1


# Proposals


def test_proposals_are_accepted_and_rejected_one_by_one(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    panel = driver.window.marks_panel
    first, second = [m for m in panel.in_order() if m in {p.id for p in driver.marks("proposed")}][
        :2
    ]
    driver.select(first)
    driver.key(Qt.Key.Key_Y)
    assert driver.window.canvas.selection() == (second,)
    driver.key(Qt.Key.Key_X)
    statuses = {mark.id: mark.status for mark in driver.marks()}
    assert statuses[first] is Status.ACCEPTED
    assert statuses[second] is Status.REJECTED
    driver.key(Qt.Key.Key_Z, CTRL)
    assert driver.window.canvas.selection() == (second,)
    driver.key(Qt.Key.Key_Z, CTRL)
    assert driver.window.canvas.selection() == (first,)
    assert len(driver.marks("proposed")) == len(driver.marks())


def test_no_proposal_is_decided_on_unseen(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    panel, canvas = driver.window.marks_panel, driver.window.canvas
    proposed = {mark.id: mark for mark in driver.marks("proposed")}
    first, second = [mark_id for mark_id in panel.in_order() if mark_id in proposed][:2]
    driver.select(first)
    canvas.look_at(QPointF(*proposed[first].box.centre), scale=30.0)
    assert not is_seen(driver, proposed[second])
    driver.key(Qt.Key.Key_Y)
    assert canvas.selection() == (second,)
    assert is_seen(driver, proposed[second])
    driver.key(Qt.Key.Key_Z, CTRL)
    assert canvas.selection() == (first,)
    assert is_seen(driver, proposed[first])


def is_seen(driver: Driver, mark: Mark) -> bool:
    seen = driver.window.canvas.visible_box()
    return seen is not None and seen.contains(*mark.box.centre)


def test_enter_accepts_in_mark_and_goes_on_in_read(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.do("mark_mode")
    driver.select(driver.marks("proposed")[0].id)
    driver.key(Qt.Key.Key_Return)
    assert len(driver.marks("accepted")) == 1
    driver.key(Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_Return)  # in Read it goes on, whatever is selected
    assert driver.name == "P1_OS.jpg"


def test_all_proposals_are_accepted_in_one_step(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    count = len(driver.marks("proposed"))
    assert count == 3
    driver.do("accept_all")
    assert len(driver.marks("accepted")) == count
    driver.do("undo")
    assert len(driver.marks("proposed")) == count


def test_all_means_what_is_seen(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.do("layer_proposals")
    assert not driver.can("accept_all")
    driver.do("layer_proposals")
    driver.window.marks_panel.hidden_classes_changed.emit(frozenset({LesionClass.HARD_EXUDATE}))
    driver.do("reject_all")
    left = driver.marks("proposed")
    assert left
    assert {mark.lesion for mark in left} == {LesionClass.HARD_EXUDATE}


def test_a_moved_proposal_counts_as_edited_and_survives_the_next_run(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.open_with_findings(folder)
    mark = driver.marks("proposed")[0]
    driver.select(mark.id)
    driver.key(Qt.Key.Key_Left)
    assert driver.marks("edited")[0].box == mark.box.moved(-1, 0)
    runs = len(engine.seen)
    driver.do("run")
    driver.until(lambda: len(engine.seen) > runs and driver.window.runner.running is None)
    assert [m.id for m in driver.marks("edited")] == [mark.id]
    assert len(driver.marks()) == 3


def test_a_region_is_looked_at_closely_and_is_never_a_mark(
    driver: Driver, folder: Path, tmp_path: Path
) -> None:
    driver.window.layers.regions.choose("attention")
    driver.open_with_findings(folder)
    canvas = driver.window.canvas
    canvas.zoom_to(6.0)
    canvas.centre_on(Box(20, 20, 10, 10))
    canvas.region_clicked.emit(1)
    assert canvas.selection() == ()
    assert canvas.visible_box().contains(360, 160)
    driver.do("accept_all")
    assert len(driver.marks("accepted")) == len(driver.marks()) == 3
    assert Box(300, 100, 120, 120) not in {mark.box for mark in driver.marks()}
    session = driver.window.context.session
    assert session is not None
    score = score_session(session)
    assert score is not None
    report = score.report
    assert (report.boxes, report.name) == (3, "coverage regions")
    for format_name in ("csv", "coco", "yolo", "voc", "labelme", "masks"):
        driver.window.labels.export(format_name, tmp_path / format_name)
        driver.until(lambda: not driver.window.labels.busy)
    written = [path for path in tmp_path.rglob("*") if path.is_file() and "study" not in path.parts]
    assert not [path for path in written if b"suspicious" in path.read_bytes()]


def test_an_old_projects_regions_are_set_aside_and_said_once(driver: Driver, folder: Path) -> None:
    project = folder / "study.retinaview"
    engine = new_engine(project)
    with engine.execution_options(writes=True).begin() as connection:
        upgrade.migrate(connection, 3)
        connection.exec_driver_sql(
            "INSERT INTO images (path, sha256, patient, position) VALUES ('P1_OD.jpg', '', '', 0)"
        )
        at = "2025-01-02T03:04:05+00:00"
        for lesion, status in (("suspicious_region", "accepted"), ("haemorrhage", "drawn")):
            connection.exec_driver_sql(
                "INSERT INTO marks (id, image_id, lesion, x, y, width, height, status, author,"
                " created, modified, locked, comment, version)"
                " VALUES (?, 1, ?, 100, 100, 50, 50, ?, 'Anna', ?, ?, 0, '', 1)",
                (lesion, lesion, status, at, at),
            )
    close_engine(engine)
    driver.window.findings.set_automatic(False)
    driver.open(project)
    assert "1 box was a network's suspicious region" in driver.window.messages.text
    assert [mark.id for mark in driver.marks()] == ["haemorrhage"]
    session = driver.window.context.session
    assert session is not None
    (event,) = [e for e in session._store.events() if e.label == "Set aside places"]
    assert event.before[0]["author"] == "Anna"


def test_a_rejected_mark_chosen_in_the_list_comes_into_view_and_can_be_taken_back(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    mark = driver.marks("proposed")[0]
    driver.select(mark.id)
    driver.do("reject")
    assert not driver.window.commands["layer_rejected"].isChecked()
    driver.select(mark.id)
    assert driver.window.commands["layer_rejected"].isChecked()
    driver.do("accept")
    assert mark.id in {m.id for m in driver.marks("accepted")}


def test_full_stop_walks_through_the_marks(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    order = driver.window.marks_panel.in_order()
    walked = []
    for _ in range(len(order) + 1):
        driver.key(Qt.Key.Key_Period)
        walked += driver.window.canvas.selection()
    assert walked == [*order, order[0]]
    driver.key(Qt.Key.Key_Comma)
    assert driver.window.canvas.selection() == (order[-1],)


def test_the_list_shows_the_marks_and_follows_the_canvas(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    panel = driver.window.marks_panel
    assert len(panel.in_order()) == 3
    mark = next(m for m in driver.marks() if m.lesion is LesionClass.HARD_EXUDATE)
    driver.window.canvas.set_selection((mark.id,))
    assert panel.selection() == (mark.id,)


def test_a_doubt_and_a_comment_are_noted_and_seen(
    reader: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = draw(reader)
    reader.select(mark.id)
    reader.key(Qt.Key.Key_I, SHIFT)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (" at the rim ", True))
    reader.key(Qt.Key.Key_T, SHIFT)
    (noted,) = reader.marks()
    assert (noted.unsure, noted.comment, noted.status) == (True, "at the rim", mark.status)
    model = reader.window.marks_panel.model
    assert model.data(model.index(0, 0)).endswith(" ? …")
    assert "Not certain\nat the rim" in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    reader.key(Qt.Key.Key_I, SHIFT)
    assert not reader.marks()[0].unsure
    reader.key(Qt.Key.Key_Z, CTRL)
    assert reader.marks()[0].unsure
