"""Pascal VOC XML (Everingham et al. 2010): one file per photograph.

Corners are written as in most current tools: source pixels counted from 0, the far corner
exclusive, fractions kept. What VOC has no element for is stored under ``retinaview``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass, style_of
from retinaview.core.marks import Mark
from retinaview.core.photograph_names import stem_of
from retinaview.core.photos import LabelledImage
from retinaview.core.text import brief
from retinaview.exchange import box_sides, fields, mark_fields, photograph_fields
from retinaview.exchange.classes import listed_classes
from retinaview.exchange.intake import Intake, Sides, Size
from retinaview.exchange.layout import Placed, parts

EXTRAS_TAG = "retinaview"
_ESCAPED = "escaped"
_CORNERS = ("xmin", "ymin", "xmax", "ymax")
_TURNED, _TURNED_SIDES = "robndbox", ("cx", "cy", "w", "h", "angle")
# Characters that XML 1.0 cannot write or does not preserve.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\\\\]|^\\s|\\s$")


def encode(places: Sequence[Placed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content)."""
    for place in places:
        root = _annotation(place)
        indent(root)
        yield f"Annotations/{place.name}.xml", tostring(root, encoding="utf-8") + b"\n"
    for split, members in parts(places).items():
        names = "".join(f"{place.name}\n" for place in members)
        yield f"ImageSets/Main/{split or 'default'}.txt", names.encode()
    yield "labelmap.txt", _label_map(listed_classes(places)).encode()


def _label_map(classes: Sequence[LesionClass]) -> str:
    """Return the classes with their colours, as CVAT and Datumaro ask for them."""
    lines = ["# label:color_rgb:parts:actions", "background:0,0,0::"]
    lines += [f"{c}:{','.join(map(str, style_of(c).colour))}::" for c in classes]
    return "\n".join(lines) + "\n"


def _annotation(place: Placed) -> Element:
    image = place.image
    root = Element("annotation")
    folder, _, file_name = place.shown.rpartition("/")
    add_text(root, "folder", "JPEGImages" if place.file else folder)
    add_text(root, "filename", file_name)
    add_text(root, "path", place.shown)
    size = SubElement(root, "size")
    _add_all(size, {"width": image.width, "height": image.height, "depth": 3})
    add_text(root, "segmented", 0)
    extras = SubElement(root, EXTRAS_TAG)
    _add_all(extras, photograph_fields.photograph_extras(image))
    _add_all(extras, photograph_fields.grading_cells(image.grading))
    for mark in image.marks:
        root.append(_object(mark))
    return root


def _object(mark: Mark) -> Element:
    item = Element("object")
    _add_all(
        item, {"name": str(mark.lesion), "pose": "Unspecified", "truncated": 0, "difficult": 0}
    )
    _add_all(
        SubElement(item, "bndbox"), dict(zip(_CORNERS, box_sides.corners(mark.box), strict=True))
    )
    _add_all(SubElement(item, EXTRAS_TAG), mark_fields.extras_of(mark))
    return item


def add_text(parent: Element, tag: str, value: object, *, attribute: bool = False) -> Element:
    """Add a value as an element, or as an attribute, escaped if XML cannot hold it.

    Returns
    -------
    Element
        The one that has the text.
    """
    child = parent if attribute else SubElement(parent, tag)
    whole = isinstance(value, float) and value.is_integer()
    text = "" if value is None else f"{value:.0f}" if whole else str(value)
    if _UNSAFE.search(text):
        child.set(_ESCAPED, "json")
        text = json.dumps(text)[1:-1].replace("\x7f", "\\u007f")
    if attribute:
        child.set(tag, text)
    else:
        child.text = text
    return child


def text_of(element: Element | None, *, attribute: str = "") -> str:
    """Return the text of an element, or of its attribute, as it was before escaping."""
    if element is None:
        return ""
    text = element.get(attribute, "") if attribute else element.text or ""
    if element.get(_ESCAPED) != "json":
        return text
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def _add_all(parent: Element, values: Mapping[str, object]) -> None:
    for tag, value in values.items():
        if value is not None:
            add_text(parent, tag, value)


