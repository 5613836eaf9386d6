"""Grades from lesions: the international DR scale and IDRiD's risk of DME."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.lesions import LesionClass
from retinaview.phantoms.eye import Eye, FloatArray

BoolArray = NDArray[np.bool_]
QUADRANTS = 4
MANY_HAEMORRHAGES = 20


def quadrant_of(x: float, y: float) -> int:
    """Return the quadrant: 0 superotemporal, 1 superonasal, 2 inferotemporal, 3 inferonasal.

    Parameters
    ----------
    x, y : float
        Anatomical frame (nasal, down), disc diameters.
    """
    return 2 * int(y > 0) + int(x > 0)


def grade_of(masks: Mapping[LesionClass, BoolArray], eye: Eye) -> tuple[DRGrade, DMEGrade]:
    """Return the grades of an eye from the exact extent of its lesions.

    Retinopathy by the international scale (Wilkinson et al. 2003), severe by its 4-2-1 rule: more
    than 20 haemorrhages in each of four quadrants, venous beading in two, or IRMA in one.
    Quadrants are centred on the fovea, so that all four lie inside one photograph.
    Macular oedema by the distance of the nearest hard exudate from the fovea
    (Porwal et al. 2018).

    Parameters
    ----------
    masks : mapping of LesionClass to ndarray of bool, shape (H, W)
        A missing class is an empty mask.
    eye : Eye
        Fovea, disc diameter and laterality.

    Returns
    -------
    tuple of DRGrade and DMEGrade
    """
    drawn = {lesion: mask for lesion, mask in masks.items() if mask.any()}
    return _retinopathy(drawn, eye), _oedema(drawn.get(LesionClass.HARD_EXUDATE), eye)


def _retinopathy(masks: Mapping[LesionClass, BoolArray], eye: Eye) -> DRGrade:
    if not masks:
        return DRGrade.NONE
    if {LesionClass.NEOVASCULARISATION, LesionClass.PRERETINAL_HAEMORRHAGE} & masks.keys():
        return DRGrade.PROLIFERATIVE
    if _is_severe(masks, eye):
        return DRGrade.SEVERE
    return DRGrade.MILD if masks.keys() == {LesionClass.MICROANEURYSM} else DRGrade.MODERATE


def _is_severe(masks: Mapping[LesionClass, BoolArray], eye: Eye) -> bool:
    bleeding = per_quadrant(masks.get(LesionClass.HAEMORRHAGE), eye)
    beading = per_quadrant(masks.get(LesionClass.VENOUS_BEADING), eye)
    return (
        min(bleeding) > MANY_HAEMORRHAGES
        or sum(count > 0 for count in beading) >= 2
        or LesionClass.IRMA in masks
    )


def per_quadrant(mask: BoolArray | None, eye: Eye) -> tuple[int, ...]:
    """Count the connected lesions whose centre lies in each quadrant.

    Returns
    -------
    tuple of int, length 4
        In the order of `quadrant_of`.
    """
    counts = [0] * QUADRANTS
    if mask is not None:
        _, _, _, centres = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
        for x, y in eye.to_dd(np.asarray(centres[1:], dtype=np.float64) + 0.5):
            counts[quadrant_of(x, y)] += 1
    return tuple(counts)


def _oedema(exudates: BoolArray | None, eye: Eye) -> DMEGrade:
    if exudates is None:
        return DMEGrade.NONE
    rows, columns = np.nonzero(exudates)
    places: FloatArray = np.stack([columns + 0.5, rows + 0.5], axis=1)
    nearest_px = np.linalg.norm(places - np.asarray(eye.fovea), axis=1).min()
    return DMEGrade.CENTRAL if nearest_px <= eye.disc_diameter_px else DMEGrade.AWAY
