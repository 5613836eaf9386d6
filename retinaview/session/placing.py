"""Disc and fovea as a reader places them: each becomes a mark, with all that marks have.

So a place has a reader and a time, can be undone, goes into every label file, and no run of a
network takes it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retinaview.core.findings import LANDMARKS, Finding
from retinaview.core.geometry import Box
from retinaview.core.landmarks import NOWHERE, Landmark, Landmarks, in_force
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import disc_diameter
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.project.images import StudyImage

_FOVEA_SHARE = 1 / 3
"""Side of a fovea's box in disc diameters: half a millimetre, about its avascular zone."""
_DISC_SHARE = 1 / 8
"""Disc diameter as a share of the photograph's width, where it follows from nothing else."""
_LEAST_SIDE_PX = 2.0

Point = tuple[float, float]


def placed(
    lesion: LesionClass,
    centre: Point,
    *,
    finding: Finding | None,
    marks: Sequence[Mark],
    image: StudyImage,
    author: str,
) -> tuple[Mark | None, Mark]:
    """Return the mark that holds a landmark's place, before and after a reader moves it.

    Parameters
    ----------
    lesion : LesionClass
        Optic disc or fovea.
    centre : tuple of float
        Where the reader puts it, source pixels.
    finding : Finding or None
        Where a network has found both.
    marks : sequence of Mark
        Those of the photograph.
    image : StudyImage
        The photograph.
    author : str
        The reader.

    Returns
    -------
    tuple of Mark or None, and Mark
        None where the place was the network's until now, or nobody's.
    """
    found = None if finding is None else finding.landmarks
    places = in_force(found, marks) or Landmarks(NOWHERE, NOWHERE)
    is_disc = lesion is LesionClass.OPTIC_DISC
    old = (places.disc if is_disc else places.fovea).mark
    if old is not None and old.status is Status.DRAWN:  # its size was seen on the photograph
        size = old.box.width, old.box.height
    else:
        size = _size(is_disc, _with_place(places, is_disc, centre), image)
    box = _round(centre, size, image)
    if old is not None:
        return old, old.with_box(box, author=author)
    drawn = Mark.drawn(lesion, box, author=author)
    origin = _origin(finding, found, is_disc)
    if origin is None:
        return None, drawn
    return None, replace(drawn, status=Status.EDITED, provenance=origin)


def _with_place(places: Landmarks, is_disc: bool, centre: Point) -> Landmarks:
    here = Landmark(*centre, 1.0)
    return replace(places, disc=here) if is_disc else replace(places, fovea=here)


def _size(is_disc: bool, places: Landmarks, image: StudyImage) -> tuple[float, float]:
    diameter = disc_diameter(places) or (image.width or 0) * _DISC_SHARE
    side = max(diameter * (1.0 if is_disc else _FOVEA_SHARE), _LEAST_SIDE_PX)
    return side, side


def _round(centre: Point, size: tuple[float, float], image: StudyImage) -> Box:
    """Return a box about a centre; smaller where it would leave the photograph."""
    start, sides = [], []
    for place, side, end in zip(centre, size, (image.width, image.height), strict=True):
        room = side if end is None else 2 * min(place, end - place)
        side = max(min(side, room), _LEAST_SIDE_PX)
        start.append(place - side / 2)
        sides.append(side)
    return Box(*start, *sides)


def _origin(finding: Finding | None, found: Landmarks | None, is_disc: bool) -> Provenance | None:
    """Return the network that a place comes from, where one has found it."""
    model = None if finding is None else finding.model(LANDMARKS)
    if model is None or found is None:
        return None
    place = found.disc if is_disc else found.fovea
    if not place.is_found:
        return None
    return Provenance(model.name, model.version, model.weights_sha256, score=place.confidence)
