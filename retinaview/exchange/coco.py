"""COCO detection JSON (Lin et al. 2014): one file for a study.

``bbox`` is x, y, width, height in source pixels. What COCO has no field for is stored under
``attributes`` of an annotation (as in CVAT) and under ``retinaview`` of an image.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange import fields
from retinaview.exchange.json_text import Whole, as_json, read_json, validated
from retinaview.exchange.merging import merged

CATEGORY_IDS = {lesion: n for n, lesion in enumerate(LesionClass, start=1)}


class _Image(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: Whole
    file_name: str = Field(min_length=1)
    width: Whole | None = None
    height: Whole | None = None
    retinaview: dict[str, object] = {}


class _Category(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: Whole
    name: str


class _Annotation(BaseModel):
    model_config = ConfigDict(extra="ignore")
    image_id: Whole
    category_id: Whole
    # Checked by `fields.box`, so that the message is the same in every format.
    bbox: tuple[object, object, object, object]
    # Checked by `fields`, like the box.
    score: object = None
    attributes: dict[str, object] = {}


class _Dataset(BaseModel):
    model_config = ConfigDict(extra="ignore")
    images: list[_Image]
    categories: list[_Category]
    annotations: list[_Annotation]


def encode(images: Sequence[LabelledImage]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content).

    Raises
    ------
    LabelError
        The size of a photograph, which COCO requires, is unknown.
    """
    annotations: list[dict[str, object]] = []
    for image_id, image in enumerate(images, start=1):
        for mark in image.marks:
            annotations.append(_annotation(len(annotations) + 1, image_id, mark))
    content = {
        "info": {"description": "Written by RetinaView. Research use only, not a medical device."},
        "licenses": [],
        "categories": [
            {"id": n, "name": str(lesion), "supercategory": "fundus"}
            for lesion, n in CATEGORY_IDS.items()
        ],
        "images": [_image(n, image) for n, image in enumerate(images, start=1)],
        "annotations": annotations,
    }
    yield "annotations.json", as_json(content)


def _image(image_id: int, image: LabelledImage) -> dict[str, object]:
    if image.width is None or image.height is None:
        raise LabelError("its size is not known yet; open the photograph once", path=image.image)
    extras = {"patient": image.patient, "eye": image.eye, "sha256": image.sha256}
    return {
        "id": image_id,
        "file_name": image.image,
        "width": image.width,
        "height": image.height,
        "retinaview": extras | fields.grading_cells(image.grading),
    }


def _annotation(number: int, image_id: int, mark: Mark) -> dict[str, object]:
    box = mark.box
    row: dict[str, object] = {
        "id": number,
        "image_id": image_id,
        "category_id": CATEGORY_IDS[mark.lesion],
        "bbox": [box.x, box.y, box.width, box.height],
        "area": box.area,
        "segmentation": [],
        "iscrowd": 0,
    }
    return row | {"attributes": {k: v for k, v in fields.extras_of(mark).items() if v is not None}}


def read(path: Path) -> tuple[LabelledImage, ...]:
    """Read the photographs of a COCO file.

    Raises
    ------
    LabelError
        Names the file and the field, such as ``annotations.3.bbox``.
    """
    data = validated(_Dataset, read_json(path), path=path)
    names = {category.id: category.name for category in data.categories}
    images = {image.id: image for image in data.images}
    if len(images) != len(data.images):
        raise LabelError("two images have the same id", path=path, field="images")
    marks: dict[int, list[Mark | Box]] = defaultdict(list)
    for n, annotation in enumerate(data.annotations):
        field = f"annotations.{n}"
        if annotation.image_id not in images:
            raise LabelError("is not the id of an image", path=path, field=f"{field}.image_id")
        if annotation.category_id not in names:
            raise LabelError("is not the id of a category", path=path, field=f"{field}.category_id")
        image = images[annotation.image_id]
        marks[image.id].append(_mark(annotation, image, names, field, path=path))
    return merged(
        (_labelled(image, marks[image.id], path=path) for image in data.images), path=path
    )


def _mark(
    annotation: _Annotation, image: _Image, names: dict[int, str], field: str, *, path: Path
) -> Mark | Box:
    x, y, width, height = (
        fields.number(side, f"{field}.bbox", path=path) for side in annotation.bbox
    )
    box = fields.box((x, y, width, height), (image.width, image.height), f"{field}.bbox", path=path)
    extras = {"score": annotation.score} | annotation.attributes
    return fields.mark_from(names[annotation.category_id], box, extras, field, path=path)


def _labelled(image: _Image, found: Sequence[Mark | Box], *, path: Path) -> LabelledImage:
    extras = image.retinaview
    marks, places = fields.separate_places(found)
    field = f"image {image.id}"
    return LabelledImage(
        image=image.file_name,
        width=fields.pixels(image.width, f"{field}.width", path=path),
        height=fields.pixels(image.height, f"{field}.height", path=path),
        patient=str(extras.get("patient") or ""),
        eye=fields.eye(extras.get("eye"), f"{field}.eye", path=path),
        marks=marks,
        places=places,
        grading=fields.grading_from(extras, field, path=path),
        sha256=str(extras.get("sha256") or ""),
    )
