"""Scores of masks, on maps whose overlaps are known by hand, and the threshold that holds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from retinaview.batch.mask_scoring import score_segmentation, without_masks
from retinaview.core.errors import LabelError, WeightsError
from retinaview.core.lesions import LesionClass
from tests.unit.batch.test_file_scoring import row


@pytest.fixture
def findings(tmp_path: Path) -> Path:
    """Two photographs of 200 x 100 pixels, a square exudate on the map of each."""
    folder = tmp_path / "out"
    folder.mkdir()
    rows = [row(f"/data/test/{name}.jpg") for name in "ab"]
    for each, name in zip(rows, "ab", strict=True):
        probability = np.zeros((50, 100), np.uint8)
        probability[10:20, 10:20] = 200
        cv2.imwrite(str(folder / f"{name}_p.png"), probability)
        each["files"] = {"probability": {"hard_exudate": f"{name}_p.png"}}
    write(folder, rows)
    return folder


@pytest.fixture
def masks(tmp_path: Path) -> Path:
    """The first one's exudate."""
    folder = tmp_path / "masks"
    (folder / "EX").mkdir(parents=True)
    (folder / "OD").mkdir()
    truth = np.zeros((100, 200), np.uint8)
    truth[20:40, 20:40] = 1
    cv2.imwrite(str(folder / "EX" / "a.png"), truth)
    return folder


@pytest.fixture
def weights(tiny_weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with GANet's weights, where names are looked for; returns their card."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for suffix in ("safetensors", "json"):
        shutil.copy(tiny_weights / f"ganet.{suffix}", folder)
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [folder])
    return folder / "ganet.json"


def write(folder: Path, rows: list[dict[str, Any]]) -> None:
    lines = [json.dumps(each) + "\n" for each in rows]
    (folder / "findings.jsonl").write_text("".join(lines))


def say_who(findings: Path, sha256: str) -> None:
    """Let the rows say which weights wrote the maps."""
    path = findings / "findings.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    for each in rows:
        who = {"name": "ganet", "version": "1", "weights_sha256": sha256}
        each["models"] = {"segmentation": who}
    write(findings, rows)


def set_thresholds(card_path: Path, **thresholds: float) -> str:
    """Write these thresholds on a card; returns the SHA-256 of its weights."""
    card = json.loads(card_path.read_text())
    card_path.write_text(json.dumps(card | {"thresholds": thresholds}))
    return str(card["weights_sha256"])


def test_a_photograph_that_nobody_has_masked_is_named(findings: Path, masks: Path) -> None:
    assert without_masks(masks, findings) == ("/data/test/b.jpg",)
    cv2.imwrite(str(masks / "OD" / "b.png"), np.zeros((100, 200), np.uint8))
    assert without_masks(masks, findings) == ()


def test_a_missing_truth_mask_is_an_empty_one(findings: Path, masks: Path) -> None:
    (report,) = score_segmentation(masks, findings, threshold=0.5)
    assert report.lesion is LesionClass.HARD_EXUDATE
    # Scaled up to source size, a's square is a's truth; b's is a false alarm of the same size.
    assert report.pooled_dice.value == pytest.approx(2 / 3, abs=0.02)
    assert report.pooled_dice.n == 2


def test_a_class_that_was_not_predicted_and_a_mask_of_another_size_are_refused(
    findings: Path, masks: Path
) -> None:
    with pytest.raises(LabelError, match="no probability map"):
        score_segmentation(findings, findings, threshold=0.5)
    cv2.imwrite(str(masks / "EX" / "b.png"), np.zeros((10, 10), np.uint8))
    with pytest.raises(LabelError, match=r"b\.png: is 10x10 px, but its photograph 200x100"):
        score_segmentation(masks, findings, threshold=0.5)


@pytest.mark.parametrize("name", ["hard_exudate", "exudate", "EX", "Hard exudates"])
def test_the_card_says_the_threshold_in_any_words_for_the_class(
    findings: Path, masks: Path, weights: Path, name: str
) -> None:
    say_who(findings, set_thresholds(weights, referable=0.1, **{name: 0.7}))
    assert score_segmentation(masks, findings) == score_segmentation(masks, findings, threshold=0.7)


def test_a_lesion_that_is_never_shown_is_scored_as_such(
    findings: Path, masks: Path, weights: Path
) -> None:
    say_who(findings, set_thresholds(weights, hard_exudate=1.0))
    (report,) = score_segmentation(masks, findings)
    assert report.pooled_dice.value == 0
    assert report.average_precision.value == pytest.approx(0.5, abs=0.02)


def test_a_card_without_a_threshold_for_the_class_is_named(
    findings: Path, masks: Path, weights: Path
) -> None:
    say_who(findings, set_thresholds(weights, haemorrhage=0.5, referable=0.5))
    with pytest.raises(WeightsError, match=r"ganet\.json: thresholds\.hard_exudate: is missing"):
        score_segmentation(masks, findings)
    assert len(score_segmentation(masks, findings, threshold=0.5)) == 1


@pytest.mark.usefixtures("weights")
def test_maps_of_weights_that_are_not_here_or_not_named(findings: Path, masks: Path) -> None:
    who = r"findings\.jsonl: models\.segmentation: /data/test/a\.jpg "
    with pytest.raises(LabelError, match=who + "does not name the weights"):
        score_segmentation(masks, findings)
    say_who(findings, "0" * 64)
    with pytest.raises(
        LabelError, match=who + "has maps of weights 'ganet', which are not on this"
    ):
        score_segmentation(masks, findings)


@pytest.mark.parametrize(
    "name", ["a.png", "a_EX.png", "a_EX.tif", "a_hard_exudates.png", "sub/A.png"]
)
@pytest.mark.parametrize("folder", ["EX", "hard_exudate", "3. Hard Exudates", "Annotation_EX"])
def test_masks_are_found_as_data_sets_name_them(
    findings: Path, tmp_path: Path, folder: str, name: str
) -> None:
    mask = tmp_path / "truth" / folder / name
    mask.parent.mkdir(parents=True)
    truth = np.zeros((100, 200), np.uint8)
    truth[20:40, 20:40] = 1
    cv2.imwrite(str(mask), truth)
    (report,) = score_segmentation(tmp_path / "truth", findings, threshold=0.5)
    assert report.pooled_dice.value == pytest.approx(2 / 3, abs=0.02)
    assert without_masks(tmp_path / "truth", findings) == ("/data/test/b.jpg",)


def test_masks_of_other_photographs_are_not_taken_for_empty_ones(
    findings: Path, masks: Path
) -> None:
    (masks / "EX" / "a.png").rename(masks / "EX" / "scan_17.png")
    with pytest.raises(LabelError, match=r"EX: none of its masks, such as scan_17\.png, is of"):
        score_segmentation(masks, findings, threshold=0.5)


def test_masks_of_an_export_that_died_are_completed_first(findings: Path, masks: Path) -> None:
    before = score_segmentation(masks, findings, threshold=0.5)
    committed = masks / ".exported-1" / "EX"
    committed.mkdir(parents=True)
    (masks / "EX" / "a.png").rename(committed / "a.png")
    half_written = masks / "EX" / ".writing-1" / "export"
    half_written.mkdir(parents=True)
    (half_written / "a.png").write_bytes(b"half")
    assert score_segmentation(masks, findings, threshold=0.5) == before
    assert not (masks / ".exported-1").exists()
