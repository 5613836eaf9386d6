"""Datumaro's JSON, as CVAT exports it: boxes, polygons and masks of many photographs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange import box_sides, fields, mark_fields, photograph_fields
from retinaview.exchange.coco import Extras
from retinaview.exchange.intake import Intake, Sides, Size
from retinaview.exchange.json_text import Whole, validated
from retinaview.exchange.merging import merged
from retinaview.exchange.outlines import Outline
from retinaview.exchange.run_lengths import mask_of_runs

_Numbers = Annotated[list[object], BeforeValidator(lambda value: value or [])]


class _Label(BaseModel):
    model_config = ConfigDict(extra="ignore")
    name: str


class _Labels(BaseModel):
    model_config = ConfigDict(extra="ignore")
    labels: list[_Label]


class _Categories(BaseModel):
    model_config = ConfigDict(extra="ignore")
    label: _Labels


class _Picture(BaseModel):
    model_config = ConfigDict(extra="ignore")
    path: str = ""
    size: _Numbers = []


class _Annotation(BaseModel):
    model_config = ConfigDict(extra="ignore")
    type: str
    label_id: Whole | None = None
    bbox: _Numbers = []
    points: _Numbers = []
    rle: dict[str, object] = {}
    attributes: Extras = {}


class _Item(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str
    annotations: list[_Annotation] = []
    image: _Picture = _Picture()


class _Dataset(BaseModel):
    model_config = ConfigDict(extra="ignore")
    categories: _Categories
    items: list[_Item]


def read(content: object, intake: Intake, *, path: Path) -> tuple[LabelledImage, ...]:
    """Read the photographs of a Datumaro file.

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
        Names the file and the field.
    """
    data = validated(_Dataset, content, path=path)
    names = [label.name for label in data.categories.label.labels]
    return merged((_photograph(item, names, intake, path=path) for item in data.items), path=path)


def _photograph(item: _Item, names: list[str], intake: Intake, *, path: Path) -> LabelledImage:
    field = f"item {item.id}"
    name = item.image.path if item.image.path.endswith(f"{item.id}{_suffix(item)}") else item.id
    height, width = item.image.size if len(item.image.size) == 2 else (None, None)
    size = intake.size(
        name,
        fields.pixels(width, f"{field}.size", path=path),
        fields.pixels(height, f"{field}.size", path=path),
    )
    found = []
    for n, shape in enumerate(item.annotations):
        if shape.type in ("label", "caption"):
            intake.notes["answers of whole photographs left out"] += 1
        else:
            found.append(_mark(shape, names, size, intake, f"{field}, {n}", path=path))
    return photograph_fields.photograph(name, size, found, {}, f"{field}, ", path=path)


def _suffix(item: _Item) -> str:
    return Path(item.image.path).suffix


def _mark(
    shape: _Annotation, names: list[str], size: Size, intake: Intake, field: str, *, path: Path
) -> Mark | Box | None:
    if shape.label_id is None or not 0 <= shape.label_id < len(names):
        raise LabelError("is not the number of a label", path=path, field=f"{field}, label_id")
    extras = {
        k: v for k, v in shape.attributes.items() if k in mark_fields.EXTRAS and v is not None
    }
    outline = _outline(shape, field, path=path)
    sides = _sides(shape, intake, field, path=path) if outline is None else outline.sides
    kept = None if outline is None else outline.unless_box(extras)
    lesion = names[shape.label_id]
    return intake.mark(lesion, sides, size, extras, field, path=path, outline=kept)


def _outline(shape: _Annotation, field: str, *, path: Path) -> Outline | None:
    """Return the outline of a polygon or a mask; None for other shapes."""
    if shape.type == "mask":
        return Outline(mask=mask_of_runs(shape.rle, f"{field}, rle", path=path))
    numbers = [fields.number(v, field, path=path) for v in shape.points]
    if shape.type != "polygon" or len(numbers) < 6 or len(numbers) % 2:
        return None
    return Outline.of(list(zip(numbers[::2], numbers[1::2], strict=True)))


def _sides(shape: _Annotation, intake: Intake, field: str, *, path: Path) -> Sides:
    numbers = [fields.number(v, field, path=path) for v in shape.bbox or shape.points]
    if shape.type == "bbox" and len(numbers) == 4:
        x, y, width, height = numbers
        return x, y, width, height
    if len(numbers) < 2 or len(numbers) % 2:
        raise LabelError("there is neither a box nor an outline", path=path, field=field)
    intake.notes[f"{shape.type}s became the boxes around them"] += 1
    points = numbers if not shape.bbox else _ends(numbers)
    return box_sides.around(zip(points[::2], points[1::2], strict=True))


def _ends(numbers: list[float]) -> list[float]:
    x, y, *rest = numbers
    return [x, y, x + rest[0], y + rest[1]] if len(rest) == 2 else numbers
