"""Pictures of the photographs on which new weights lose most, old and new side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from retinaview.core.geometry import FloatArray, box_array
from retinaview.core.lesions import STYLES, LesionClass
from retinaview.core.whole_files import write_atomically
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.models.outputs.lesion_probability import LesionProbability
from retinaview.models.weights.files import LoadedModel
from training.retraining.examples import Image, marked
from training.retraining.tallies import Tallies, candidates_of

_MOST, _PICTURE_PX = 6, 700
Pair = tuple[Tallies, Tallies]
"""Old and new on one photograph."""


class WorstCases:
    """Keeps the photographs on which the new network loses most, as pictures side by side."""

    def __init__(self, out: Path, old: LoadedModel, new: LoadedModel) -> None:
        self._out, self._models = out, (old, new)
        self._kept: list[tuple[float, str, Image]] = []

    def consider(
        self,
        photograph: ReadPhotograph,
        rgb: Image,
        names: Sequence[str],
        found: Sequence[LesionProbability],
        tallies: dict[str, Pair],
    ) -> None:
        """Keep a photograph if it is among the worst so far."""
        loss = sum(_errors(tallies[name][1]) - _errors(tallies[name][0]) for name in names)
        if len(self._kept) == _MOST and loss <= self._kept[-1][0]:
            return
        picture = self._picture(photograph, rgb, names, found)
        self._kept.append((loss, photograph.labels.image, picture))
        self._kept.sort(key=lambda each: -each[0])
        del self._kept[_MOST:]

    def write(self) -> None:
        """Write the pictures, the worst first."""
        self._out.mkdir(parents=True, exist_ok=True)
        for n, (_, _, picture) in enumerate(self._kept, start=1):
            content = cv2.imencode(".jpg", np.ascontiguousarray(picture[..., ::-1]))[1]
            write_atomically(self._out / f"worst_{n}.jpg", content.tobytes())

    def _picture(
        self,
        photograph: ReadPhotograph,
        rgb: Image,
        names: Sequence[str],
        found: Sequence[LesionProbability],
    ) -> Image:
        """Return the photograph twice, old left and new right; the reader's boxes are white."""
        scale = _PICTURE_PX / max(rgb.shape[:2])
        small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        sides = []
        for model, probability in zip(self._models, found, strict=True):
            side = np.asarray(small, np.uint8).copy()
            for name in names:
                threshold = model.card.thresholds[name]
                boxes, _ = candidates_of(model, probability, name, threshold=threshold)
                _draw(side, box_array(marked(photograph, name)) * scale, (255, 255, 255), margin=3)
                _draw(side, boxes * scale, STYLES[LesionClass(name)].colour, margin=1)
            sides.append(side)
        return np.concatenate(sides, axis=1)


def _errors(tallies: Tallies) -> int:
    """Return the boxes missed and false candidates at the threshold."""
    return int((tallies.shown.found_at < 0).sum() + (~tallies.shown.is_true).sum())


def _draw(image: Image, boxes: FloatArray, colour: tuple[int, int, int], *, margin: int) -> None:
    for x, y, width, height in boxes:
        start = round(x) - margin, round(y) - margin
        end = round(x + width) + margin, round(y + height) + margin
        cv2.rectangle(image, start, end, colour, 1)
