"""Other programs read what we export: whole programs, which are used where they are installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.exchange import write_labels

EXUDATE, HAEMORRHAGE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
SIDES = (200, 100)


@pytest.fixture
def study(tmp_path: Path) -> list[LabelledImage]:
    """Two photographs, of which one has a box and a mask."""
    disc = cv2.circle(np.zeros((11, 11), np.uint8), (5, 5), 5, 1, -1) > 0
    spot = Mask.of(disc, x=100, y=30)
    assert spot is not None
    marks = (
        Mark.drawn(EXUDATE, Box(10, 20, 30, 40), author="Anna"),
        Mark.drawn(HAEMORRHAGE, spot, author="Anna"),
    )
    for name in ("a.jpg", "b.jpg"):
        cv2.imwrite(str(tmp_path / name), np.full((SIDES[1], SIDES[0], 3), 90, np.uint8))
    return [LabelledImage("a.jpg", *SIDES, marks=marks), LabelledImage("b.jpg", *SIDES)]


def told_by(program: str, script: str, *arguments: str) -> Any:
    """Run a script in a program's own Python, and return the JSON that it prints."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    python = Path(found).resolve().with_name("python")
    done = subprocess.run(
        [str(python), "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


_LABELME = """
import json, sys
from labelme._label_file import LabelFile
file = LabelFile(sys.argv[1])
shapes = [[s["label"], s["shape_type"], s["points"]] for s in file.shapes]
print(json.dumps({"picture": len(file.imageData), "path": file.imagePath, "shapes": shapes}))
"""


def test_labelme_opens_its_own_with_the_picture(study: list[LabelledImage], tmp_path: Path) -> None:
    write_labels("labelme", study, tmp_path)
    found = told_by("labelme", _LABELME, str(tmp_path / "a.json"))
    assert found["picture"] > 100
    assert found["path"] == "a.jpg"
    shapes = {label: (kind, points) for label, kind, points in found["shapes"]}
    assert shapes["hard_exudate"] == ("rectangle", [[10, 20], [40, 60]])
    assert shapes["haemorrhage"][0] in ("polygon", "mask")


_DATUMARO = """
import json, sys
from datumaro.components.dataset import Dataset
data = Dataset.import_from(sys.argv[1], sys.argv[2])
names = [c.name for c in data.categories()[list(data.categories())[0]].items]
found = {
    item.id: [
        [names[a.label], a.type.name, list(a.get_bbox())]
        for a in item.annotations
        if hasattr(a, "get_bbox")
    ]
    for item in data
}
print(json.dumps(found))
"""


@pytest.mark.parametrize(
    ("format_name", "labels", "pictures"),
    [
        ("coco", "annotations/instances_default.json", "images/default"),
        ("yolo", "", "images"),
        ("cvat", "", "images"),
        ("voc", "", "JPEGImages"),
    ],
)
def test_datumaro_agrees_with_the_boxes(
    format_name: str, labels: str, pictures: str, study: list[LabelledImage], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    boxes_alone = [
        replace(image, marks=tuple(mark for mark in image.marks if mark.mask is None))
        for image in study
    ]
    write_labels(format_name, boxes_alone if format_name == "yolo" else study, out)
    if labels:  # where Datumaro looks for it
        (out / labels).parent.mkdir()
        (out / "annotations.json").rename(out / labels)
    (out / pictures).mkdir(parents=True)
    for name in ("a.jpg", "b.jpg"):
        shutil.copy(tmp_path / name, out / pictures)
    found = told_by("datum", _DATUMARO, str(out), format_name)
    (boxes,) = [each for name, each in found.items() if name.endswith("a")]
    (exudate,) = [box for label, _, box in boxes if label == "hard_exudate"]
    assert exudate == pytest.approx([10, 20, 30, 40], abs=1e-3)


@pytest.mark.slow
def test_torchvisions_detection_reference_learns_from_coco(
    study: list[LabelledImage], tmp_path: Path
) -> None:
    from torchvision import datasets, models, tv_tensors
    from torchvision.transforms import v2

    (file,) = write_labels("coco", study, tmp_path / "out")
    plain = datasets.CocoDetection(
        str(tmp_path),
        str(file),
        transforms=v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)]),
    )
    data = datasets.wrap_dataset_for_transforms_v2(plain, target_keys=("boxes", "labels"))
    image, target = data[0]
    assert isinstance(target["boxes"], tv_tensors.BoundingBoxes)
    assert target["boxes"][0].tolist() == [10, 20, 40, 60]
    network = models.detection.fasterrcnn_mobilenet_v3_large_320_fpn(
        weights=None, weights_backbone=None, num_classes=12, min_size=96, max_size=96
    )
    losses = network([image], [target])
    total = sum(losses.values())
    total.backward()
    assert torch.isfinite(total)
