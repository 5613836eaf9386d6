"""All lesions of a plan on one eye: soft covers, beaded veins, tangles of new vessels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retinaview.core.grades import DRGrade
from retinaview.core.lesions import LesionClass
from retinaview.phantoms.bright_lesions import draw_cotton_wool, draw_exudates
from retinaview.phantoms.cover import Cover
from retinaview.phantoms.eye import Eye
from retinaview.phantoms.frame import CameraFrame
from retinaview.phantoms.grade import QUADRANTS, grade_of, quadrant_of
from retinaview.phantoms.new_vessels import draw_preretinal, hull_of, tangle
from retinaview.phantoms.noise import Float32Array
from retinaview.phantoms.plan import Plan
from retinaview.phantoms.red_lesions import draw_haemorrhages, draw_microaneurysms
from retinaview.phantoms.sites import Sites
from retinaview.phantoms.vessel_path import STEP_DD, Vessel, bead

_SPREAD = (
    LesionClass.MICROANEURYSM,
    LesionClass.HAEMORRHAGE,
    LesionClass.HARD_EXUDATE,
    LesionClass.COTTON_WOOL_SPOT,
    LesionClass.PRERETINAL_HAEMORRHAGE,
)
_BEADED_DD = 1.0


@dataclass
class Lesions:
    """The lesions of an eye on the photograph's grid.

    Attributes
    ----------
    covers : dict of LesionClass to Cover
        Lesions other than vessels.
    tangles : dict of LesionClass to list of Vessel
        New vessels and IRMA.
    patches : dict of LesionClass to ndarray of bool, shape (H, W)
        The retina covered by tangles and beaded veins.
    """

    covers: dict[LesionClass, Cover]
    tangles: dict[LesionClass, list[Vessel]] = field(default_factory=dict)
    patches: dict[LesionClass, NDArray[np.bool_]] = field(default_factory=dict)

    def truth(self) -> dict[LesionClass, NDArray[np.bool_]]:
        """Return the exact extent of every class drawn, ndarray of bool, shape (H, W)."""
        return {lesion: cover.truth() for lesion, cover in self.covers.items()} | self.patches


def bead_veins(
    vessels: Sequence[Vessel], eye: Eye, frame: CameraFrame, *, quadrants: Sequence[int]
) -> tuple[list[Vessel], list[Vessel]]:
    """Bead one vein in each quadrant that has a long enough one in view.

    Returns
    -------
    tuple of two lists of Vessel
        All vessels, and the beaded stretches alone.
    """
    changed, stretches = list(vessels), []
    for quadrant in quadrants:
        found = _longest_vein(changed, eye, frame, quadrant)
        if found is None:
            continue
        number, start, stop = found
        changed[number] = bead(changed[number], start, stop)
        vein = changed[number]
        stretches.append(Vessel(vein.path[start:stop], vein.radius[start:stop], artery=False))
    return changed, stretches


def draw_lesions(
    rng: np.random.Generator, plan: Plan, eye: Eye, frame: CameraFrame, *, vessels: Float32Array
) -> Lesions:
    """Draw the lesions of a plan.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    plan : Plan
        Number of lesions of each kind.
    eye, frame : Eye, CameraFrame
        Where.
    vessels : ndarray of float32, shape (H, W)
        Coverage of the vessels.

    Returns
    -------
    Lesions
    """
    sites = Sites(rng, eye, frame, vessels)
    lesions = Lesions({lesion: Cover(frame.shape) for lesion in _SPREAD})
    covers = lesions.covers
    _proliferation(rng, plan, lesions, eye, frame, sites=sites)
    draw_exudates(
        rng,
        covers[LesionClass.HARD_EXUDATE],
        eye,
        sites=sites,
        central=plan.central_exudates,
        far=plan.far_exudates,
    )
    draw_cotton_wool(
        rng, covers[LesionClass.COTTON_WOOL_SPOT], eye, sites=sites, count=plan.cotton_wool_spots
    )
    draw_haemorrhages(
        rng, covers[LesionClass.HAEMORRHAGE], eye, sites=sites, counts=plan.haemorrhages
    )
    draw_microaneurysms(
        rng, covers[LesionClass.MICROANEURYSM], eye, sites=sites, count=plan.microaneurysms
    )
    return lesions


def _proliferation(
    rng: np.random.Generator,
    plan: Plan,
    lesions: Lesions,
    eye: Eye,
    frame: CameraFrame,
    *,
    sites: Sites,
) -> None:
    for _ in range(plan.preretinal):
        for radius_dd in (float(rng.uniform(0.45, 0.9)), 0.4, 0.25):
            site = sites.find(radius_dd, near_fovea=(0.9, 3.5))
            if site is not None:
                cover = lesions.covers[LesionClass.PRERETINAL_HAEMORRHAGE]
                draw_preretinal(rng, cover, eye, site=site, radius_dd=radius_dd)
                break
    new: list[Vessel] = []
    for _ in range(plan.disc_vessels):
        at = (eye.disc_dd[0] + float(rng.normal(0, 0.15)), eye.disc_dd[1] - 0.1)
        new += tangle(rng, at, reach_dd=float(rng.uniform(0.45, 0.8)), threads=7, radius_dd=0.010)
    for _ in range(plan.elsewhere_vessels):
        reach_dd = float(rng.uniform(0.3, 0.55))
        site = sites.find(0.6 * reach_dd, near_fovea=(1.3, 4.0))
        if site is not None:
            new += tangle(rng, site, reach_dd=reach_dd, threads=6, radius_dd=0.009)
    if new:
        _add_tangle(lesions, LesionClass.NEOVASCULARISATION, new, eye, frame)
    for quadrant in plan.irma:
        _add_irma(rng, lesions, eye, frame, sites=sites, quadrant=quadrant)


def secure_severity(
    rng: np.random.Generator,
    lesions: Lesions,
    eye: Eye,
    frame: CameraFrame,
    *,
    vessels: Float32Array,
) -> None:
    """Add an IRMA, in place, if there was no room for the signs of a severe grade.

    Small photographs cannot always hold twenty separate haemorrhages in every quadrant, and no
    vein long enough to bead may be in view.
    """
    if grade_of(lesions.truth(), eye)[0] < DRGrade.SEVERE:
        sites = Sites(rng, eye, frame, vessels)
        _add_irma(rng, lesions, eye, frame, sites=sites, quadrant=int(rng.integers(QUADRANTS)))


def _add_irma(
    rng: np.random.Generator,
    lesions: Lesions,
    eye: Eye,
    frame: CameraFrame,
    *,
    sites: Sites,
    quadrant: int,
) -> None:
    site = sites.find(0.12, quadrant=quadrant, near_fovea=(0.9, 4.0))
    if site is not None:
        threads = tangle(rng, site, reach_dd=0.2, threads=3, radius_dd=0.008)
        _add_tangle(lesions, LesionClass.IRMA, threads, eye, frame)


def _add_tangle(
    lesions: Lesions, lesion: LesionClass, threads: list[Vessel], eye: Eye, frame: CameraFrame
) -> None:
    lesions.tangles.setdefault(lesion, []).extend(threads)
    lesions.patches[lesion] = hull_of(lesions.tangles[lesion], eye, frame.shape)


def _longest_vein(
    vessels: Sequence[Vessel], eye: Eye, frame: CameraFrame, quadrant: int
) -> tuple[int, int, int] | None:
    """Return vein, start and stop of the widest visible stretch in a quadrant."""
    wanted = int(_BEADED_DD / STEP_DD)
    best: tuple[float, int, int, int] | None = None
    for number, vessel in enumerate(vessels):
        if vessel.artery or vessel.order > 1:
            continue
        usable = _usable(vessel, eye, frame, quadrant)
        for start in range(0, len(usable) - wanted, 3):
            if usable[start : start + wanted].all():
                width = float(vessel.radius[start])
                if best is None or width > best[0]:
                    best = (width, number, start, start + wanted)
                break
    return None if best is None else best[1:]


def _usable(vessel: Vessel, eye: Eye, frame: CameraFrame, quadrant: int) -> NDArray[np.bool_]:
    x, y = vessel.path[:, 0], vessel.path[:, 1]
    inside = np.array([quadrant_of(a, b) == quadrant for a, b in vessel.path])
    inside &= (np.abs(x) > 0.15) & (np.abs(y) > 0.15)
    inside &= np.hypot(x - eye.disc_dd[0], y - eye.disc_dd[1]) > 0.9
    pixels = eye.to_px(vessel.path)
    centre, radius = frame.field.centre, frame.field.radius_px
    inside &= np.hypot(pixels[:, 0] - centre[0], pixels[:, 1] - centre[1]) < 0.93 * radius
    inside &= (pixels[:, 1] > 0.03 * frame.height_px) & (pixels[:, 1] < 0.97 * frame.height_px)
    return np.asarray(inside)
