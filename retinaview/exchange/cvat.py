"""CVAT for images 1.1: one XML file for a study.

Boxes and masks are written, these as CVAT's polygons or, with holes or parts, as its masks. Boxes,
polygons, ellipses and masks are read, polylines as the boxes around them. What CVAT has no field
for is stored in attributes, which CVAT keeps if the task has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import numpy as np

from retinaview.core.budget import MAX_SIDE_PX, is_affordable
from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.exchange import box_sides, fields, mark_fields, photograph_fields
from retinaview.exchange.classes import listed_classes
from retinaview.exchange.intake import Intake, Sides, Size
from retinaview.exchange.layout import Placed
from retinaview.exchange.merging import merged
from retinaview.exchange.outlines import Outline, around, simple_rings
from retinaview.exchange.voc import add_text, text_of

_SHAPES = ("box", "polygon", "polyline", "ellipse", "mask", "points")
_SIDES = ("left", "top", "width", "height")
_LEVEL = ("0", "0.0", "0.00")
_CORNERS = ("xtl", "ytl", "xbr", "ybr")
_PHOTOGRAPH = "photograph"
"""Label of the tag that holds what is said of a photograph; readers want it declared."""


def encode(places: Sequence[Placed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content)."""
    root = Element("annotations")
    SubElement(root, "version").text = "1.1"
    labels = SubElement(SubElement(SubElement(root, "meta"), "task"), "labels")
    for name in (*(lesion.value for lesion in listed_classes(places)), _PHOTOGRAPH):
        SubElement(SubElement(labels, "label"), "name").text = name
    for n, place in enumerate(places):
        root.append(_image(n, place))
    indent(root)
    yield "annotations.xml", tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _image(number: int, place: Placed) -> Element:
    image = place.image
    if image.width is None or image.height is None:
        raise LabelError("its size is not known yet; open the photograph once", path=image.image)
    item = Element("image", id=str(number), width=str(image.width), height=str(image.height))
    add_text(item, "name", place.shown, attribute=True)
    if place.split:
        item.set("subset", place.split)
    extras: dict[str, object] = dict(photograph_fields.photograph_extras(image))
    tag = SubElement(item, "tag", label=_PHOTOGRAPH, source="manual")
    _add_attributes(tag, extras | photograph_fields.grading_cells(image.grading))
    for mark in image.marks:
        kind, places = _drawn(mark)
        model = "auto" if mark.provenance else "manual"
        known = {"label": mark.lesion.value, "source": model, "occluded": "0", "z_order": "0"}
        shape = SubElement(item, kind, known | places)
        _add_attributes(
            shape, {**mark_fields.extras_of(mark, drawn=True), **mark_fields.own_box(mark)}
        )
    return item


def _drawn(mark: Mark) -> tuple[str, dict[str, str]]:
    """Return a mark as the name and the attributes of an element.

    CVAT's run lengths go row by row within the box, as a mask's do.
    """
    mask = mark.mask
    if mask is None:
        corners = zip(_CORNERS, box_sides.corners(mark.box), strict=True)
        return "box", {name: f"{value:.2f}" for name, value in corners}
    if len(rings := simple_rings(mask)) == 1:
        return "polygon", {"points": ";".join(f"{x:.2f},{y:.2f}" for x, y in rings[0].tolist())}
    sides = {"left": mask.x, "top": mask.y, "width": mask.width, "height": mask.height}
    runs = {"rle": ", ".join(map(str, mask.runs))}
    return "mask", runs | {name: str(side) for name, side in sides.items()}


