"""Blind first: nothing of the models' is seen before the reader has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.grades import DMEGrade, DRGrade, Grading
from retinaview.core.marks import Status
from retinaview.ui.study.model import ROW_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import Driver


def listed(driver: Driver) -> list[int | None]:
    """The models' grades that the list shows."""
    model = driver.window.study_model
    return [model.data(model.index(n, 0), ROW_ROLE).model_grade for n in range(model.rowCount())]


def shown(driver: Driver) -> dict[str, object]:
    """What the window shows of the models' answer on the photograph in front."""
    window = driver.window
    return {
        "grade": window.findings_panel.dr_values,
        "lesions": window.findings_panel.lesions,
        "regions": window.layers.regions.regions,
        "agree": window.answer_bar.agree.text(),
        "proposals": [
            mark_id
            for mark_id in window.marks_panel.in_order()
            if mark_id in {mark.id for mark in driver.marks("proposed")}
        ],
    }


NOTHING = {"grade": (), "lesions": "–", "regions": (), "agree": "Agree", "proposals": []}


@pytest.fixture
def blind(driver: Driver, folder: Path) -> Driver:
    """A person at a study that is read blind, with the models' answers there."""
    driver.open_with_findings(folder)
    driver.until(lambda: None not in listed(driver))
    driver.do("blind")
    return driver


def test_nothing_is_seen_until_an_answer_is_committed(blind: Driver) -> None:
    window = blind.window
    assert shown(blind) == NOTHING
    assert listed(blind) == [None, None, None]
    assert "The models are ready" in window.findings_panel.notice
    assert not any(blind.can(name) for name in ("compare", "discover", "agree", "accept_all"))
    blind.key(Qt.Key.Key_1)
    assert shown(blind) == NOTHING  # given, but not committed
    blind.key(Qt.Key.Key_Return)
    assert blind.name == "P1_OD.jpg"  # they differ: to be seen before going on
    assert window.answer_bar.confirmation.words == "Models: DR 2, DME 2"
    seen = shown(blind)
    assert seen["grade"]
    assert seen["agree"] == "Agree: DR 2, DME 2"
    assert len(seen["proposals"]) == 3
    assert listed(blind) == [2, None, None]
    blind.key(Qt.Key.Key_Return)
    blind.until(lambda: window.context.photograph is not None)
    assert blind.name == "P1_OS.jpg"
    assert shown(blind) == NOTHING


def test_enter_goes_on_at_once_where_the_models_say_the_same(blind: Driver) -> None:
    blind.key(Qt.Key.Key_2)
    blind.key(Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier)
    blind.key(Qt.Key.Key_Return)
    assert blind.name == "P1_OS.jpg"
    assert listed(blind) == [2, None, None]


def test_without_an_answer_nothing_is_committed(blind: Driver) -> None:
    blind.key(Qt.Key.Key_Return)
    blind.until(lambda: blind.window.context.photograph is not None)
    assert blind.name == "P1_OS.jpg"
    assert listed(blind) == [None, None, None]


def test_first_and_changed_answers_are_kept_with_their_times(blind: Driver) -> None:
    session, image_id = blind.window.context.open_image
    blind.key(Qt.Key.Key_1)
    blind.key(Qt.Key.Key_Return)
    blind.key(Qt.Key.Key_Y)
    assert session.grading(image_id) == Grading(DRGrade.MODERATE, DMEGrade.CENTRAL)
    events = session._store.events(image_id)
    given = [event for event in events if event.label in ("First answer", "Grade")]
    answers = [(event.label, event.after["dr"]) for event in given]
    assert answers == [("Grade", 1), ("First answer", 1), ("Grade", 2)]
    assert all(event.at.tzinfo is not None and event.reader for event in given)
    blind.do("undo")
    blind.do("undo")  # what was seen stays seen
    assert session.grading(image_id).is_empty
    assert listed(blind) == [2, None, None]


def test_the_study_remembers_that_it_is_read_blind(
    blind: Driver, start: Callable[[], Driver], folder: Path
) -> None:
    blind.key(Qt.Key.Key_1)
    blind.key(Qt.Key.Key_Return)
    blind.window.close()
    again = start()
    again.open(folder / "study.retinaview")
    again.until(lambda: bool(shown(again)["grade"]))
    assert again.window.commands["blind"].isChecked()
    assert listed(again) == [2, None, None]
    again.do("next")
    again.until(lambda: "ready" in again.window.findings_panel.notice)
    assert shown(again) == NOTHING
    again.do("blind")
    assert listed(again) == [2, 2, 2]
    assert shown(again)["grade"]
    assert any(mark.status is Status.PROPOSED for mark in again.marks())


def test_a_key_that_does_nothing_says_why(blind: Driver) -> None:
    blind.key(Qt.Key.Key_F4)
    assert blind.window.messages.text == (
        "Compare two networks: what the models say is hidden until you have answered and pressed "
        "Enter."
    )
    blind.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "there is nothing to take back" in blind.window.messages.text
