"""The whole analysis of one photograph beside the bare forwards of its networks.

Run as ``python -m tests.bench.pipeline PHOTOGRAPH``; prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import nn

from retinaview.imaging.photograph import read_photograph
from retinaview.inference.device import Device
from retinaview.inference.engine import Engine

ROUNDS = 3

Call = tuple[nn.Module, tuple[Any, ...]]


def _median_seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return float(np.median(times))


def _recorded_calls(engine: Engine, analyse: Callable[[], object]) -> list[Call]:
    """The networks that one analysis calls, and with what."""
    calls: list[Call] = []
    loaded = engine.load()
    networks = [loaded.segmenter.network.module, loaded.grader.network.module]  # type: ignore[union-attr]
    hooks = [n.register_forward_pre_hook(lambda m, x: calls.append((m, x))) for n in networks]
    analyse()
    for hook in hooks:
        hook.remove()
    return calls


@torch.inference_mode()
def _replay(calls: list[Call], device: Device) -> None:
    """The same forwards in the same precision, and nothing else."""
    with torch.autocast(device.kind, torch.bfloat16, enabled=device.precision == "bfloat16"):
        for network, inputs in calls:
            network(*inputs)


def measure(path: Path) -> dict[str, float]:
    photograph = read_photograph(path)
    engine = Engine()
    start = time.perf_counter()
    finding = engine.analyse(photograph)
    first = time.perf_counter() - start
    whole = _median_seconds(lambda: engine.analyse(photograph))
    calls = _recorded_calls(engine, lambda: engine.analyse(photograph))
    bare = _median_seconds(lambda: _replay(calls, engine.load().device))
    return {
        "first_pipeline_s": first,
        "pipeline_s": whole,
        "bare_forwards_s": bare,
        "pipeline_to_bare": whole / bare,
        "read_photograph_ms": 1000 * _median_seconds(lambda: read_photograph(path)),
        "cv2_imread_ms": 1000 * _median_seconds(lambda: cv2.imread(str(path))),
        "pipeline_peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "lesions": len(finding.lesions),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
