"""How long the canvas takes to show a frame of a large photograph with every overlay on.

`measure()` builds the scene from seeded noise, so it needs no photograph; times are milliseconds.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtWidgets import QApplication

from retinaview.core.findings import HeatMap, LesionMap, Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance
from retinaview.imaging.halvings import Halvings
from retinaview.imaging.views import Appearance, View
from retinaview.ui.canvas import FundusCanvas, Layer
from retinaview.ui.workers import stop_all

WIDTH, HEIGHT = 4288, 2848
VIEW = 1600, 1000
FRAMES = 120
MARKS = 500
CLASSES = (
    LesionClass.MICROANEURYSM,
    LesionClass.HAEMORRHAGE,
    LesionClass.HARD_EXUDATE,
    LesionClass.COTTON_WOOL_SPOT,
)


def _photograph(random: np.random.Generator) -> np.ndarray:
    coarse = random.integers(0, 256, (HEIGHT // 16, WIDTH // 16, 3), dtype=np.uint8)
    return cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)


def lesion_map(lesion: LesionClass, random: np.random.Generator) -> LesionMap:
    """Some two hundred blobs."""
    seeds = (random.random((996, 1500)) > 0.99985).astype(np.float32)
    blurred = cv2.GaussianBlur(seeds, (0, 0), 4)
    probability = np.clip(blurred * (600 / blurred.max()), 0, 255).astype(np.uint8)
    return LesionMap(lesion, probability, Box(0, 0, WIDTH, HEIGHT), 0.5)


def _marks(random: np.random.Generator) -> tuple[Mark, ...]:
    run = Provenance("ganet", "1", "0" * 64, threshold=0.5, score=0.8)
    marks = []
    for index, (x, y, side) in enumerate(random.random((MARKS, 3)).tolist()):
        box = Box(round(x * (WIDTH - 200)), round(y * (HEIGHT - 200)), *[10 + round(side * 80)] * 2)
        lesion = CLASSES[index % len(CLASSES)]
        drawn = index % 2 == 0
        marks.append(
            Mark.drawn(lesion, box, author="reader")
            if drawn
            else Mark.proposed(lesion, box, provenance=run)
        )
    return tuple(marks)


def _full_canvas() -> FundusCanvas:
    random = np.random.default_rng(7)
    canvas = FundusCanvas()
    canvas.resize(*VIEW)
    canvas.show()
    canvas.set_photograph(Halvings(_photograph(random)))
    canvas.set_marks(_marks(random))
    heat = random.random((16, 16)).astype(np.float32)
    canvas.set_heat_map(HeatMap("zoom-in-net", "DR 2", heat, Box(300, 0, 3600, HEIGHT)))
    canvas.set_lesion_maps(tuple(lesion_map(lesion, random) for lesion in CLASSES))
    boxes = (Box(1000, 800, 500, 500), Box(2500, 1500, 500, 500))
    canvas.set_regions(tuple(Region(box, 0.9, rank) for rank, box in enumerate(boxes, 1)))
    for layer in Layer:
        canvas.set_layer_visible(layer, True)
    QApplication.processEvents()
    return canvas


def _frames(step: Callable[[int], None], frames: Iterable[int]) -> dict[str, float]:
    """Time of a step and the painting that follows: wall clock, and this thread's own."""
    times, own = [], []
    for index in frames:
        start, own_start = time.perf_counter(), time.thread_time()
        step(index)
        QApplication.processEvents()
        times.append(1000 * (time.perf_counter() - start))
        own.append(1000 * (time.thread_time() - own_start))
    return {
        "own_ms": float(np.median(own)),
        "median_ms": float(np.median(times)),
        "p95_ms": float(np.percentile(times, 95)),
        "worst_ms": float(np.max(times)),
    }


def _pan(canvas: FundusCanvas) -> Callable[[int], None]:
    def step(index: int) -> None:
        sign = 1 if index < FRAMES // 2 else -1
        across, down = canvas.horizontalScrollBar(), canvas.verticalScrollBar()
        across.setValue(across.value() + sign * 13)
        down.setValue(down.value() + sign * 7)

    return step


def measure() -> dict[str, dict[str, float]]:
    """Milliseconds per frame for each thing that a reader does all day."""
    app = QApplication.instance() or QApplication([])
    canvas = _full_canvas()
    result = {"repaint_fitted": _frames(lambda _: canvas.viewport().update(), range(FRAMES))}

    def zoom(index: int) -> None:
        canvas.zoom_by(1.03 if index < FRAMES // 2 else 1 / 1.03)

    result["zoom"] = _frames(zoom, range(FRAMES))
    for scale in (0.5, 1.0, 3.0):
        canvas.zoom_to(scale)
        canvas.viewport().repaint()
        result[f"pan_at_{scale:g}"] = _frames(_pan(canvas), range(FRAMES))
    for name, scale in (("fitted", 0.0), ("at_1", 1.0)):
        canvas.fit() if scale == 0 else canvas.zoom_to(scale)
        result[f"brightness_{name}"] = _frames(
            lambda i: canvas.set_appearance(Appearance(brightness=i / 500)), range(1, 60)
        )
    canvas.fit()
    result["threshold"] = _frames(
        lambda i: canvas.set_lesion_threshold(LesionClass.HARD_EXUDATE, 0.3 + i / 200),
        range(60),
    )
    result["first_clahe"] = _frames(
        lambda _: canvas.set_appearance(Appearance(view=View.CLAHE)), range(1)
    )
    canvas.zoom_to(1.0)
    result["first_clahe_at_1"] = _frames(lambda _: canvas.viewport().update(), range(1))
    result["hover"] = _frames(
        lambda i: canvas._overlays.marks.set_hovered(canvas._overlays.all_marks[i].id),
        range(60),
    )
    stop_all(canvas.workers, timeout_s=10)
    canvas.close()
    canvas.deleteLater()
    app.processEvents()
    return result


if __name__ == "__main__":
    print(json.dumps(measure()))
