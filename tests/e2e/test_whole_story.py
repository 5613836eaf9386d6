"""The main job from end to end, with the shipped networks: nothing here is a stand-in."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import Qt

from retinaview.core.findings import Finding
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.lesions import LesionClass
from retinaview.imaging.photograph import Photograph
from retinaview.inference.engine import DEFAULT_MODELS, Engine
from retinaview.phantoms import make_phantom
from tests.e2e.conftest import Driver

EXUDATE = LesionClass.HARD_EXUDATE


class RealEngine:
    """The product's engine, with the switch that the other tests' stand-in has."""

    def __init__(self) -> None:
        self.hold = threading.Event()
        self._engine = Engine(device="cpu")

    @property
    def device_label(self) -> str:
        return self._engine.device_label

    def analyse(self, photograph: Photograph, **options: object) -> Finding:
        return self._engine.analyse(photograph, **options)  # type: ignore[arg-type]


@pytest.fixture
def engine() -> RealEngine:
    return RealEngine()


@pytest.fixture
def phantom_study(tmp_path: Path) -> Path:
    folder = tmp_path / "phantoms"
    folder.mkdir()
    rgb = make_phantom(122, dr=DRGrade.SEVERE, dme=DMEGrade.CENTRAL, height_px=900).rgb
    assert cv2.imwrite(str(folder / "P1_OD.png"), rgb[..., ::-1])
    return folder


def is_complete(finding: Finding | None) -> bool:
    return finding is not None and not finding.pending


def test_see_correct_export_score_and_come_back(
    start: Callable[[], Driver], phantom_study: Path, tmp_path: Path
) -> None:
    driver = start()
    driver.open(phantom_study)
    driver.until(lambda: is_complete(driver.window.context.finding))
    finding = driver.window.context.finding
    assert finding is not None
    assert finding.grades is not None
    assert {model.name for model in finding.models} == set(DEFAULT_MODELS)
    assert 1 <= len(finding.regions) <= 4

    # A stricter threshold proposes fewer exudates.
    before = [mark for mark in driver.marks("proposed") if mark.lesion is EXUDATE]
    assert before, "the shipped network finds no exudate on a phantom that is full of them"
    driver.window.layers_panel.threshold_settled.emit(EXUDATE, 0.75)

    def area() -> float:
        exudates = [mark for mark in driver.marks("proposed") if mark.lesion is EXUDATE]
        return sum(mark.box.area for mark in exudates)

    driver.until(lambda: area() < sum(mark.box.area for mark in before))

    # Draw, undo, redo.
    driver.do("draw")
    driver.key(Qt.Key.Key_2)
    driver.drag(500, 300, 560, 350)
    (drawn,) = driver.marks("drawn")
    assert drawn.lesion is LesionClass.HAEMORRHAGE
    driver.do("undo")
    assert driver.marks("drawn") == []
    driver.do("redo")
    assert driver.marks("drawn") == [drawn]

    # Accept one proposal, reject another.
    lesions = driver.marks("proposed")[:2]
    for action, mark in zip(("accept", "reject"), lesions, strict=True):
        driver.select(mark.id)
        driver.do(action)
    (accepted,), (rejected,) = driver.marks("accepted"), driver.marks("rejected")
    assert accepted.provenance is not None
    segmenter = finding.model("segmentation")
    assert segmenter is not None
    assert accepted.provenance.weights_sha256 == segmenter.weights_sha256

    # Export, and score.
    driver.window.labels.export("coco", tmp_path / "out")
    driver.until(lambda: not driver.window.labels.busy)
    exported = json.loads((tmp_path / "out" / "annotations.json").read_text())
    statuses = sorted(item["attributes"]["status"] for item in exported["annotations"])
    assert statuses == ["accepted", "drawn"]
    driver.window.tabs.setCurrentIndex(3)
    driver.until(lambda: driver.window.scores_panel.figure(0, 1)[:1].isdigit())

    # Close at any moment, come back, and nothing is lost; a new run spares what was touched.
    driver.window.close()
    again = start()
    again.open(phantom_study)
    again.until(lambda: again.window.context.finding is not None)
    assert again.marks("drawn") == [drawn]
    assert again.marks("accepted") == [accepted]
    assert again.marks("rejected") == [rejected]
    session, image_id = again.window.context.session, again.window.context.image_id
    assert session is not None
    assert image_id is not None
    session.take_finding(image_id, finding)
    assert {mark.id for mark in again.marks("drawn", "accepted", "rejected")} == {
        drawn.id,
        accepted.id,
        rejected.id,
    }
    assert Box(500, 300, 60, 50).centre == pytest.approx(drawn.box.centre, abs=3)
