"""labelme JSON: one file per photograph.

Rectangles are written; every shape of labelme 3-6 and X-AnyLabeling is read, as the box around it.
What labelme has no field for is stored under ``retinaview``, which labelme keeps when it saves the
file. X-AnyLabeling writes the score of a network's shape, which is a proposal.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange import box_sides, fields
from retinaview.exchange.intake import Intake, Size
from retinaview.exchange.json_text import Whole, as_json, validated
from retinaview.exchange.layout import Placed

LABELME_VERSION = "5.5.0"
_PLURALS = {
    "polygon": "polygons",
    "circle": "circles",
    "line": "lines",
    "linestrip": "line strips",
    "point": "points",
    "mask": "masks",
    "rotation": "rotated boxes",
}


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore")
    label: str
    # Checked by `fields.number`, so that NaN has the same message in every format.
    points: list[tuple[object, object]] = Field(min_length=1)
    shape_type: (
        Literal["rectangle", "polygon", "circle", "line", "linestrip", "point", "points", "mask"]
        | Literal["rotation", "quadrilateral", "cuboid"]
        | None
    ) = None
    score: object = None
    retinaview: dict[str, object] = {}


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    shapes: list[_Shape]
    imagePath: str = Field(min_length=1)  # noqa: N815 - labelme's key
    imageHeight: Whole | None = None  # noqa: N815 - labelme's key
    imageWidth: Whole | None = None  # noqa: N815 - labelme's key
    retinaview: dict[str, object] = {}


def encode(places: Sequence[Placed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content)."""
    for place in places:
        yield f"{place.folder}{place.name}.json", as_json(_content(place))


def _content(place: Placed) -> dict[str, object]:
    image = place.image
    return {
        "version": LABELME_VERSION,
        "flags": {},
        "shapes": [_shape(mark) for mark in image.marks],
        "imagePath": place.shown,
        "imageData": None,
        "imageHeight": image.height,
        "imageWidth": image.width,
        "retinaview": fields.photograph_extras(image) | fields.grading_cells(image.grading),
    }


def _shape(mark: Mark) -> dict[str, object]:
    left, top, right, bottom = box_sides.corners(mark.box)
    return {
        "label": str(mark.lesion),
        "points": [[left, top], [right, bottom]],
        "group_id": None,
        "description": mark.comment,
        "shape_type": "rectangle",
        "flags": {},
        "retinaview": {k: v for k, v in fields.extras_of(mark).items() if v is not None},
    }


def read(content: object, intake: Intake, *, path: Path) -> tuple[LabelledImage, ...]:
    """Read the photograph of a labelme file.

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
        Names the file and the field, such as ``shapes.0.points``.
    """
    data = validated(_File, content, path=path)
    name = _name(data, path=path)
    size = intake.size(
        name,
        fields.pixels(data.imageWidth or None, "imageWidth", path=path),
        fields.pixels(data.imageHeight or None, "imageHeight", path=path),
    )
    found = (
        _mark(shape, size, intake, f"shapes.{n}", path=path) for n, shape in enumerate(data.shapes)
    )
    return (fields.photograph(name, size, found, data.retinaview, "retinaview.", path=path),)


def _name(data: _File, *, path: Path) -> str:
    """Return the photograph's name in the study that it was exported from, else its path.

    labelme on Windows writes paths with backslashes.
    """
    name = fields.text(data.retinaview.get("image"), "retinaview.image", path=path)
    return name or data.imagePath.replace("\\", "/")


def _mark(
    shape: _Shape, size: Size, intake: Intake, field: str, *, path: Path
) -> Mark | Box | None:
    x_y = [
        (
            fields.number(x, f"{field}.points", path=path),
            fields.number(y, f"{field}.points", path=path),
        )
        for x, y in shape.points
    ]
    kind = shape.shape_type or "polygon"  # before labelme 4 there were polygons only
    if kind == "circle" and len(x_y) == 2:  # the centre and a point on the circle
        (x, y), radius = x_y[0], math.dist(*x_y)
        x_y = [(x - radius, y - radius), (x + radius, y + radius)]
    if kind != "rectangle":
        intake.notes[f"{_PLURALS.get(kind, kind)} became the boxes around them"] += 1
    extras = {"score": shape.score} | shape.retinaview
    sides = box_sides.around(x_y)
    where = f"{field}.points"
    return intake.mark(shape.label, sides, size, extras, field, path=path, box_field=where)
