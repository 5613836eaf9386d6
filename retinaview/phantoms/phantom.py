"""Phantoms: fundus photographs generated from a seed, with exact truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.phantoms.background import paint_fundus
from retinaview.phantoms.calibre import VesselLayer, paint_vessels
from retinaview.phantoms.camera import expose
from retinaview.phantoms.eye import Eye
from retinaview.phantoms.frame import CameraFrame, FieldOutline, draw_frame, place_eye
from retinaview.phantoms.grade import grade_of
from retinaview.phantoms.lesions import Lesions, bead_veins, draw_lesions, secure_severity
from retinaview.phantoms.painting import paint_blood, paint_deep, paint_shallow
from retinaview.phantoms.plan import Plan, draw_grades, draw_plan
from retinaview.phantoms.traits import Traits, draw_traits
from retinaview.phantoms.vessel_path import Vessel
from retinaview.phantoms.vessels import grow_vessels

BoolArray = NDArray[np.bool_]
SMALLEST_HEIGHT_PX = 192


@dataclass(frozen=True, eq=False)
class Phantom:
    """One generated photograph with its truth.

    Attributes
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    laterality : Laterality
        Laterality of the eye.
    dr, dme : DRGrade, DMEGrade
        Grades that follow from the lesions.
    disc : Box
        Around the optic disc.
    disc_centre, fovea : tuple of float
        (x, y) in pixels.
    masks : dict of LesionClass to ndarray of bool, shape (H, W)
        Exact extent. Microaneurysms, haemorrhages, hard exudates and cotton-wool spots always have
        an entry, other classes only if drawn.
    vessels : ndarray of bool, shape (H, W)
        Retinal vessels, without new vessels.
    field_of_view : FieldOutline
        The camera's circle, which the edge of the photograph may truncate.
    eye : Eye
        The anatomical frame.
    """

    rgb: NDArray[np.uint8]
    laterality: Laterality
    dr: DRGrade
    dme: DMEGrade
    disc: Box
    disc_centre: tuple[float, float]
    fovea: tuple[float, float]
    masks: dict[LesionClass, BoolArray]
    vessels: BoolArray
    field_of_view: FieldOutline
    eye: Eye

    def lesion_boxes(self) -> tuple[tuple[LesionClass, Box], ...]:
        """Return a box around every 8-connected lesion, in pixels, class by class."""
        boxes: list[tuple[LesionClass, Box]] = []
        for lesion, mask in self.masks.items():
            _, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
            boxes += [(lesion, Box(*(float(side) for side in row[:4]))) for row in stats[1:]]
        return tuple(boxes)


def make_phantom(
    seed: int,
    *,
    dr: DRGrade | None = None,
    dme: DMEGrade | None = None,
    laterality: Laterality = Laterality.OD,
    height_px: int = 1024,
    patient_seed: int | None = None,
) -> Phantom:
    """Draw a fundus photograph.

    Parameters
    ----------
    seed : int
        0 or more; the same arguments give the same photograph, bit by bit.
    dr, dme : DRGrade, DMEGrade, optional
        Grades to produce; random by default.
    laterality : Laterality
        Laterality of the eye.
    height_px : int
        Height of the photograph; the width is 1.5 times as much. At least `SMALLEST_HEIGHT_PX`,
        below which the smallest lesions could not be distinguished.
    patient_seed : int, optional
        Eyes with the same value share pigment, colour and calibres. Default `seed`, so that the
        two eyes of one seed belong to one patient.

    Returns
    -------
    Phantom
        The photograph and its truth.

    Raises
    ------
    ValueError
        The grades are incompatible, or the height is too small.
    """
    if height_px < SMALLEST_HEIGHT_PX:
        raise ValueError(f"height_px must be at least {SMALLEST_HEIGHT_PX}, not {height_px}")
    streams = np.random.SeedSequence((seed, int(laterality is Laterality.OS))).spawn(6)
    layout, fundus, growth, disease, spread, camera = map(np.random.default_rng, streams)
    traits = draw_traits(np.random.default_rng((1, seed if patient_seed is None else patient_seed)))
    plan = draw_plan(disease, *draw_grades(disease, dr, dme))
    frame = draw_frame(layout, height_px)
    eye = place_eye(layout, frame, traits=traits, laterality=laterality)
    grown = grow_vessels(growth, eye, traits)
    retina = _draw_retina(grown, spread, plan, eye, frame)
    density = paint_fundus(fundus, eye, traits, frame.shape)
    _paint(density, retina, eye, frame, traits)
    return _photographed(expose(camera, density, frame), retina, eye, frame, traits, laterality)


@dataclass(frozen=True, eq=False)
class _Retina:
    """The vessels of the fundus, their coverage (0-1), and its lesions."""

    veins: VesselLayer
    arteries: VesselLayer
    covered: NDArray[np.float32]
    lesions: Lesions


def _draw_retina(
    grown: Sequence[Vessel], spread: np.random.Generator, plan: Plan, eye: Eye, frame: CameraFrame
) -> _Retina:
    """Bead the veins that the plan asks for, and draw the lesions around all vessels."""
    vessels, beaded = bead_veins(grown, eye, frame, quadrants=plan.beaded)
    veins, arteries = (
        paint_vessels([vessel for vessel in vessels if vessel.artery is kind], eye, frame.shape)
        for kind in (False, True)
    )
    covered = np.maximum(veins.coverage, arteries.coverage)
    lesions = draw_lesions(spread, plan, eye, frame, vessels=covered)
    if beaded:
        stretches = paint_vessels(beaded, eye, frame.shape)
        lesions.patches[LesionClass.VENOUS_BEADING] = stretches.coverage >= 0.5
    if plan.is_severe:
        secure_severity(spread, lesions, eye, frame, vessels=covered)
    return _Retina(veins, arteries, covered, lesions)


def _paint(
    density: NDArray[np.float32], retina: _Retina, eye: Eye, frame: CameraFrame, traits: Traits
) -> None:
    """Paint the layers of the retina in place, the deepest first."""
    paint_deep(density, retina.lesions, traits)
    paint_blood(density, retina.veins, retina.arteries)
    paint_shallow(density, retina.lesions, traits, tangled=_tangled(retina.lesions, eye, frame))


def _photographed(
    rgb: NDArray[np.uint8],
    retina: _Retina,
    eye: Eye,
    frame: CameraFrame,
    traits: Traits,
    laterality: Laterality,
) -> Phantom:
    """Return the photograph with the visible truth and the grades that follow from it."""
    inside = frame.rim_distance() < 1
    masks = {lesion: mask & inside for lesion, mask in retina.lesions.truth().items()}
    dr, dme = grade_of(masks, eye)
    return Phantom(
        rgb=rgb,
        laterality=laterality,
        dr=dr,
        dme=dme,
        disc=eye.disc_box(aspect=traits.disc_aspect),
        disc_centre=eye.disc_centre,
        fovea=eye.fovea,
        masks=masks,
        vessels=(retina.covered >= 0.5) & inside,
        field_of_view=frame.field,
        eye=eye,
    )


def _tangled(lesions: Lesions, eye: Eye, frame: CameraFrame) -> VesselLayer | None:
    threads = [thread for group in lesions.tangles.values() for thread in group]
    return paint_vessels(threads, eye, frame.shape) if threads else None
