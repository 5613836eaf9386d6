"""The result of a grading network for a photograph, and the options that produce it."""

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
    """How a grading network's output becomes probabilities and regions.

    Stored on the model card, whose file calls them ``reading``.

    Attributes
    ----------
    temperature, dme_temperature : float
        Divisors of the logits before the softmax (Guo et al. 2017), fitted on validation
        photographs.
    heads : tuple of Head
        Heads of a Zoom-in-Net whose probabilities are averaged, chosen on validation photographs.
        C-Net is used only where its image is larger than M-Net's.
    heads_together, temperature_together : tuple of Head, float
        The same where the patient's fellow eye is used as well.
    mirrored : bool
        Average over the photograph and its mirror image.
    response : Response
        Map in which regions are sought: ``"predicted"`` is the gated map of the most probable
        grade above 0, ``"expected"`` the mean of these maps weighted by the probabilities (the
        Zoom-in-Net paper does not say which it uses), and ``"lesions"`` the probability of any
        lesion in the network's own lesion map, if it has one.
    region_share : float
        Side of a region as a share of the input's side; 200 of 492 px in the paper.
    region_count : int
        Number of regions, the paper's N.
    zoom : float
        Ratio of the field of view's diameter in C-Net's image to that in M-Net's; 1230 to 492 px
        in the paper.
    patch_share : float
        Side of a patch as a share of that diameter; 384 of 1230 px in the paper.
    lesions : tuple of str
        Classes of the network's lesion map in order, without the background, as names for
        `retinaview.core.lesions.lesion_class`; empty if it segments nothing. Their thresholds are
        on the card.
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
        """Rebuild from a model card's values; raise `WeightsError` naming a wrong field."""
        try:
            made = cls(**_without_old_names(values))
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


def _without_old_names(values: dict[str, Any]) -> dict[str, Any]:
    """Replace ``combination``, which cards had before C-Net, by `heads`."""
    if "combination" not in values:
        return values
    others = {name: value for name, value in values.items() if name != "combination"}
    word = values["combination"]
    return {**others, "heads": ("main", "attention") if word == "mean" else (word,)}


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
