"""VGG Image Annotator (VIA) 1 and 2: JSON of annotations or of a whole project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange import box_sides, fields, photograph_fields
from retinaview.exchange.intake import Intake, Sides, Size
from retinaview.exchange.merging import merged
from retinaview.exchange.outlines import Outline, around

_CLASS_KEYS = ("class", "label", "lesion", "type", "name", "category")


def read(content: object, intake: Intake, *, path: Path) -> tuple[LabelledImage, ...]:
    """Read the photographs of a VIA file.

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
        Names the file and the region; a project of VIA 3 is refused.
    """
    data = content if isinstance(content, Mapping) else {}
    if "metadata" in data and "view" in data:
        raise LabelError("is a project of VIA 3; export it as COCO", path=path)
    entries = data.get("_via_img_metadata", data)
    entries = entries if isinstance(entries, Mapping) else {}
    found = (
        _photograph(str(key), entry, intake, path=path)
        for key, entry in entries.items()
        if isinstance(entry, Mapping)
    )
    return merged(found, path=path)


def _photograph(
    key: str, entry: Mapping[str, object], intake: Intake, *, path: Path
) -> LabelledImage:
    name = fields.text(entry.get("filename"), f"{key}.filename", path=path).replace("\\", "/")
    if not name:
        raise LabelError("is missing", path=path, field=f"{key}.filename")
    size = intake.size(name, None, None)
    found = (
        _mark(region, size, intake, f"{name}, region {n}", path=path)
        for n, region in enumerate(_regions(entry.get("regions")), start=1)
    )
    return photograph_fields.photograph(name, size, found, {}, f"{name}, ", path=path)


def _regions(value: object) -> Iterator[Mapping[str, object]]:
    """Yield regions; VIA 1 numbers them in a mapping, VIA 2 lists them."""
    listed = value if isinstance(value, list) else []
    for item in value.values() if isinstance(value, Mapping) else listed:
        if isinstance(item, Mapping):
            yield item


def _mark(
    region: Mapping[str, object], size: Size, intake: Intake, field: str, *, path: Path
) -> Mark | Box | None:
    shape = region.get("shape_attributes")
    attributes = region.get("region_attributes")
    if not isinstance(shape, Mapping):
        raise LabelError("is missing", path=path, field=f"{field}, shape_attributes")
    found = _class(attributes if isinstance(attributes, Mapping) else {})
    lesion = fields.text(found, f"{field}, region_attributes", path=path).strip()
    outline = _outline(shape, field, path=path)
    sides = _sides(shape, intake, field, path=path) if outline is None else outline.sides
    kept = None if outline is None else outline.unless_box({})
    return intake.mark(lesion, sides, size, {}, field, path=path, outline=kept)


def _class(attributes: Mapping[str, object]) -> object:
    """Return the class: the attribute called so, or the only one; of boxes the checked one."""
    by_name = {str(name).casefold(): value for name, value in attributes.items()}
    value = next((by_name[key] for key in _CLASS_KEYS if by_name.get(key)), None)
    if value is None and len(by_name) == 1:
        (value,) = by_name.values()
    if isinstance(value, Mapping):
        chosen = [str(name) for name, checked in value.items() if checked]
        value = chosen[0] if len(chosen) == 1 else ", ".join(chosen)
    return value


def _outline(shape: Mapping[str, object], field: str, *, path: Path) -> Outline | None:
    """Return the outline of a polygon, a circle or an ellipse; None for other shapes."""

    def number(name: str) -> float:
        return fields.number(shape.get(name), f"{field}, {name}", path=path)

    kind = str(shape.get("name") or "")
    if kind == "polygon":
        return Outline.of(_points(shape, field, path=path))
    if kind == "circle":
        return around((number("cx"), number("cy")), number("r"), number("r"))
    if kind == "ellipse" and not shape.get("theta"):
        return around((number("cx"), number("cy")), number("rx"), number("ry"))
    return None


def _points(shape: Mapping[str, object], field: str, *, path: Path) -> list[tuple[float, float]]:
    xs, ys = shape.get("all_points_x"), shape.get("all_points_y")
    if not isinstance(xs, list) or not isinstance(ys, list) or len(xs) != len(ys) or not xs:
        raise LabelError("is no outline", path=path, field=field)
    return [
        (fields.number(x, field, path=path), fields.number(y, field, path=path))
        for x, y in zip(xs, ys, strict=True)
    ]


def _sides(shape: Mapping[str, object], intake: Intake, field: str, *, path: Path) -> Sides:
    def number(name: str) -> float:
        return fields.number(shape.get(name), f"{field}, {name}", path=path)

    kind = str(shape.get("name") or "")
    if kind == "rect":
        x, y, width, height = map(number, ("x", "y", "width", "height"))
        return x, y, width, height
    intake.notes[f"{_WORDS.get(kind, kind)} became the boxes around them"] += 1
    if kind == "ellipse":  # a turned one
        cx, cy, reach = number("cx"), number("cy"), max(number("rx"), number("ry"))
        return cx - reach, cy - reach, 2 * reach, 2 * reach
    if kind == "point":
        return number("cx"), number("cy"), 0, 0
    return box_sides.around(_points(shape, field, path=path))


_WORDS = {
    "polygon": "polygons",
    "polyline": "lines",
    "circle": "circles",
    "ellipse": "ellipses",
    "point": "points",
}
