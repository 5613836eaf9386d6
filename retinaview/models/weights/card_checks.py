"""Check that a model card's values are usable; each error names its field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from retinaview.core.errors import LabelError, ModelError, WeightsError
from retinaview.core.findings import GRADING, LANDMARKS
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.lesions import LesionClass, lesion_class
from retinaview.core.text import shown
from retinaview.models import registry
from retinaview.models.guests.description import check_outputs
from retinaview.models.guests.onnx_file import PARAMETERS
from retinaview.models.network_table import NAME_PATTERN
from retinaview.models.weights.card import ModelCard

MAX_ARGUMENT = 10_000
"""Largest absolute value of a numeric argument; more would take forever to build."""
DECISIONS = ("referable",)
LANDMARK_CLASSES = (LesionClass.OPTIC_DISC, LesionClass.FOVEA)
"""Classes of a landmark network, in the order of its maps."""


def check_card(card: ModelCard) -> None:
    """Check all fields of a card that describe its network, without building the network.

    Raises
    ------
    WeightsError
        For the first wrong field, which it names; the caller adds the file.
    """
    check_name(card.name)
    _check_architecture(card)
    _check_outputs(card)
    if not card.is_onnx:
        _check_arguments(card.arguments)
    _check_classes(card)
    check_preprocessing(card)
    _check_thresholds(card)


def check_name(name: str) -> None:
    """Raise `WeightsError` for a name that is not a valid file name on every platform."""
    if not re.fullmatch(NAME_PATTERN, name):
        allowed = "letters, digits, dot, dash and underscore"
        message = f"{shown(name)} cannot name weights; use {allowed}"
        raise WeightsError(message, field="name")


def check_preprocessing(card: ModelCard) -> None:
    """Raise `WeightsError` for sizes that do not go together or that the network cannot take."""
    made = card.preprocessing
    stride = 1 if card.is_onnx else registry.network(card.architecture).stride
    side = "diameter_px" if made.canvas == "square" else "multiple"
    strides = f"a multiple of {stride} for {card.architecture}, not"
    for field, fine, demand in (
        ("multiple", made.multiple <= made.diameter_px, "at most the diameter, not"),
        ("overlap_px", made.overlap_px < max(made.tile_px, 1), "below tile_px, not"),
        *((name, getattr(made, name) % stride == 0, strides) for name in (side, "tile_px")),
    ):
        if not fine:
            message = f"must be {demand} {getattr(made, field)}"
            raise WeightsError(message, field=f"preprocessing.{field}")


def _check_architecture(card: ModelCard) -> None:
    if card.is_onnx:
        return  # the file is the network
    try:
        spec = registry.network(card.architecture)
    except ModelError as error:
        raise WeightsError(error.message, field="architecture") from error
    if card.task != spec.task:
        message = f"is {shown(card.task)}, but {card.architecture} does {spec.task}"
        raise WeightsError(message, field="task")


def _check_outputs(card: ModelCard) -> None:
    if not card.is_onnx:
        if card.outputs:
            raise WeightsError("are for ONNX files alone", field="outputs")
        return
    if card.arguments.keys() - {PARAMETERS}:
        raise WeightsError("an ONNX file takes none", field="arguments")
    try:
        check_outputs(card.task, card.outputs)
    except ModelError as error:
        raise WeightsError(error.message, field=error.field) from error


def _check_arguments(arguments: Mapping[str, object]) -> None:
    if arguments.get("pretrained"):
        message = "must be false: the network would fetch other weights while it is built"
        raise WeightsError(message, field="arguments.pretrained")
    for name, value in arguments.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, int | float) and not abs(part) <= MAX_ARGUMENT:
                message = f"{part} is out of range (at most {MAX_ARGUMENT:,})"
                raise WeightsError(message, field=f"arguments.{name}")


def _check_classes(card: ModelCard) -> None:
    if len(set(card.classes)) != len(card.classes):
        raise WeightsError("names one class twice", field="classes")
    if card.task == LANDMARKS and card.classes != [*LANDMARK_CLASSES]:
        raise WeightsError(f"must be {' and '.join(LANDMARK_CLASSES)}", field="classes")
    if card.task == GRADING and len(card.classes) not in (len(DRGrade), len(DMEGrade)):
        message = f"names {len(card.classes)} grades; retinopathy has 5, macular oedema 3"
        raise WeightsError(message, field="classes")
    for name in card.lesions:
        try:
            lesion_class(name)
        except LabelError as error:
            raise WeightsError(error.message, field="classes") from error


def _check_thresholds(card: ModelCard) -> None:
    lesions = card.lesions
    for name in card.thresholds:
        if name not in (*card.classes, *lesions, *DECISIONS):
            raise WeightsError("is neither a class nor a decision", field=f"thresholds.{name}")
    for name in lesions:
        if name not in card.thresholds:
            raise WeightsError("is missing", field=f"thresholds.{name}")
