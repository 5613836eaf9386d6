"""labelme JSON: one file per photograph.

Rectangles and polygons are read (a polygon as its bounding box), rectangles are written. What
labelme has no field for is stored under ``retinaview``, which labelme keeps when it saves the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange import fields
from retinaview.exchange.file_names import base_names
from retinaview.exchange.json_text import Whole, as_json, read_json, validated

LABELME_VERSION = "5.5.0"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore")
    label: str
    # Checked by `fields.number`, so that NaN has the same message in every format.
    points: list[tuple[object, object]] = Field(min_length=2)
    shape_type: Literal["rectangle", "polygon"]
    retinaview: dict[str, object] = {}


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    shapes: list[_Shape]
    imagePath: str = Field(min_length=1)  # noqa: N815 - labelme's key
    imageHeight: Whole | None = None  # noqa: N815 - labelme's key
    imageWidth: Whole | None = None  # noqa: N815 - labelme's key
    retinaview: dict[str, object] = {}


def encode(images: Sequence[LabelledImage]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content)."""
    for name, image in zip(base_names(images), images, strict=True):
        yield f"{name}.json", as_json(_content(image))


def _content(image: LabelledImage) -> dict[str, object]:
    extras: dict[str, object] = {"image": image.image}
    extras |= {"patient": image.patient, "eye": image.eye, "sha256": image.sha256}
    return {
        "version": LABELME_VERSION,
        "flags": {},
        "shapes": [_shape(mark) for mark in image.marks],
        "imagePath": image.image,
        "imageData": None,
        "imageHeight": image.height,
        "imageWidth": image.width,
        "retinaview": extras | fields.grading_cells(image.grading),
    }


def _shape(mark: Mark) -> dict[str, object]:
    left, top, right, bottom = fields.corners(mark.box)
    return {
        "label": str(mark.lesion),
        "points": [[left, top], [right, bottom]],
        "group_id": None,
        "description": mark.comment,
        "shape_type": "rectangle",
        "flags": {},
        "retinaview": {k: v for k, v in fields.extras_of(mark).items() if v is not None},
    }


def read(path: Path) -> tuple[LabelledImage, ...]:
    """Read the photograph of a labelme file.

    Raises
    ------
    LabelError
        Names the file and the field, such as ``shapes.0.points``.
    """
    data = validated(_File, read_json(path), path=path)
    size = (
        fields.pixels(data.imageWidth, "imageWidth", path=path),
        fields.pixels(data.imageHeight, "imageHeight", path=path),
    )
    marks, places = fields.separate_places(
        _mark(shape, size, f"shapes.{n}", path=path) for n, shape in enumerate(data.shapes)
    )
    extras = data.retinaview
    image = LabelledImage(
        image=_name(data),
        width=size[0],
        height=size[1],
        patient=str(extras.get("patient") or ""),
        eye=fields.eye(extras.get("eye"), "retinaview.eye", path=path),
        marks=marks,
        places=places,
        grading=fields.grading_from(extras, "retinaview", path=path),
        sha256=str(extras.get("sha256") or ""),
    )
    return (image,)


def _name(data: _File) -> str:
    """Return the path of the photograph; labelme on Windows writes it with backslashes."""
    if data.retinaview.get("image") == data.imagePath:
        return data.imagePath
    return data.imagePath.replace("\\", "/")


def _mark(
    shape: _Shape, size: tuple[int | None, int | None], field: str, *, path: Path
) -> Mark | Box:
    points = [
        tuple(fields.number(value, f"{field}.points", path=path) for value in point)
        for point in shape.points
    ]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    sides = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    box = fields.box(sides, size, f"{field}.points", path=path)
    return fields.mark_from(shape.label, box, shape.retinaview, field, path=path)
