"""Polygons and masks of other tools keep their pixels, and their boxes as they were."""

from __future__ import annotations

import base64
import json
import struct
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.exchange import Intake, read_labels, write_labels
from retinaview.exchange.masks import pixels_of_png
from retinaview.exchange.outlines import Outline, around
from retinaview.exchange.run_lengths import mask_of_runs, runs_of_mask
from tests.unit.exchange.corpus import (
    HEIGHT,
    WIDTH,
    annotation,
    coco,
    cvat,
    labelme,
    region,
    shape,
    studio,
    via,
)

# A right triangle over half of the usual box: its legs are the box's left and lower sides.
TRIANGLE = ((20, 10), (20, 30), (60, 30))
BOX = Box(20, 10, 40, 20)
HALF_PX = 400
FLAT = [float(value) for point in TRIANGLE for value in point]
PERCENT = [[x / WIDTH * 100, y / HEIGHT * 100] for x, y in TRIANGLE]
SHARES = " ".join(f"{x / WIDTH} {y / HEIGHT}" for x, y in TRIANGLE)
ROWS = [[column < 2 * row + 2 for column in range(40)] for row in range(20)]
PIXELS = np.array(ROWS)
PNG = base64.b64encode(bytes(cv2.imencode(".png", PIXELS.astype(np.uint8) * 255)[1])).decode()
COUNTS = runs_of_mask(Mask.of(PIXELS, x=20, y=10), WIDTH, HEIGHT)  # type: ignore[arg-type]
RUNS = Mask.of(PIXELS).runs  # type: ignore[union-attr]

FILES = {
    "labelme polygon": {"a.json": labelme("5.4.1", [shape("EX", "polygon", *TRIANGLE)])},
    "labelme 3": {"a.json": labelme("3.16.7", [shape("EX", None, *TRIANGLE)])},
    "labelme mask": {
        "a.json": labelme("5.4.1", [shape("EX", "mask", (20, 10), (59, 29), mask=PNG)])
    },
    "COCO polygon": {"a.json": coco([annotation(segmentation=[FLAT])])},
    "COCO polygon alone": {"a.json": coco([annotation(bbox="absent", segmentation=[FLAT])])},
    "COCO runs": {"a.json": coco([annotation(segmentation=COUNTS)])},
    "CVAT polygon": {
        "a.xml": cvat(
            f'<polygon label="EX" points="{";".join(f"{x},{y}" for x, y in TRIANGLE)}"></polygon>'
        )
    },
    "CVAT mask": {
        "a.xml": cvat(
            f'<mask label="EX" rle="{", ".join(map(str, RUNS))}" left="20" top="10" width="40" '
            'height="20"></mask>'
        )
    },
    "VIA": {
        "a.json": via(
            [
                region(
                    "polygon",
                    {"class": "EX"},
                    all_points_x=[x for x, _ in TRIANGLE],
                    all_points_y=[y for _, y in TRIANGLE],
                )
            ]
        )
    },
    "Label Studio": {
        "a.json": studio({"points": PERCENT, "polygonlabels": ["EX"]}, "polygonlabels")
    },
    "YOLO": {"classes.txt": "EX\n", "labels/a.txt": f"0 {SHARES}\n"},
    "Datumaro": {
        "a.json": json.dumps(
            {
                "info": {},
                "categories": {"label": {"labels": [{"name": "EX"}]}},
                "items": [
                    {
                        "id": "a",
                        "annotations": [{"type": "polygon", "label_id": 0, "points": FLAT}],
                        "image": {"path": "a.jpg", "size": [HEIGHT, WIDTH]},
                    }
                ],
            }
        )
    },
}


def marks_of(folder: Path, files: dict[str, str]) -> tuple[tuple[Mark, ...], Intake]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    intake = Intake(size_of=lambda _: (WIDTH, HEIGHT))
    (image,) = read_labels([folder], intake=intake)
    return image.marks, intake


