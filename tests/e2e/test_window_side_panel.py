"""Whatever stands in the side panel, it is never wider than the panel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import HeatMap, LesionMap, Quality
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Status
from retinaview.evaluation.localization import LocalizationCase, evaluate_localization
from retinaview.session.scoring import ScoredBox, SessionScore
from retinaview.ui.theme import apply_theme
from tests.e2e.conftest import finding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from retinaview.core.findings import Finding
    from retinaview.evaluation.localization import LocalizationReport
    from retinaview.ui.window import MainWindow
    from tests.e2e.conftest import Driver

LONG = "W" * 60
SENTENCE = f"A long sentence about the photograph {LONG}.jpg, which somebody has named. " * 2
REASONS = ("low contrast", "small field of view", "not a fundus photograph", "over-exposed")
PANEL_PX = 376  # as the window opens it


def long_finding(*, gradable: bool) -> Finding:
    """All that a model can say, at greatest length."""
    found = finding(640, 480)
    extent = Box(0, 0, 640, 480)
    heat = HeatMap(LONG, f"DR 2 {LONG}", np.zeros((4, 4), np.float32), extent)
    probability = np.zeros((120, 160), np.uint8)
    return replace(
        found,
        quality=Quality(0.1, gradable, is_fundus=gradable, reasons=REASONS),
        grades=found.grades if gradable else None,
        heat_maps=(heat, heat),
        lesion_maps=tuple(
            LesionMap(lesion, probability, extent, 0.5)
            for lesion in LesionClass
            if lesion.is_lesion
        ),
        models=tuple(replace(model, name=LONG, version=LONG) for model in found.models),
        notes=(SENTENCE, LONG),
        seconds={"grading": 12345.6},
    )


@pytest.fixture(scope="module")
def report() -> LocalizationReport:
    cases = [
        LocalizationCase(
            f"{number}.png",
            f"person {number}",
            np.array([[100.0, 100, 20, 20], [400, 300, 30, 30]]),
            (LesionClass.PRERETINAL_HAEMORRHAGE, LesionClass.NEOVASCULARISATION),
            np.array([[80.0, 80, 100, 100]]),
            FieldCircle(300, 250, 240, 600, 500),
        )
        for number in range(2)
    ]
    return replace(evaluate_localization(cases, repeats=2, resamples=5), name=LONG)


def say_much(window: MainWindow, report: LocalizationReport, *, gradable: bool) -> None:
    """Fill every tab with the longest texts that it can be given."""
    found = long_finding(gradable=gradable)
    session, image_id = window.context.open_image
    session.set_grading(image_id, Grading(DRGrade.PROLIFERATIVE, DMEGrade.CENTRAL, comment=LONG))
    window.findings_panel.show_finding(found, device=LONG, eyes=SENTENCE)
    thresholds = tuple(session.thresholds.of(found).values())
    changed = tuple(replace(each, value=0.123) for each in thresholds)
    counts = {each.lesion: 99_999 for each in thresholds}
    window.findings_panel.set_lesions(counts, changed)
    window.layers_panel.set_heat_maps(found.heat_maps)
    window.layers_panel.set_thresholds(changed)
    window.layers_panel.set_counts(counts)
    window.layers_panel.set_regions("coverage", SENTENCE)
    lesion, box = LesionClass.PRERETINAL_HAEMORRHAGE, Box(1, 1, 3000, 3000)
    marks = (replace(each, lesion=lesion, box=box, author=LONG) for each in session.marks(image_id))
    often = dict.fromkeys([(lesion, Status.DRAWN), (lesion, Status.PROPOSED)], 88_888_888)
    window.marks_panel.set_marks(tuple(marks), counts=often, proposals_seen=False)
    missed = ScoredBox(1, LONG, LesionClass.PRERETINAL_HAEMORRHAGE, box, -1.0)
    window.scores_panel.show_report(SessionScore(report, (missed,) * 9))


def cut_off(panel: QWidget, page: QWidget) -> list[str]:
    """Parts of a tab that reach over its right edge."""
    return [
        f"{type(part).__name__} {part.objectName()} {getattr(part, 'text', str)()!r}"
        for part in panel.findChildren(QWidget)
        if part.isVisible() and part.mapTo(page, QPoint(part.width(), 0)).x() > page.width()
    ]


@pytest.fixture(params=["dark", "light"])
def full(
    request: pytest.FixtureRequest,
    undressed: QApplication,
    start: Callable[[], Driver],
    folder: Path,
    report: LocalizationReport,
) -> Driver:
    """A window whose side panel says as much as it can, and is dragged as narrow as it gets."""
    apply_theme(undressed, request.param)
    driver = start()
    driver.open_with_findings(folder)
    say_much(driver.window, report, gradable=True)
    dock = driver.window.arrangement.side_dock
    driver.window.resizeDocks([dock], [1], Qt.Orientation.Horizontal)
    driver.until(lambda: dock.width() == dock.minimumSizeHint().width())
    return driver


def test_no_tab_is_wider_than_the_panel(full: Driver, report: LocalizationReport) -> None:
    for gradable in (True, False):
        say_much(full.window, report, gradable=gradable)
        for index in range(full.window.tabs.count()):
            check_tab(full, index)
    for table in (full.window.marks_panel.table, full.window.scores_panel.table):
        assert table.horizontalHeader().length() <= table.viewport().width()


def check_tab(driver: Driver, index: int) -> None:
    tabs = driver.window.tabs
    tabs.setCurrentIndex(index)
    page = tabs.currentWidget()
    driver.until(page.isVisible)
    driver.until(lambda: page.minimumSizeHint().width() <= page.width())
    assert driver.window.arrangement.side_dock.width() <= PANEL_PX
    if isinstance(page, QScrollArea):
        assert page.widget().minimumSizeHint().width() <= page.viewport().width()
        page = page.viewport()
    assert cut_off(page, page) == []
