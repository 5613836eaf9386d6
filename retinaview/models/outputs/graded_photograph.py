"""What a grading network says about a photograph, and how its output is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import LabelError, WeightsError
from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import lesion_class
from retinaview.core.text import brief
from retinaview.models.networks.zoom_in_net import Head

Floats = NDArray[np.float32]
Response = Literal["predicted", "expected", "lesions"]


@dataclass(frozen=True)
class GradeOptions:
    """How a grading network's output becomes probabilities and regions; on its model card.

    Attributes
    ----------
    temperature, dme_temperature : float
        Divide the logits before the softmax (Guo et al. 2017); fitted on validation photographs.
    heads : tuple of Head
        Of a Zoom-in-Net: the heads whose probabilities are averaged, chosen on validation
        photographs. C-Net counts only where it zooms into more than M-Net has seen.
    heads_together, temperature_together : tuple of Head, float
        The same where the patient's other eye is looked at as well.
    mirrored : bool
        Average over the photograph and its mirror image.
    response : Response
        The map in which regions are sought: ``"predicted"`` takes the gated map of the most
        probable grade from 1 up, ``"expected"`` the mean of those maps weighted by the
        probabilities; the paper of Zoom-in-Net does not say which it takes. ``"lesions"`` takes
        the probability of any lesion in the network's own lesion map, where it has one.
    region_share : float
        Side of a region as a share of the input's: 200 of 492 px in the paper.
    region_count : int
        N of the paper.
    zoom : float
        Diameter of the field of view in C-Net's image, in M-Net's: 1230 to 492 px in the paper.
    patch_share : float
        Side of a patch as a share of that diameter: 384 of 1230 px in the paper.
    lesions : tuple of str
        What the classes of the network's lesion map are, in its order, without the background:
        names for `retinaview.core.lesions.lesion_class`. Empty where it segments nothing. The
        card's thresholds say from which probability each counts.
    """

    temperature: float = 1.0
    dme_temperature: float = 1.0
    heads: tuple[Head, ...] = ("main", "attention")
    heads_together: tuple[Head, ...] = ("pair",)
    temperature_together: float = 1.0
    mirrored: bool = True
    response: Response = "expected"
    region_share: float = 200 / 492
    region_count: int = 4
    zoom: float = 1230 / 492
    patch_share: float = 384 / 1230
    lesions: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> GradeOptions:
        """Rebuild from a model card; raise `WeightsError` naming what is wrong."""
        try:
            made = cls(**_in_todays_words(values))
            grade_options = replace(
                made,
                heads=tuple(made.heads),
                heads_together=tuple(made.heads_together),
                lesions=tuple(made.lesions),
            )
        except TypeError as error:
            message = f"the model card's reading is wrong: {brief(error)}"
            raise WeightsError(message, field="reading") from error
        if grade_options.response not in get_args(Response):
            message = f"must be one of {', '.join(get_args(Response))}"
            raise WeightsError(message, field="reading.response")
        for name, heads in (
            ("heads", grade_options.heads),
            ("heads_together", grade_options.heads_together),
        ):
            if not heads or any(head not in get_args(Head) for head in heads):
                message = f"must name one or more of {', '.join(get_args(Head))}"
                raise WeightsError(message, field=f"reading.{name}")
        for lesion in grade_options.lesions:
            try:
                lesion_class(lesion)
            except LabelError as error:
                raise WeightsError(error.message, field="reading.lesions") from error
        return grade_options

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for a model card."""
        return asdict(self)


def _in_todays_words(values: dict[str, Any]) -> dict[str, Any]:
    """Cards from before C-Net said ``combination`` where `heads` are now."""
    if "combination" not in values:
        return values
    others = {name: value for name, value in values.items() if name != "combination"}
    word = values["combination"]
    return {**others, "heads": ("main", "attention") if word == "mean" else (word,)}


@dataclass(frozen=True, eq=False)
class GradedPhotograph:
    """What a grading network says about one photograph.

    Attributes
    ----------
    dr : ndarray of float32, shape (5,)
        Probabilities of the ICDR grades, summing to 1; empty, ``(0,)``, where
        the network grades no retinopathy.
    dme : ndarray of float32, shape (3,), or None
        Probabilities of the oedema grades; None without that head.
    gated : ndarray of float32, shape (5, h, w)
        One map per grade, any sign, on a regular grid over `extent`: G of
        A-Net (eq. 1), or what stands for it in another network. Empty, ``(0, h, w)``, where the
        network has no map per grade.
    response : ndarray of float32, shape (h, w)
        What regions are sought in; 0-1, its peak at the probability of any
        retinopathy.
    extent : Box
        The square of the photograph that the maps cover, in source pixels; it can reach beyond
        the photograph where the sensor cuts the field of view.
    regions : tuple of Region
        At most four, best first, in source pixels. A score is the response at the region's middle.
    lesions : ndarray of float32, shape (classes, h, w), or None
        Probabilities of lesions over `extent`, where the network
        segments; else None.
    together : bool
        Whether the patient's other eye was looked at as well.
    dme_maps : ndarray of float32, shape (3, h, w)
        One map per oedema grade, as `gated`; empty where there is none.
    by_head : mapping of Head to ndarray of float32
        Of a Zoom-in-Net: the probabilities of `dr` by every head that looked, whether it counts
        or not.
    counted : tuple of Head
        The heads whose probabilities `dr` averages.
    patches : tuple of Box
        What C-Net looked at, in source pixels; some may be the same.
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