@pytest.mark.parametrize("name", FILES)
def test_an_outline_keeps_its_pixels_and_its_box(name: str, tmp_path: Path) -> None:
    (mark,), intake = marks_of(tmp_path, FILES[name])
    assert mark.mask is not None
    assert mark.mask.area_px == pytest.approx(HALF_PX, abs=25)
    assert mark.mask.has(25, 28)
    assert not mark.mask.has(50, 12)
    sides = (mark.box.x, mark.box.y, mark.box.width, mark.box.height)
    assert sides == pytest.approx((BOX.x, BOX.y, BOX.width, BOX.height), abs=1e-3)
    assert not intake.notes


RECTANGLE = [20.0, 10, 60, 10, 60, 30, 20, 30]
UNREADABLE = {
    "odd numbers": ([[1.0, 2, 3, 4, "x", 6]], 1),
    "an odd number of numbers": ([[1.0, 2, 3, 4, 5]], 1),
    "one point": ([[1.0, 2, 3, 4], [5, 6]], 1),
    "text": ("x", 1),
    "runs of another size": ({"size": [100, 200], "counts": [1, 2]}, 1),
    "runs of another photograph": ({"size": [10, 10], "counts": [50, 50]}, 1),
    "runs of a size that is not whole": ({"size": [HEIGHT + 0.7, WIDTH], "counts": []}, 1),
    "between pixels": ([[20.1, 10.1, 20.2, 10.1, 20.2, 10.2]], 1),
    "a rectangle is a box": ([RECTANGLE], 0),
    "a closed rectangle is a box": ([[*RECTANGLE, 20.0, 10]], 0),
    "nothing": ([], 0),
    "nothing in a list": ([[]], 0),
    "null": (None, 0),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_where_there_is_no_outline_the_box_stays(name: str, tmp_path: Path) -> None:
    segmentation, notes = UNREADABLE[name]
    (mark,), intake = marks_of(tmp_path, {"a.json": coco([annotation(segmentation=segmentation)])})
    assert (mark.mask, mark.box) == (None, BOX)
    assert sum(intake.notes.values()) == notes


def test_several_polygons_are_one_mark_and_where_they_overlap_still_inside(tmp_path: Path) -> None:
    two = [RECTANGLE, [50.0, 10, 80, 10, 80, 30, 50, 30]]
    (mark,), _ = marks_of(tmp_path, {"a.json": coco([annotation(segmentation=two)])})
    assert mark.mask == Mask(20, 10, 60, 20, (0, 1200))


def test_an_outline_over_the_edge_is_cut_to_the_photograph(tmp_path: Path) -> None:
    over = [[190.0, 90, 201, 90, 190, 101]]
    (mark,), _ = marks_of(
        tmp_path, {"a.json": coco([annotation(bbox=[190, 90, 10, 10], segmentation=over)])}
    )
    assert mark.mask is not None
    assert mark.mask.box.right <= WIDTH
    assert mark.mask.box.bottom <= HEIGHT


def test_a_circle_is_round_and_has_its_own_box() -> None:
    circle = around((50, 40), 10, 10)
    assert circle.sides == pytest.approx((40, 30, 20, 20), abs=1e-9)
    mask = circle.pixels((WIDTH, HEIGHT))
    assert mask is not None
    assert mask.area_px == pytest.approx(np.pi * 100, rel=0.03)


@pytest.mark.filterwarnings("ignore:__array__ implementation")
def test_runs_there_and_back_are_what_pycocotools_makes_of_them(tmp_path: Path) -> None:
    coco_mask = pytest.importorskip("pycocotools.mask")
    mask = Mask(7, 3, 4, 3, (1, 2, 1, 4, 2, 2))
    runs = runs_of_mask(mask, 20, 10)
    assert mask_of_runs(runs, "", path=tmp_path) == mask
    packed = coco_mask.frPyObjects(runs, 10, 20)
    assert (coco_mask.decode(packed).astype(bool) == mask.within(0, 0, 20, 10)).all()
    text = {"size": [10, 20], "counts": packed["counts"].decode()}
    assert mask_of_runs(text, "", path=tmp_path) == mask


@pytest.mark.parametrize("points", [[], [[1]], [[1, 2], [3, 4, 5]], [None], "x", None])
def test_points_that_are_no_pairs_are_said_with_their_place(points: object, tmp_path: Path) -> None:
    value = {"points": points, "polygonlabels": ["HE"]}
    with pytest.raises(LabelError, match=r"a\.json: task 1, region 1, points: is no outline"):
        marks_of(tmp_path, {"a.json": studio(value, "polygonlabels")})


@pytest.mark.parametrize(
    "runs",
    [
        {"size": [2.7, 2], "counts": [1, 3]},
        {"size": [2, 2], "counts": [1.5, 2.5]},
        {"size": [2, 2], "counts": [True, 3]},
        {"size": [2, "2"], "counts": [1, 3]},
        {"size": [2, 1e999], "counts": [1, 3]},
    ],
)
def test_sizes_and_runs_are_whole_numbers(runs: dict[str, object]) -> None:
    with pytest.raises(LabelError, match="is not a run-length mask"):
        mask_of_runs(runs, "segmentation", path=Path("a.json"))


@pytest.mark.filterwarnings("ignore:__array__ implementation")
def test_pycocotools_reads_the_pixels_of_an_export(tmp_path: Path) -> None:
    coco_file = pytest.importorskip("pycocotools.coco")
    (mark,), _ = marks_of(tmp_path / "in", FILES["COCO polygon"])
    holed = Mask(100, 50, 3, 3, (0, 4, 1, 4))
    other = replace(mark, id="b" * 32, box=holed.box, mask=holed)
    image = LabelledImage("a.jpg", WIDTH, HEIGHT, marks=(mark, other))
    (file,) = write_labels("coco", [image], tmp_path / "out")
    found = coco_file.COCO(str(file))
    for annotation_, expected in zip(found.loadAnns(found.getAnnIds()), image.marks, strict=True):
        pixels = found.annToMask(annotation_).astype(bool)
        assert expected.mask is not None
        assert (pixels == expected.mask.within(0, 0, WIDTH, HEIGHT)).all()


def test_a_mask_larger_than_any_photograph_is_not_unpacked(tmp_path: Path) -> None:
    huge = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5B", 13, b"IHDR", 10**6, 10**6, 1, 0, 0, 0, 0)
    with pytest.raises(LabelError, match="megapixels"):
        pixels_of_png(huge)
    picture = base64.b64encode(huge).decode()
    shapes = [shape("EX", "mask", (20, 10), (59, 29), mask=picture)]
    (mark,), intake = marks_of(tmp_path, {"a.json": labelme("5.4.1", shapes)})
    assert mark.mask is None
    assert intake.notes == {"masks became the boxes around them": 1}


def test_what_has_no_rings_and_no_pixels_has_no_box() -> None:
    assert Outline().sides == (0, 0, 0, 0)
    assert Outline().pixels((5, 5)) is None


def test_masks_are_exported_where_their_pixels_are_also_in_a_wider_box(tmp_path: Path) -> None:
    mask = Mask(20, 10, 4, 3, (0, 12))
    (mark,), _ = marks_of(tmp_path / "in", FILES["COCO polygon"])
    for n, box in enumerate((Box(18.5, 8.5, 9, 9), Box(20.6, 10.6, 3, 2))):
        image = LabelledImage("a.jpg", WIDTH, HEIGHT, marks=(replace(mark, box=box, mask=mask),))
        write_labels("masks", [image], tmp_path / str(n))
        (file,) = (tmp_path / str(n)).rglob("*_hard_exudate.png")
        assert Mask.of(pixels_of_png(file.read_bytes())) == mask


def test_a_mask_does_not_stay_behind_where_another_program_moved_its_box(tmp_path: Path) -> None:
    mark = Mark.drawn(LesionClass.HAEMORRHAGE, Mask(10, 20, 3, 2, (0, 6)), author="Anna")
    write_labels("csv", [LabelledImage("a.png", 100, 100, marks=(mark,))], tmp_path)
    (table,) = (file for file in tmp_path.iterdir() if "10 20 3 2 0 6" in file.read_text())
    (image,) = read_labels([tmp_path])
    assert image.marks[0].mask == mark.mask
    rows = table.read_text().replace(",10,20,3,2,", ",50,20,3,2,")
    assert rows != table.read_text()
    table.write_text(rows)
    (image,) = read_labels([tmp_path])
    assert (image.marks[0].box.x, image.marks[0].mask) == (50, None)
