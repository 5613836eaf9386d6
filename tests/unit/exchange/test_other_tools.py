"""Files of other tools are understood, and other tools understand ours."""

import contextlib
import io
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import supervision
from pycocotools.coco import COCO

from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.photos import LabelledImage
from retinaview.exchange import FORMATS, READABLE, masks, read_labels, write_labels

EX, HE, MA = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE, LesionClass.MICROANEURYSM


@pytest.fixture
def study() -> list[LabelledImage]:
    drawn = (
        Mark.drawn(EX, Box(10, 20, 30, 40), author="ann"),
        Mark.drawn(MA, Box(15.5, 25, 4, 4), author="ann"),
    )
    return [LabelledImage("a.png", 200, 100, marks=drawn), LabelledImage("b.png", 200, 100)]


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        cv2.imwrite(str(folder / name), np.zeros((100, 200, 3), np.uint8))
    return folder


def test_pycocotools_reads_our_coco(study: list[LabelledImage], tmp_path: Path) -> None:
    (file,) = write_labels("coco", study, tmp_path)
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(str(file))
    assert len(coco.getImgIds()) == 2
    (exudates,) = coco.loadAnns(coco.getAnnIds(catIds=coco.getCatIds(catNms=["hard_exudate"])))
    assert exudates["bbox"] == [10, 20, 30, 40]
    assert exudates["area"] == 1200


@pytest.mark.parametrize("format_name", ["coco", "yolo", "voc"])
def test_supervision_reads_ours(
    format_name: str, study: list[LabelledImage], photographs: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write_labels(format_name, study, out)
    images = str(photographs)
    read = {
        "coco": lambda: supervision.DetectionDataset.from_coco(
            images, str(out / "annotations.json")
        ),
        "yolo": lambda: supervision.DetectionDataset.from_yolo(
            images, str(out / "labels"), str(out / "data.yaml")
        ),
        "voc": lambda: supervision.DetectionDataset.from_pascal_voc(
            images, str(out / "Annotations")
        ),
    }
    data = read[format_name]()
    found = {}
    for path, _, detections in data:
        names = [data.classes[i] for i in detections.class_id]
        found[Path(path).name] = dict(zip(names, detections.xyxy.tolist(), strict=True))
    assert set(found) == {"a.png", "b.png"}
    assert found["b.png"] == {}
    # supervision takes VOC's near corner to count from 1, as in 2010; labelImg and CVAT do not.
    shift = 1 if format_name == "voc" else 0
    expected = [10 - shift, 20 - shift, 40, 60]
    assert found["a.png"]["hard_exudate"] == pytest.approx(expected, abs=1e-3)


def test_a_bare_csv_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "boxes.csv"
    file.write_text(
        "split,image,class,x,y,width,height\n"
        "test,IDRiD_001,hemorrhage,1.5,2,3,4\n"
        "train,IDRiD_001,EX,5,6,7,8\n"
    )
    (image,) = read_labels([file], where={"split": "test"})
    (mark,) = image.marks
    assert (mark.lesion, mark.box, mark.status) == (HE, Box(1.5, 2, 3, 4), Status.DRAWN)


def test_grades_alone(tmp_path: Path) -> None:
    file = tmp_path / "grades.csv"
    file.write_text("image,patient,eye,dr_grade,dme_grade\na,P1,left,3,\nb,P1,OD,,2\n")
    first, second = read_labels([file])
    assert (first.grading.dr, first.grading.dme, first.eye) == (DRGrade.SEVERE, None, Laterality.OS)
    assert second.grading.dme is DMEGrade.CENTRAL


def test_labelme_polygons_become_their_boxes(tmp_path: Path) -> None:
    shape = {
        "label": "soft exudate",
        "points": [[10, 10], [30, 12], [20, 40]],
        "shape_type": "polygon",
        "flags": {},
        "group_id": None,
    }
    content = {"version": "5.2.1", "shapes": [shape], "imagePath": "..\\eyes\\a.jpg"}
    content |= {"imageData": None, "imageWidth": 100, "imageHeight": 90, "flags": {}}
    (tmp_path / "a.json").write_text(json.dumps(content))
    (image,) = read_labels([tmp_path / "a.json"])
    assert image.image == "../eyes/a.jpg"
    assert image.marks[0].box == Box(10, 10, 20, 30)
    assert image.marks[0].lesion is LesionClass.COTTON_WOOL_SPOT


def test_labelimg_voc_without_our_extras(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        "<annotation><folder>eyes</folder><filename>a.jpg</filename>"
        "<size><width>100</width><height>90</height><depth>3</depth></size>"
        "<object><name>haemorrhage</name><bndbox><xmin>5</xmin><ymin>6</ymin>"
        "<xmax>15</xmax><ymax>26</ymax></bndbox></object></annotation>"
    )
    (image,) = read_labels([tmp_path])
    assert (image.image, image.width) == ("a.jpg", 100)
    assert image.marks[0].box == Box(5, 6, 10, 20)


@pytest.mark.parametrize(
    "names", ["names: ['EX', 'HE']\n", "names:\n  0: EX\n  1: HE\n", "nc: 2\nnames: [EX, HE]\n"]
)
def test_yolo_of_other_tools(names: str, tmp_path: Path) -> None:
    (tmp_path / "data.yaml").write_text(names)
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "a.txt").write_text("1 0.5 0.5 0.1 0.2\n")
    (image,) = read_labels([tmp_path], size_of=lambda _: (100, 50))
    assert image.marks[0].lesion is HE
    assert image.marks[0].box == Box(45, 20, 10, 10)


