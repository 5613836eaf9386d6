"""One eye or both: what is seen side by side, and which of two photographs is worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtWidgets import QLabel

from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.session.side_by_side import Layout
from retinaview.ui.canvas import Layer
from retinaview.ui.canvas.plates import AttentionLegend
from tests.e2e.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from retinaview.session.session import Session
    from tests.e2e.conftest import Driver

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def both(driver: Driver, folder: Path) -> Driver:
    """A person at both eyes of the first patient, with the models switched off."""
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.key(Qt.Key.Key_F3)
    driver.until(lambda: len(shown(driver)) == 2)
    return driver


def session_of(driver: Driver) -> Session:
    session = driver.window.context.session
    assert session is not None
    return session


def shown(driver: Driver) -> list[str]:
    """Names of the photographs whose pixels are in the panes, from left to right."""
    session, panes = session_of(driver), driver.window.context.panes
    return [session.image(p.image_id).name for p in panes if p.photograph is not None]


def titles(driver: Driver) -> list[str]:
    return [pane.title for pane in driver.window.panes.both]


def standing(driver: Driver) -> list[str]:
    return [pane.property("standing") for pane in driver.window.panes.both]


def press(driver: Driver, pane: int, qtbot: QtBot) -> None:
    """Click on the rim of a pane, where nothing lies."""
    viewport = driver.window.panes.canvases[pane].viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().topLeft())


def test_both_eyes_stand_side_by_side_and_the_one_worked_on_is_framed(both: Driver) -> None:
    assert shown(both) == ["P1_OD.jpg", "P1_OS.jpg"]
    assert titles(both) == ["OD P1_OD.jpg", "OS P1_OS.jpg"]
    assert standing(both) == ["front", "beside"]
    left, right = (pane.width() for pane in both.window.panes.both)
    assert abs(left - right) <= 1
    both.key(Qt.Key.Key_F2)
    assert standing(both)[0] == "alone"
    assert [pane.isVisible() for pane in both.window.panes.both] == [True, False]
    assert both.name == "P1_OD.jpg"


def test_the_frames_are_drawn_again_when_the_other_eye_is_worked_on(both: Driver) -> None:
    panes = both.window.panes.both

    class Painted(QObject):
        widgets: ClassVar[set[QObject]] = set()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Paint:
                self.widgets.add(watched)
            return False

    painted = Painted()
    for pane in panes:
        pane.installEventFilter(painted)
    both.key(Qt.Key.Key_E)
    both.until(lambda: painted.widgets == set(panes))


def test_words_that_are_html_say_so(driver: Driver) -> None:
    html = [label for label in driver.window.findChildren(QLabel) if "</" in label.text()]
    assert html  # the invitation to drop photographs
    assert [one.text() for one in html if one.textFormat() is not Qt.TextFormat.RichText] == []


def test_e_and_a_click_work_on_the_other_eye(both: Driver, qtbot: QtBot) -> None:
    both.key(Qt.Key.Key_E)
    assert (both.name, standing(both)) == ("P1_OS.jpg", ["beside", "front"])
    assert both.window.answer_bar.eye.text() == "OS"
    assert both.window.windowTitle().startswith("P1_OS.jpg")
    assert both.window.canvas.hasFocus()
    press(both, 0, qtbot)
    assert (both.name, standing(both)) == ("P1_OD.jpg", ["front", "beside"])
    assert shown(both) == ["P1_OD.jpg", "P1_OS.jpg"]


def test_keys_still_go_to_the_photograph_once_the_other_pane_is_hidden(both: Driver) -> None:
    both.key(Qt.Key.Key_E)
    both.key(Qt.Key.Key_F2)
    assert both.window.canvas.hasFocus()
    assert not both.window.panes.canvases[1].isVisible()


def test_each_eye_has_its_own_answer(both: Driver) -> None:
    both.key(Qt.Key.Key_2)
    both.key(Qt.Key.Key_E)
    both.key(Qt.Key.Key_3)
    both.key(Qt.Key.Key_2, SHIFT)
    session = session_of(both)
    assert [pane.answers[0] for pane in both.window.panes.both] == ["DR 2", "DR 3, DME 2"]
    first, second = (session.grading(image.id) for image in session.images[:2])
    assert (first.dr, first.dme) == (DRGrade.MODERATE, None)
    assert (second.dr, second.dme) == (DRGrade.SEVERE, DMEGrade.CENTRAL)
    both.do("undo")
    assert session.grading(session.images[1].id).dme is None
    both.do("undo")
    both.do("undo")
    assert both.name == "P1_OD.jpg"  # a step of the other eye shows that eye
    assert session.gradings() == {}


def test_one_drag_draws_on_the_eye_that_was_not_worked_on(both: Driver, qtbot: QtBot) -> None:
    both.key(Qt.Key.Key_R)
    canvas = both.window.panes.canvases[1]
    start, end = canvas.mapFromScene(200, 200), canvas.mapFromScene(260, 250)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(canvas.viewport(), left, pos=start)
    qtbot.mouseMove(canvas.viewport(), (start + end) / 2)
    qtbot.mouseMove(canvas.viewport(), end)
    qtbot.mouseRelease(canvas.viewport(), left, pos=end)
    session = session_of(both)
    right_eye, left_eye = (image.id for image in session.images[:2])
    assert (len(session.marks(right_eye)), len(session.marks(left_eye))) == (0, 1)
    assert both.name == "P1_OS.jpg"
    assert canvas.selection() == (session.marks(left_eye)[0].id,)
    assert len(both.window.marks_panel.in_order()) == 1
    both.do("delete")
    assert session.marks(left_eye) == ()
    both.do("undo")
    assert len(session.marks(left_eye)) == 1


def test_marks_of_both_eyes_are_seen_and_listed_for_the_one_worked_on(both: Driver) -> None:
    session = session_of(both)
    right_eye, left_eye = (image.id for image in session.images[:2])
    before = picture(both.window.panes.canvases[1])
    session.draw(left_eye, LesionClass.HAEMORRHAGE, Box(200, 200, 60, 60))
    assert picture(both.window.panes.canvases[1]) != before
    assert both.window.marks_panel.in_order() == ()
    both.key(Qt.Key.Key_E)
    assert len(both.window.marks_panel.in_order()) == 1
    session.draw(right_eye, LesionClass.HAEMORRHAGE, Box(100, 200, 60, 60))
    assert len(both.window.marks_panel.in_order()) == 1


def test_findings_of_both_eyes_are_seen(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.key(Qt.Key.Key_F3)
    driver.until(lambda: len(shown(driver)) == 2)
    session = session_of(driver)
    driver.until(lambda: session.finding(session.images[1].id) is not None)
    driver.until(lambda: driver.window.runner.running is None)
    first, second = (picture(canvas) for canvas in driver.window.panes.canvases)
    driver.window.layers.toggle(Layer.LESIONS, False)
    assert picture(driver.window.panes.canvases[0]) != first
    assert picture(driver.window.panes.canvases[1]) != second
    driver.window.layers.toggle(Layer.LESIONS, True)
    grade = driver.window.findings_panel
    driver.key(Qt.Key.Key_E)
    driver.until(lambda: driver.window.context.answer is session.finding(session.images[1].id))
    assert grade.isVisible()
    assert [picture(canvas) for canvas in driver.window.panes.canvases] == [first, second]


def test_both_eyes_zoom_together_towards_the_nose(both: Driver) -> None:
    first, second = both.window.panes.canvases
    first.look_at(QPointF(200, 200), 3.0)
    assert second.zoom == pytest.approx(3.0)
    assert second.centre.x() == pytest.approx(640 - 200, abs=2)
    both.window.commands["mirrored"].trigger()
    assert second.centre.x() == pytest.approx(200, abs=2)
    both.window.commands["linked"].trigger()
    first.fit()
    assert not second.fitted


def test_a_patient_with_one_eye_has_a_quiet_empty_half(both: Driver, qtbot: QtBot) -> None:
    session = session_of(both)
    both.window.reading.show(session.images[2].id)
    both.until(lambda: shown(both) == ["P2_OD.jpg"])
    empty = both.window.panes.both[1]
    assert "no photograph of the left eye of patient P2" in empty.words
    press(both, 1, qtbot)
    assert (both.name, standing(both)) == ("P2_OD.jpg", ["front", "beside"])
    both.key(Qt.Key.Key_E)
    assert both.name == "P2_OD.jpg"


def test_the_layout_is_kept_with_the_study(
    both: Driver, start: Callable[[], Driver], folder: Path
) -> None:
    both.window.close()
    again = start()
    again.window.findings.set_automatic(False)
    again.open(folder)
    again.until(lambda: shown(again) == ["P1_OD.jpg", "P1_OS.jpg"])
    assert again.window.context.layout is Layout.BOTH_EYES
    assert again.window.commands["both_eyes"].isChecked()


def test_steps_go_from_patient_to_patient(both: Driver) -> None:
    both.key(Qt.Key.Key_D)
    both.until(lambda: shown(both) == ["P2_OD.jpg"])
    both.key(Qt.Key.Key_A)
    both.until(lambda: shown(both) == ["P1_OD.jpg", "P1_OS.jpg"])
    assert both.name == "P1_OD.jpg"


def test_a_patient_without_findings_takes_four_key_presses(both: Driver) -> None:
    session = session_of(both)
    for key in (Qt.Key.Key_0, Qt.Key.Key_E, Qt.Key.Key_0, Qt.Key.Key_Return):
        both.key(key)
    both.until(lambda: shown(both) == ["P2_OD.jpg"])
    healthy = Grading(DRGrade.NONE, DMEGrade.NONE)
    for image in session.images[:2]:
        given = session.grading(image.id)
        assert (given.dr, given.dme) == (healthy.dr, healthy.dme)
    both.key(Qt.Key.Key_0)
    both.key(Qt.Key.Key_Return)
    assert both.window.answer_bar.confirmation.words == "All others are read"


def test_enter_commits_both_blind_answers_and_shows_where_the_models_differ(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    driver.until(lambda: all(row.has_finding for row in driver.window.study_model.rows))
    driver.do("blind")
    driver.key(Qt.Key.Key_F3)
    driver.until(lambda: len(shown(driver)) == 2)
    for key in (Qt.Key.Key_0, Qt.Key.Key_E, Qt.Key.Key_0, Qt.Key.Key_Return):
        driver.key(key)
    assert shown(driver) == ["P1_OD.jpg", "P1_OS.jpg"]
    said = driver.window.answer_bar.confirmation.words
    assert said == "Models: OD: DR 2, DME 2;  OS: DR 2, DME 2"
    session = session_of(driver)
    assert not any(session.blinding.hides(image.id) for image in session.images[:2])
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: shown(driver) == ["P2_OD.jpg"])


def test_what_was_answered_for_both_eyes_is_said(both: Driver) -> None:
    both.key(Qt.Key.Key_0)
    both.key(Qt.Key.Key_Return)
    assert both.name == "P1_OS.jpg"  # which is unread, and comes before the next patient
    both.key(Qt.Key.Key_Return)
    assert both.name == "P2_OD.jpg"
    said = both.window.answer_bar.confirmation.words
    assert said == "OD: DR 0, DME 0;  OS: left unread"


def test_enter_comes_back_to_the_eye_that_was_left_unread_last(both: Driver) -> None:
    session = session_of(both)
    session.set_grading(session.images[2].id, Grading(DRGrade.MILD))
    both.key(Qt.Key.Key_0)
    both.key(Qt.Key.Key_Return)
    assert both.name == "P1_OS.jpg"
    assert standing(both) == ["beside", "front"]
    both.key(Qt.Key.Key_0)
    both.key(Qt.Key.Key_Return)
    assert both.window.answer_bar.confirmation.words == "All others are read"


def test_enter_leads_through_two_unread_eyes_once_and_then_on(both: Driver) -> None:
    both.key(Qt.Key.Key_Return)
    assert both.name == "P1_OS.jpg"
    both.key(Qt.Key.Key_Return)
    assert both.name == "P2_OD.jpg"


def test_an_eye_that_becomes_known_takes_its_place(both: Driver) -> None:
    session = session_of(both)
    both.window.reading.show(session.images[2].id)
    both.until(lambda: shown(both) == ["P2_OD.jpg"])
    session.set_eyes({session.images[1].id: ("P2", Laterality.OS)})
    both.until(lambda: shown(both) == ["P2_OD.jpg", "P1_OS.jpg"])
    session.set_eyes({session.images[1].id: ("P1", Laterality.OS)})
    both.until(lambda: shown(both) == ["P2_OD.jpg"])
    session.set_eyes({session.images[2].id: ("P2", Laterality.OS)})
    both.until(lambda: standing(both) == ["beside", "front"])


def test_a_fellow_that_cannot_be_read_is_said_in_its_half(both: Driver, folder: Path) -> None:
    session = session_of(both)
    both.until(lambda: not any(worker.busy for worker in both.window.loader.workers))
    both.key(Qt.Key.Key_D)
    both.until(lambda: shown(both) == ["P2_OD.jpg"])
    path = folder / "P1_OS.jpg"
    path.write_bytes(b"no photograph")
    both.window.loader.forget(path)
    both.key(Qt.Key.Key_A)
    both.until(lambda: both.window.panes.both[1].words == "This photograph cannot be shown.")
    assert shown(both) == ["P1_OD.jpg"]
    both.key(Qt.Key.Key_1)
    assert session.grading(session.images[0].id).dr is DRGrade.MILD


def test_the_legend_of_attention_fits_into_a_narrow_pane(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.window.layers.toggle(Layer.ATTENTION, True)
    driver.window.resize(driver.window.minimumSizeHint())
    driver.key(Qt.Key.Key_F3)
    driver.until(lambda: len(shown(driver)) == 2)
    for canvas in driver.window.panes.canvases:
        legend = canvas.findChild(AttentionLegend)
        driver.until(lambda canvas=canvas, legend=legend: legend.width() < canvas.width())


def test_a_layout_that_cannot_be_remembered_is_shown_all_the_same(
    both: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ProjectError("is full")

    monkeypatch.setattr(session_of(both)._store, "set_setting", refuse)
    both.key(Qt.Key.Key_F2)
    assert standing(both)[0] == "alone"
    both.window.close()
    assert both.window.threads_ended


def test_proposals_and_thresholds_are_those_of_the_eye_worked_on(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    driver.key(Qt.Key.Key_F3)
    session = session_of(driver)
    first, second = (image.id for image in session.images[:2])
    driver.until(lambda: bool(session.marks(second)) and len(shown(driver)) == 2)
    driver.key(Qt.Key.Key_E)
    driver.until(lambda: driver.can("accept_all"))
    driver.do("accept_all")
    statuses = [{mark.status.value for mark in session.marks(each)} for each in (first, second)]
    assert statuses == [{"proposed"}, {"accepted"}]
    driver.do("undo")
    driver.until(lambda: driver.window.context.answer is not None)  # its sliders are there
    driver.window.layers_panel.threshold_settled.emit(LesionClass.HARD_EXUDATE, 0.75)
    exudates = {first: 1, second: 1}  # of two; the other reaches .55

    def counts() -> dict[int, int]:
        kinds = LesionClass.HARD_EXUDATE
        return {
            each: sum(mark.lesion is kinds for mark in session.marks(each)) for each in exudates
        }

    driver.until(lambda: counts()[second] == 1)
    driver.key(Qt.Key.Key_E)
    driver.until(lambda: counts() == exudates)
