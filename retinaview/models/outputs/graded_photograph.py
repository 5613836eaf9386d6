"""The result of a grading network for a photograph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.models.grade_options import Head

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class GradedPhotograph:
    """Result of a grading network for one photograph.

    Attributes
    ----------
    dr : ndarray of float32, shape (5,)
        Probabilities of the ICDR grades, which sum to 1; empty, ``(0,)``, if the network does not
        grade retinopathy.
    dme : ndarray of float32, shape (3,), or None
        Probabilities of the oedema grades; None if the network does not grade oedema.
    gated : ndarray of float32, shape (5, h, w)
        One map per grade, of any sign, on a regular grid over `extent`: G of A-Net (eq. 1), or its
        counterpart in another network. Empty, ``(0, h, w)``, if there is no map per grade.
    response : ndarray of float32, shape (h, w)
        Map in which regions are sought, 0-1; its peak is the probability of any retinopathy.
    extent : Box
        Square of the photograph that the maps cover, in source pixels; it can extend beyond the
        photograph where the sensor cuts the field of view.
    regions : tuple of Region
        At most four, best first, in source pixels. A score is the response at the region's centre.
    lesions : ndarray of float32, shape (classes, h, w), or None
        Lesion probabilities over `extent`; None if the network does not segment.
    together : bool
        Whether the patient's fellow eye was used as well.
    dme_maps : ndarray of float32, shape (3, h, w)
        One map per oedema grade, like `gated`; empty if there is none.
    by_head : mapping of Head to ndarray of float32
        Probabilities of retinopathy by each head of a Zoom-in-Net, used in `dr` or not.
    counted : tuple of Head
        Heads whose probabilities are averaged in `dr`.
    patches : tuple of Box
        Patches that C-Net graded, in source pixels; some may coincide.
    """

    dr: Floats
    dme: Floats | None
    gated: Floats
    response: Floats
    extent: Box
    regions: tuple[Region, ...]
    lesions: Floats | None = None
    together: bool = False
    dme_maps: Floats = field(default_factory=lambda: np.zeros((0, 1, 1), np.float32))
    by_head: Mapping[Head, Floats] = field(default_factory=dict)
    counted: tuple[Head, ...] = ()
    patches: tuple[Box, ...] = ()
