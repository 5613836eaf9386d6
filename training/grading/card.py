"""The model card of SUNet, SEA-Net or a Grad-CAM network, before it is measured."""

from __future__ import annotations

from collections.abc import Sequence

from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.models.weights.card import DataSource, ModelCard
from training.export import CODRAS, EYEPACS, IDRID, card_of
from training.grading.grader_options import GraderOptions

_IDRID_SPLIT = (
    "grading/train and segmentation/train less photographs that stand in a test folder; a seventh "
    "for validation"
)
_EYEPACS_SPLIT = "six sevenths of 1,872 patients"
_STARTS = {
    "zoom-in-net-small": (
        "Its trunk starts from zoom-in-net-small's, which was taught with lesion boxes and masks "
        "of the same photographs, so that where it looks was not learnt from grades alone."
    ),
    "imagenet": "Its trunk starts from ImageNet weights.",
    "offline": (
        "Its trunk starts from ImageNet weights of a package; those of VGG-16 were tuned to find "
        "edges."
    ),
    "random": "It starts from random weights.",
}


def grader_card(
    options: GraderOptions, *, masks: bool, limitations: str, oedema_alone: bool = False
) -> ModelCard:
    """Return the card of a network, without thresholds and metrics.

    Parameters
    ----------
    options : GraderOptions
        Options of the run.
    masks : bool
        Whether the network is trained on lesion masks.
    limitations : str
        Limitations of the network; those of its initial weights are appended.
    oedema_alone : bool
        Whether its classes are the grades of oedema instead of retinopathy.

    Returns
    -------
    ModelCard
        The card.
    """
    grades: Sequence[DRGrade | DMEGrade] = list(DMEGrade) if oedema_alone else list(DRGrade)
    return card_of(
        options.name,
        architecture=options.architecture,
        arguments=options.arguments,
        classes=[grade.name.lower() for grade in grades],
        preprocessing=options.preprocessing,
        data=_sources(options, masks=masks),
        recipe=f"retinaview train {options.name} --data DIR --out DIR",
        seed=options.settings.seed,
        licence_of_data=_licence(options, masks=masks),
        intended_use=(
            "Research: a second opinion on diabetic retinopathy in a fundus photograph, and where "
            "it comes from. Not for diagnosis."
        ),
        limitations=f"{limitations} {_STARTS[options.start]}",
    )


def _sources(options: GraderOptions, *, masks: bool) -> list[DataSource]:
    """List the training data, including that of the initial weights."""
    started = options.start == "zoom-in-net-small"
    sources = []
    if options.per_batch[1] or started or masks:
        sources.append(IDRID.model_copy(update={"split": _IDRID_SPLIT}))
    if started:
        boxes = "boxes of the same photographs, through the trunk that it starts from"
        sources.append(CODRAS.model_copy(update={"split": boxes}))
    if options.per_batch[0] or started:
        sources.append(EYEPACS.model_copy(update={"split": _EYEPACS_SPLIT}))
    return sources


def _licence(options: GraderOptions, *, masks: bool) -> str:
    short = {IDRID.name: "IDRiD", CODRAS.name: "boxes", EYEPACS.name: "EyePACS"}
    licences = {EYEPACS.name: "research use"}
    return "; ".join(
        f"{licences.get(source.name, source.licence)} ({short[source.name]})"
        for source in _sources(options, masks=masks)
    )
