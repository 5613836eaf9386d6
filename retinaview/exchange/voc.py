"""Pascal VOC XML (Everingham et al. 2010): one file per photograph.

Corners are written as in most current tools: source pixels counted from 0, the far corner
exclusive, fractions kept. What VOC has no element for is stored under ``retinaview``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.core.text import brief
from retinaview.exchange import fields
from retinaview.exchange.file_names import base_names

EXTRAS_TAG = "retinaview"
_ESCAPED = "escaped"
# Characters that XML 1.0 cannot write or does not preserve.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\\\\]|^\\s|\\s$")


def encode(images: Sequence[LabelledImage]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content)."""
    for name, image in zip(base_names(images), images, strict=True):
        root = _annotation(image)
        indent(root)
        yield f"Annotations/{name}.xml", tostring(root, encoding="utf-8") + b"\n"


def _annotation(image: LabelledImage) -> Element:
    root = Element("annotation")
    folder, _, file_name = image.image.rpartition("/")
    _add(root, "folder", folder)
    _add(root, "filename", file_name)
    _add(root, "path", image.image)
    size = SubElement(root, "size")
    _add_all(size, {"width": image.width, "height": image.height, "depth": 3})
    _add(root, "segmented", 0)
    extras = SubElement(root, EXTRAS_TAG)
    _add_all(extras, {"patient": image.patient, "eye": image.eye, "sha256": image.sha256})
    _add_all(extras, fields.grading_cells(image.grading))
    for mark in image.marks:
        root.append(_object(mark))
    return root


def _object(mark: Mark) -> Element:
    item = Element("object")
    _add_all(
        item, {"name": str(mark.lesion), "pose": "Unspecified", "truncated": 0, "difficult": 0}
    )
    names = ("xmin", "ymin", "xmax", "ymax")
    _add_all(SubElement(item, "bndbox"), dict(zip(names, fields.corners(mark.box), strict=True)))
    _add_all(SubElement(item, EXTRAS_TAG), fields.extras_of(mark))
    return item


def _add(parent: Element, tag: str, value: object) -> None:
    child = SubElement(parent, tag)
    whole = isinstance(value, float) and value == int(value)
    text = "" if value is None else str(int(value) if whole else value)  # type: ignore[call-overload]
    if _UNSAFE.search(text):
        child.set(_ESCAPED, "json")
        text = json.dumps(text)[1:-1].replace("\x7f", "\\u007f")
    child.text = text


def _text(element: Element | None) -> str:
    """Return the text of an element as it was before escaping."""
    text = "" if element is None else element.text or ""
    if element is None or element.get(_ESCAPED) != "json":
        return text
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def _add_all(parent: Element, values: Mapping[str, object]) -> None:
    for tag, value in values.items():
        if value is not None:
            _add(parent, tag, value)


def read(path: Path) -> tuple[LabelledImage, ...]:
    """Read the photograph of a VOC file.

    Raises
    ------
    LabelError
        Names the file and the element; a document with entities or external references is refused.
    """
    root = _root(path)
    size = (
        fields.pixels(root.findtext("size/width"), "size/width", path=path),
        fields.pixels(root.findtext("size/height"), "size/height", path=path),
    )
    name = _name(root)
    if not name.strip():
        raise LabelError("is missing", path=path, field="filename")
    extras = _texts(root.find(EXTRAS_TAG))
    marks, places = fields.separate_places(
        _mark(item, size, f"object {n}", path=path)
        for n, item in enumerate(root.iterfind("object"), start=1)
    )
    image = LabelledImage(
        image=name,
        width=size[0],
        height=size[1],
        patient=extras.get("patient", ""),
        eye=fields.eye(extras.get("eye"), "eye", path=path),
        marks=marks,
        places=places,
        grading=fields.grading_from(extras, EXTRAS_TAG, path=path),
        sha256=extras.get("sha256", ""),
    )
    return (image,)


def _name(root: Element) -> str:
    """Return the photograph's name; its folders from ``path`` if that ends in the same name."""
    path, file = root.find("path"), root.find("filename")
    if path is not None and path.get(_ESCAPED):
        return _text(path)
    texts = [_text(element).strip().replace("\\", "/") for element in (path, file)]
    return texts[0] if texts[0].rpartition("/")[2] == texts[1] else texts[1] or texts[0]


def _root(path: Path) -> Element:
    try:
        root: Element = fromstring(fields.read_bytes(path))
    except DefusedXmlException:
        raise LabelError("contains XML entities, which are not allowed", path=path) from None
    except ParseError as error:
        place = f"line {error.position[0]}, column {error.position[1]}"
        raise LabelError("is not XML", path=path, field=place) from error
    if root.tag != "annotation":
        raise LabelError(f"is not Pascal VOC: it starts with <{brief(root.tag)}>", path=path)
    return root


def _texts(parent: Element | None) -> dict[str, str]:
    return {} if parent is None else {child.tag: _text(child) for child in parent}


def _mark(
    item: Element, size: tuple[int | None, int | None], field: str, *, path: Path
) -> Mark | Box:
    corners = {
        tag: fields.number(item.findtext(f"bndbox/{tag}"), f"{field}, {tag}", path=path)
        for tag in ("xmin", "ymin", "xmax", "ymax")
    }
    x, y = corners["xmin"], corners["ymin"]
    sides = (x, y, corners["xmax"] - x, corners["ymax"] - y)
    box = fields.box(sides, size, field, path=path)
    extras = _texts(item.find(EXTRAS_TAG))
    return fields.mark_from(item.findtext("name") or "", box, extras, field, path=path)
