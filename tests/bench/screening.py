"""Screening a hundred thousand tiny photographs: linear in time, flat in memory.

Run as ``python -m tests.bench screening [--images N]``. The network is a stand-in that answers at
once, so that what is measured is everything else.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import psutil

from retinaview.batch.screening import ScreeningProgress, screen
from retinaview.core.findings import Finding, GradeProbabilities, ModelIdentity, Quality
from retinaview.imaging.photograph import Photograph
from retinaview.inference.engine import Engine

TIME_AIM = 1.5
"""Of the last tenth's time a photograph over the second tenth's."""
MEMORY_AIM_MIB = 64.0
"""Between the first tenth and the end: the names of a hundred thousand photographs."""
SIDE_PX = 32


class StandIn(Engine):
    """Finds the same in every photograph."""

    identities = (ModelIdentity("grading", "stand-in", "1", "ab" * 32),)  # type: ignore[assignment]
    pairs_eyes = False  # type: ignore[assignment]
    referable_threshold = 0.5  # type: ignore[assignment]

    def __init__(self) -> None:
        pass

    def load(self) -> None:  # type: ignore[override]
        pass

    def look_ahead(self, photograph: Photograph) -> None:
        pass

    def analyse(self, _: Photograph, **named: object) -> Finding:  # type: ignore[override]  # noqa: ARG002
        grades = GradeProbabilities((0.5, 0.2, 0.1, 0.1, 0.1))
        return Finding(Quality(0.9, gradable=True), grades=grades, models=self.identities)


@dataclass
class Watch:
    """Time and memory at every tenth of a run."""

    total: int
    seconds: list[float] = field(default_factory=lambda: [time.perf_counter()])
    mib: list[float] = field(default_factory=lambda: [_mib()])

    def __call__(self, at: ScreeningProgress) -> None:
        if at.done % (self.total // 10) == 0:
            self.seconds.append(time.perf_counter())
            self.mib.append(_mib())


def _mib() -> float:
    return float(psutil.Process().memory_info().rss / 2**20)


def measure(images: int) -> dict[str, float]:
    """A first run and one that finds everything done."""
    with tempfile.TemporaryDirectory() as folder:
        photographs, out = Path(folder) / "in", Path(folder) / "out"
        draw(photographs, images)
        watch, begin = Watch(images), time.perf_counter()
        screen([photographs], out=out, engine=StandIn(), progress=watch)
        first = time.perf_counter() - begin
        spans = np.diff(watch.seconds)
        again = time.perf_counter()
        reused = screen([photographs], out=out, engine=StandIn()).reused
        assert reused == images
        return {
            "images": images,
            "ms_per_image": 1000 * first / images,
            "ms_per_image_again": 1000 * (time.perf_counter() - again) / images,
            "last_to_second_tenth": float(spans[-1] / spans[1]),
            "grown_mib": watch.mib[-1] - watch.mib[1],
        }


def draw(folder: Path, images: int, *, side_px: int = SIDE_PX) -> None:
    """Draw noise as PNG."""
    folder.mkdir()
    random = np.random.default_rng(0)
    for number in range(images):
        rgb = random.integers(0, 256, (side_px, side_px, 3), np.uint8)
        cv2.imwrite(str(folder / f"{number:06}.png"), rgb)


def main(arguments: list[str]) -> int:
    """Print one line; 1 where time or memory grow."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench screening")
    parser.add_argument("--images", type=int, default=100_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    found = measure(options.images)
    met = found["last_to_second_tenth"] <= TIME_AIM and found["grown_mib"] <= MEMORY_AIM_MIB
    print(
        f"screen of {options.images} tiny photographs: {found['ms_per_image']:.2f} ms each, "
        f"{found['ms_per_image_again']:.2f} ms where done; last tenth / second "
        f"{found['last_to_second_tenth']:.2f} (aim {TIME_AIM}), memory grew by "
        f"{found['grown_mib']:.0f} MiB (aim {MEMORY_AIM_MIB:.0f}) {'ok' if met else 'MISSED'}"
    )
    if options.json is not None:
        options.json.write_text(json.dumps({"screening": found}, indent=1))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
