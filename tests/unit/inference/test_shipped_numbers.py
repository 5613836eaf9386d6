"""The default networks, with their shipped weights, in every runtime and precision."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from retinaview.core.findings import Finding, LesionMap, Quality
from retinaview.core.grades import DRGrade
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.imaging.photograph import Photograph
from retinaview.inference.device import Device
from retinaview.inference.examination import EyePhotograph
from retinaview.inference.grading import Grader
from retinaview.inference.run import AnalysisRun
from retinaview.inference.segmentation import Segmenter
from retinaview.models.network_table import DEFAULT_GRADER
from retinaview.models.preprocessing import Circle
from retinaview.models.weights import files
from retinaview.models.weights.files import LoadedModel
from retinaview.phantoms import make_phantom

PLAIN = Device("cpu", "CPU", "float32")
DIAMETER_PX = 288
"""Of what the lesion network is shown here; a quarter of what its card says, for speed."""
GRADE, LESION = {"float32": 1e-4, "bfloat16": 0.01}, {"float32": 1e-3, "bfloat16": 0.03}
"""The largest differences from torch's float32, as stated in `choose_device`."""


@cache
def eye() -> tuple[NDArray[np.uint8], Circle]:
    rgb = make_phantom(4, dr=DRGrade.SEVERE, height_px=448).rgb
    fov = find_field_of_view(rgb)
    assert fov is not None
    return rgb, fov


@cache
def graded(device: Device) -> tuple[Finding, tuple[str, ...]]:
    grader = Grader(files.load(DEFAULT_GRADER), device)
    rgb, fov = eye()
    photograph = Photograph(Path("phantom"), rgb, depth_bits=8, sha256="", notes=())
    found = grader.grade(
        Finding(Quality(1.0, gradable=True)),
        EyePhotograph(photograph, fov),
        run=AnalysisRun(None, None),
    )
    return found, grader.network.notes


@cache
def segmented(device: Device) -> tuple[tuple[LesionMap, ...], tuple[str, ...]]:
    loaded = files.load("ganet")
    small = replace(loaded.card.preprocessing, diameter_px=DIAMETER_PX)
    card = loaded.card.model_copy(update={"preprocessing": small})
    segmenter = Segmenter(LoadedModel(loaded.module, card), device)
    return segmenter.segment(*eye(), run=AnalysisRun(None, None)), segmenter.network.notes


@pytest.fixture
def device(every_device: Device) -> Device:
    """The same under one label, so that torch's float32 is not computed twice."""
    return replace(every_device, label=PLAIN.label)


def test_grades_and_regions_do_not_depend_on_the_machine(device: Device) -> None:
    expected, _ = graded(PLAIN)
    found, notes = graded(device)
    assert notes == ()
    assert found.grades is not None
    assert expected.grades is not None
    atol = GRADE[device.precision]
    assert_allclose(found.grades.dr, expected.grades.dr, atol=atol)
    assert_allclose(found.grades.dme or (), expected.grades.dme or (), atol=atol)
    best, same = found.regions[0].box, expected.regions[0].box
    assert abs(best.x - same.x) + abs(best.y - same.y) < same.width / 4


def test_lesions_do_not_depend_on_the_machine(device: Device) -> None:
    expected, _ = segmented(PLAIN)
    found, notes = segmented(device)
    assert notes == ()
    assert max(int(each.probability.max()) for each in expected) > 100
    for ours, theirs in zip(found, expected, strict=True):
        difference = ours.probability.astype(int) - theirs.probability
        assert np.abs(difference).max() <= 255 * LESION[device.precision] + 1
