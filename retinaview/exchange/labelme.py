"""labelme JSON: one file per photograph.

Boxes are written as rectangles, masks as polygons along the edges of their pixels, or as labelme's
masks where they have holes or several parts. Every shape of labelme 3-6 and X-AnyLabeling is read:
rectangles as boxes, polygons, circles and masks as masks, others as the boxes around them.
What labelme has no field for is stored under ``retinaview``, which labelme keeps when it saves the
file. X-AnyLabeling writes the score of a network's shape, which is a proposal.
"""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.exchange import box_sides, fields, mark_fields, photograph_fields
from retinaview.exchange.intake import Intake, Size
from retinaview.exchange.json_text import Whole, as_json, validated
from retinaview.exchange.layout import Placed
from retinaview.exchange.masks import pixels_of_png, png_of
from retinaview.exchange.outlines import Outline, around, simple_rings

LABELME_VERSION = "5.5.0"
_PLURALS = {
    "polygon": "polygons",
    "circle": "circles",
    "line": "lines",
    "linestrip": "line strips",
    "point": "points",
    "mask": "masks",
    "oriented_rectangle": "rotated boxes",
    "rotation": "rotated boxes",
}


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore")
    label: str
    # Checked by `fields.number`, so that NaN has the same message in every format.
    points: list[tuple[object, object]] = Field(min_length=1)
    shape_type: (
        Literal["rectangle", "polygon", "circle", "line", "linestrip", "point", "points", "mask"]
        | Literal["oriented_rectangle", "rotation", "quadrilateral", "cuboid"]
        | None
    ) = None
    score: object = None
    mask: object = None
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
        "retinaview": photograph_fields.photograph_extras(image)
        | photograph_fields.grading_cells(image.grading),
    }


def _shape(mark: Mark) -> dict[str, object]:
    extras = mark_fields.extras_of(mark, drawn=True) | mark_fields.own_box(mark)
    return {
        "label": str(mark.lesion),
        **_drawn(mark),
        "group_id": None,
        "description": mark.comment,
        "flags": {},
        "retinaview": {k: v for k, v in extras.items() if v is not None},
    }


def _drawn(mark: Mark) -> dict[str, object]:
    if mark.mask is None:
        left, top, right, bottom = box_sides.corners(mark.box)
        return {"points": [[left, top], [right, bottom]], "shape_type": "rectangle"}
    if len(rings := simple_rings(mark.mask)) == 1:
        return {"points": rings[0].tolist(), "shape_type": "polygon"}
    mask = mark.mask
    last = [mask.x + mask.width - 1, mask.y + mask.height - 1]  # labelme's ends are inside
    picture = base64.b64encode(png_of(mask.pixels)).decode()
    return {"points": [[mask.x, mask.y], last], "shape_type": "mask", "mask": picture}


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
    return (
        photograph_fields.photograph(name, size, found, data.retinaview, "retinaview.", path=path),
    )


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
    outline = _outline(kind, x_y, shape.mask)
    if kind != "rectangle" and outline is None:
        intake.notes[f"{_PLURALS.get(kind, kind)} became the boxes around them"] += 1
    extras = {"score": shape.score} | shape.retinaview
    sides = box_sides.around(x_y) if outline is None else outline.sides
    if outline is not None:
        sides = mark_fields.own_sides(shape.retinaview) or sides
    return intake.mark(
        shape.label,
        sides,
        size,
        extras,
        field,
        path=path,
        box_field=f"{field}.points",
        outline=None if outline is None else outline.unless_box(shape.retinaview),
    )


def _outline(kind: str, points: list[tuple[float, float]], picture: object) -> Outline | None:
    """Return the outline of a shape; None where it is a box, or has no inside."""
    if kind == "circle" and len(points) == 2:  # the centre and a point on the circle
        return around(points[0], math.dist(*points), math.dist(*points))
    if kind == "polygon" and len(points) > 2:
        return Outline.of(points)
    if kind != "mask" or not isinstance(picture, str):
        return None
    try:
        pixels = pixels_of_png(base64.b64decode(picture, validate=True))
    except (binascii.Error, LabelError):
        return None
    x, y = map(round, points[0])
    mask = Mask.of(pixels, x=x, y=y)
    return None if mask is None else Outline(mask=mask)
