"""Sources side by side on the same boxes, against counting by hand."""

import numpy as np
import pytest

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import Box, box_array
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.localization import LocalizationCase, evaluate_localization
from retinaview.evaluation.localization_comparison import compare_localization

FIELD = FieldCircle(500, 400, 390, 1000, 800)
NEAR, FAR = Box(400, 300, 100, 100), Box(700, 500, 100, 100)


def case(person: str, truth: list[Box], *regions: Box) -> LocalizationCase:
    classes = (LesionClass.HAEMORRHAGE,) * len(truth)
    return LocalizationCase(person, person, box_array(truth), classes, box_array(regions), FIELD)


def truths() -> dict[str, list[Box]]:
    return {
        "P1": [Box(410, 310, 10, 10), Box(720, 520, 10, 10)],
        "P2": [Box(420, 330, 10, 10), Box(430, 340, 10, 10)],
        "P3": [Box(710, 510, 10, 10)],
        "no boxes": [],
    }


def comparison(**options: int):  # noqa: ANN201
    near = [case(person, truth, NEAR) for person, truth in truths().items()]
    far = [case(person, truth, FAR) for person, truth in truths().items()]
    return compare_localization({"near": near, "far": far}, repeats=5, **options)


def test_differences_against_the_first_by_hand() -> None:
    report = comparison(resamples=200)
    assert [r.regions.box.at(0.3, 5).value for r in report.reports.values()] == [0.6, 0.4]
    gap = report.differences["far"]
    assert gap.box.value == pytest.approx(-0.2)  # two boxes of five against three
    assert gap.person.value == 0  # either reaches two persons of three
    assert gap.box.low < 0 < gap.box.high
    assert gap.box.n == 3


def test_reports_are_those_of_each_source_alone() -> None:
    far = [case(person, truth, FAR) for person, truth in truths().items()]
    alone = evaluate_localization(far, repeats=5, resamples=50)
    assert comparison(resamples=50).reports["far"].as_dict() == alone.as_dict()


def test_a_source_does_not_differ_from_itself() -> None:
    cases = [case(person, truth, NEAR) for person, truth in truths().items()]
    gap = compare_localization({"a": cases, "b": cases}, repeats=2, resamples=20).differences["b"]
    for estimate in (gap.box, gap.person):
        assert (estimate.value, estimate.low, estimate.high) == (0, 0, 0)


def test_the_pairing_narrows_the_interval() -> None:
    """One more box found for every person is certain, however hard the persons are."""
    persons = [(f"P{i}", i % 2 == 0) for i in range(12)]
    easy = Box(400, 300, 10, 10)
    weak, strong = [], []
    for name, is_easy in persons:
        truth = [Box(410, 310, 10, 10), Box(720, 520, 10, 10), Box(100, 100, 10, 10)]
        both = [NEAR] if is_easy else [easy]
        weak.append(case(name, truth, *both))
        strong.append(case(name, truth, *both, FAR))
    report = compare_localization({"weak": weak, "strong": strong}, repeats=2, resamples=200)
    gap = report.differences["strong"].box
    assert (gap.value, gap.low, gap.high) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    own = report.reports["strong"].regions.box.at(0.3, 36)
    assert own.low < own.value < own.high


def test_table_and_json_name_every_source() -> None:
    report = comparison(resamples=20)
    table = report.table()
    assert "5 boxes on 3 photographs of 3 persons" in table
    assert {"near", "far", "far - first"} <= {
        part.strip() for part in table.splitlines()[1].split("  ") if part
    }
    for row in ("covered", "recall for box", "recall for person", "  random", "  centre"):
        assert any(line.startswith(row) for line in table.splitlines())
    numbers = report.as_dict()
    assert set(numbers["sources"]) == {"near", "far"}
    assert numbers["difference_to_first"]["far"]["recall_box"]["value"] == pytest.approx(-0.2)


def test_photographs_that_differ_are_refused() -> None:
    one = [case("P1", [Box(410, 310, 10, 10)], NEAR)]
    other = [case("P1", [Box(411, 310, 10, 10)], NEAR)]
    with pytest.raises(ValueError, match="differ from the first"):
        compare_localization({"a": one, "b": other})
    with pytest.raises(ValueError, match="differ from the first"):
        compare_localization({"a": one, "b": one * 2})
    with pytest.raises(ValueError, match="no source"):
        compare_localization({})
    with pytest.raises(ValueError, match="no photograph has a truth box"):
        compare_localization({"a": [case("P1", [])]})


def test_a_source_without_regions_finds_nothing() -> None:
    cases = [case("P1", [Box(410, 310, 10, 10)], NEAR)]
    silent = [case("P1", [Box(410, 310, 10, 10)])]
    report = compare_localization({"a": cases, "silent": silent}, repeats=2, resamples=5)
    assert report.differences["silent"].box.value == -1
    assert not np.any(report.reports["silent"].regions.box.recall)
