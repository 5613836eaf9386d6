from __future__ import annotations

import json
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from retinaview.batch.finding_row import finding_row, referral
from retinaview.batch.findings_file import ErrorRow, ErrorText, ScreenedRow, read_findings
from retinaview.batch.findings_log import FindingsLog
from retinaview.core.errors import FileInTheWay, LabelError, ReadError, WriteError
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    Lesion,
    ModelIdentity,
    Quality,
    Region,
)
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass

GOOD = Quality(0.9, gradable=True)
FINDING = Finding(
    GOOD,
    grades=GradeProbabilities((0.1, 0.1, 0.5, 0.2, 0.1), (0.2, 0.1, 0.7)),
    regions=(Region(Box(1, 2, 30, 40), 0.8, 1),),
    lesions=(Lesion(LesionClass.HARD_EXUDATE, Box(5, 6, 7, 8), 44.0, 0.75),),
    models=(ModelIdentity("grading", "zoom", "1.0", "ab" * 32),),
    seconds={"grading": 0.12345},
    field_of_view=FieldCircle(50, 40, 45, 100, 80),
)


def row_of(finding: Finding, image: str = "a/x.jpg") -> ScreenedRow:
    return finding_row(
        finding, image=image, sha256="cd" * 32, size=(100, 80), referable_threshold=0.5
    )


def test_a_row_has_the_fields_of_the_contract() -> None:
    row = json.loads(row_of(FINDING).model_dump_json(by_alias=True))
    assert row["image"] == "a/x.jpg"
    assert (row["sha256"], row["width"], row["height"]) == ("cd" * 32, 100, 80)
    assert row["quality"]["score"] == 0.9
    assert row["quality"]["gradable"] is True
    assert row["quality"]["answer"] == "good"
    assert row["quality"]["reasons"] == []
    assert row["dr"] == {"grade": 2, "probabilities": [0.1, 0.1, 0.5, 0.2, 0.1]}
    assert row["dme"] == {"grade": 2, "probabilities": [0.2, 0.1, 0.7]}
    assert row["referable"] == {"probability": 0.8, "decision": True}
    assert row["regions"] == [{"x": 1, "y": 2, "width": 30, "height": 40, "score": 0.8}]
    assert row["lesions"] == [
        {"class": "hard_exudate", "x": 5, "y": 6, "width": 7, "height": 8}
        | {"area_px": 44.0, "score": 0.75}
    ]
    assert row["models"] == {
        "grading": {"name": "zoom", "version": "1.0", "weights_sha256": "ab" * 32}
    }
    assert row["seconds"] == {"grading": 0.1235}
    circle = {"cx": 50, "cy": 40, "radius": 45}
    assert row["field_of_view"] == circle | {"x": 5, "y": 0, "width": 90, "height": 80}


def test_an_ungradable_photograph_has_no_grades_and_is_referred() -> None:
    row = row_of(Finding(Quality(0.1, gradable=False, reasons=("blurred",))))
    assert row.dr is None
    assert row.dme is None
    assert (row.referable.probability, row.referable.decision) == (None, True)
    assert row.quality.reasons == ("blurred",)


def test_probabilities_add_to_1_as_printed_and_make_the_referable_one() -> None:
    thirds = GradeProbabilities((0.1234567, 0.2234567, 0.3234567, 0.2, 0.1296299), (1 / 3,) * 3)
    text = row_of(Finding(GOOD, grades=thirds)).model_dump_json()
    row = json.loads(text, parse_float=Decimal)
    assert sum(row["dr"]["probabilities"]) == 1
    assert sum(row["dme"]["probabilities"]) == 1
    assert row["referable"]["probability"] == sum(row["dr"]["probabilities"][2:])


def test_what_is_ungradable_is_referred_whatever_a_network_says() -> None:
    row = row_of(replace(FINDING, quality=Quality(0.1, gradable=False, reasons=("blur",))))
    assert (row.referable.probability, row.referable.decision) == (None, True)
    assert row.quality.answer == "ungradable"
    assert (row.dr, row.dme) == (None, None)


