"""A site's own threshold decides, also on photographs that were screened before."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from retinaview.batch.findings_file import ScreenedRow
from retinaview.batch.screening import ScreeningSummary, screen
from tests.unit.batch.test_screening import StandIn


def test_a_threshold_decides_again_without_another_analysis(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (32, 32, 3), np.uint8)
    cv2.imwrite(str(tmp_path / "a.png"), noise)
    engine = StandIn()

    def decided(threshold: float | None = None) -> tuple[float | None, bool | None, int]:
        summary: ScreeningSummary = screen(
            [tmp_path / "a.png"], out=tmp_path / "out", engine=engine, referable_threshold=threshold
        )
        (row,) = summary.rows
        assert isinstance(row, ScreenedRow)
        return row.referable.probability, row.referable.decision, summary.reused

    probability, by_card, _ = decided()
    assert probability is not None
    assert by_card is (probability >= 0.5)
    assert decided(probability) == (probability, True, 1)
    assert decided(min(1.0, probability + 0.01)) == (probability, False, 1)
    assert decided() == (probability, by_card, 1)
    assert engine.analysed == ["a.png"]
