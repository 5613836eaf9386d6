"""Check that weights from elsewhere match their card and run; imports torch."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import ModelError, WeightsError
from retinaview.core.findings import LANDMARKS, SEGMENTATION
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.guard import guard
from retinaview.core.text import shown
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.models import registry
from retinaview.models.guests.network import GuestNetwork
from retinaview.models.guests.onnx_file import check_fits, read_onnx
from retinaview.models.layers import before_every_layer
from retinaview.models.outputs.dispatch import grade_photograph
from retinaview.models.outputs.landmarks import find_landmarks
from retinaview.models.outputs.lesion_probability import predict_probability
from retinaview.models.weights.card import ModelCard
from retinaview.models.weights.card_checks import check_card
from retinaview.models.weights.files import LoadedModel, load_file
from retinaview.models.weights.header import Shapes, read_shapes
from retinaview.phantoms import make_phantom

PHANTOM_SEED = 3
PHANTOM_HEIGHT_PX = 256
SEGMENTED_SIDE_PX = 320


def check_weights(
    path: Path, card: ModelCard, *, card_path: Path | str, cancel: CancelToken | None = None
) -> None:
    """Check weights and their card thoroughly enough to use them.

    Checks the card's values, then the names and shapes of the tensors against a network built on
    the meta device, so that excessive sizes cost no memory, then the tensors' values; last, it runs
    the network on a phantom.

    Parameters
    ----------
    path : Path
        The weights.
    card : ModelCard
        Their card.
    card_path : Path or str
        Path or address of the card, named in errors.
    cancel : CancelToken, optional
        Checked between steps and before every layer of the network.

    Raises
    ------
    Cancelled
        On request.
    WeightsError
        For the first fault found; names the file and the field.
    """
    cancel = cancel or CancelToken()
    if card.is_onnx:
        _check_onnx(path, card, card_path)
    else:
        _check_tensors(path, card, card_path)
    cancel.raise_if_cancelled()
    loaded = load_file(path, card)
    cancel.raise_if_cancelled()
    try:
        with before_every_layer(loaded.module, cancel.raise_if_cancelled):
            _check_answer(loaded)
    except WeightsError as error:
        raise WeightsError(error.message, path=path, field=error.field) from error


def _check_tensors(path: Path, card: ModelCard, card_path: Path | str) -> None:
    shapes = read_shapes(path)
    try:
        check_card(card)
        expected = _expected_shapes(card)
    except WeightsError as error:
        raise WeightsError(error.message, path=card_path, field=error.field) from error
    _check_shapes(shapes, expected, path)


def _check_onnx(path: Path, card: ModelCard, card_path: Path | str) -> None:
    file = read_onnx(path)
    made = card.preprocessing
    try:
        check_card(card)
        check_fits(file, card.outputs, side_px=made.tile_px or made.diameter_px, path=path)
        if file.side is not None and made.canvas != "square":
            message = "must be square, because the file takes images of one size"
            raise WeightsError(message, field="preprocessing.canvas")
    except WeightsError as error:
        raise WeightsError(error.message, path=card_path, field=error.field) from error


def _expected_shapes(card: ModelCard) -> Shapes:
    try:
        with torch.device("meta"):
            module = registry.build_as_card_says(card.architecture, card.arguments)
    except ModelError as error:
        message = f"the network cannot be built with these: {error.message}"
        raise WeightsError(message, field=error.field or "arguments") from error
    return {name: tuple(tensor.shape) for name, tensor in module.state_dict().items()}


def _check_shapes(found: Shapes, expected: Shapes, path: Path) -> None:
    for name in [*expected, *found]:
        if name not in found or name not in expected:
            state = "is missing" if name not in found else "is not part of this network"
            raise WeightsError(f"the weight {shown(name)} {state}", path=path, field=name)
        if found[name] != expected[name]:
            message = f"has shape {found[name]}, the network needs {expected[name]}"
            raise WeightsError(f"the weight {shown(name)} {message}", path=path, field=name)


def _check_answer(loaded: LoadedModel) -> None:
    """Run the network on a phantom and check its output."""
    card = loaded.card
    try:
        with guard(ModelError, None, "it cannot", say_why=True):
            answers = _answers(loaded)
    except ModelError as error:
        message = f"the network fails on a phantom: {error.message}"
        raise WeightsError(message, field="weights") from error
    if not all(np.isfinite(answer).all() for answer in answers.values()):
        message = "the network's answer to a phantom is not finite"
        raise WeightsError(message, field="weights")
    _check_counts(card, {name: len(answer) for name, answer in answers.items()})


def _check_counts(card: ModelCard, counts: dict[str, int]) -> None:
    """Compare the sizes of the network's outputs with the card; its classes come first."""
    first = next(iter(counts))
    if counts[first] != len(card.classes):
        message = f"the card names {len(card.classes)} classes, the network answers with"
        raise WeightsError(f"{message} {counts[first]} ({first})", field="classes")
    for disease, wanted in (("retinopathy", len(DRGrade)), ("macular oedema", len(DMEGrade))):
        if counts.get(disease, wanted) != wanted:
            message = f"the network has {counts[disease]} grades of {disease}, not {wanted}"
            raise WeightsError(message, field="arguments")
    lesions = len(card.lesions)
    if counts.get("lesions", 0) != lesions:
        message = f"the card names {lesions} lesions, the network maps {counts.get('lesions', 0)}"
        raise WeightsError(message, field="reading.lesions")


def _answers(loaded: LoadedModel) -> dict[str, NDArray[np.float32]]:
    """Return the network's outputs for a phantom; those of the card's classes come first."""
    rgb, fov = _phantom()
    preprocessing = loaded.card.preprocessing
    if loaded.card.task == SEGMENTATION:
        if isinstance(loaded.module, GuestNetwork):  # may take one size alone
            return {"lesions": predict_probability(loaded.module, preprocessing, rgb, fov).values}
        # A small input is fast, and any multiple of the stride will do.
        side = min(preprocessing.diameter_px, SEGMENTED_SIDE_PX)
        small = replace(preprocessing, diameter_px=side, canvas="box")
        return {"lesions": predict_probability(loaded.module, small, rgb, fov).values}
    if loaded.card.task == LANDMARKS:
        found = find_landmarks(loaded.module, preprocessing, rgb, fov)
        places = [[place.x, place.y] for place in (found.disc, found.fovea)]
        return {"landmarks": np.array(places, np.float32)}
    grade_options = loaded.card.grade_options
    graded = grade_photograph(loaded.module, preprocessing, grade_options, rgb, fov)
    answers = {"retinopathy": graded.dr, "macular oedema": graded.dme, "lesions": graded.lesions}
    given = {name: values for name, values in answers.items() if values is not None}
    return {name: values for name, values in given.items() if len(values)} | {
        "response": graded.response
    }


@cache
def _phantom() -> tuple[NDArray[np.uint8], FieldOfView]:
    rgb = make_phantom(PHANTOM_SEED, height_px=PHANTOM_HEIGHT_PX).rgb
    fov = find_field_of_view(rgb)
    assert fov is not None  # every phantom has one
    return rgb, fov
