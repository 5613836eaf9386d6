"""Screening on a cluster of this machine beside `screen` alone, and with a worker killed halfway.

Run as ``python -m tests.bench cluster [--images N] [--wait SECONDS]``. The network is a stand-in
that waits, as for a GPU, so that a second worker has something to gain on any machine; what is
measured is everything else: tasks, rows, maps.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from retinaview.batch.cluster import BATCH, DaskCluster
from retinaview.batch.cluster_address import connected
from retinaview.batch.findings_file import read_findings
from retinaview.batch.screening import ScreeningProgress, screen
from retinaview.core.findings import Finding, LesionMap
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.imaging.photograph import Photograph
from tests.bench.screening import StandIn, draw

AIM = 0.95
"""Of the photographs per second of `screen` alone, for each worker."""
SIDE_PX = 512
WARM_UP = 4 * BATCH
"""Photographs before the clock starts, while workers begin, and after it stops, while some idle."""


class Waiting(StandIn):
    """Takes its time, and finds a map of one lesion class."""

    def __init__(self, wait_s: float) -> None:
        super().__init__()
        self._wait_s = wait_s

    def analyse(self, photograph: Photograph, **named: object) -> Finding:  # type: ignore[override]
        time.sleep(self._wait_s)
        whole = Box(0, 0, photograph.width, photograph.height)
        probability = np.zeros((photograph.height, photograph.width), np.uint8)
        found = LesionMap(LesionClass.HARD_EXUDATE, probability, whole, 0.5)
        return replace(super().analyse(photograph, **named), lesion_maps=(found,))


def waiting_engine(wait_s: str, _models: tuple[str, ...] | None) -> Waiting:
    """What a worker calls, with the time to wait for a device."""
    return Waiting(float(wait_s))


class Clock:
    """Photographs per second after the warm-up, and something to be done halfway."""

    def __init__(self, halfway: Callable[[], None] = lambda: None) -> None:
        self._halfway = halfway
        self._begin = self._end = 0.0
        self._counted = 0

    def __call__(self, at: ScreeningProgress) -> None:
        if at.done == WARM_UP:
            self._begin = time.perf_counter()
        if at.done == at.total - WARM_UP:
            self._end, self._counted = time.perf_counter(), at.done - WARM_UP
        if at.done == at.total // 2:
            self._halfway()

    @property
    def per_second(self) -> float:
        return self._counted / (self._end - self._begin)


def measure(images: int, wait_s: float) -> dict[str, float]:
    """All runs, each into a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw(folder / "in", images + 2 * WARM_UP, side_px=SIDE_PX)
        alone = Clock()
        screen([folder / "in"], out=folder / "alone", engine=Waiting(wait_s), progress=alone)
        numbers = {"images": images, "wait_s": wait_s, "alone_per_second": alone.per_second}
        for workers in (1, 2):
            clock, _ = _spread(folder, f"of-{workers}", workers, wait_s)
            numbers[f"workers_{workers}_per_second"] = clock.per_second
            numbers[f"workers_{workers}_each_to_alone"] = (
                clock.per_second / workers / alone.per_second
            )
        clock, rows = _spread(folder, "killed", 2, wait_s, kill=True)
        numbers["killed_per_second"] = clock.per_second
        numbers["killed_rows"] = rows
        return numbers


def _spread(
    folder: Path, out: str, workers: int, wait_s: float, *, kill: bool = False
) -> tuple[Clock, int]:
    with connected(f"local:{workers}") as client:
        client.wait_for_workers(workers, timeout=60)
        (pid, *_) = client.run(os.getpid).values()
        clock = Clock(lambda: os.kill(pid, signal.SIGKILL)) if kill else Clock()
        screen(
            [folder / "in"],
            out=folder / out,
            engine=Waiting(wait_s),
            progress=clock,
            cluster=DaskCluster(client, device=str(wait_s), make_engine=waiting_engine),
        )
    images = [row.image for row in read_findings(folder / out)]
    whole = len(images) == len(set(images)) and images == sorted(images)
    return clock, len(images) if whole else 0


def main(arguments: list[str]) -> int:
    """Print the table; 1 where a worker is too slow or a row is missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench cluster")
    parser.add_argument("--images", type=int, default=160)
    parser.add_argument("--wait", type=float, default=0.2, help="seconds of the stand-in")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    found = measure(options.images, options.wait)
    each = [found[f"workers_{workers}_each_to_alone"] for workers in (1, 2)]
    whole = found["killed_rows"] == options.images + 2 * WARM_UP
    met = min(each) >= AIM and whole
    print(
        f"{options.images} photographs, {options.wait:g} s each: screen alone "
        f"{found['alone_per_second']:.2f} a second, 1 worker {found['workers_1_per_second']:.2f}, "
        f"2 workers {found['workers_2_per_second']:.2f} ({each[0]:.2f} and {each[1]:.2f} x alone "
        f"for each, aim {AIM}); one of 2 killed halfway {found['killed_per_second']:.2f}, "
        f"{'every row once' if whole else 'ROWS MISSING'} {'ok' if met else 'MISSED'}"
    )
    if options.json is not None:
        options.json.write_text(json.dumps({"cluster": found}, indent=1))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