def read(root: Element, intake: Intake, *, path: Path) -> tuple[LabelledImage, ...]:
    """Read the photograph of a VOC file.

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
        Names the file and the element.
    """
    if root.tag != "annotation":
        raise LabelError(f"is not Pascal VOC: it starts with <{brief(root.tag)}>", path=path)
    _require_once(root, ("filename", "path", "size", EXTRAS_TAG), path=path)
    extras: dict[str, object] = dict(_texts(root.find(EXTRAS_TAG)))
    name = str(extras.get("image") or _name(root, intake))
    if not name.strip():
        raise LabelError("is missing", path=path, field="filename")
    width, height = (_pixels(root, f"size/{side}", path=path) for side in ("width", "height"))
    size = intake.size(name, width, height)
    found = (
        _mark(item, size, intake, f"object {n}", path=path)
        for n, item in enumerate(root.iterfind("object"), start=1)
    )
    return (photograph_fields.photograph(name, size, found, extras, f"{EXTRAS_TAG}, ", path=path),)


def _require_once(
    parent: Element | None, tags: Sequence[str], *, path: Path, field: str = ""
) -> None:
    """Refuse elements that are there twice: which of them is meant is unknown."""
    present = [] if parent is None else [child.tag for child in parent]
    for tag in tags:
        if present.count(tag) > 1:
            raise LabelError("appears twice", path=path, field=f"{field}{tag}")


def _pixels(root: Element, tag: str, *, path: Path) -> int | None:
    """Return a side of the photograph; None if it is missing or, as some tools write, 0."""
    text = (root.findtext(tag) or "").strip()
    return fields.pixels("" if text in ("0", "0.0") else text, tag, path=path)


def _name(root: Element, intake: Intake) -> str:
    """Return the photograph's name; its folders from ``path`` if that ends in the same name.

    Where ``path`` names another photograph, as it does once files are renamed, that is noted.
    """
    path, file = root.find("path"), root.find("filename")
    if path is not None and path.get(_ESCAPED):
        return text_of(path)
    whole, name = (text_of(element).strip().replace("\\", "/") for element in (path, file))
    last = whole.rpartition("/")[2]
    if not name or last == name:
        return whole
    if stem_of(last) not in (last, stem_of(name)):
        intake.notes["photographs by <filename>, though <path> names another one"] += 1
    return name


def _texts(parent: Element | None) -> dict[str, str]:
    return {} if parent is None else {child.tag: text_of(child) for child in parent}


def _mark(
    item: Element, size: Size, intake: Intake, field: str, *, path: Path
) -> Mark | Box | None:
    _require_once(item, ("name", "bndbox", _TURNED, EXTRAS_TAG), path=path, field=f"{field}, ")
    sides = _sides(item, intake, field, path=path)
    extras = _texts(item.find(EXTRAS_TAG))
    return intake.mark(item.findtext("name") or "", sides, size, extras, field, path=path)


def _sides(item: Element, intake: Intake, field: str, *, path: Path) -> Sides:
    """Return the sides of an object's box, or of the one around a turned box of roLabelImg."""
    is_turned = item.find("bndbox") is None and item.find(_TURNED) is not None
    tag, names = (_TURNED, _TURNED_SIDES) if is_turned else ("bndbox", _CORNERS)
    _require_once(item.find(tag), names, path=path, field=f"{field}, ")
    a, b, c, d, *angle = (
        fields.number(item.findtext(f"{tag}/{name}"), f"{field}, {name}", path=path)
        for name in names
    )
    if not angle:
        return a, b, c - a, d - b
    if angle[0]:
        intake.notes["turned boxes became the boxes around them"] += 1
    return box_sides.turned((a - c / 2, b - d / 2, c, d), math.degrees(angle[0]))
