"""What the models say, in words and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    ModelIdentity,
    Quality,
)
from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import Threshold, ThresholdKey
from retinaview.ui.findings.grade_badge import GradeBadge
from retinaview.ui.findings.panel import FindingsPanel
from retinaview.ui.theme import GRADE_COLOURS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def panel(qtbot: QtBot) -> FindingsPanel:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    return panel


def words(panel: FindingsPanel) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in panel.findChildren(QLabel) if not label.isHidden())


def test_a_graded_photograph(panel: FindingsPanel) -> None:
    panel.show_finding(
        Finding(
            Quality(0.8, True),
            GradeProbabilities((0.1, 0.1, 0.2, 0.6, 0.0), (0.9, 0.1, 0.0)),
            models=(ModelIdentity("grading", "zoom-in-net", "0.2", "a" * 64),),
            seconds={"grading": 1.25},
            notes=("Ran on the CPU: the GPU was out of memory",),
        ),
        device="CPU, bfloat16",
    )
    panel.set_lesions({LesionClass.HARD_EXUDATE: 2, LesionClass.HAEMORRHAGE: 0}, ())
    shown = words(panel)
    for part in (
        "Severe NPDR",
        "Referable with probability 80 %",
        "No DME",
        "Hard exudate 2",
        "zoom-in-net 0.2",
        "CPU, bfloat16",
        "1.2 s",
        "out of memory",
        "80 %, good",
    ):
        assert part in shown, part
    assert panel.dr_values == (0.1, 0.1, 0.2, 0.6, 0.0)


@pytest.mark.parametrize(
    ("dr", "counts", "said"),
    [
        ((0.9, 0.1, 0, 0, 0), {LesionClass.HAEMORRHAGE: 4}, True),
        ((0.9, 0.1, 0, 0, 0), {LesionClass.HAEMORRHAGE: 0}, False),
        ((0.1, 0.9, 0, 0, 0), {LesionClass.HAEMORRHAGE: 4}, False),
        ((), {LesionClass.HAEMORRHAGE: 4}, False),
    ],
)
def test_lesions_that_contradict_no_retinopathy_are_said(
    panel: FindingsPanel,
    dr: tuple[float, ...],
    counts: dict[LesionClass, int],
    said: bool,
) -> None:
    grades = GradeProbabilities(dr, (0.9, 0.1, 0.0))
    panel.show_finding(Finding(Quality(0.8, True), grades))
    panel.set_lesions(counts, ())
    assert ("These lesions contradict the grade" in words(panel)) is said
    panel.show_none("")
    assert "These lesions contradict the grade" not in words(panel)


def test_counts_say_which_thresholds_are_not_the_card_s(panel: FindingsPanel) -> None:
    key = ThresholdKey("ganet", "1.1", LesionClass.HARD_EXUDATE)
    panel.set_lesions({LesionClass.HARD_EXUDATE: 3}, [Threshold(key, 0.5, 0.92)])
    assert panel.lesions == "Hard exudate 3"
    assert "Hard exudate 0.92 (card 0.50, ganet 1.1)" in words(panel)
    panel.set_lesions({LesionClass.HARD_EXUDATE: 0}, ())
    assert (panel.lesions, panel.thresholds) == ("None", "")
    panel.show_none("")
    assert panel.lesions == "–"


def test_why_fewer_are_proposed_than_found_is_said_beside_the_count(panel: FindingsPanel) -> None:
    panel.show_finding(Finding(Quality(0.8, True), None))
    panel.set_lesions({LesionClass.HARD_EXUDATE: 454}, ())
    assert "specks are left out, at most 200." in words(panel)
    panel.set_lesions({LesionClass.HARD_EXUDATE: 0}, ())
    assert "Proposed" not in words(panel)


def test_lesions_of_an_ungradable_photograph_are_called_unreliable(panel: FindingsPanel) -> None:
    unreliable = "Unreliable: the photograph is ungradable."
    panel.show_finding(Finding(Quality(0.1, False, reasons=("haze",))))
    assert panel.lesions == "–"
    panel.set_lesions({LesionClass.HARD_EXUDATE: 11}, ())
    assert panel.lesions == f"Hard exudate 11\n{unreliable}"
    panel.set_lesions({LesionClass.HARD_EXUDATE: 0}, ())
    assert panel.lesions == f"None\n{unreliable}"
    panel.show_finding(Finding(Quality(0.9, True)))
    assert panel.lesions == "None"


def test_an_ungradable_photograph_gets_no_grade(panel: FindingsPanel) -> None:
    panel.show_finding(Finding(Quality(0.1, False, reasons=("blurred", "dark"))))
    assert panel.verdict == "Ungradable"
    assert "blurred, dark" in words(panel)
    assert "Blurred, dark. The models give no grade; refer." in words(panel)
    assert panel.dr_values == ()
    assert panel.findChild(GradeBadge).colour is None


def test_a_doubtful_photograph_says_so_first_and_shows_no_grade_in_colour(
    panel: FindingsPanel,
) -> None:
    grades = GradeProbabilities((0.97, 0.01, 0.01, 0.01, 0.0), (0.9, 0.1, 0.0))
    panel.show_finding(Finding(Quality(0.9, True), grades))
    badge = panel.findChild(GradeBadge)
    assert badge.colour == QColor(GRADE_COLOURS[0])
    assert _coloured_share(panel) > 0

    panel.show_finding(Finding(Quality(0.5, True, reasons=("haze", "blur")), grades))
    assert panel.verdict == "Quality doubtful: haze"
    assert "haze, blur" in words(panel)
    assert "No DR? Referable with probability 2 %" in words(panel)
    assert panel.dr_values == grades.dr
    assert badge.colour is None
    assert _coloured_share(panel) == 0


def _coloured_share(panel: FindingsPanel) -> float:
    """Of pixels in the green of grade 0."""
    panel.resize(320, 700)
    image = panel.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    bits = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    rgb = bits[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    green = QColor(GRADE_COLOURS[0])
    distance = np.abs(rgb.astype(int) - [green.red(), green.green(), green.blue()])
    return float(np.mean(distance.max(axis=2) < 12))


def test_a_cat_is_no_fundus_photograph(panel: FindingsPanel) -> None:
    panel.show_finding(Finding(Quality(0.0, False, is_fundus=False)))
    assert panel.verdict == "Not a fundus photograph"


def test_a_grading_without_oedema(panel: FindingsPanel) -> None:
    panel.show_finding(Finding(Quality(0.9, True), GradeProbabilities((1, 0, 0, 0, 0))))
    assert panel.verdict == "No DR"


def test_a_grading_of_oedema_alone(panel: FindingsPanel) -> None:
    panel.show_finding(Finding(Quality(0.9, True), GradeProbabilities((), (0.1, 0.7, 0.2))))
    assert panel.verdict == "No DR grade"
    assert "grades macular oedema only" in words(panel)
    assert panel.dr_values == ()


def test_who_segmented_and_which_eyes_are_said(panel: FindingsPanel) -> None:
    models = tuple(
        ModelIdentity(role, "sunet-small", "1.0", "aa") for role in ("segmentation", "grading")
    )
    grades = GradeProbabilities((1, 0, 0, 0, 0))
    line = "Graded alone: no photograph of the left eye."
    panel.show_finding(Finding(Quality(0.9, True), grades, models=models), eyes=line)
    assert panel.eyes == line
    assert "by sunet-small" in words(panel)
    assert words(panel).count("sunet-small 1.0") == 1
    panel.show_none("sunet-small is analysing this photograph …")
    assert panel.eyes == ""
    assert "by sunet-small" not in words(panel)


def test_a_failure_replaces_what_was_shown(panel: FindingsPanel) -> None:
    panel.show_finding(Finding(Quality(0.9, True), GradeProbabilities((1, 0, 0, 0, 0))))
    panel.show_none("a.jpg: the network failed", alarm=True)
    assert panel.notice == "a.jpg: the network failed"
    assert panel.dr_values == ()
    assert "No DR" not in panel.verdict


@pytest.mark.parametrize(
    ("distance", "line"),
    [
        (None, ""),
        (0.44, "Hard exudate nearest to the fovea: 0.4 disc diameters."),
        (float("inf"), "No hard exudate within 3 disc diameters of the fovea."),
    ],
)
def test_how_near_to_the_fovea_exudates_lie(
    panel: FindingsPanel, distance: float | None, line: str
) -> None:
    panel.set_exudate_distance(distance)
    assert ("fovea:" in words(panel) or "of the fovea" in words(panel)) is bool(line)
    assert line in words(panel)
    panel.show_none("Not analysed yet")
    assert "disc diameters" not in words(panel)