def test_a_doubtful_photograph_says_why_beside_its_grade() -> None:
    row = row_of(replace(FINDING, quality=Quality(0.5, gradable=True, reasons=("haze", "blur"))))
    assert row.quality.answer == "doubtful"
    assert row.quality.reasons == ("haze", "blur")
    assert row.quality.gradable
    assert row.dr is not None


def test_rows_from_before_there_was_an_answer_are_read(tmp_path: Path) -> None:
    line = json.loads(row_of(FINDING).model_dump_json(by_alias=True))
    del line["quality"]["answer"]
    (tmp_path / "findings.jsonl").write_text(json.dumps(line) + "\n")
    (row,) = read_findings(tmp_path)
    assert isinstance(row, ScreenedRow)
    assert row.quality.answer is None


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "findings.jsonl").touch()
    assert read_findings(tmp_path) == ()


@pytest.mark.parametrize(("threshold", "refer"), [(0.79, True), (0.8, True), (0.81, False)])
def test_refers_from_the_threshold_on(threshold: float, refer: bool) -> None:
    assert referral(FINDING, threshold=threshold).decision is refer


def test_decides_nothing_where_no_network_graded() -> None:
    assert referral(Finding(GOOD), threshold=0.5).decision is None


def test_rows_read_back_as_written(tmp_path: Path) -> None:
    log = FindingsLog(tmp_path / "findings.jsonl")
    rows = (
        row_of(FINDING),
        ErrorRow(image="b.jpg", error=ErrorText(kind="read", message='is "cut" short')),
    )
    for row in rows:
        log.append(row)
    assert read_findings(tmp_path) == rows
    again = FindingsLog(tmp_path / "findings.jsonl")
    assert [again.row(image) for image in ("a/x.jpg", "b.jpg", "c.jpg")] == [*rows, None]


def test_a_half_written_last_line_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "findings.jsonl"
    FindingsLog(path).append(row_of(FINDING))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    log = FindingsLog(path)
    log.append(row_of(FINDING, "second.jpg"))
    assert [row.image for row in read_findings(path)] == ["a/x.jpg", "second.jpg"]


def test_sorting_keeps_the_last_row_of_each_and_loses_none(tmp_path: Path) -> None:
    path = tmp_path / "findings.jsonl"
    log = FindingsLog(path)
    for image in ("old.jpg", "b.jpg", "a.jpg", "b.jpg"):
        log.append(row_of(FINDING, image))
    log.sort(["a.jpg", "b.jpg"])
    assert [row.image for row in read_findings(path)] == ["a.jpg", "b.jpg", "old.jpg"]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [("damaged\n", "", 1), ("", '{"mine": 1}\n', 2), ("", "mine", 2), ("", "\xff\n", 2)],
)
def test_a_file_with_lines_that_are_no_rows_is_left_alone(
    tmp_path: Path, before: str, after: str, line: int
) -> None:
    path = tmp_path / "findings.jsonl"
    FindingsLog(path).append(row_of(FINDING))
    content = before.encode("latin-1") + path.read_bytes() + after.encode("latin-1")
    path.write_bytes(content)
    with pytest.raises(FileInTheWay, match=f"line {line} is not a finding of this program"):
        FindingsLog(path)
    assert path.read_bytes() == content
    FindingsLog(path, replace=True).sort(["a/x.jpg"])
    assert len(read_findings(path)) == 1


def test_blank_lines_and_what_a_power_failure_leaves_are_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "findings.jsonl"
    FindingsLog(path).append(row_of(FINDING))
    path.write_bytes(b"\n" + path.read_bytes() + b'{"ima' + bytes(2000))
    FindingsLog(path).sort(["a/x.jpg"])
    assert len(read_findings(path)) == 1


