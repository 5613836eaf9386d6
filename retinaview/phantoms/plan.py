"""Plans of lesions that produce given grades by construction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.phantoms.grade import MANY_HAEMORRHAGES, QUADRANTS

_DR_SHARES = (0.30, 0.12, 0.30, 0.16, 0.12)


@dataclass(frozen=True)
class Plan:
    """Numbers of lesions of each kind.

    Attributes
    ----------
    microaneurysms : int
        Anywhere.
    haemorrhages : tuple of int, length 4
        Per quadrant.
    central_exudates, far_exudates : int
        Groups within, and beyond, one disc diameter of the fovea.
    cotton_wool_spots : int
        Anywhere.
    beaded, irma : tuple of int
        Quadrants with venous beading, with IRMA.
    disc_vessels, elsewhere_vessels, preretinal : int
        New vessels on the disc and elsewhere, preretinal haemorrhages.
    """

    microaneurysms: int = 0
    haemorrhages: tuple[int, ...] = (0,) * QUADRANTS
    central_exudates: int = 0
    far_exudates: int = 0
    cotton_wool_spots: int = 0
    beaded: tuple[int, ...] = ()
    irma: tuple[int, ...] = ()
    disc_vessels: int = 0
    elsewhere_vessels: int = 0
    preretinal: int = 0

    @property
    def is_severe(self) -> bool:
        """Whether it contains a sign of the 4-2-1 rule and no proliferative sign."""
        bleeding = min(self.haemorrhages) > MANY_HAEMORRHAGES
        proliferative = self.disc_vessels + self.elsewhere_vessels + self.preretinal > 0
        return not proliferative and (bleeding or len(self.beaded) >= 2 or bool(self.irma))


def draw_grades(
    rng: np.random.Generator, dr: DRGrade | None, dme: DMEGrade | None
) -> tuple[DRGrade, DMEGrade]:
    """Draw the grades that are not given.

    Raises
    ------
    ValueError
        The grades are incompatible: an eye with exudates has at least moderate retinopathy.
    """
    if dr is None:
        lowest = DRGrade.MODERATE if dme else DRGrade.NONE
        shares = np.array(_DR_SHARES[lowest:])
        dr = DRGrade(lowest + int(rng.choice(len(shares), p=shares / shares.sum())))
    if dr < DRGrade.MODERATE:
        if dme:
            raise ValueError(
                f"DME {int(dme)} needs hard exudates, and those make at least moderate "
                f"retinopathy (DR 2), not DR {int(dr)}"
            )
        return dr, DMEGrade.NONE
    if dme is None:
        dme = DMEGrade(int(rng.choice(3, p=(0.2, 0.25, 0.55))))
    return dr, dme


def draw_plan(rng: np.random.Generator, dr: DRGrade, dme: DMEGrade) -> Plan:
    """Draw a random plan of lesions that produces exactly these grades.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    dr, dme : DRGrade, DMEGrade
        A compatible pair, see `draw_grades`.
    """
    if dr is DRGrade.NONE:
        return Plan()
    if dr is DRGrade.MILD:
        return Plan(microaneurysms=int(rng.integers(2, 13)))
    central, far = _exudates(rng, dme)
    if dr is DRGrade.SEVERE:
        beaded, irma, bleeding = _severe_signs(rng)
    else:
        beaded, irma, bleeding = (), (), _some_bleeding(rng)
    neo = _new_vessels(rng) if dr is DRGrade.PROLIFERATIVE else (0, 0, 0)
    return Plan(
        microaneurysms=int(rng.integers(6, 45)),
        haemorrhages=bleeding,
        central_exudates=central,
        far_exudates=far,
        cotton_wool_spots=int(rng.choice(5, p=(0.5, 0.2, 0.12, 0.1, 0.08))),
        beaded=beaded,
        irma=irma,
        disc_vessels=neo[0],
        elsewhere_vessels=neo[1],
        preretinal=neo[2],
    )


def _exudates(rng: np.random.Generator, dme: DMEGrade) -> tuple[int, int]:
    if dme is DMEGrade.NONE:
        return 0, 0
    far = int(rng.integers(1, 6))
    return (int(rng.integers(1, 5)), far - 1) if dme is DMEGrade.CENTRAL else (0, far)


def _some_bleeding(rng: np.random.Generator) -> tuple[int, ...]:
    """Return 1 to about 35 haemorrhages, never many in all four quadrants."""
    weights = rng.dirichlet((1.0,) * QUADRANTS)
    total = 1 + int(35 * rng.beta(1.0, 2.2))
    counts = np.minimum(rng.multinomial(total, weights), MANY_HAEMORRHAGES)
    counts[int(np.argmin(counts))] = min(int(counts.min()), MANY_HAEMORRHAGES // 3)
    return tuple(int(count) for count in counts)


def _severe_signs(
    rng: np.random.Generator,
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Return at least one of the three signs of the 4-2-1 rule."""
    shown = rng.random(3) < (0.55, 0.35, 0.45)
    if not shown.any():
        shown[int(rng.integers(3))] = True
    bleeding = _some_bleeding(rng)
    if shown[0]:
        bleeding = tuple(int(n) for n in rng.integers(23, 32, QUADRANTS))
    order = [int(quadrant) for quadrant in rng.permutation(QUADRANTS)]
    beaded = tuple(order[: int(rng.integers(2, 4))]) if shown[1] else ()
    irma = tuple(order[: int(rng.integers(1, 3))]) if shown[2] else ()
    return beaded, irma, bleeding


def _new_vessels(rng: np.random.Generator) -> tuple[int, int, int]:
    disc = int(rng.random() < 0.35)
    elsewhere = int(rng.choice(3, p=(0.4, 0.4, 0.2)))
    preretinal = int(rng.random() < 0.4)
    if disc + elsewhere + preretinal == 0:
        elsewhere = 1
    return disc, elsewhere, preretinal