def _add_attributes(parent: Element, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if value not in (None, ""):
            child = add_text(parent, "attribute", value)
            child.set("name", name)


def read(root: Element, intake: Intake, *, path: Path) -> tuple[LabelledImage, ...]:
    """Read the photographs of a CVAT file.

    Parameters
    ----------
    root : Element
        The file's root, from `xml_text.read_xml`.
    intake : Intake
        Takes the boxes.
    path : Path
        The file, for messages.

    Raises
    ------
    LabelError
        Names the file and the element; a video's tracks are refused.
    """
    if root.find("track") is not None:
        raise LabelError("holds the tracks of a video; export as CVAT for images", path=path)
    items = enumerate(root.iterfind("image"), start=1)
    return merged((_read_image(n, item, intake, path=path) for n, item in items), path=path)


def _read_image(n: int, item: Element, intake: Intake, *, path: Path) -> LabelledImage:
    name = text_of(item, attribute="name")
    if not name.strip():
        raise LabelError("is missing", path=path, field=f"image {n}, name")
    width, height = (
        fields.pixels(item.get(side), f"image {n}, {side}", path=path)
        for side in ("width", "height")
    )
    tag = item.find(f"tag[@label='{_PHOTOGRAPH}']")
    extras = {} if tag is None else _attributes(tag)
    name = str(extras.get("image") or name)
    size = intake.size(name, width, height)
    shapes = (shape for shape in item if shape.tag in _SHAPES)
    found = (
        _mark(shape, size, intake, f"image {n}, {shape.tag} {k}", path=path)
        for k, shape in enumerate(shapes, start=1)
    )
    return photograph_fields.photograph(name, size, found, extras, f"image {n}, ", path=path)


def _attributes(parent: Element) -> dict[str, object]:
    return {child.get("name", ""): text_of(child) for child in parent.iterfind("attribute")}


def _mark(
    shape: Element, size: Size, intake: Intake, field: str, *, path: Path
) -> Mark | Box | None:
    attributes = _attributes(shape)
    extras = {name: text for name, text in attributes.items() if name in mark_fields.EXTRAS}
    outline = _outline(shape, field, path=path)
    is_level = shape.tag == "box" and shape.get("rotation", "0") in _LEVEL
    if outline is None and not is_level:
        intake.notes[f"{_WORDS.get(shape.tag, shape.tag)} became the boxes around them"] += 1
    if outline is None:
        sides = _sides(shape, field, path=path)
    else:
        sides = mark_fields.own_sides(attributes) or outline.sides
    return intake.mark(
        shape.get("label", ""),
        sides,
        size,
        extras,
        field,
        path=path,
        outline=None if outline is None else outline.unless_box(extras),
    )


def _outline(shape: Element, field: str, *, path: Path) -> Outline | None:
    """Return the outline of a shape; None where it is a box, or has no inside."""

    def number(name: str) -> float:
        return fields.number(shape.get(name), f"{field}, {name}", path=path)

    if shape.tag == "polygon":
        return Outline.of(_points(shape, field, path=path))
    if shape.tag == "ellipse" and shape.get("rotation", "0") in _LEVEL:
        return around((number("cx"), number("cy")), number("rx"), number("ry"))
    if shape.tag == "mask" and shape.get("rle"):
        return _mask(shape, [number(side) for side in _SIDES], f"{field}, rle", path=path)
    return None


def _mask(shape: Element, sides: list[float], field: str, *, path: Path) -> Outline | None:
    """Return the pixels of CVAT's run lengths, outside and inside by turns; None if they are none.

    Where they do not fill their box, that is still known.
    """
    left, top, width, height = sides
    runs = [fields.number(run, field, path=path) for run in str(shape.get("rle")).split(",")]
    fits = is_affordable(int(width), int(height)) and sum(runs) == int(width) * int(height)
    whole = min(runs) >= 0 and all(number.is_integer() for number in (*sides, *runs))
    if not fits or not whole or max(abs(left), abs(top)) > MAX_SIDE_PX:
        return None
    inside = np.arange(len(runs)) % 2 == 1
    pixels = np.repeat(inside, np.array(runs, dtype=int)).reshape(int(height), int(width))
    mask = Mask.of(pixels, x=int(left), y=int(top))
    return None if mask is None else Outline(mask=mask)


def _points(shape: Element, field: str, *, path: Path) -> list[tuple[float, float]]:
    pairs = [point.split(",") for point in (shape.get("points") or "").split(";")]
    place = f"{field}, points"
    if any(len(pair) != 2 for pair in pairs):
        raise LabelError("must be x,y;x,y;...", path=path, field=place)
    return [
        (fields.number(x, place, path=path), fields.number(y, place, path=path)) for x, y in pairs
    ]


_WORDS = {
    "box": "rotated boxes",
    "polygon": "polygons",
    "polyline": "lines",
    "ellipse": "ellipses",
    "mask": "masks",
}


def _sides(shape: Element, field: str, *, path: Path) -> Sides:
    def number(name: str) -> float:
        return fields.number(shape.get(name), f"{field}, {name}", path=path)

    if shape.tag == "box":
        x, y, right, bottom = map(number, _CORNERS)
        return box_sides.turned(
            (x, y, right - x, bottom - y), number("rotation") if shape.get("rotation") else 0
        )
    if shape.tag == "ellipse":
        cx, cy, rx, ry = map(number, ("cx", "cy", "rx", "ry"))
        return cx - rx, cy - ry, 2 * rx, 2 * ry
    if shape.tag == "mask":
        left, top, width, height = map(number, _SIDES)
        return left, top, width, height
    return box_sides.around(_points(shape, field, path=path))
