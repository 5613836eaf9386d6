"""The strip of zoomed patches: what it shows, and that it leads to the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.lesions import LesionClass
from retinaview.session.shown_regions import shown_regions
from retinaview.ui.canvas.turning import Turn
from retinaview.ui.zooms.controller import PATCH_SHARE
from tests.e2e.conftest import MAIN, SEA, Driver
from tests.e2e.test_window_sources import choose, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SIDE = PATCH_SHARE * 450
SHIFT = Qt.KeyboardModifier.ShiftModifier


def ranks(driver: Driver) -> list[int]:
    return [view.rank for view in driver.window.zoom_strip.views if view.isVisible()]


def in_the_middle(driver: Driver, x: float, y: float) -> None:
    """The place is in the middle of the view, and its patch fills most of it."""
    canvas = driver.window.canvas
    assert (canvas.centre.x(), canvas.centre.y()) == pytest.approx((x, y), abs=2)
    room = min(canvas.viewport().width(), canvas.viewport().height())
    assert 0.6 * room < SIDE * canvas.zoom < room


def test_a_click_on_a_patch_looks_at_its_place(driver: Driver, folder: Path, qtbot: QtBot) -> None:
    driver.window.layers.regions.choose("attention")
    driver.open_with_findings(folder)
    driver.until(lambda: ranks(driver) == [1])
    assert MAIN in driver.window.zoom_strip.words
    qtbot.mouseClick(driver.window.zoom_strip.views[0], Qt.MouseButton.LeftButton)
    in_the_middle(driver, 360, 160)


def test_the_patches_are_turned_with_the_photograph(driver: Driver, folder: Path) -> None:
    driver.window.layers.regions.choose("attention")
    driver.open_with_findings(folder)
    driver.until(lambda: ranks(driver) == [1])
    driver.do("rotate_right")
    assert driver.window.zoom_strip.views[0].turn == Turn(quarters=1)
    driver.do("next")
    assert driver.window.zoom_strip.views[0].turn == Turn()


def test_an_opened_study_has_the_keys(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    assert driver.window.focusWidget() is driver.window.canvas


def test_keys_look_at_the_regions(driver: Driver, folder: Path) -> None:
    driver.window.layers.regions.choose("attention")
    driver.open_with_findings(folder)
    choose(driver, SEA)
    shown(driver, "No DR")
    driver.until(lambda: ranks(driver) == [1, 2])
    assert SEA in driver.window.zoom_strip.words
    driver.key(Qt.Key.Key_F2, SHIFT)
    in_the_middle(driver, 540, 340)
    assert [view.chosen for view in driver.window.zoom_strip.views[:2]] == [False, True]
    driver.do("fit")
    assert not any(view.chosen for view in driver.window.zoom_strip.views)
    driver.key(Qt.Key.Key_Z)
    assert driver.window.canvas.fitted
    driver.key(Qt.Key.Key_Z)
    in_the_middle(driver, 100, 100)
    driver.key(Qt.Key.Key_Z, SHIFT)
    assert driver.window.canvas.fitted
    driver.key(Qt.Key.Key_F4, SHIFT)
    assert "no region 4" in driver.window.messages.text


def test_regions_follow_the_lesions_found_unless_attention_is_wanted(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    window = driver.window
    driver.until(lambda: "lesions found" in window.zoom_strip.words)
    covering = window.layers.regions.regions
    finding = window.context.finding
    assert covering
    assert covering != finding.regions
    held = [
        any(region.box.contains(*lesion.box.centre) for region in covering)
        for lesion in finding.lesions
    ]
    assert all(held)
    window.layers_panel.region_choice.chosen.emit(1)
    assert window.layers.regions.regions == finding.regions
    assert "Not lesion evidence" in window.layers_panel.region_words


def test_regions_follow_a_changed_threshold(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    session, finding = driver.window.context.session, driver.window.context.finding
    before = driver.window.layers.regions.regions
    haemorrhage = session.thresholds.of(finding)[LesionClass.HAEMORRHAGE]
    session.set_thresholds({haemorrhage.key: 0.99})
    assert driver.window.layers.regions.regions == before, "they are sought beside the window"
    driver.until(lambda: driver.window.layers.regions.regions != before)
    at_hand = shown_regions(finding, "coverage", session.thresholds.of(finding)).regions
    assert driver.window.layers.regions.regions == at_hand
    session.reset_thresholds()
    assert driver.window.layers.regions.regions == before


def test_the_strip_is_empty_without_regions(driver: Driver, folder: Path) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    assert ranks(driver) == []
    assert "appear here" in driver.window.zoom_strip.words
    assert not driver.can("next_zoom")


def test_the_strip_is_hidden_and_that_is_remembered(
    driver: Driver, start: Callable[[], Driver], folder: Path
) -> None:
    driver.window.layers.regions.choose("attention")
    driver.open_with_findings(folder)
    assert driver.window.zoom_strip.isVisible()
    driver.key(Qt.Key.Key_F8)
    assert not driver.window.zoom_strip.isVisible()
    driver.key(Qt.Key.Key_Z)
    in_the_middle(driver, 360, 160)
    again = start()
    again.open(folder)
    assert not again.window.zoom_strip.isVisible()
    again.do("zoom_strip")
    again.until(lambda: ranks(again) == [1])


def test_a_place_that_is_looked_at_before_its_patch_is_there_is_marked_on_it(
    driver: Driver, folder: Path
) -> None:
    driver.window.layers.regions.choose("attention")
    driver.open_with_findings(folder)
    driver.until(lambda: ranks(driver) == [1])
    driver.window.zooms._fill()
    driver.window.zooms.look_at(1)
    driver.until(lambda: not any(worker.busy for worker in driver.window.zooms.workers))
    assert [view.chosen for view in driver.window.zoom_strip.views] == [True, False, False, False]
