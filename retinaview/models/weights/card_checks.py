"""Check that a model card's values are usable; each error names its field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from retinaview.core.errors import LabelError, ModelError, WeightsError
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.lesions import lesion_class
from retinaview.core.text import shown
from retinaview.models import registry
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import ModelCard, first_fault

MAX_ARGUMENT = 10_000
"""Largest absolute value of a numeric argument; more would take forever to build."""
DIAMETERS_PX = (32, 4096)
DECISIONS = ("referable",)
Made = TypeVar("Made")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def check_card(card: ModelCard) -> None:
    """Check all fields of a card that describe its network, without building the network.

    Raises
    ------
    WeightsError
        For the first wrong field, which it names; the caller adds the file.
    """
    check_name(card.name)
    _check_architecture(card)
    _check_arguments(card.arguments)
    _check_classes(card)
    check_preprocessing(card)
    _check_thresholds(card)


def check_name(name: str) -> None:
    """Raise `WeightsError` for a name that is not a valid file name on every platform."""
    if not _NAME.fullmatch(name):
        allowed = "letters, digits, dot, dash and underscore"
        message = f"{shown(name)} cannot name weights; use {allowed}"
        raise WeightsError(message, field="name")


def check_preprocessing(card: ModelCard) -> None:
    """Raise `WeightsError` for wrong types or ranges, or sizes that the network cannot take."""
    Preprocessing.from_dict(card.preprocessing)
    made = typed(Preprocessing, card.preprocessing, "preprocessing")
    for field, fine, demand in _demands(made):
        if not fine:
            raise WeightsError(f"must be {demand}", field=f"preprocessing.{field}")
    stride = registry.network(card.architecture).stride
    side = "diameter_px" if made.canvas == "square" else "multiple"
    for name in (side, "tile_px"):
        if getattr(made, name) % stride:
            message = f"must be a multiple of {stride} for {card.architecture}"
            raise WeightsError(
                f"{message}, not {getattr(made, name)}", field=f"preprocessing.{name}"
            )


def typed(kind: type[Made], values: dict[str, Any], field: str) -> Made:
    """Build a dataclass from a card's values, without converting types (text to numbers, say)."""
    try:
        return TypeAdapter(kind).validate_json(json.dumps(values, allow_nan=False), strict=True)
    except ValidationError as error:
        part, reason = first_fault(error)
        raise WeightsError(f"is wrong: {reason}", field=f"{field}.{part}") from error
    except ValueError as error:
        raise WeightsError("holds a number that is not finite", field=field) from error


def _demands(made: Preprocessing) -> Iterator[tuple[str, bool, str]]:
    """Yield each field, whether its value is valid, and the requirement in words."""
    low, high = DIAMETERS_PX
    yield "diameter_px", low <= made.diameter_px <= high, f"between {low} and {high}"
    yield "multiple", 1 <= made.multiple <= made.diameter_px, "between 1 and the diameter"
    yield "std", min(made.std) > 0, "above zero"
    yield "sigma", 0 < made.sigma <= 1, "above 0 and at most 1"
    yield "limit", made.limit > 0, "above zero"
    yield "tile_px", 0 <= made.tile_px <= high, f"between 0 and {high}"
    overlap = 0 <= made.overlap_px < max(made.tile_px, 1)
    yield "overlap_px", overlap, "at least 0 and below tile_px"
    yield "rim_share", 0 <= made.rim_share < 1, "at least 0 and below 1"


def _check_architecture(card: ModelCard) -> None:
    try:
        spec = registry.network(card.architecture)
    except ModelError as error:
        raise WeightsError(error.message, field="architecture") from error
    if card.task != spec.task:
        message = f"is {shown(card.task)}, but {card.architecture} does {spec.task}"
        raise WeightsError(message, field="task")


def _check_arguments(arguments: dict[str, Any]) -> None:
    if arguments.get("pretrained"):
        message = "must be false: the network would fetch other weights while it is built"
        raise WeightsError(message, field="arguments.pretrained")
    for name, value in arguments.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, int | float) and not abs(part) <= MAX_ARGUMENT:
                message = f"{part} is out of range (at most {MAX_ARGUMENT:,})"
                raise WeightsError(message, field=f"arguments.{name}")


def lesion_names(card: ModelCard) -> list[str]:
    """Return the lesion classes that a network segments, alone or besides grading."""
    if card.task == "segmentation":
        return card.classes
    named = card.grade_options.get("lesions", [])
    if not isinstance(named, list):
        raise WeightsError("must be a list of lesions", field="reading.lesions")
    return [str(name) for name in named]


def _check_classes(card: ModelCard) -> None:
    if len(set(card.classes)) != len(card.classes):
        raise WeightsError("names one class twice", field="classes")
    if card.task != "segmentation" and len(card.classes) not in (len(DRGrade), len(DMEGrade)):
        message = f"names {len(card.classes)} grades; retinopathy has 5, macular oedema 3"
        raise WeightsError(message, field="classes")
    field = "classes" if card.task == "segmentation" else "reading.lesions"
    for name in lesion_names(card):
        try:
            lesion_class(name)
        except LabelError as error:
            raise WeightsError(error.message, field=field) from error


def _check_thresholds(card: ModelCard) -> None:
    lesions = lesion_names(card)
    for name, value in card.thresholds.items():
        if not 0 <= value <= 1:
            message = f"must be a probability between 0 and 1, not {value}"
            raise WeightsError(message, field=f"thresholds.{name}")
        if name not in (*card.classes, *lesions, *DECISIONS):
            raise WeightsError("is neither a class nor a decision", field=f"thresholds.{name}")
    for name in lesions:
        if name not in card.thresholds:
            raise WeightsError("is missing", field=f"thresholds.{name}")
