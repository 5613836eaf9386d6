"""Which regions of a findings row are scored."""

import json

import numpy as np
import pytest

from retinaview.batch.findings_file import FieldOfViewRow, LesionRow, RegionRow, ScreenedRow
from retinaview.batch.row_regions import RegionChoice, chosen_regions, field_of
from retinaview.core.coverage import RegionSource
from tests.unit.batch.test_file_scoring import row

SCREENED = (RegionRow(x=10, y=10, width=200, height=200, score=0.9),)
ATTENTION = tuple(RegionRow(x=100 * i, y=50, width=200, height=200, score=0.5) for i in range(4))


def made(source: RegionSource = "coverage") -> ScreenedRow:
    place = {"x": 300, "y": 200, "width": 10, "height": 10}
    lesion = {"class": "haemorrhage", **place, "area_px": 80, "score": 0.7}
    return ScreenedRow.model_validate_json(json.dumps(row("a.jpg"))).model_copy(
        update={
            "width": 600,
            "height": 500,
            "regions": SCREENED if source == "coverage" else ATTENTION,
            "regions_source": source,
            "attention_regions": ATTENTION,
            "lesions": (LesionRow.model_validate_json(json.dumps(lesion)),),
            "field_of_view": FieldOfViewRow(
                cx=300, cy=250, radius=246, x=54, y=4, width=492, height=492
            ),
        }
    )


def test_the_screened_regions_count_unless_others_are_asked_for() -> None:
    np.testing.assert_array_equal(chosen_regions(made(), RegionChoice()), [[10, 10, 200, 200]])
    attention = chosen_regions(made(), RegionChoice("attention", count=2))
    np.testing.assert_array_equal(attention, [[0, 50, 200, 200], [100, 50, 200, 200]])


def test_attention_regions_shrink_around_their_centres() -> None:
    small = chosen_regions(made("attention"), RegionChoice(side_px=100, count=1))
    np.testing.assert_allclose(small, [[50, 100, 100, 100]])


def test_coverage_regions_are_chosen_anew_for_another_side() -> None:
    (small,) = chosen_regions(made(), RegionChoice(side_px=100))
    assert small[2] == pytest.approx(100)
    assert small[0] < 300 < small[0] + 90
    (paper,) = chosen_regions(made("attention"), RegionChoice("coverage"))
    assert paper[2] == pytest.approx(200)


def test_without_a_field_of_view_the_photograph_is_the_field() -> None:
    bare = made().model_copy(update={"field_of_view": None})
    assert field_of(bare).radius == pytest.approx(np.hypot(600, 500) / 2)