def test_masks_hold_every_class_and_small_lesions_win(
    study: list[LabelledImage], tmp_path: Path
) -> None:
    write_labels("masks", study, tmp_path)
    exudates = cv2.imread(str(tmp_path / "a_hard_exudate.png"), cv2.IMREAD_UNCHANGED)
    assert exudates.shape == (100, 200)
    assert set(np.unique(exudates)) == {0, 255}
    assert (exudates > 0).sum() == 30 * 40
    index = cv2.imread(str(tmp_path / "a_index.png"), cv2.IMREAD_UNCHANGED)
    assert index[26, 16] == masks.PRIORITY.index(MA) + 1
    assert index[50, 20] == masks.PRIORITY.index(EX) + 1
    assert (tmp_path / "legend.csv").read_text().startswith("value,class\n0,background\n")
    assert set(masks.PRIORITY) == set(LesionClass)


def test_a_marks_own_pixels_are_painted_where_given(study: list[LabelledImage]) -> None:
    corner = np.zeros((40, 30), bool)
    corner[:5, :5] = True
    painted = masks.class_masks(
        study[0], pixels_of=lambda _, mark: corner if mark.lesion is EX else None
    )
    assert (painted[EX] > 0).sum() == 25
    assert painted[EX][20, 10] == 255


def _with_a_region(format_name: str, folder: Path) -> None:
    """A haemorrhage and an accepted suspicious region, as earlier versions wrote them."""
    marks = tuple(
        replace(Mark.drawn(lesion, Box(10, 20, 30, 40), author="ann"), status=Status.ACCEPTED)
        for lesion in (HE, LesionClass.NEOVASCULARISATION)
    )
    write_labels(format_name, [LabelledImage("a.png", 200, 100, marks=marks)], folder)
    for file in folder.rglob("*"):
        if file.is_file():
            text = file.read_text()
            file.write_text(text.replace("neovascularisation", "suspicious_region"))


@pytest.mark.parametrize("format_name", READABLE)
def test_a_networks_region_is_read_as_a_place_and_never_as_a_mark(
    format_name: str, tmp_path: Path
) -> None:
    _with_a_region(format_name, tmp_path)
    (image,) = read_labels([tmp_path])
    assert [mark.lesion for mark in image.marks] == [HE]
    (place,) = image.places
    assert place.x == pytest.approx(10)
    write_labels(format_name, [image], tmp_path / "again")
    (again,) = read_labels([tmp_path / "again"])
    assert (len(again.marks), again.places) == (1, ())


@pytest.mark.parametrize(
    ("status", "places"), [("proposed", 1), ("accepted", 1), ("rejected", 1), ("edited", 0)]
)
def test_a_discovered_patch_is_a_place_until_a_reader_draws_it_anew(
    status: str, places: int, tmp_path: Path
) -> None:
    file = tmp_path / "boxes.csv"
    file.write_text(
        "image,class,x,y,width,height,status,model\n"
        f"a,hard_exudate,1,2,3,4,{status},zoom-in-net-small (discovery)\n"
    )
    (image,) = read_labels([file])
    assert (len(image.places), len(image.marks)) == (places, 1 - places)


@pytest.mark.parametrize("format_name", FORMATS)
def test_no_export_knows_a_class_for_regions(
    format_name: str, study: list[LabelledImage], tmp_path: Path
) -> None:
    write_labels(format_name, study, tmp_path)
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"suspicious" not in file.read_bytes()


SCORED = "image,class,x,y,width,height,status,author,score,model\n"


@pytest.mark.parametrize(
    ("cells", "status", "model"),
    [
        (",,,", Status.DRAWN, None),
        ("drawn,ann,,", Status.DRAWN, None),
        (",,0.8,", Status.PROPOSED, "unknown"),
        (",,0.8,yolo", Status.PROPOSED, "yolo"),
        ("accepted,ann,,", Status.ACCEPTED, "unknown"),
        ("edited,ann,0.8,yolo", Status.EDITED, "yolo"),
    ],
)
def test_what_a_model_made_is_never_drawn(
    cells: str, status: Status, model: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "boxes.csv"
    file.write_text(SCORED + f"a,EX,1,2,3,4,{cells}\n")
    (mark,) = read_labels([file])[0].marks
    assert mark.status is status
    assert (None if mark.provenance is None else mark.provenance.model) == model


def test_marks_and_answers_say_which_file_they_came_from(tmp_path: Path) -> None:
    folder = tmp_path / "labels"
    folder.mkdir()
    (folder / "b.csv").write_text(
        "image,class,x,y,width,height,source\na,EX,1,2,3,4,\na,HE,5,6,7,8,x.json\n"
    )
    (folder / "g.csv").write_text("image,dr_grade\na,1\nc,\n")
    image, empty = read_labels([folder])
    assert [mark.source for mark in image.marks] == ["labels/b.csv", "x.json"]
    assert image.grading.source == "labels/g.csv"
    assert empty.grading.source == ""
    assert read_labels([folder / "b.csv"])[0].marks[0].source == "b.csv"


def test_a_yolo_line_that_was_moved_is_still_its_mark(
    study: list[LabelledImage], tmp_path: Path
) -> None:
    write_labels("yolo", study, tmp_path)
    lines = tmp_path / "labels" / "a.txt"
    first, second = lines.read_text().splitlines()
    changed = second.replace("0.0", "0.1", 1)
    lines.write_text(f"{first}\n{changed}\n")
    kept, moved = read_labels([tmp_path])[0].marks
    assert replace(kept, source="") == study[0].marks[0]
    assert (moved.id, moved.author) == (study[0].marks[1].id, "ann")
    assert moved.box.x == pytest.approx(study[0].marks[1].box.x + 20)
    lines.write_text(f"{first}\n{second}\n{changed}\n")
    *_, new = read_labels([tmp_path])[0].marks
    assert (new.author, new.status, new.source) == ("", Status.DRAWN, tmp_path.name)
