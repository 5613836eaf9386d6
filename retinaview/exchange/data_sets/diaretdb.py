"""DIARETDB1 (masks of agreement, XML of several experts) and DIARETDB0 (lesions by name)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass, class_of_folder, lesion_class
from retinaview.exchange.data_sets.data_set import DataSet, ReadersBox
from retinaview.exchange.data_sets.files import Files
from retinaview.exchange.data_sets.gathering import Gathered, Gathering
from retinaview.exchange.xml_text import read_xml

_DDB1 = r"(?:.*/)?ddb1_fundusimages/image\d+\.\w+"
_DDB1_MASKS = r"(?:.*/)?ddb1_groundtruth/(?P<kind>[a-z]+)/(?P<name>image\d+)\.\w+"
_DDB1_XML = r"(?:.*/)?(?:diaretdb1_)?(?P<name>image\d+)_(?P<expert>\d+)(?:_plain)?\.xml"
_DDB0 = r"(?:.*/)?diaretdb0_fundus_images/image\d+\.\w+"
_DDB0_DOTS = r"(?:.*/)?diaretdb0_groundtruths/(?P<name>image\d+)\.dot"
_POINT = 10.0
"""Side in pixels of the box that stands for a lesion marked by a point alone."""


def read_ddb1(files: Files) -> DataSet | None:
    """Read DIARETDB1; masks are grey where some experts agree, and every expert has an XML file."""
    if files.first(_DDB1) is None:
        return None
    gathering = Gathering("DIARETDB1", files)
    for name, _ in files.pictures(_DDB1):
        gathering.photograph(name)
    for name, match in files.pictures(_DDB1_MASKS):
        lesion = class_of_folder(match["kind"])
        if lesion is not None:
            gathering.add_mask(gathering.listed(f"{match['name']}.png"), lesion, name)
    for name, match in files.matching(_DDB1_XML):
        photograph = gathering.listed(f"{match['name']}.png")
        _read_expert(name, f"expert {int(match['expert'])}", photograph, gathering)
    return gathering.data_set()


def read_ddb0(files: Files) -> DataSet | None:
    """Read DIARETDB0, which tells for every photograph what lesions there are, but not where."""
    if files.first(_DDB0) is None:
        return None
    gathering = Gathering("DIARETDB0", files)
    for name, _ in files.pictures(_DDB0):
        gathering.photograph(name)
    for name, match in files.matching(_DDB0_DOTS):
        photograph = gathering.listed(f"{match['name']}.png")
        for word in files.text(name).split():
            if word.casefold() != "n/a":
                photograph.tags.append(_class_name(word))
    return gathering.data_set()


def _class_name(word: str) -> str:
    try:
        return str(lesion_class(word))
    except LabelError:
        return word.casefold()


def _read_expert(name: str, expert: str, photograph: Gathered, gathering: Gathering) -> None:
    try:
        root = read_xml(gathering.files.path(name))
    except LabelError as error:
        gathering.note(str(error))
        return
    for marking in root.iter("marking"):
        kind = (marking.findtext("markingtype") or "").strip()
        try:
            lesion: LesionClass = lesion_class(kind)
        except LabelError:
            gathering.note(f"marks of the type {kind or 'without a name'} are left out")
            continue
        box = _box(marking)
        if box is None:
            gathering.note(f"{name} has a mark without a shape, which is left out")
        else:
            photograph.boxes.append(ReadersBox(lesion, box, expert))


def _box(marking: Element) -> Box | None:
    """Return the box around a polygon, circle or ellipse; around the point where there is none."""
    points = [point for region in marking.iter("polygonregion") for point in _points(region)]
    for region in (*marking.iter("circleregion"), *marking.iter("ellipseregion")):
        centre = next(_points(region), None)
        reach = max((_number(r.text) for r in region.iter("radius")), default=0.0)
        if centre is not None and reach > 0:
            points += [
                (centre[0] - reach, centre[1] - reach),
                (centre[0] + reach, centre[1] + reach),
            ]
    if len(points) < 2:
        point = next(
            (p for each in marking.iter("representativepoint") for p in _points(each)), None
        )
        if point is None:
            return None
        points = [(point[0] + d, point[1] + d) for d in (-_POINT / 2, _POINT / 2)]
    xs, ys = zip(*points, strict=True)
    if max(xs) <= min(xs) or max(ys) <= min(ys):
        return None
    return Box.from_corners(min(xs), min(ys), max(xs), max(ys))


def _points(element: Element) -> Iterator[tuple[float, float]]:
    for each in element.iter("coords2d"):
        x, _, y = (each.text or "").partition(",")
        if x.strip() and y.strip():
            yield _number(x), _number(y)


def _number(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError:
        return 0.0
