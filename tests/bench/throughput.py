"""A long screening run: photographs per second, and the share of time that networks run.

Run as ``python -m tests.bench throughput [--device DEVICE] [--images N] [--jobs N]``. On a GPU the
networks' time is the GPU's own, between CUDA events around every call of a network.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn

from retinaview.batch.screening import screen
from retinaview.inference.engine import Engine
from tests.bench import photographs

BUSY_AIM = 0.8
"""Of the time of a run on a GPU."""
NEEDS_CUDA = (
    "throughput on a GPU needs an NVIDIA GPU and its driver, and a torch that was built for it: "
    "torch.cuda.is_available() is False here"
)


class NetworkClock:
    """Adds up the time inside of networks, the device's own time where it is a GPU."""

    def __init__(self, networks: list[nn.Module], *, cuda: bool) -> None:
        self._cuda = cuda
        self._spans: list[tuple[Any, Any]] = []
        self._depth = 0
        for network in networks:
            network.register_forward_pre_hook(self._begin)
            network.register_forward_hook(self._end, always_call=True)

    @property
    def seconds(self) -> float:
        if not self._cuda:
            return sum(end - begin for begin, end in self._spans)
        torch.cuda.synchronize()
        return sum(begin.elapsed_time(end) for begin, end in self._spans) / 1000

    def _now(self) -> Any:
        if not self._cuda:
            return time.perf_counter()
        event = torch.cuda.Event(enable_timing=True)
        event.record()
        return event

    def _begin(self, *_: object) -> None:
        if self._depth == 0:
            self._begun = self._now()
        self._depth += 1

    def _end(self, *_: object) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._spans.append((self._begun, self._now()))


def measure(device: str, *, images: int, jobs: int) -> dict[str, Any]:
    """Screen drawn photographs of a camera's size; the networks are loaded and warm before."""
    engine = Engine(device=device)
    with tempfile.TemporaryDirectory() as folder:
        paths = _photographs(Path(folder), images)
        screen(paths[:1], out=Path(folder) / "warm", engine=engine, jobs=1)
        loaded = engine.load()
        clock = NetworkClock(_called(loaded), cuda=loaded.device.kind == "cuda")
        start = time.perf_counter()
        summary = screen(paths[1:], out=Path(folder) / "out", engine=engine, jobs=jobs)
        wall = time.perf_counter() - start
    assert not summary.failures, summary.failures
    return {
        "device": loaded.device.label,
        "is_gpu": loaded.device.kind == "cuda",
        "images": images,
        "images_per_s": images / wall,
        "busy": clock.seconds / wall,
    }


def _called(loaded: Any) -> list[nn.Module]:
    """Modules that an analysis calls: the networks, and C-Net, which is called by itself."""
    modules = [each.network.module for each in (loaded.segmenter, loaded.grader) if each]
    crops = [getattr(module, "crop", None) for module in modules]
    return [*modules, *(crop for crop in crops if isinstance(crop, nn.Module))]


def _photographs(folder: Path, images: int) -> list[Path]:
    """One to warm up, and `images`: files of a few drawings under many names."""
    drawn = photographs.draw(Path(tempfile.gettempdir()) / "retinaview-bench")
    made = folder / "photographs"
    made.mkdir()
    paths = []
    for number in range(images + 1):
        paths.append(made / f"Q{number}_OD.jpg")
        shutil.copyfile(drawn[number % len(drawn)], paths[-1])
    return paths


def main(arguments: list[str]) -> int:
    """Print one line; 1 where a GPU waits for too long, 2 where it was asked for and is missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench throughput")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--images", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=max(2, (os.cpu_count() or 2) - 1))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if options.device == "cuda" and not torch.cuda.is_available():
        print(NEEDS_CUDA)
        return 2
    found = measure(options.device, images=options.images, jobs=options.jobs)
    missed = found["is_gpu"] and found["busy"] < BUSY_AIM
    print(
        f"screen of {found['images']} photographs of 4288x2848 px on {found['device']}, "
        f"{options.jobs} jobs: {found['images_per_s']:.2f} per second, "
        f"networks busy {found['busy']:.0%} of the time",
        f"(aim {BUSY_AIM:.0%}) {'MISSED' if missed else 'ok'}" if found["is_gpu"] else "",
    )
    if options.json is not None:
        options.json.write_text(json.dumps({"throughput": found}, indent=1))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
