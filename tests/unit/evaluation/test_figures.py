"""Figures are drawings whose text is text, and images for print."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.errors import FileInTheWay, WriteError
from retinaview.core.field_circle import FieldCircle
from retinaview.core.lesions import LesionClass
from retinaview.evaluation import figures
from retinaview.evaluation.lesions import LesionTally, evaluate_lesions
from retinaview.evaluation.localization import LocalizationCase, evaluate_localization
from retinaview.evaluation.referral import evaluate_referral
from retinaview.evaluation.segmentation import SegmentationTally, evaluate_segmentation

SCORES = np.linspace(0.05, 0.95, 12)
EX = LesionClass.HARD_EXUDATE


def mask() -> np.ndarray:
    found = np.zeros((20, 20), bool)
    found[4:9, 4:9] = True
    return found


def test_every_figure_is_written_in_both_formats_with_text_as_text(tmp_path: Path) -> None:
    truth, values = mask(), np.where(mask(), 220, 20).astype(np.uint8)
    tallies = [SegmentationTally.of("a", EX, probability=values, truth=truth)]
    lesions = LesionTally.of(
        "a", EX, probability=values, truth=truth, threshold=0.5, field_diameter_px=20
    )
    box = np.array([[4.0, 4, 5, 5]])
    case = LocalizationCase("a", "a", box, (EX,), box, FieldCircle(10, 10, 10, 20, 20))
    written = (
        *figures.referral_figure(evaluate_referral(SCORES > 0.4, SCORES, resamples=20), tmp_path),
        *figures.localization_figure(evaluate_localization([case], repeats=2), tmp_path),
        *figures.segmentation_figure([evaluate_segmentation(tallies, threshold=0.5)], tmp_path),
        *figures.lesions_figure([evaluate_lesions([lesions], threshold=0.5)], tmp_path),
    )
    assert len(written) == len(set(written)) == 8
    for path in written:
        if path.suffix == ".svg":
            assert "<text" in path.read_text(encoding="utf-8")
        else:
            image = cv2.imread(str(path))
            assert image is not None
            assert image.shape[1] > 800  # 300 dots per inch
    assert "net benefit" in (tmp_path / "referable.svg").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    report = evaluate_referral(SCORES > 0.4, SCORES, resamples=5)
    with pytest.raises(WriteError, match="file"):
        figures.referral_figure(report, tmp_path / "file")


def test_a_figure_of_somebody_else_stays(tmp_path: Path) -> None:
    reports = [evaluate_referral(at < SCORES, SCORES, resamples=5) for at in (0.4, 0.6)]
    for _ in range(2):  # the same figure twice
        figures.referral_figure(reports[0], tmp_path)
    before = [(tmp_path / name).read_bytes() for name in ("referable.svg", "referable.png")]
    with pytest.raises(FileInTheWay, match=r"referable\.svg"):
        figures.referral_figure(reports[1], tmp_path)
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir(), reverse=True)] == before
    figures.referral_figure(reports[1], tmp_path, replace=True)
    assert (tmp_path / "referable.svg").read_bytes() != before[0]
