"""Which threshold boxes and masks choose."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.models.outputs.lesion_probability import LesionProbability
from retinaview.models.preprocessing import Frame
from retinaview.models.weights.card import read_card
from retinaview.models.weights.files import LoadedModel
from retinaview.models.weights.folders import find
from training.retraining import thresholds
from training.retraining.progress import Progress

EX = LesionClass.HARD_EXUDATE
SIDE = 200
FRAME = Frame(SIDE, SIDE, 0, 0, SIDE, SIDE, SIDE, SIDE, 0, 0, SIDE, SIDE)


@pytest.fixture
def model() -> LoadedModel:
    card = read_card(find("lesion-net-lite1").with_suffix(".json"))
    card = card.model_copy(update={"thresholds": dict.fromkeys(card.classes, 0.3)})
    return LoadedModel(SimpleNamespace(), card)


def answer(model: LoadedModel, *, faint: float, faint_px: int) -> LesionProbability:
    """Twenty certain lesions, and as many spots that are less certain."""
    values = np.zeros((len(model.card.classes), SIDE, SIDE), np.float32)
    plane = values[model.card.classes.index("hard_exudate")]
    for n in range(20):
        x, y = 40 * (n % 5), 40 * (n // 5)
        plane[y + 5 : y + 15, x + 5 : x + 15] = 0.95
        plane[y + 25 : y + 25 + faint_px, x + 25 : x + 25 + faint_px] = faint
    return LesionProbability(values, FRAME)


def chosen(
    model: LoadedModel, marks: list[Mark], found: LesionProbability, monkeypatch: Any, out: Path
) -> dict[str, float]:
    photo = out / "a.png"
    cv2.imwrite(
        str(photo), cv2.circle(np.zeros((SIDE, SIDE, 3), np.uint8), (100, 100), 99, (9, 90, 90), -1)
    )
    monkeypatch.setattr(thresholds, "answers", lambda *_, **__: found)
    labels = LabelledImage("a.png", SIDE, SIDE, marks=tuple(marks))
    new = thresholds.with_own_thresholds(
        model,
        [ReadPhotograph(labels, photo)],
        ["hard_exudate", "haemorrhage"],
        bfloat16=False,
        progress=Progress(out, lambda _: None),
    )
    return new.card.thresholds


def boxes(number: int = 20) -> list[Mark]:
    places = [(40 * (n % 5) + 5, 40 * (n // 5) + 5) for n in range(number)]
    return [Mark.drawn(EX, Box(x, y, 10, 10), author="Anna") for x, y in places]


def test_boxes_choose_the_threshold_above_what_they_leave_out(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = answer(model, faint=0.5, faint_px=2)
    new = chosen(model, boxes(), found, monkeypatch, tmp_path)
    assert new["hard_exudate"] == pytest.approx(0.52)
    assert new["haemorrhage"] == 0.3
    assert model.card.thresholds["hard_exudate"] == 0.3


def test_boxes_do_not_change_the_masks_much(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = answer(model, faint=0.5, faint_px=10)  # half of all pixels
    assert chosen(model, boxes(), found, monkeypatch, tmp_path)["hard_exudate"] == 0.3


def test_few_labels_choose_nothing(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = answer(model, faint=0.5, faint_px=2)
    assert chosen(model, boxes(19), found, monkeypatch, tmp_path)["hard_exudate"] == 0.3


def test_masks_choose_the_highest_dice(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    disc = np.ones((10, 10), bool)
    marks = [
        replace(mark, mask=Mask.of(disc, x=int(mark.box.x), y=int(mark.box.y))) for mark in boxes()
    ]
    found = answer(model, faint=0.5, faint_px=10)
    new = chosen(model, marks, found, monkeypatch, tmp_path)
    assert 0.5 < new["hard_exudate"] <= 0.95
