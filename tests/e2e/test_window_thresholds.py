"""One threshold for picture, count, proposals and export: of the study, and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Status
from retinaview.core.thresholds import ThresholdKey
from retinaview.session.label_export import export_labels
from retinaview.ui.labels.export_dialog import ExportDialog
from tests.e2e.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from retinaview.core.thresholds import Thresholds
    from retinaview.ui.layers.threshold_row import ThresholdRow
    from retinaview.ui.settings import Settings
    from tests.e2e.conftest import Driver

EXUDATE = LesionClass.HARD_EXUDATE
EXUDATES = ThresholdKey("ganet", "0.1", EXUDATE)
CARD, STRICT = 0.5, 0.8  # the fainter of the two exudates has 0.55
SIGN = "Hard exudate 0.80 (card 0.50, ganet 0.1)"


def row(driver: Driver) -> ThresholdRow:
    return driver.window.layers_panel.threshold_row(EXUDATE)


def drag(driver: Driver, value: float) -> None:
    """Drag the slider; the hand stays on it."""
    slider = row(driver).slider._slider
    slider.setSliderDown(True)
    slider.setSliderPosition(row(driver).slider._position(value))


def let_go(driver: Driver) -> None:
    row(driver).slider._slider.setSliderDown(False)


def exudates(driver: Driver) -> int:
    return sum(mark.lesion is EXUDATE for mark in driver.marks("proposed"))


def thresholds(driver: Driver) -> Thresholds:
    session = driver.window.context.session
    assert session is not None
    return session.thresholds


def set_strict(driver: Driver) -> None:
    drag(driver, STRICT)
    let_go(driver)
    driver.until(lambda: exudates(driver) == 1)


def test_all_that_is_seen_follows_a_drag_and_proposals_its_end(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    window = driver.window
    assert (row(driver).count, window.findings_panel.lesions) == (
        "2",
        "Hard exudate 2  ·  Haemorrhage 1",
    )
    driver.until(lambda: "0.9 disc diameters" in window.findings_panel.exudate_distance)
    outlined = picture(window.canvas)
    drag(driver, STRICT)
    driver.until(lambda: row(driver).count == "1")
    assert window.findings_panel.lesions == "Hard exudate 1  ·  Haemorrhage 1"
    driver.until(lambda: "2.7 disc diameters" in window.findings_panel.exudate_distance)
    assert SIGN in window.findings_panel.thresholds
    assert not row(driver).reset_button.isHidden()
    assert picture(window.canvas) != outlined
    assert exudates(driver) == 2
    assert thresholds(driver).chosen == {}
    let_go(driver)
    driver.until(lambda: exudates(driver) == 1)
    assert thresholds(driver).chosen == {EXUDATES: STRICT}
    (mark,) = (mark for mark in driver.marks("proposed") if mark.lesion is EXUDATE)
    assert mark.provenance is not None
    assert mark.provenance.threshold == STRICT


def test_decided_marks_stay(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.do("accept_all")
    before = {mark.id for mark in driver.marks("accepted")}
    drag(driver, STRICT)
    let_go(driver)
    driver.do("next")
    driver.until(lambda: bool(driver.marks()) and exudates(driver) == 1)
    driver.do("previous")
    driver.until(lambda: bool(driver.marks()))
    assert {mark.id for mark in driver.marks()} == before


def test_the_whole_study_follows_also_after_a_restart_and_no_other_study(
    driver: Driver, start: Callable[[], Driver], folder: Path, tmp_path: Path
) -> None:
    driver.open_with_findings(folder)
    set_strict(driver)
    driver.do("next")
    driver.until(lambda: bool(driver.marks()) and exudates(driver) == 1)
    driver.until(lambda: row(driver).count == "1")
    driver.window.close()
    again = start()
    again.open(folder)
    again.until(lambda: again.window.context.finding is not None)
    again.until(lambda: SIGN in again.window.findings_panel.thresholds)
    assert row(again).slider.value() == pytest.approx(STRICT, abs=0.003)
    other = tmp_path / "other"
    other.mkdir()
    (other / "P9_OD.jpg").write_bytes((folder / "P2_OD.jpg").read_bytes())
    again.open(other)
    again.until(lambda: again.name == "P9_OD.jpg" and exudates(again) == 2)
    assert again.window.findings_panel.thresholds == ""
    assert row(again).slider.value() == pytest.approx(CARD)
    assert row(again).reset_button.isHidden()


def test_a_threshold_that_was_once_kept_for_all_studies_is_forgotten(
    start: Callable[[], Driver], settings: Settings, folder: Path
) -> None:
    settings._store.setValue("layers/threshold_hard_exudate", 0.92)
    driver = start()
    driver.open_with_findings(folder)
    assert exudates(driver) == 2
    assert row(driver).slider.value() == pytest.approx(CARD)


def test_the_card_s_value_is_one_click_away(driver: Driver, folder: Path, qtbot: QtBot) -> None:
    driver.open_with_findings(folder)
    panel = driver.window.layers_panel
    assert not panel.reset_all.isEnabled()
    for reset in (
        row(driver).reset_button.click,
        panel.reset_all.click,
        lambda: qtbot.mouseDClick(row(driver).slider, Qt.MouseButton.LeftButton),
    ):
        set_strict(driver)
        assert panel.reset_all.isEnabled()
        reset()
        driver.until(lambda: exudates(driver) == 2)
        assert thresholds(driver).chosen == {}
        assert row(driver).slider.value() == pytest.approx(CARD)
        assert driver.window.findings_panel.thresholds == ""
        assert not panel.reset_all.isEnabled()


def test_near_the_tick_the_card_s_own_value_holds(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    set_strict(driver)
    drag(driver, CARD + 0.002)
    let_go(driver)
    driver.until(lambda: exudates(driver) == 2)
    assert thresholds(driver).chosen == {}


def test_an_export_says_and_carries_what_holds(
    driver: Driver, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.open_with_findings(folder)
    driver.until(lambda: all(known.has_finding for known in driver.window.study_model.rows))
    said: list[str] = []

    def execute(dialog: ExportDialog) -> int:
        said.append(dialog.caution)
        return 0

    monkeypatch.setattr(ExportDialog, "exec", execute)
    driver.do("export")
    set_strict(driver)
    driver.do("export")
    assert said[0] == ""
    assert SIGN in said[1]
    driver.window.labels.export("csv", tmp_path / "labels")
    driver.until(lambda: SIGN in driver.window.messages.text)
    session = driver.window.context.session
    assert session is not None
    # Also the photographs that nobody has looked at since.
    export_labels(session, "csv", tmp_path / "all", statuses=[Status.PROPOSED])
    boxes = (tmp_path / "all" / "boxes.csv").read_text()
    assert boxes.count("hard_exudate") == 3
    assert boxes.count("haemorrhage") == 3
