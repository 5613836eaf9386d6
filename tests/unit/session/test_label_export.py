"""An export is a data set: labels, pictures, a split by patient, and it says what it holds."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import supervision
from pycocotools.coco import COCO

from retinaview.core.errors import LabelError, ReadError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.mask import Mask
from retinaview.core.pictures import Pictures
from retinaview.exchange import FORMATS, READABLE, read_labels
from retinaview.session.label_export import export_labels
from retinaview.session.session import Session
from retinaview.session.study import open_study
from tests.importing import import_labels

EX, HE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
NAMES = (*(f"sub/P{n}_{eye}.png" for n in range(10) for eye in ("OD", "OS")), "P0_OD.png")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Ten patients' both eyes, and one photograph of an equal name, with a box and a grade each."""
    folder = tmp_path / "study"
    (folder / "sub").mkdir(parents=True)
    for n, name in enumerate(NAMES):
        cv2.imwrite(str(folder / name), np.full((80, 100, 3), n, np.uint8))
    session = open_study([folder / "P0_OD.png", folder / "sub"], reader="ann")
    for n, image in enumerate(session.images):
        session.draw(image.id, EX, Box(10.123456, 20, 30 + n / 7, 40))
        session.set_grading(image.id, Grading(dr=DRGrade(n % 3)))
    yield session
    session.close()


def pictures_in(folder: Path) -> set[str]:
    return {f.relative_to(folder).as_posix() for f in folder.rglob("*.png")}


