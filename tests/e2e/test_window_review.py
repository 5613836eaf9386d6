"""Proposals one after the other: brought into view, decided on, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from retinaview.session.reviewing import score_of
from retinaview.ui.canvas import Layer
from retinaview.ui.review.many_dialog import ManyDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from retinaview.core.marks import Mark
    from tests.e2e.conftest import Driver

SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def reviewer(driver: Driver, folder: Path) -> Driver:
    """A person in the review of three proposals, most certain first."""
    driver.open_with_findings(folder)
    driver.key(Qt.Key.Key_P, SHIFT)
    return driver


def under_review(driver: Driver) -> Mark:
    (mark,) = driver.window.canvas.selected_marks()
    return mark


def by_score(driver: Driver) -> list[Mark]:
    return sorted(driver.marks("proposed"), key=score_of, reverse=True)


def test_each_is_brought_into_view_decided_on_and_left_behind(reviewer: Driver) -> None:
    window = reviewer.window
    first, second, third = by_score(reviewer)
    assert under_review(reviewer) == first
    assert "1 of 3" in window.review_strip.text
    assert not window.canvas.fitted
    assert first.box.width * window.canvas.zoom >= 40
    seen = window.canvas.visible_box()
    assert seen is not None
    assert seen.contains(*first.box.centre)
    reviewer.key(Qt.Key.Key_Y)
    assert under_review(reviewer) == second
    reviewer.key(Qt.Key.Key_X)
    assert under_review(reviewer) == third
    assert [m.id for m in reviewer.marks("accepted")] == [first.id]
    assert [m.id for m in reviewer.marks("rejected")] == [second.id]


def test_at_the_end_the_view_is_as_before_and_it_is_said_what_was_decided(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    canvas = driver.window.canvas
    canvas.zoom_to(9.0)
    before = canvas.centre, canvas.zoom
    driver.key(Qt.Key.Key_P, SHIFT)
    assert canvas.zoom < before[1]
    for key in (Qt.Key.Key_Y, Qt.Key.Key_X, Qt.Key.Key_Return):  # Enter accepts, also in Read
        driver.key(key)
    assert driver.window.review_strip.isHidden()
    assert canvas.zoom == before[1]
    assert (canvas.centre - before[0]).manhattanLength() < 2
    assert driver.window.messages.text == "Review of 3 proposals: 2 accepted, 1 rejected."
    assert driver.name == "P1_OD.jpg"


def test_esc_ends_the_review_and_then_means_what_it_meant(reviewer: Driver) -> None:
    reviewer.key(Qt.Key.Key_Y)
    reviewer.key(Qt.Key.Key_Escape)
    assert not reviewer.window.review.on
    assert reviewer.window.canvas.fitted
    said = reviewer.window.messages.text
    assert said == "Review of 3 proposals: 1 accepted, 2 left undecided."
    reviewer.do("mark_mode")
    reviewer.key(Qt.Key.Key_Escape)
    assert reviewer.window.modes.mode == "read"


def test_what_was_passed_over_comes_again(reviewer: Driver) -> None:
    first, second, third = by_score(reviewer)
    reviewer.key(Qt.Key.Key_Period)
    assert under_review(reviewer) == second
    reviewer.key(Qt.Key.Key_Y)
    assert under_review(reviewer) == third
    reviewer.key(Qt.Key.Key_Y)
    assert under_review(reviewer) == first


def test_undo_brings_the_last_one_back_under_review(reviewer: Driver) -> None:
    first, second, _ = by_score(reviewer)
    reviewer.key(Qt.Key.Key_Y)
    reviewer.key(Qt.Key.Key_Z, CTRL)
    assert under_review(reviewer).id == first.id
    assert "1 of 3" in reviewer.window.review_strip.text
    reviewer.key(Qt.Key.Key_X)
    assert under_review(reviewer).id == second.id
    assert [m.id for m in reviewer.marks("rejected")] == [first.id]


def test_another_class_or_a_delete_is_a_decision_too(reviewer: Driver) -> None:
    first, second, third = by_score(reviewer)
    reviewer.key(Qt.Key.Key_1, ALT)
    assert [m.id for m in reviewer.marks("edited")] == [first.id]
    assert under_review(reviewer) == second
    reviewer.key(Qt.Key.Key_Delete)
    assert under_review(reviewer) == third


def test_all_of_a_class_in_one_step(reviewer: Driver) -> None:
    lesion = under_review(reviewer).lesion
    same = {m.id for m in reviewer.marks("proposed") if m.lesion is lesion}
    reviewer.key(Qt.Key.Key_X, ALT)
    assert {m.id for m in reviewer.marks("rejected")} == same
    words = f"{len(same)} proposal{'s' if len(same) > 1 else ''} rejected. Ctrl+Z undoes this."
    assert reviewer.window.messages.text == words
    assert under_review(reviewer).lesion is not lesion
    reviewer.key(Qt.Key.Key_Z, CTRL)
    assert len(reviewer.marks("proposed")) == 3


def test_all_from_a_score_on_in_one_step(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.do("decide_many")
    dialog = driver.window.findChild(ManyDialog)
    scores = [score_of(mark) for mark in by_score(driver)]
    dialog.score.set_value(scores[1])
    dialog.score.changed.emit(dialog.score.value())
    assert dialog.accept_them.text() == "Accept 2 proposals"
    dialog.accept_them.click()
    assert len(driver.marks("accepted")) == 2
    driver.key(Qt.Key.Key_Z, CTRL)
    assert len(driver.marks("proposed")) == 3


def test_a_turn_ends_the_review_and_the_photograph_is_kept_as_it_was_seen(
    reviewer: Driver,
) -> None:
    reviewer.key(Qt.Key.Key_D)
    reviewer.until(lambda: reviewer.window.context.photograph is not None)
    assert not reviewer.window.review.on
    reviewer.key(Qt.Key.Key_A)
    reviewer.until(lambda: reviewer.window.context.photograph is not None)
    assert reviewer.window.canvas.fitted


def test_hidden_proposals_are_shown_for_the_review_alone(
    start: Callable[[], Driver], folder: Path
) -> None:
    driver = start()
    driver.open_with_findings(folder)
    driver.key(Qt.Key.Key_P)
    assert not driver.window.canvas.is_layer_on(Layer.PROPOSALS)
    driver.do("review_by_place")
    assert driver.window.canvas.is_layer_on(Layer.PROPOSALS)
    driver.key(Qt.Key.Key_Escape)
    assert not driver.window.canvas.is_layer_on(Layer.PROPOSALS)


def test_what_was_merged_or_left_out_is_said(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    finding = driver.window.context.finding
    assert finding is not None
    small = min(finding.lesions, key=lambda lesion: lesion.area_px)
    object.__setattr__(finding, "lesions", (*finding.lesions, small))  # one more at the same place
    driver.key(Qt.Key.Key_P, SHIFT)
    strip = driver.window.review_strip
    driver.until(lambda: bool(strip.aside))
    assert strip.aside == "4 lesions found: 1 share a box with a neighbour"
    QApplication.processEvents()
    driver.key(Qt.Key.Key_Escape)
    assert strip.isHidden()
