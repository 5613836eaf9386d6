"""The models beside the window: order, progress, failures, cancelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retinaview.core.lesions import LesionClass
from retinaview.ui import settings as kept
from retinaview.ui.canvas import Layer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import Driver, FakeEngine


def test_an_opened_photograph_is_read_by_the_models(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    panel = driver.window.findings_panel
    assert panel.verdict == "Moderate NPDR"
    assert panel.dr_values == pytest.approx((0.05, 0.1, 0.7, 0.1, 0.05))
    assert {mark.lesion for mark in driver.marks("proposed")} == {
        LesionClass.HARD_EXUDATE,
        LesionClass.HAEMORRHAGE,
    }
    row = driver.window.study_model.rows[0]
    assert (row.has_finding, row.model_grade) == (True, 2)


def test_the_shown_photograph_comes_first_then_its_neighbours(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.open(folder)
    driver.until(lambda: len(engine.seen) == 3 and driver.window.runner.running is None)
    assert engine.seen == ["P1_OD.jpg", "P1_OS.jpg", "P2_OD.jpg"]


def test_a_newly_shown_photograph_does_not_wait_for_the_last_one(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    engine.hold.clear()
    driver.open(folder)
    driver.until(lambda: engine.seen == ["P1_OD.jpg"])
    driver.do("next")
    driver.until(lambda: len(engine.seen) > 1)
    assert engine.seen[1] == "P1_OS.jpg"
    engine.hold.set()
    driver.until(lambda: driver.window.context.finding is not None)
    assert driver.name == "P1_OS.jpg"


def test_progress_is_shown_and_stopped(driver: Driver, folder: Path, engine: FakeEngine) -> None:
    engine.hold.clear()
    driver.open(folder)
    status = driver.window.status
    driver.until(lambda: status.step == "P1_OD: lesions")
    assert driver.can("cancel")
    status.cancel_requested.emit()
    driver.until(lambda: driver.window.runner.running is None)
    assert status.step == ""
    assert not driver.can("cancel")
    assert "Not analysed yet" in driver.window.findings_panel.notice
    assert driver.marks() == []
    driver.window.context.answer_changed.emit()  # as when the list of networks comes only now
    assert "Not analysed yet" in driver.window.findings_panel.notice


def test_a_photograph_that_is_waited_for_is_said_to_be_so_and_no_other(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    engine.hold.clear()
    driver.open(folder)
    panel = driver.window.findings_panel
    driver.until(lambda: "Waiting for the models" in panel.notice)
    driver.window.findings.set_automatic(False)
    assert "Waiting for the models" in panel.notice  # it is under way
    driver.window.findings.cancel()
    assert "Not analysed yet" in panel.notice
    driver.do("run_all")
    driver.do("next")
    driver.until(lambda: "Waiting for the models" in panel.notice)


def test_a_failure_is_a_sentence_on_that_photograph(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    engine.broken.add("P1_OD.jpg")
    driver.open(folder)
    panel = driver.window.findings_panel
    driver.until(lambda: "no finite numbers" in panel.notice)
    assert "P1_OD.jpg" in panel.notice
    assert driver.window.study_model.rows[0].broken
    driver.do("next")
    driver.until(lambda: panel.verdict == "Moderate NPDR")
    driver.do("previous")
    driver.until(lambda: "no finite numbers" in panel.notice)
    engine.broken.clear()
    driver.do("run")
    driver.until(lambda: panel.verdict == "Moderate NPDR")
    assert not driver.window.study_model.rows[0].broken


def test_an_engine_that_cannot_start_is_a_sentence(
    driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> FakeEngine:
        raise ImportError("No module named 'torch'")

    monkeypatch.setattr(driver.window.runner, "_make_engine", broken)
    driver.open(folder)
    driver.until(lambda: "torch" in driver.window.findings_panel.notice)


def test_the_device_is_shown(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    assert driver.window.status.device == "CPU, stand-in"


def test_all_photographs_are_run_in_one_go(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.do("run_all")
    driver.until(lambda: all(row.has_finding for row in driver.window.study_model.rows))
    assert sorted(engine.seen) == ["P1_OD.jpg", "P1_OS.jpg", "P2_OD.jpg"]
    driver.do("run_all")
    assert "Every photograph" in driver.window.messages.text


def test_nothing_runs_by_itself_when_that_is_switched_off(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.do("automatic")
    assert not driver.window.settings.get(kept.RUN_MODELS)
    driver.open(folder)
    driver.do("next")
    driver.until(lambda: driver.window.context.photograph is not None)
    assert engine.seen == []


def test_findings_are_there_at_once_when_a_study_is_reopened(
    driver: Driver, start: Callable[[], Driver], folder: Path, engine: FakeEngine
) -> None:
    driver.open_with_findings(folder)
    driver.until(lambda: all(row.has_finding for row in driver.window.study_model.rows))
    driver.window.close()
    again = start()
    again.open(folder)
    again.until(lambda: again.window.findings_panel.verdict == "Moderate NPDR")
    assert len(engine.seen) == 3
    assert again.window.context.finding is not None


@pytest.mark.parametrize("layer", list(Layer))
def test_layers_are_switched_by_key_and_remembered(
    driver: Driver, start: Callable[[], Driver], folder: Path, layer: Layer
) -> None:
    driver.open_with_findings(folder)
    before = driver.window.commands[f"layer_{layer}"].isChecked()
    driver.do(f"layer_{layer}")
    assert driver.window.commands[f"layer_{layer}"].isChecked() is not before
    again = start()
    assert again.window.commands[f"layer_{layer}"].isChecked() is not before


def test_the_look_of_maps_is_remembered(
    driver: Driver, start: Callable[[], Driver], folder: Path
) -> None:
    driver.open_with_findings(folder)
    panel = driver.window.layers_panel
    panel.opacity.set_value(0.8)
    panel.opacity.changed.emit(0.8)
    panel.colours_chosen.emit("viridis")
    panel.style_choice.button(1).click()
    again = start().window.layers_panel
    assert again.opacity.value() == pytest.approx(0.8)
    assert again.colours.currentText() == "Viridis"
    assert again.style_choice.choice == 1


def test_the_grade_is_shown_while_the_lesions_are_sought(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    engine.grades_first = True
    engine.hold.clear()
    driver.open(folder)
    panel, context = driver.window.findings_panel, driver.window.context
    driver.until(lambda: bool(panel.dr_values))
    assert panel.lesions == "Segmenting …"
    assert context.session.finding(context.image_id) is None
    assert not driver.window.study_model.row(context.image_id).has_finding
    engine.hold.set()
    driver.until(lambda: panel.lesions != "Segmenting …")
    assert "Hard exudate 2" in panel.lesions
    assert context.session.finding(context.image_id) is not None


def test_a_grade_whose_lesions_were_given_up_is_neither_shown_nor_kept(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    engine.grades_first = True
    engine.hold.clear()
    driver.open(folder)
    panel, context = driver.window.findings_panel, driver.window.context
    driver.until(lambda: bool(panel.dr_values))
    driver.do("cancel")
    assert panel.dr_values == ()
    driver.until(lambda: driver.window.runner.running is None)
    assert context.session.finding(context.image_id) is None


def test_a_run_anew_that_fails_leaves_the_finding_in_the_list(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.open_with_findings(folder)
    driver.until(lambda: driver.window.runner.running is None)
    row = driver.window.study_model.rows[0]
    assert row.model_grade == 2
    engine.broken.add(driver.name)
    driver.do("run")
    driver.until(lambda: "no finite numbers" in driver.window.messages.text)
    assert driver.window.study_model.rows[0] == row
    assert driver.window.findings_panel.verdict == "Moderate NPDR"