@pytest.mark.parametrize("format_name", FORMATS)
def test_pictures_lie_where_the_tools_of_a_format_look(
    format_name: str, session: Session, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    report = export_labels(session, format_name, out, pictures=Pictures.COPY)
    where = {"voc": "JPEGImages/", "labelme": ""}.get(format_name, "images/")
    names = {f"{where}sub__P0_OD.png.png", f"{where}P0_OD.png.png", f"{where}P3_OS.png"}
    assert names <= pictures_in(out)
    assert (report.photographs, report.marks, report.gradings) == (21, 21, 21)
    source = (tmp_path / "study" / "sub" / "P3_OS.png").read_bytes()
    assert (out / where / "P3_OS.png").read_bytes() == source


@pytest.mark.parametrize("format_name", READABLE)
@pytest.mark.parametrize("split", [None, "0.6/0.2/0.2"])
def test_a_data_set_comes_back_into_its_study(
    format_name: str, split: str | None, session: Session, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_labels(session, format_name, out, pictures=Pictures.COPY, split=split)
    report = import_labels(session, [out])
    assert (report.photographs, report.marks, report.updated) == (21, 0, 0)
    assert report.already_there == 21
    assert report.gradings == 0
    for file in out.rglob("*"):
        assert not file.is_file() or b"123456" not in file.read_bytes()


def test_links_lead_to_the_photographs(session: Session, tmp_path: Path) -> None:
    export_labels(session, "yolo", tmp_path / "out", pictures=Pictures.LINK)
    link = tmp_path / "out" / "images" / "P3_OS.png"
    assert link.is_symlink()
    assert link.resolve() == (tmp_path / "study" / "sub" / "P3_OS.png").resolve()
    export_labels(session, "yolo", tmp_path / "out")
    assert not link.exists()
    assert (tmp_path / "study" / "sub" / "P3_OS.png").is_file()


def parts_of(out: Path) -> dict[str, str]:
    with (out / "split.csv").open(newline="") as file:
        return {row["image"]: row["split"] for row in csv.DictReader(file)}


def test_a_split_is_by_patient_stratified_and_repeatable(session: Session, tmp_path: Path) -> None:
    report = export_labels(session, "csv", tmp_path / "a", split="0.6/0.2/0.2", seed=1)
    export_labels(session, "csv", tmp_path / "b", split="60/20/20", seed=1)
    export_labels(session, "csv", tmp_path / "c", split="0.6/0.2/0.2", seed=2)
    splits = parts_of(tmp_path / "a")
    assert splits == parts_of(tmp_path / "b")
    assert splits != parts_of(tmp_path / "c")
    patients: dict[str, set[str]] = {}
    for name, split in splits.items():
        patients.setdefault(Path(name).name[:2], set()).add(split)
    assert all(len(split) == 1 for split in patients.values())
    counts = [list(splits.values()).count(part) for part in ("train", "val", "test")]
    assert counts[0] in (12, 13)
    assert min(counts[1:]) >= 4
    assert str(report).endswith(f"split: train {counts[0]}, val {counts[1]}, test {counts[2]}")


def test_other_programs_read_the_yolo_and_coco_data_sets(session: Session, tmp_path: Path) -> None:
    yolo, coco = tmp_path / "yolo", tmp_path / "coco"
    export_labels(session, "yolo", yolo, pictures=Pictures.COPY, split="0.8/0.2")
    yaml = (yolo / "data.yaml").read_text()
    assert yaml.startswith("train: images/train\nval: images/val\nnames:\n  0: microaneurysm\n")
    data = supervision.DetectionDataset.from_yolo(
        str(yolo / "images/train"), str(yolo / "labels/train"), str(yolo / "data.yaml")
    )
    boxes = {Path(path).name: detections.xyxy.tolist() for path, _, detections in data}
    train = sum(split == "train" for split in parts_of(yolo).values())
    assert len(boxes) == train
    assert all(len(box) == 1 for box in boxes.values())
    export_labels(session, "coco", coco, pictures=Pictures.COPY, split="0.8/0.2")
    with contextlib.redirect_stdout(io.StringIO()):
        read = COCO(str(coco / "annotations_train.json"))
    for image in read.loadImgs(read.getImgIds()):
        (annotation,) = read.loadAnns(read.getAnnIds(image["id"]))
        picture = cv2.imread(str(coco / "images" / "train" / image["file_name"]))
        assert picture.shape[:2] == (image["height"], image["width"])
        x, y, width, height = annotation["bbox"]
        assert [x, y, x + width, y + height] == pytest.approx(
            boxes[image["file_name"]][0], abs=1e-2
        )


def test_a_labelme_file_opens_with_its_picture(session: Session, tmp_path: Path) -> None:
    export_labels(session, "labelme", tmp_path, pictures=Pictures.COPY)
    content = json.loads((tmp_path / "P3_OS.json").read_text())
    assert content["imagePath"] == "P3_OS.png"
    assert (tmp_path / content["imagePath"]).is_file()
    assert content["retinaview"]["image"] == "sub/P3_OS.png"
    assert content["retinaview"]["reader"] == "ann"


def test_one_readers_labels_alone(session: Session, tmp_path: Path) -> None:
    session.reader = "ben"
    session.draw(session.images[0].id, HE, Box(1, 2, 3, 4))
    report = export_labels(session, "csv", tmp_path / "out", reader="ben")
    assert (report.marks, report.gradings) == (1, 0)
    images = read_labels([tmp_path / "out"])
    assert [mark.author for image in images for mark in image.marks] == ["ben"]
    with pytest.raises(LabelError, match="no labels by eve; readers with labels: ann, ben"):
        export_labels(session, "csv", tmp_path / "out", reader="eve")


def test_what_a_format_cannot_hold_is_said(session: Session, tmp_path: Path) -> None:
    assert export_labels(session, "csv", tmp_path / "csv").not_held == ()
    assert "masks hold no gradings" in str(export_labels(session, "masks", tmp_path / "masks"))
    yolo = str(export_labels(session, "yolo", tmp_path / "yolo"))
    assert yolo.startswith("21 marks and 21 gradings of 21 photographs; YOLO's lines")
    assert export_labels(session, "voc", tmp_path / "voc").not_held == ()
    session.draw(session.images[0].id, HE, Mask(1, 2, 2, 2, (0, 3, 1)))
    said = str(export_labels(session, "voc", tmp_path / "voc2"))
    assert "Pascal VOC holds only boxes: to other programs a mask is the box around it" in said
    assert export_labels(session, "coco", tmp_path / "coco").not_held == ()


def test_a_painted_mask_has_its_own_pixels_in_an_export_of_masks(
    session: Session, tmp_path: Path
) -> None:
    session.draw(session.images[0].id, LesionClass.IRMA, Mask(1, 2, 2, 2, (0, 3, 1)))
    export_labels(session, "masks", tmp_path / "masks")
    (file,) = (tmp_path / "masks").rglob("*_irma.png")
    pixels = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
    assert np.argwhere(pixels > 0).tolist() == [[2, 1], [2, 2], [3, 1]]


@pytest.mark.parametrize("where", ["study", "study/sub"])
def test_an_export_never_joins_the_photographs(
    where: str, session: Session, tmp_path: Path
) -> None:
    for format_name, pictures in (("masks", Pictures.NONE), ("labelme", Pictures.COPY)):
        with pytest.raises(LabelError, match="holds photographs of the study"):
            export_labels(session, format_name, tmp_path / where, pictures=pictures)
    export_labels(session, "csv", tmp_path / where)


def test_a_lost_photograph_is_not_found_in_an_export(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "study" / "export"
    export_labels(session, "coco", out, pictures=Pictures.COPY)
    export_labels(session, "csv", tmp_path / "study")
    image = session.images[3]
    expected = session.expected_path(image.id)
    content = expected.read_bytes()
    expected.unlink()
    assert session.find(image.id) == expected
    with pytest.raises(ReadError, match="does not exist"):
        export_labels(session, "coco", out, pictures=Pictures.COPY)
    moved = tmp_path / "study" / "moved" / expected.name
    moved.parent.mkdir()
    moved.write_bytes(content)
    session.close()
    again = open_study([tmp_path / "study" / "study.retinaview"], reader="ann")
    assert again.find(image.id) == moved
    again.close()


def test_a_photograph_that_is_gone_cannot_go_along(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "out"
    session.expected_path(session.images[3].id).unlink()
    with pytest.raises(ReadError, match="does not exist"):
        export_labels(session, "coco", out, pictures=Pictures.COPY)


@pytest.mark.parametrize("split", ["0.8", "0.5/0.6", "a/b", "1/0", "0.2/0.2/0.2/0.4", "-1/2", ""])
def test_shares_that_are_none_are_refused(split: str, session: Session, tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="split: must be two or three shares"):
        export_labels(session, "csv", tmp_path / "out", split=split)
