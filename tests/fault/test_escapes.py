"""Paths and cells that a hostile file brings: nothing leaves its folder, nothing runs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.batch.data_check import check_data
from retinaview.batch.file_scoring import score_localization
from retinaview.batch.findings_file import FINDINGS, read_findings
from retinaview.batch.inputs import list_inputs, named
from retinaview.batch.mask_scoring import score_segmentation
from retinaview.core.errors import LabelError, ReadError
from retinaview.core.geometry import Box
from retinaview.core.grades import Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status, new_mark_id, now
from retinaview.core.photos import LabelledImage
from retinaview.exchange import FORMATS, read_labels, write_labels
from retinaview.imaging.listing import find_photographs
from retinaview.models.weights.index import read_index
from retinaview.models.weights.remote_files import relative_to

NAMES = [
    "..\\..\\evil.jpg", "C:evil.jpg", "NUL.jpg", "aux", "a\\b.jpg", "trailing. .jpg",
    "../../up.jpg", "/etc/passwd.jpg", "stream.jpg:evil", "eye\x1b[2J.jpg",
    "\\\\host\\share\\a.jpg", "x" * 240 + ".jpg",
]  # fmt: skip


def row(**changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "image": "a.png",
        "sha256": "0" * 64,
        "width": 64,
        "height": 48,
        "quality": {"score": 0.9, "gradable": True},
        "dr": None,
        "dme": None,
        "referable": {"probability": None, "decision": None},
        "regions": [],
        "lesions": [],
        "models": {},
        "seconds": {},
        "name": "a",
        "files": {"probability": {"hard_exudate": "probability/a_hard_exudate.png"}},
    }
    return base | changes


def findings(folder: Path, **changes: object) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / FINDINGS).write_text(json.dumps(row(**changes)) + "\n")
    return folder


def truth(folder: Path) -> Path:
    (folder / "truth" / "EX").mkdir(parents=True)
    cv2.imwrite(str(folder / "truth" / "EX" / "a.png"), np.zeros((48, 64), np.uint8))
    return folder / "truth"


@pytest.mark.parametrize(
    "file", ["../secret.png", "/etc/passwd", "masks/NUL", "\\\\host\\s", "C:x"]
)
def test_files_of_findings_stay_in_their_folder(tmp_path: Path, file: str) -> None:
    cv2.imwrite(str(tmp_path / "secret.png"), np.zeros((48, 64), np.uint8))
    folder = findings(tmp_path / "out", files={"probability": {"hard_exudate": file}})

    with pytest.raises(LabelError, match=r"files\.probability\.hard_exudate: .*is not a file in"):
        score_segmentation(truth(tmp_path), folder, threshold=0.5)


def test_a_link_among_the_findings_is_not_followed_out(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "secret.png"), np.zeros((48, 64), np.uint8))
    folder = findings(tmp_path / "out")
    (folder / "probability").mkdir()
    (folder / "probability" / "a_hard_exudate.png").symlink_to(tmp_path / "secret.png")

    with pytest.raises(ReadError, match="leads out of its folder"):
        score_segmentation(truth(tmp_path), folder, threshold=0.5)


@pytest.mark.parametrize("name", ["../up", "a/b", "C:x", "\\\\host\\s", "a\nb"])
def test_a_name_in_findings_begins_a_files_name_and_nothing_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(LabelError, match=r"line 1: name: .*cannot begin a file's name"):
        read_findings(findings(tmp_path / "out", name=name))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"width": 100_000, "height": 100_000}, "150 megapixels"),
        ({"width": 0}, "150 megapixels"),
        ({"dr": {"grade": 9, "probabilities": [0.2] * 5}}, "dr must have one of 5 grades"),
        ({"dr": {"grade": 0, "probabilities": [1.0]}}, "dr must have one of 5 grades"),
        ({"quality": {"score": float("nan"), "gradable": True}}, "quality.score"),
        ({"width": 10**400}, "a whole number of 1329 bits x 48 pixels is more"),
    ],
)
def test_sizes_and_numbers_of_findings_are_checked_before_use(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(LabelError, match=message) as caught:
        read_findings(findings(tmp_path / "out", **changes))
    assert len(str(caught.value)) < 600


def test_a_map_that_is_not_what_it_seems_costs_nothing(tmp_path: Path) -> None:
    folder = findings(tmp_path / "out")
    (folder / "probability").mkdir()
    case = Path(__file__).with_name("cases") / "big.webp"
    (folder / "probability" / "a_hard_exudate.png").write_bytes(case.read_bytes())

    with pytest.raises(ReadError, match="GiB to decode"):
        score_segmentation(truth(tmp_path), folder, threshold=0.5)


def test_screened_names_work_everywhere() -> None:
    images = [f"in/{name}" for name in NAMES]

    names = list(dict(named(images, {})).values())

    assert len(set(names)) == len(NAMES)
    assert all("/" not in name and "\\" not in name and ":" not in name for name in names)
    assert all(len(f"{name}_preretinal_haemorrhage.png.12345") < 255 for name in names)


@pytest.mark.parametrize("format_name", FORMATS)
def test_exports_of_odd_names_stay_in_their_folder_and_come_back(
    tmp_path: Path, format_name: str
) -> None:
    mark = Mark(
        new_mark_id(), LesionClass.HAEMORRHAGE, Box(1, 2, 3, 4), Status.DRAWN, "", now(), now()
    )
    images = [LabelledImage(name, 64, 48, marks=(mark,)) for name in NAMES if "\x1b" not in name]
    out = tmp_path / "deep" / "out"

    written = write_labels(format_name, images, out)

    assert {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")} == {"deep"}
    assert all(path.resolve().is_relative_to(out.resolve()) for path in written)
    assert not [path for path in written if set(path.name) & set('\\:*?"<>|')]
    if format_name != "masks":
        assert sum(len(image.marks) for image in read_labels([out])) == len(images)


def test_cells_that_a_spreadsheet_would_run_are_text_and_come_back(tmp_path: Path) -> None:
    formula = "=cmd|' /C calc'!A0"
    image = LabelledImage(
        "+a.jpg", 64, 48, patient="@p", marks=(), grading=Grading(comment=formula)
    )

    write_labels("csv", [image], tmp_path)

    content = (tmp_path / "grades.csv").read_text()
    assert "'=cmd" in content
    assert "'+a.jpg,'@p" in content
    (back,) = read_labels([tmp_path / "grades.csv"])
    assert (back.image, back.patient, back.grading.comment) == ("+a.jpg", "@p", formula)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "FILE:///a", "ftp://h/a", "\\\\h\\s", "//[", "http://["]
)
def test_an_index_of_the_web_names_no_file_of_this_computer(address: str) -> None:
    with pytest.raises(ReadError) as caught:
        relative_to(address, "https://example.org/index.json")
    assert str(caught.value).isprintable()


def test_an_index_of_the_web_may_name_its_neighbours() -> None:
    base = "https://example.org/w/index.json"

    assert relative_to("a.safetensors", base) == "https://example.org/w/a.safetensors"
    assert relative_to("https://other.org/a", base) == "https://other.org/a"


@pytest.mark.parametrize(
    "address", ["http://[bad", "https://" + "a" * 70_000, "file://\0", "x" * 10_000, "\0"]
)
def test_an_index_at_no_address_is_one_sentence(address: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_index(address)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 1000


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_in_a_circle_spoil_one_photograph_and_not_the_folder(tmp_path: Path) -> None:
    (tmp_path / "round.png").symlink_to(tmp_path / "round.png")
    cv2.imwrite(str(tmp_path / "eye.png"), np.zeros((64, 64, 3), np.uint8))

    assert [path.name for path in find_photographs([tmp_path])] == ["eye.png", "round.png"]
    assert len(list_inputs([tmp_path, tmp_path / ("x" * 300), tmp_path / "a\0b"])) == 4
    assert [problem for problem in check_data(tmp_path).problems if "round.png" in str(problem)]


@pytest.mark.parametrize("name", ["e.xml", "e2.xml", "bigbox.json"])
def test_label_cases_are_one_sentence(name: str) -> None:
    path = Path(__file__).with_name("cases") / name

    with pytest.raises(LabelError) as caught:
        read_labels([path])

    assert str(caught.value).startswith(str(path))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < len(str(path)) + 400


def test_predictions_of_another_kind_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "boxes.csv").write_text("image,class,x,y,width,height\na.png,EX,1,2,3,4\n")
    (tmp_path / FINDINGS).write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ReadError, match="is not UTF-8 text"):
        score_localization([tmp_path / "boxes.csv"], tmp_path)
