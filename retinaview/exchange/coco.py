"""COCO detection JSON (Lin et al. 2014): one file for a study.

``bbox`` is x, y, width, height in source pixels. What COCO has no field for is stored under
``attributes`` of an annotation (as in CVAT) and under ``retinaview`` of an image. A mask is written
as polygons along the edges of its pixels, or in run lengths where it has holes; both are read. An
annotation without a box has the one around its outline; one with a score is a proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange import fields, mark_fields, photograph_fields
from retinaview.exchange.classes import listed_classes
from retinaview.exchange.intake import Intake, Sides, Size
from retinaview.exchange.json_text import Whole, as_json, validated
from retinaview.exchange.layout import Placed, parts
from retinaview.exchange.merging import merged
from retinaview.exchange.outlines import Outline, simple_rings
from retinaview.exchange.run_lengths import mask_of_runs, runs_of_mask


def _key(value: object) -> object:
    """Take ids as text: some tools write numbers, others strings."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("must be a whole number or text")
    return str(value)


def _or_empty(value: object) -> object:
    return {} if value is None else value


Key = Annotated[str, BeforeValidator(_key)]
Extras = Annotated[dict[str, object], BeforeValidator(_or_empty)]


class _Image(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: Key
    file_name: str = Field(min_length=1)
    width: Whole | None = None
    height: Whole | None = None
    retinaview: Extras = {}


class _Category(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: Key
    name: str


class _Annotation(BaseModel):
    model_config = ConfigDict(extra="ignore")
    image_id: Key
    category_id: Key
    # Checked by `fields`, so that messages are the same in every format.
    bbox: tuple[object, object, object, object] | tuple[()] | None = None
    segmentation: object = None
    score: object = None
    attributes: Extras = {}


class _Dataset(BaseModel):
    model_config = ConfigDict(extra="ignore")
    images: list[_Image]
    categories: list[_Category]
    annotations: list[_Annotation]


class _Detections(BaseModel):
    annotations: list[_Annotation]


def encode(places: Sequence[Placed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content), one per part of a split.

    Raises
    ------
    LabelError
        The size of a photograph, which COCO requires, is unknown.
    """
    categories = {lesion: n for n, lesion in enumerate(listed_classes(places), start=1)}
    for split, members in parts(places).items() if places else {"": []}.items():
        name = f"annotations_{split}.json" if split else "annotations.json"
        yield name, as_json(_dataset(members, categories))


def _dataset(places: Sequence[Placed], categories: Mapping[LesionClass, int]) -> dict[str, object]:
    annotations: list[dict[str, object]] = []
    for image_id, place in enumerate(places, start=1):
        for mark in place.image.marks:
            number = len(annotations) + 1
            category = categories[mark.lesion]
            annotations.append(_annotation(number, image_id, mark, place.image, category))
    return {
        "info": {"description": "Written by RetinaView. Research use only, not a medical device."},
        "licenses": [],
        "categories": [
            {"id": n, "name": str(lesion), "supercategory": "fundus"}
            for lesion, n in categories.items()
        ],
        "images": [_image(n, place) for n, place in enumerate(places, start=1)],
        "annotations": annotations,
    }


def _image(image_id: int, place: Placed) -> dict[str, object]:
    image = place.image
    if image.width is None or image.height is None:
        raise LabelError("its size is not known yet; open the photograph once", path=image.image)
    return {
        "id": image_id,
        "file_name": place.shown,
        "width": image.width,
        "height": image.height,
        "retinaview": photograph_fields.photograph_extras(image)
        | photograph_fields.grading_cells(image.grading),
    }


def _annotation(
    number: int, image_id: int, mark: Mark, image: LabelledImage, category: int
) -> dict[str, object]:
    box, mask = mark.box, mark.mask
    row: dict[str, object] = {
        "id": number,
        "image_id": image_id,
        "category_id": category,
        "bbox": [box.x, box.y, box.width, box.height],
        "area": box.area if mask is None else mask.area_px,
        "segmentation": [] if mask is None else _segmentation(mask, image),
        "iscrowd": 0,
    }
    extras = mark_fields.extras_of(mark, drawn=True)
    return row | {"attributes": {k: v for k, v in extras.items() if v is not None}}


def _segmentation(mask: Mask, image: LabelledImage) -> object:
    if rings := simple_rings(mask):
        return [ring.ravel().tolist() for ring in rings]
    return runs_of_mask(mask, image.width or 0, image.height or 0)


def read(content: object, intake: Intake, *, path: Path) -> tuple[LabelledImage, ...]:
    """Read the photographs of a COCO file.

    Parameters
    ----------
    content : object
        The file's JSON.
    intake : Intake
        Takes the boxes.
    path : Path
        The file, for messages.

    Raises
    ------
    LabelError
        Names the file and the field, such as ``annotations.3.bbox``.
    """
    if is_detections(content):
        message = (
            "lists detections by the numbers of photographs and classes; "
            "give the COCO file that has their names, too"
        )
        raise LabelError(message, path=path)
    data = validated(_Dataset, content, path=path)
    return _labelled_images(data, data.annotations, intake, path=path)


def is_detections(content: object) -> bool:
    """Return whether it is a list of detections, which names neither photographs nor classes."""
    first = content[0] if isinstance(content, list) and content else None
    return isinstance(first, dict) and "category_id" in first and "image_id" in first


def read_detections(
    content: object, dataset: object, intake: Intake, *, path: Path
) -> tuple[LabelledImage, ...]:
    """Read a list of detections with the data set that names photographs and classes."""
    data = validated(_Dataset, dataset, path=path)
    rows = validated(_Detections, {"annotations": content}, path=path).annotations
    return _labelled_images(data, rows, intake, path=path)


def _labelled_images(
    data: _Dataset, annotations: Sequence[_Annotation], intake: Intake, *, path: Path
) -> tuple[LabelledImage, ...]:
    names = {category.id: category.name for category in data.categories}
    if len(names) != len(data.categories):
        raise LabelError("two categories have the same id", path=path, field="categories")
    images = {image.id: image for image in data.images}
    if len(images) != len(data.images):
        raise LabelError("two images have the same id", path=path, field="images")
    sizes = {key: _size(image, intake, path=path) for key, image in images.items()}
    marks: dict[str, list[Mark | Box | None]] = defaultdict(list)
    for n, annotation in enumerate(annotations):
        field = f"annotations.{n}"
        if annotation.image_id not in images:
            error = LabelError("is not the id of an image", path=path, field=f"{field}.image_id")
            intake.problem(error, "photograph")
        elif annotation.category_id not in names:
            place = f"{field}.category_id"
            error = LabelError("is not the id of a category", path=path, field=place)
            intake.problem(error, "class")
        else:
            size = sizes[annotation.image_id]
            mark = _mark(annotation, size, names, intake, field, path=path)
            marks[annotation.image_id].append(mark)
    found = (
        photograph_fields.photograph(
            _name(image, path=path),
            sizes[key],
            marks[key],
            image.retinaview,
            f"image {key}.",
            path=path,
        )
        for key, image in images.items()
    )
    return merged(found, path=path)


def _size(image: _Image, intake: Intake, *, path: Path) -> Size:
    width, height = (
        fields.pixels(value or None, f"image {image.id}.{name}", path=path)
        for name, value in (("width", image.width), ("height", image.height))
    )
    return intake.size(_name(image, path=path), width, height)


def _name(image: _Image, *, path: Path) -> str:
    """Return the photograph's name in the study that it was exported from, else its file's."""
    name = fields.text(image.retinaview.get("image"), f"image {image.id}.image", path=path)
    return name or image.file_name


def _mark(
    annotation: _Annotation,
    size: Size,
    names: Mapping[str, str],
    intake: Intake,
    field: str,
    *,
    path: Path,
) -> Mark | Box | None:
    outline = _outline_if_read(annotation, size, intake, field, path=path)
    sides = _sides(annotation, outline, field, path=path)
    own = {name: annotation.attributes.get(name) for name in mark_fields.EXTRAS}
    extras = {"score": annotation.score} | {k: v for k, v in own.items() if v is not None}
    lesion = names[annotation.category_id]
    outline = None if outline is None else outline.unless_box(extras)
    return intake.mark(
        lesion, sides, size, extras, field, path=path, box_field=f"{field}.bbox", outline=outline
    )


def _sides(annotation: _Annotation, outline: Outline | None, field: str, *, path: Path) -> Sides:
    if annotation.bbox:
        x, y, width, height = (
            fields.number(side, f"{field}.bbox", path=path) for side in annotation.bbox
        )
        return x, y, width, height
    if outline is None:
        message = "there is neither a box nor an outline"
        raise LabelError(message, path=path, field=f"{field}.bbox")
    return outline.sides


def _outline_if_read(
    annotation: _Annotation, size: Size, intake: Intake, field: str, *, path: Path
) -> Outline | None:
    """Return the outline; None, with a note, where it cannot be read but there is a box."""
    try:
        return _outline(annotation, size, field, path=path)
    except LabelError:
        if not annotation.bbox:
            raise
        intake.notes["outlines that cannot be read became the boxes around them"] += 1
        return None


def _outline(annotation: _Annotation, size: Size, field: str, *, path: Path) -> Outline | None:
    """Return polygons or mask of an annotation; None where it has none."""
    shape, place = annotation.segmentation, f"{field}.segmentation"
    if isinstance(shape, dict):
        if None not in size and shape.get("size") != [size[1], size[0]]:
            message = "is a mask of another size than its photograph's"
            raise LabelError(message, path=path, field=place)
        return Outline(mask=mask_of_runs(shape, place, path=path))
    if not shape or shape == [[]]:
        return None
    given = shape if isinstance(shape, list) else []
    nested = given if all(isinstance(part, list) for part in given) else [given]
    polygons = [[fields.number(v, place, path=path) for v in part] for part in nested]
    if not polygons or any(len(part) < 4 or len(part) % 2 for part in polygons):
        raise LabelError(f"is no outline: {shown(shape)}", path=path, field=place)
    return Outline(tuple(np.array(part, dtype=np.float64).reshape(-1, 2) for part in polygons))
