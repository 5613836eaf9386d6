"""How the output of a grading network is used; does not import torch."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictBool, field_validator
from pydantic.dataclasses import dataclass

from retinaview.core.errors import LabelError
from retinaview.core.lesions import lesion_class

Head = Literal["main", "attention", "crop", "pair"]
"""The heads of a Zoom-in-Net that grade: M-Net, A-Net, C-Net, and the head for pairs of eyes."""
Heads = Annotated[tuple[Head, ...], Field(min_length=1)]
Response = Literal["predicted", "expected", "lesions"]
Positive = Annotated[float, Field(strict=True, gt=0)]
Share = Annotated[float, Field(strict=True, gt=0, le=1)]


@dataclass(frozen=True, config=ConfigDict(extra="forbid", allow_inf_nan=False))
class GradeOptions:
    """How a grading network's output becomes probabilities and regions.

    A section of the model card, whose file calls it ``reading``.

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

    temperature: Positive = 1.0
    dme_temperature: Positive = 1.0
    heads: Heads = ("main", "attention")
    heads_together: Heads = ("pair",)
    temperature_together: Positive = 1.0
    mirrored: StrictBool = True
    response: Response = "expected"
    region_share: Share = 200 / 492
    region_count: Annotated[int, Field(strict=True, ge=1, le=4)] = 4
    zoom: Annotated[float, Field(strict=True, ge=1, le=8)] = 1230 / 492
    patch_share: Share = 384 / 1230
    lesions: tuple[str, ...] = ()

    @field_validator("lesions")
    @classmethod
    def _check_lesions(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            try:
                lesion_class(name)
            except LabelError as error:
                raise ValueError(error.message) from error
        return names
