from __future__ import annotations

import threading
from dataclasses import fields, replace

import numpy as np
import pytest

from retinaview.core.errors import ProjectError
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import (
    Finding,
    FindingSummary,
    GradeProbabilities,
    HeatMap,
    Lesion,
    LesionMap,
    ModelIdentity,
    Quality,
    Region,
)
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance
from retinaview.project import finding_rows
from retinaview.project.packed_finding import (
    finding_of,
    grades_json,
    map_blobs,
    packed,
    summary_json,
)
from retinaview.project.store import ProjectStore

EXUDATE = LesionClass.HARD_EXUDATE


def full_finding(seed: int = 0) -> Finding:
    """A finding with every field set to something."""
    rng = np.random.default_rng(seed)
    grid = rng.integers(0, 256, (24, 32), dtype=np.uint8)
    box = Box(0.5, 1.25, 640, 480)
    return Finding(
        quality=Quality(0.75, gradable=True, is_fundus=True, reasons=("a little dark",)),
        grades=GradeProbabilities((0.1, 0.2, 0.3, 0.3, 0.1), (0.5, 0.25, 0.25)),
        heat_maps=(HeatMap("zoom-in-net", "DR 2", np.divide(grid, 255, dtype=np.float32), box),),
        lesion_maps=(
            LesionMap(EXUDATE, grid, box, 0.3),
            LesionMap(LesionClass.HAEMORRHAGE, grid[::2, ::2], box, 0.6),
        ),
        regions=(Region(Box(1, 2, 3, 4), 0.9, 1), Region(Box(5, 6, 7, 8), 0.7, 2)),
        lesions=(Lesion(EXUDATE, Box(10, 11, 12, 13), 99.5, 0.8),),
        landmarks=Landmarks(Landmark(400.25, 250.5, 0.9), Landmark(200, 260.75, 0.4)),
        models=(
            ModelIdentity("grading", "zoom-in-net", "1.0", "aa"),
            ModelIdentity("segmentation", "ganet", "2.0", "bb"),
        ),
        seconds={"grade": 1.5},
        notes=("smaller tiles",),
        field_of_view=FieldCircle(320, 240, 200.5, 640, 480),
        together="P1_OS.jpg",
    )


def assert_equal(first: Finding, second: Finding) -> None:
    for field in fields(Finding):
        one, two = getattr(first, field.name), getattr(second, field.name)
        if field.name not in ("heat_maps", "lesion_maps"):
            assert one == two, field.name
            continue
        assert len(one) == len(two)
        for a, b in zip(one, two, strict=True):
            for part in fields(a):
                np.testing.assert_array_equal(getattr(a, part.name), getattr(b, part.name))


def test_a_finding_comes_back_equal(store: ProjectStore, image_id: int) -> None:
    finding = full_finding()
    tried = {f.name for f in fields(Finding) if getattr(finding, f.name)}
    assert tried == {f.name for f in fields(Finding)} - {"pending"}, "every field must be tried"

    store.save_finding(image_id, finding)
    restored = store.finding(image_id)
    assert restored is not None
    assert_equal(restored, finding)
    assert restored.heat_maps[0].values.dtype == np.float32


def test_findings_from_before_eyes_were_paired_were_of_one_eye() -> None:
    finding = replace(full_finding(), together="")
    summary = {key: value for key, value in summary_json(finding).items() if key != "together"}
    restored = finding_of(grades_json(finding.grades), summary, map_blobs(finding))
    assert restored.together == ""


def test_heat_maps_are_kept_to_8_bits(store: ProjectStore, image_id: int) -> None:
    values = np.linspace(0, 1, 5000, dtype=np.float32).reshape(50, 100)
    heat_map = HeatMap("zoom-in-net", "DR 2", values, Box(0, 0, 100, 50))
    store.save_finding(image_id, replace(full_finding(), heat_maps=(heat_map,)))
    restored = store.finding(image_id)
    assert restored is not None
    np.testing.assert_allclose(restored.heat_maps[0].values, values, atol=0.5001 / 255)


def test_an_ungradable_finding(store: ProjectStore, image_id: int) -> None:
    finding = Finding(Quality(0.1, gradable=False, is_fundus=False, reasons=("not a fundus",)))
    store.save_finding(image_id, finding)
    restored = store.finding(image_id)
    assert restored is not None
    assert_equal(restored, finding)
    assert store.finding_summaries() == {image_id: FindingSummary(finding.quality, None)}


def test_a_new_finding_takes_the_place_of_the_old(store: ProjectStore, image_id: int) -> None:
    store.save_finding(image_id, full_finding(1))
    store.save_finding(image_id, full_finding(2))
    restored = store.finding(image_id)
    assert restored is not None
    assert_equal(restored, full_finding(2))
    assert store.finding_summaries() == {image_id: full_finding().summary}
    assert store.finding(image_id + 1) is None


def test_runs_are_remembered(store: ProjectStore, image_id: int) -> None:
    store.save_finding(image_id, full_finding())
    store.save_finding(image_id, full_finding())
    runs = store.runs()
    assert [run.role for run in runs] == ["grading", "segmentation"] * 2
    assert (runs[1].model, runs[1].version, runs[1].weights_sha256) == ("ganet", "2.0", "bb")
    assert runs[1].thresholds == {"hard_exudate": 0.3, "haemorrhage": 0.6}
    assert runs[0].thresholds == {}


def test_finding_and_proposals_are_one_transaction(store: ProjectStore, image_id: int) -> None:
    mark = Mark.proposed(EXUDATE, Box(1, 1, 5, 5), provenance=Provenance("ganet", "2", "bb"))
    assert store.save_finding(image_id, full_finding(), proposals=[mark]).added == (mark,)
    human = Mark.drawn(EXUDATE, Box(1, 1, 5, 5), author="Anna")
    with pytest.raises(ProjectError):
        store.save_finding(image_id, Finding(Quality(0, gradable=False)), proposals=[human])
    restored = store.finding(image_id)
    assert restored is not None
    assert_equal(restored, full_finding())
    assert store.marks(image_id) == (mark,)


def test_scores_may_be_numpy_scalars(store: ProjectStore, image_id: int) -> None:
    quality = Quality(np.float32(0.5), gradable=True)  # type: ignore[arg-type]
    store.save_finding(image_id, Finding(quality))
    restored = store.finding(image_id)
    assert restored is not None
    assert restored.quality.score == 0.5


def test_a_finding_that_still_waits_for_a_network_is_not_kept() -> None:
    with pytest.raises(ValueError, match="waits for segmentation"):
        packed(Finding(Quality(1.0, True), pending=("segmentation",)))


@pytest.mark.parametrize("read", ["finding", "findings_without_maps"])
def test_nobody_waits_while_findings_are_decoded(
    store: ProjectStore, image_id: int, read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save_finding(image_id, full_finding())
    decode = finding_rows.StoredFinding.decoded
    waited: list[bool] = []

    def decoded(stored: finding_rows.StoredFinding) -> Finding:
        other = threading.Thread(target=store.images)
        other.start()
        other.join(10)
        waited.append(other.is_alive())
        return decode(stored)

    monkeypatch.setattr(finding_rows.StoredFinding, "decoded", decoded)
    getattr(store, read)(image_id if read == "finding" else "zoom-in-net")
    assert waited == [False]
