"""The comparison: two sources or both eyes side by side, asked, stopped, scored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication

from retinaview.core.errors import ModelError
from retinaview.core.findings import GradeProbabilities, ModelIdentity
from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass
from retinaview.inference.requests import AnalysisProgress, ProgressCallback
from retinaview.inference.sources import Source
from retinaview.ui import settings as kept
from retinaview.ui.canvas import Layer
from retinaview.ui.compare.comparison import Comparison
from retinaview.ui.compare.halves import Mode
from tests.e2e.conftest import FakeEngine, finding
from tests.e2e.pictures import picture

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from retinaview.core.cancel import CancelToken
    from retinaview.core.findings import Finding
    from retinaview.imaging.photograph import Photograph
    from tests.e2e.conftest import Driver

GRADES = {"first": 2, "second": 3, "third": 2}


class FakeSources(FakeEngine):
    """Answers questions too: every source with a grade of its own.

    Attributes
    ----------
    asked : list of (str, str)
        Name of the photograph and source, in order.
    failing : set of str
        Sources that cannot answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []
        self.failing: set[str] = set()

    def ask(
        self,
        photograph: Photograph,
        source: str,
        *,
        fellow: Photograph | None = None,
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        self.asked.append((photograph.path.name, source))
        if progress is not None:
            progress(AnalysisProgress("grading", 1, 2))
        while not self.hold.wait(0.005):
            if cancel is not None:
                cancel.raise_if_cancelled()
        if source in self.failing:
            raise ModelError(f"{source} gave no finite numbers", path=photograph.path)
        return said(source, photograph, fellow)


def said(source: str, photograph: Photograph, fellow: Photograph | None) -> Finding:
    dr = [0.1] * 5
    dr[GRADES[source]] = 0.6
    answer = finding(photograph.width, photograph.height)
    return replace(
        answer,
        grades=GradeProbabilities(tuple(dr)),
        heat_maps=tuple(replace(heat, source=source) for heat in answer.heat_maps),
        lesion_maps=(),
        lesions=(),
        models=(ModelIdentity("grading", source, "0.1", source.ljust(64, "0")),),
        together="" if fellow is None else fellow.path.name,
    )


def sources() -> tuple[Sequence[Source], str]:
    def source(name: str, path: Path | None) -> Source:
        command = f"retinaview train {name} --data DIR --out DIR"
        sha256 = name.ljust(64, "0")
        return Source(name, name, name, "", "grading", 1, (64, 64), command, path, "1", sha256)

    trained = [source(name, Path(f"{name}.safetensors")) for name in GRADES]
    return [*trained, source("untrained", None)], ""


@pytest.fixture
def engine() -> FakeSources:
    return FakeSources()


@pytest.fixture
def compared(driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Comparison:
    """The comparison, open on the first photograph; the study's own models rest."""
    monkeypatch.setattr(driver.window.compare, "_list_sources", sources)
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.do("compare")
    comparison = driver.window.compare.comparison
    assert comparison is not None
    return comparison


def is_answered(comparison: Comparison) -> bool:
    table = comparison.window.table
    return all(table.cell(1, column) not in ("", "–") for column in (1, 2))


def sides(comparison: Comparison):  # noqa: ANN201
    return comparison.window.sides


def test_two_sources_are_asked_and_their_grades_compared(
    driver: Driver, compared: Comparison, engine: FakeSources
) -> None:
    driver.until(lambda: is_answered(compared))
    assert engine.asked == [("P1_OD.jpg", "first"), ("P1_OD.jpg", "second")]
    table = compared.window.table
    assert [table.cell(1, column) for column in range(4)] == [
        "DR grade",
        "2  Moderate NPDR",
        "3  Severe NPDR",
        "≠  +1",
    ]
    assert table.is_bold(1)
    for side in sides(compared):
        assert side.has_photograph
        assert side.notice == ""
    table.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("\tA  first\tB  second\tB – A\n")


def test_answers_are_kept_with_the_study(
    driver: Driver, compared: Comparison, engine: FakeSources
) -> None:
    driver.until(lambda: is_answered(compared))
    compared.window.close()
    driver.do("compare")
    assert is_answered(compared)
    compared.choose_source(0, "third")
    driver.until(lambda: compared.window.table.cell(1, 3) == "≠  +1" and len(engine.asked) == 3)
    compared.choose_source(0, "first")
    assert is_answered(compared)
    assert len(engine.asked) == 3


def test_the_comparison_follows_the_photograph_in_front(
    driver: Driver, compared: Comparison, engine: FakeSources, qtbot: QtBot
) -> None:
    driver.until(lambda: is_answered(compared))
    qtbot.keyClick(compared.window, Qt.Key.Key_D)
    driver.until(lambda: driver.name == "P1_OS.jpg" and is_answered(compared))
    assert [half.name for half in compared.halves] == ["P1_OS.jpg", "P1_OS.jpg"]
    assert len(engine.asked) == 4


def test_a_source_at_work_is_shown_and_stopped(
    driver: Driver, folder: Path, engine: FakeSources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver.window.compare, "_list_sources", sources)
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    engine.hold.clear()
    driver.do("compare")
    compared = driver.window.compare.comparison
    assert compared is not None
    first, second = sides(compared)
    driver.until(lambda: first.notice == "first: grade")
    assert second.notice == "second is queued"
    first.cancel_requested.emit()
    driver.until(lambda: driver.window.runner.running is None)
    assert first.notice == "first has not analysed this photograph."
    engine.hold.set()
    assert engine.asked == [("P1_OD.jpg", "first")]
    first.ask_requested.emit()
    driver.until(lambda: compared.window.table.cell(1, 1) == "2  Moderate NPDR")
    assert compared.window.table.cell(1, 2) == "–"


def test_a_source_that_fails_says_why_and_the_other_answers(
    driver: Driver, compared: Comparison, engine: FakeSources
) -> None:
    driver.until(lambda: is_answered(compared))
    engine.failing.add("third")
    compared.choose_source(1, "third")
    driver.until(lambda: "no finite numbers" in sides(compared)[1].notice)
    assert compared.window.table.cell(1, 1) == "2  Moderate NPDR"
    assert compared.window.table.cell(1, 2) == "–"
    engine.failing.clear()
    sides(compared)[1].ask_requested.emit()
    driver.until(lambda: is_answered(compared))


def test_both_eyes_stand_side_by_side(
    driver: Driver, compared: Comparison, engine: FakeSources
) -> None:
    compared.choose_mode(Mode.EYES)
    driver.until(lambda: is_answered(compared))
    assert [half.name for half in compared.halves] == ["P1_OD.jpg", "P1_OS.jpg"]
    assert sides(compared)[1].sources.isHidden()
    table = compared.window.table
    assert [table.cell(row, 1) for row in range(15)][12] == "both eyes"
    assert ("P1_OS.jpg", "first") in engine.asked
    canvases = [side.canvas for side in sides(compared)]
    canvases[0].look_at(QPointF(200, 200), 3.0)
    assert canvases[1].centre.x() == pytest.approx(640 - 200, abs=2)  # nasal meets nasal
    compared.window.mirrored.setChecked(False)
    assert canvases[1].centre.x() == pytest.approx(200, abs=2)


def test_one_eye_alone_says_that_the_other_is_missing(driver: Driver, compared: Comparison) -> None:
    compared.choose_mode(Mode.EYES)
    driver.until(lambda: is_answered(compared))
    driver.window.reading.show(driver.window.context.session.images[2].id)
    driver.until(lambda: compared.window.table.cell(1, 1) == "2  Moderate NPDR")
    assert "no photograph of the left eye of patient P2" in sides(compared)[1].absence
    assert compared.window.table.cell(1, 2) == "–"
    session = driver.window.context.session
    session.set_eye(session.images[0].id, patient="P2", eye=Laterality.OS)
    driver.until(lambda: is_answered(compared))
    assert [half.name for half in compared.halves] == ["P2_OD.jpg", "P1_OD.jpg"]


def test_a_fellow_that_vanished_is_a_sentence(
    driver: Driver, compared: Comparison, folder: Path
) -> None:
    driver.until(lambda: is_answered(compared))
    (folder / "P1_OS.jpg").unlink()
    compared.choose_mode(Mode.EYES)
    driver.until(lambda: "P1_OS.jpg" in sides(compared)[1].absence)
    assert sides(compared)[0].has_photograph


def test_a_photograph_that_vanished_is_a_sentence(
    driver: Driver, compared: Comparison, folder: Path, engine: FakeSources
) -> None:
    driver.until(lambda: is_answered(compared))
    driver.until(lambda: not any(worker.running for worker in driver.window.loader.workers))
    driver.window.loader.forget(folder / "P2_OD.jpg")
    (folder / "P2_OD.jpg").unlink()
    driver.window.reading.show(driver.window.context.session.images[2].id)
    driver.until(lambda: "cannot be shown" in sides(compared)[0].absence)
    assert "cannot be shown" in sides(compared)[1].absence
    assert not any(name == "P2_OD.jpg" for name, _ in engine.asked)


def test_closing_while_a_source_runs_stops_it(
    driver: Driver, compared: Comparison, engine: FakeSources
) -> None:
    driver.until(lambda: is_answered(compared))
    engine.hold.clear()
    compared.choose_source(1, "third")
    driver.until(lambda: ("P1_OD.jpg", "third") in engine.asked)
    compared.window.close()
    driver.until(lambda: driver.window.runner.running is None)
    engine.hold.set()
    driver.do("compare")
    driver.until(lambda: is_answered(compared))
    assert engine.asked.count(("P1_OD.jpg", "third")) == 2


def test_closing_the_main_window_while_a_source_runs_ends_every_thread(
    driver: Driver, compared: Comparison, engine: FakeSources
) -> None:
    engine.hold.clear()
    compared.choose_source(1, "third")
    driver.until(lambda: len(engine.asked) > 0)
    driver.window.close()
    assert driver.window.threads_ended


def test_another_study_takes_the_place_of_the_first(
    driver: Driver, compared: Comparison, engine: FakeSources, folder: Path, tmp_path: Path
) -> None:
    driver.until(lambda: is_answered(compared))
    other = tmp_path / "other"
    other.mkdir()
    (folder / "P2_OD.jpg").rename(other / "P9_OS.jpg")
    engine.hold.clear()
    compared.choose_source(1, "third")
    driver.until(lambda: ("P1_OD.jpg", "third") in engine.asked)
    driver.window.open([other])
    driver.until(lambda: driver.name == "P9_OS.jpg")
    engine.hold.set()
    driver.until(lambda: is_answered(compared))
    assert [half.name for half in compared.halves] == ["P9_OS.jpg", "P9_OS.jpg"]
    assert engine.asked[-2:] == [("P9_OS.jpg", "first"), ("P9_OS.jpg", "third")]


def test_the_reader_s_boxes_stand_on_both_halves(driver: Driver, compared: Comparison) -> None:
    driver.until(lambda: is_answered(compared))
    session, image_id = driver.window.context.session, driver.window.context.image_id
    before = [side.canvas.grab().toImage() for side in sides(compared)]
    mark = session.draw(image_id, LesionClass.HAEMORRHAGE, Box(200, 200, 40, 40))
    for side, without in zip(sides(compared), before, strict=True):
        assert side.canvas.grab().toImage() != without
        side.canvas.set_selection([mark.id])
        side.canvas.nudge_selection(5, 5)  # a half shows, and changes nothing
    assert session.marks(image_id)[-1].box == Box(200, 200, 40, 40)
    compared.window.layers.boxes[Layer.MARKS].setChecked(False)
    for side, without in zip(sides(compared), before, strict=True):
        assert side.canvas.grab().toImage() == without


def test_recall_is_scored_and_the_missing_photographs_are_asked(
    driver: Driver, compared: Comparison, engine: FakeSources
) -> None:
    driver.until(lambda: is_answered(compared))
    session = driver.window.context.session
    for image in session.images:
        session.note_photograph(image.id, driver.window.context.photograph)
        session.draw(image.id, LesionClass.HAEMORRHAGE, Box(320, 120, 20, 20))
    panel = compared.window.recall
    driver.until(lambda: panel.ask_button.text() == "Run on 2 photographs")
    assert panel.cell(0, 1).startswith("1.00")
    panel.ask_button.click()
    driver.until(lambda: "3 boxes on 3 photographs of 2 persons" in panel.words)
    assert panel.ask_button.isHidden()
    assert len(engine.asked) == 6
    assert panel.cell(0, 3).startswith("0.00 ")


def test_sources_compared_last_are_remembered(
    driver: Driver,
    compared: Comparison,
    start: Callable[[], Driver],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared.choose_source(1, "third")
    driver.until(lambda: is_answered(compared))
    driver.window.close()
    again = start()
    monkeypatch.setattr(again.window.compare, "_list_sources", sources)
    again.open(folder)
    again.do("compare")
    comparison = again.window.compare.comparison
    assert comparison is not None
    again.until(lambda: is_answered(comparison))
    assert [half.source for half in comparison.halves] == ["first", "third"]


def test_the_source_in_the_window_is_one_of_the_two(driver: Driver, compared: Comparison) -> None:
    compared.choose_source(1, "second")
    driver.window.context.set_source("third", sha256="third".ljust(64, "0"))
    driver.do("compare")
    assert [half.source for half in compared.halves] == ["third", "first"]
    compared.choose_source(1, "second")  # it is among the two compared last: both stay
    driver.do("compare")
    assert [half.source for half in compared.halves] == ["third", "second"]


@pytest.mark.parametrize("closed_before", [True, False])
def test_the_comparison_stands_as_it_was_left(
    driver: Driver,
    compared: Comparison,
    start: Callable[[], Driver],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    closed_before: bool,
) -> None:
    window = compared.window
    window.resize(window.minimumSizeHint().width(), 640)
    window.halves.setSizes([500, 300])
    window.split.setSizes([400, 240])
    left = window.size(), window.halves.sizes(), window.split.sizes()
    if closed_before:
        window.close()
    driver.window.close()
    assert not window.isVisible()
    again = start()
    monkeypatch.setattr(again.window.compare, "_list_sources", sources)
    again.open(folder)
    again.do("compare")
    comparison = again.window.compare.comparison
    assert comparison is not None
    window = comparison.window
    again.until(lambda: (window.size(), window.halves.sizes(), window.split.sizes()) == left)


def test_opacity_and_colours_are_the_reader_s_on_both_windows(
    driver: Driver, compared: Comparison
) -> None:
    panel, bar = driver.window.layers_panel, compared.window.layers
    panel.opacity_changed.emit(0.2)
    panel.colours_chosen.emit("viridis")
    assert bar.opacity.value() == 20
    assert bar.colours.currentText() == "Viridis"
    bar.opacity.setValue(90)
    bar.colours_chosen.emit("turbo")
    assert panel.opacity.value() == pytest.approx(0.9)
    assert panel.colours.currentText() == "Turbo"
    assert driver.window.settings.get(kept.HEAT_OPACITY) == pytest.approx(0.9)
    driver.until(lambda: is_answered(compared))
    for side in sides(compared):
        strong = side.canvas.grab().toImage()
        panel.opacity_changed.emit(0.0)
        assert side.canvas.grab().toImage() != strong
        panel.opacity_changed.emit(0.9)
        assert side.canvas.grab().toImage() == strong


def test_lesions_are_outlined_at_the_thresholds_of_the_study(
    driver: Driver, compared: Comparison, engine: FakeSources
) -> None:
    driver.window.findings.run_again()
    driver.until(lambda: is_answered(compared) and bool(driver.marks()))
    driver.until(lambda: driver.window.findings_panel.lesions.startswith("Hard exudate"))
    driver.window.layers_panel.threshold_settled.emit(LesionClass.HAEMORRHAGE, 0.95)
    side = sides(compared)[0]
    outlined = picture(side.canvas)
    compared.window.layers.boxes[Layer.LESIONS].setChecked(False)
    bare = picture(side.canvas)
    compared.window.layers.boxes[Layer.LESIONS].setChecked(True)
    assert outlined != bare  # exudates; the haemorrhages lie below the threshold
    driver.window.layers_panel.threshold_settled.emit(LesionClass.HARD_EXUDATE, 0.95)
    assert picture(side.canvas) == bare
    driver.window.layers_panel.threshold_settled.emit(LesionClass.HARD_EXUDATE, 0.5)
    assert picture(side.canvas) == outlined
    driver.window.layers_panel.fill_chosen.emit(True)
    assert picture(side.canvas) != outlined
    assert engine.seen == ["P1_OD.jpg"]


def test_the_threads_of_both_canvases_are_stopped_with_the_window(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    driver.do("compare")
    comparison = driver.window.compare.comparison
    assert comparison is not None
    of_canvases = [worker for side in sides(comparison) for worker in side.canvas.workers]
    assert of_canvases
    assert set(of_canvases) <= set(driver.window.compare.workers)


def test_without_any_weights_the_halves_say_so(
    driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [source for source in sources()[0] if not source.has_weights]
    monkeypatch.setattr(driver.window.compare, "_list_sources", lambda: (listed, ""))
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.do("compare")
    comparison = driver.window.compare.comparison
    assert comparison is not None
    assert "No network has weights" in sides(comparison)[0].notice
    assert "retinaview train untrained" in sides(comparison)[0].sources.text_of("untrained")