def test_reading_names_line_and_field(tmp_path: Path) -> None:
    path = tmp_path / "findings.jsonl"
    good = row_of(FINDING).model_dump_json(by_alias=True)
    path.write_text(good + "\n" + good.replace('"score":0.9,', '"score":9,') + "\n")
    with pytest.raises(LabelError, match=r"findings.jsonl: line 2: quality.score"):
        read_findings(path)


def test_a_missing_file_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"findings.jsonl: does not exist"):
        read_findings(tmp_path)


def test_a_log_that_is_a_folder_is_a_write_error(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="cannot be continued"):
        FindingsLog(tmp_path)


def test_a_sorted_log_goes_on_where_its_rows_now_stand(tmp_path: Path) -> None:
    log = FindingsLog(tmp_path / "findings.jsonl")
    for image in ("b.jpg", "ä.jpg", "b.jpg"):
        log.append(row_of(FINDING, image))
    log.sort(["ä.jpg", "b.jpg"])
    log.append(row_of(FINDING, "c.jpg"))
    for image in ("ä.jpg", "b.jpg", "c.jpg"):
        row = log.row(image)
        assert row is not None
        assert row.image == image


def test_a_file_in_order_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "findings.jsonl"
    log = FindingsLog(path)
    for image in ("a.jpg", "b.jpg", "old.jpg"):
        log.append(row_of(FINDING, image))
    before = path.stat().st_ino
    log.sort(["a.jpg", "b.jpg"])
    FindingsLog(path).sort(["a.jpg", "b.jpg"])
    assert path.stat().st_ino == before


def test_a_half_line_longer_than_a_block_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "findings.jsonl"
    FindingsLog(path).append(row_of(FINDING))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:20] + b"x" * 200_000)
    FindingsLog(path)
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"quality": {"score": 0.1, "gradable": False}},
            "an ungradable photograph cannot have a grade",
        ),
        (
            {"quality": {"score": 0.9, "gradable": True, "answer": "ungradable"}},
            "quality.answer ungradable contradicts gradable: true",
        ),
        (
            {"dr": {"grade": 1, "probabilities": [0.1, 0.1, 0.5, 0.2, 0.1]}},
            "dr.grade 1 is not the most probable one",
        ),
        ({"referable": {"probability": -0.1, "decision": True}}, "referable.probability: Input"),
    ],
)
def test_a_row_cannot_contradict_itself(
    changes: dict[str, object], message: str, tmp_path: Path
) -> None:
    row = json.loads(row_of(FINDING).model_dump_json(by_alias=True)) | changes
    (tmp_path / "findings.jsonl").write_text(json.dumps(row) + "\n")
    with pytest.raises(LabelError, match=message):
        read_findings(tmp_path)


@pytest.mark.parametrize(
    "place",
    ["width", "quality.score", "dr.grade", "dr.probabilities.0", "lesions.0.x", "regions.0.y"],
)
@pytest.mark.parametrize("value", [True, "1"])
def test_neither_true_nor_text_is_a_number(tmp_path: Path, place: str, value: object) -> None:
    row = json.loads(row_of(FINDING).model_dump_json(by_alias=True))
    *way, last = place.split(".")
    at = row
    for step in way:
        at = at[int(step)] if isinstance(at, list) else at[step]
    at[int(last) if isinstance(at, list) else last] = value
    (tmp_path / "findings.jsonl").write_text(json.dumps(row) + "\n")
    with pytest.raises(LabelError, match=f"line 1: {place}"):
        read_findings(tmp_path)


def test_a_row_is_on_disk_once_it_is_appended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = FindingsLog(tmp_path / "findings.jsonl")
    synced: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append(log.path.read_bytes()))
    log.append(ErrorRow(image="a.jpg", error=ErrorText(kind="read", message="is empty")))
    assert [content.count(b"a.jpg") for content in synced] == [1]
