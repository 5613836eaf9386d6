"""Another network's answer is asked, shown under its name, and touches nothing of the main one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.findings import GradeProbabilities
from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import ThresholdKey
from retinaview.project.packed_finding import packed
from retinaview.ui import settings as kept
from tests.e2e.conftest import MAIN, SEA, SUNET, UNTRAINED, graders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import Driver, FakeEngine

EXUDATE = LesionClass.HARD_EXUDATE


def choose(driver: Driver, name: str) -> None:
    """Pick a source from the list, as a person does."""
    box = driver.window.findings_panel.sources
    driver.until(lambda: bool(box.source))
    assert box.can_choose(name)
    box.set_source(name)
    box.activated.emit(box.currentIndex())


def shown(driver: Driver, verdict: str) -> None:
    driver.until(lambda: driver.window.findings_panel.verdict == verdict)


def legend(driver: Driver) -> str:
    return driver.window.canvas._plates.legend.accessibleName()


def test_a_chosen_source_is_asked_and_its_answer_is_shown(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.window.layers.regions.choose("attention")
    driver.open_with_findings(folder)
    window = driver.window
    before = driver.marks()
    main = window.context.finding
    choose(driver, SUNET)
    shown(driver, "No DR")
    assert engine.asked == [("P1_OD.jpg", SUNET)]
    assert window.findings_panel.sources.source == SUNET
    assert window.findings_panel.dr_values == (0.8, 0.1, 0.05, 0.03, 0.02)
    assert SUNET in legend(driver)
    assert "DR 0" in legend(driver)
    assert len(window.canvas._overlays._all_regions) == 2
    assert window.layers_panel.threshold_row(EXUDATE).slider.value() == pytest.approx(0.4, abs=0.01)
    # The main finding stands as it stood: in the project, in the list, in the proposals.
    assert driver.marks() == before
    assert window.context.finding is main
    assert window.study_model.rows[0].model_grade == 2
    choose(driver, MAIN)
    shown(driver, "Moderate NPDR")
    assert MAIN not in dict(engine.asked).values()
    assert "stand-in" in legend(driver)


def test_the_source_of_the_main_finding_grades_there_anew(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    window, context = driver.window, driver.window.context
    session, image_id, main = context.session, context.image_id, context.finding
    assert session is not None
    assert image_id is not None
    assert main is not None
    before = driver.marks()
    grades = GradeProbabilities((0, 0, 0, 1, 0))
    anew = replace(main, grades=grades, lesion_maps=(), lesions=(), models=main.models[1:])
    source = session.main_source(image_id)
    window.runner.found.emit(image_id, source, packed(anew))
    driver.until(lambda: window.study_model.rows[0].model_grade == 3)
    assert window.findings_panel.verdict == "Severe NPDR"
    assert driver.marks() == before
    assert context.finding is not None
    assert context.finding.lesions == main.lesions
    assert context.finding.source == source


def test_a_source_that_does_not_segment_shows_the_lesions_that_are_known(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    choose(driver, SEA)
    shown(driver, "No DR")
    answer = driver.window.context.answer
    assert answer is not None
    assert [model.name for model in answer.models] == ["ganet", SEA]
    assert {item.lesion for item in answer.lesion_maps} == {EXUDATE, LesionClass.HAEMORRHAGE}


def test_keys_go_round_the_sources_that_have_weights(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.open_with_findings(folder)
    box = driver.window.findings_panel.sources
    seen = []
    for _ in range(3):
        driver.key(Qt.Key.Key_S)
        seen.append(box.source)
    assert seen == [SUNET, SEA, MAIN]
    driver.key(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert box.source == SEA
    shown(driver, "No DR")
    driver.until(lambda: driver.window.runner.running is None)
    assert {source for _, source in engine.asked} <= {SUNET, SEA}


def test_a_network_without_weights_is_greyed_with_what_trains_it(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    box = driver.window.findings_panel.sources
    assert not box.can_choose(UNTRAINED)
    assert "retinaview train sunet-late" in box.text_of(UNTRAINED)


def test_the_choice_goes_along_to_the_next_photograph_and_the_next_start(
    driver: Driver, start: Callable[[], Driver], folder: Path, engine: FakeEngine
) -> None:
    driver.open_with_findings(folder)
    choose(driver, SUNET)
    shown(driver, "No DR")
    driver.do("next")
    driver.until(lambda: ("P1_OS.jpg", SUNET) in engine.asked)
    shown(driver, "No DR")
    driver.until(lambda: driver.window.runner.running is None)
    driver.window.close()
    asked = len(engine.asked)
    again = start()
    again.open(folder)
    shown(again, "No DR")
    assert again.window.findings_panel.sources.source == SUNET
    assert len(engine.asked) == asked, "the project has the answer"


def test_progress_is_shown_and_a_stopped_question_is_not_asked_again_by_itself(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.open_with_findings(folder)
    driver.until(lambda: driver.window.runner.running is None)
    engine.hold.clear()
    choose(driver, SEA)
    panel, status = driver.window.findings_panel, driver.window.status
    driver.until(lambda: status.step == f"P1_OD: {SEA}, lesions")
    assert panel.notice == f"{SEA} is analysing this photograph …"
    assert panel.dr_values == ()
    status.cancel_requested.emit()
    driver.until(lambda: "Not analysed yet" in panel.notice)
    engine.hold.set()
    driver.do("next")
    driver.do("previous")
    driver.until(lambda: "Not analysed yet" in panel.notice)
    assert engine.asked.count(("P1_OD.jpg", SEA)) == 1
    driver.do("run")
    shown(driver, "No DR")


def test_leaving_a_photograph_stops_its_question(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.open_with_findings(folder)
    driver.until(lambda: driver.window.runner.running is None)
    engine.hold.clear()
    choose(driver, SEA)
    driver.until(lambda: len(engine.asked) == 1)
    driver.do("next")
    driver.until(lambda: len(engine.asked) == 2)
    assert engine.asked[1] == ("P1_OS.jpg", SEA)
    engine.hold.set()
    shown(driver, "No DR")
    session = driver.window.context.session
    assert session is not None
    assert session.finding(session.images[0].id, SEA) is None


def test_a_source_that_fails_is_a_sentence_and_nothing_is_lost(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.open_with_findings(folder)
    before = driver.marks()
    engine.broken.add(SUNET)
    choose(driver, SUNET)
    panel = driver.window.findings_panel
    driver.until(lambda: "no finite numbers" in panel.notice)
    assert SUNET in panel.notice
    assert driver.marks() == before
    assert not driver.window.study_model.rows[0].broken
    choose(driver, MAIN)
    shown(driver, "Moderate NPDR")
    engine.broken.clear()
    choose(driver, SUNET)
    shown(driver, "No DR")


def test_an_answer_of_other_weights_of_the_same_name_does_not_count(
    driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.open_with_findings(folder)
    choose(driver, SEA)
    shown(driver, "No DR")
    listed, main = graders()
    newer = [replace(each, sha256="d" * 64) for each in listed]
    monkeypatch.setattr(driver.window.findings.sources, "_list_sources", lambda: (newer, main))
    driver.window.weights.weights_changed.emit(SEA)
    driver.until(lambda: driver.window.context.answer is None)
    assert "Not analysed yet" in driver.window.findings_panel.notice


def test_a_remembered_source_that_has_gone_leaves_the_main_one(
    driver: Driver, folder: Path
) -> None:
    driver.window.settings.set(kept.SOURCE, "removed-weights")
    driver.open_with_findings(folder)
    assert driver.window.findings_panel.sources.source == MAIN
    shown(driver, "Moderate NPDR")


def test_lesions_of_another_source_have_thresholds_of_their_own_and_propose_nothing(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    choose(driver, SUNET)
    shown(driver, "No DR")
    before = driver.marks()
    driver.window.layers_panel.threshold_row(EXUDATE).settled.emit(0.9)
    assert driver.marks() == before
    session = driver.window.context.session
    assert session is not None
    assert session.thresholds.chosen == {ThresholdKey(SUNET, "0.3", EXUDATE): 0.9}
    choose(driver, MAIN)
    shown(driver, "Moderate NPDR")
    assert driver.window.layers_panel.threshold_row(EXUDATE).slider.value() == pytest.approx(0.5)


def test_both_eyes_are_graded_together_where_both_are_there(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    panel = driver.window.findings_panel
    driver.until(lambda: panel.eyes == "Graded together with the left eye (P1_OS.jpg).")
    driver.do("next")
    driver.until(lambda: panel.eyes == "Graded together with the right eye (P1_OD.jpg).")
    driver.do("next")
    driver.until(lambda: panel.eyes == "Graded alone: no photograph of the left eye.")


def test_nothing_is_asked_by_itself_when_that_is_switched_off(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.do("automatic")
    driver.open(folder)
    choose(driver, SEA)
    shown(driver, "No DR")
    driver.do("next")
    driver.until(lambda: "Not analysed yet" in driver.window.findings_panel.notice)
    assert engine.asked == [("P1_OD.jpg", SEA)]
    assert engine.seen == []
