"""Label Studio's JSON, whole and short (JSON-MIN): boxes in percent of the photograph."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange import box_sides, fields, photograph_fields
from retinaview.exchange.intake import Intake, Sides, Size
from retinaview.exchange.merging import merged
from retinaview.exchange.outlines import Outline

_LABELS = ("rectanglelabels", "polygonlabels", "ellipselabels", "labels")
_Region = Mapping[str, object]


def read(content: object, intake: Intake, *, path: Path) -> tuple[LabelledImage, ...]:
    """Read the photographs of a Label Studio file.

    Annotations that were cancelled are left out; predictions are proposals.

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
        Names the file and the task.
    """
    tasks = content if isinstance(content, list) else [content]
    found = (
        _photograph(task, intake, f"task {n}", path=path)
        for n, task in enumerate(tasks, start=1)
        if isinstance(task, Mapping)
    )
    return merged(found, path=path)


def _photograph(
    task: Mapping[str, object], intake: Intake, field: str, *, path: Path
) -> LabelledImage:
    name = _image_name(task)
    if not name:
        raise LabelError("names no image", path=path, field=field)
    regions = list(_regions(task, intake))
    size = _size(name, [region for region, _ in regions], intake, field, path=path)
    found = [
        _mark(region, extras, size, intake, f"{field}, region {k}", path=path)
        for k, (region, extras) in enumerate(regions, start=1)
    ]
    return photograph_fields.photograph(name, size, found, {}, f"{field}, ", path=path)


def _image_name(task: Mapping[str, object]) -> str:
    """Return the photograph's path, without the places in which Label Studio keeps uploads."""
    data = task.get("data")
    given = data if isinstance(data, Mapping) else task
    url = next((given[key] for key in ("image", "img", "photo", "url") if given.get(key)), "")
    if not url:
        texts = (value for value in given.values() if isinstance(value, str) and "." in value)
        url = next(texts, "")
    parts = urlsplit(str(url))
    local = parse_qs(parts.query).get("d")
    text = unquote(local[0] if local else parts.path or str(url)).replace("\\", "/")
    is_upload = "/upload/" in f"/{text}"
    return text.rpartition("/")[2] if is_upload else text


def _regions(
    task: Mapping[str, object], intake: Intake
) -> Iterator[tuple[_Region, dict[str, object]]]:
    """Yield the regions of a task with what is known about their origin."""
    annotations = task.get("annotations") or task.get("completions")
    for annotation in _mappings(annotations):
        if annotation.get("was_cancelled"):
            intake.notes["cancelled annotations left out"] += 1
            continue
        author: dict[str, object] = {"author": _author(annotation.get("completed_by"))}
        for region in _mappings(annotation.get("result")):
            yield region, author
    for prediction in _mappings(task.get("predictions")):
        model: dict[str, object] = {"model": str(prediction.get("model_version") or "unknown")}
        for region in _mappings(prediction.get("result")):
            yield region, model | {"score": region.get("score")}
    if "data" not in task:
        for key, value in task.items():
            for region in _mappings(value):
                if any(name in region for name in _LABELS):
                    yield {"value": region, **region, "from_name": key}, {}


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _author(value: object) -> str:
    if isinstance(value, Mapping):
        return str(value.get("email") or value.get("username") or "")
    return value if isinstance(value, str) else ""


def _size(name: str, regions: list[_Region], intake: Intake, field: str, *, path: Path) -> Size:
    stated = [(r.get("original_width"), r.get("original_height")) for r in regions]
    width, height = next(((w, h) for w, h in stated if w and h), (None, None))
    return intake.size(
        name,
        fields.pixels(width, f"{field}, original_width", path=path),
        fields.pixels(height, f"{field}, original_height", path=path),
    )


def _mark(
    region: _Region,
    extras: Mapping[str, object],
    size: Size,
    intake: Intake,
    field: str,
    *,
    path: Path,
) -> Mark | Box | None:
    value = region.get("value")
    if not isinstance(value, Mapping):
        return None
    labels = next((value[key] for key in _LABELS if value.get(key)), None)
    sides = _percent(value, intake, field, path=path) if labels else None
    if not isinstance(labels, list) or sides is None:
        intake.notes["regions that are not boxes (brushes, key points, choices) left out"] += 1
        return None
    width, height = size
    if width is None or height is None:
        problem = LabelError("the size of its photograph is unknown", path=path, field=field)
        intake.problem(problem, "photograph")
        return None
    x, y, across, along = sides
    in_pixels = (x * width / 100, y * height / 100, across * width / 100, along * height / 100)
    turn = fields.optional_number(value.get("rotation"), f"{field}, rotation", path=path)
    if turn:
        intake.notes["rotated boxes became the boxes around them"] += 1
        in_pixels = _turned(in_pixels, turn)
    lesion = fields.text(labels[0], field, path=path)
    outline = _outline(value, width, height, field, path=path)
    return intake.mark(lesion, in_pixels, size, extras, field, path=path, outline=outline)


def _outline(value: _Region, width: int, height: int, field: str, *, path: Path) -> Outline | None:
    """Return the outline of a polygon; None for other shapes."""
    if "points" not in value:
        return None
    points = np.array(_points(value, field, path=path))
    return Outline((points * (width / 100, height / 100),)).unless_box({})


def _points(value: _Region, field: str, *, path: Path) -> list[tuple[float, float]]:
    """Return the points of a polygon in percent."""
    pairs = value["points"]
    if not isinstance(pairs, list) or not pairs or any(map(_is_no_pair, pairs)):
        raise LabelError(f"is no outline: {shown(pairs)}", path=path, field=f"{field}, points")
    return [
        (fields.number(x, field, path=path), fields.number(y, field, path=path)) for x, y in pairs
    ]


def _is_no_pair(point: object) -> bool:
    return not isinstance(point, list) or len(point) != 2


def _percent(value: _Region, intake: Intake, field: str, *, path: Path) -> Sides | None:
    """Return x, y, width and height in percent; None for what has no outline."""

    def number(name: str) -> float:
        return fields.number(value.get(name), f"{field}, {name}", path=path)

    if "points" in value:
        return box_sides.around(_points(value, field, path=path))
    if "radiusX" in value:
        intake.notes["ellipses became the boxes around them"] += 1
        x, y, across, along = map(number, ("x", "y", "radiusX", "radiusY"))
        return x - across, y - along, 2 * across, 2 * along
    if {"x", "y", "width", "height"} <= value.keys() and "keypointlabels" not in value:
        x, y, width, height = map(number, ("x", "y", "width", "height"))
        return x, y, width, height
    return None


def _turned(sides: Sides, degrees: float) -> Sides:
    """Return the box around a box that was turned clockwise about its top left corner."""
    x, y, width, height = sides
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    return box_sides.around(
        (x + a * cosine - b * sine, y + a * sine + b * cosine) for a, b in corners
    )
