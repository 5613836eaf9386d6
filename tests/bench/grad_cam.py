"""Grad-CAM beside the `grad-cam` package on the same network: time per image, and the maps.

Run as ``python -m tests.bench grad_cam [--names NAME ...]``. Ours explains all five grades, the
package the one that it is asked for, so the comparison favours the package.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch

from retinaview.models import registry
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.outputs.grad_cam import grad_cam
from tests.bench.networks import adapt_normalisation, phantom, timed

ROUNDS = 5
GRADE = 3
LARGEST_DIFFERENCE = 1e-3
"""Of maps that the package scales to 0-1."""
MISSING = "needs the `grad-cam` package: pip install grad-cam"


def measure(name: str, *, rounds: int = ROUNDS) -> dict[str, Any]:
    """Seconds of both, the least of several turns, and the largest difference of their maps."""
    from pytorch_grad_cam import GradCAM
    from pytorch_grad_cam.utils.image import scale_cam_image
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

    torch.manual_seed(0)
    network = registry.build(name)
    assert isinstance(network, GradCamNetwork)
    height, width = registry.network(name).input_size
    image = torch.from_numpy(phantom(height, width))[None]
    adapt_normalisation(network, image)
    targets = [ClassifierOutputTarget(GRADE)]
    theirs_s, ours_s = [], []
    with GradCAM(model=network, target_layers=[network.features]) as package:
        for _ in range(rounds):
            seconds, theirs = timed(lambda: package(input_tensor=image, targets=targets))
            theirs_s.append(seconds)
            seconds, ours = timed(lambda: grad_cam(network, image, layer=network.features))
            ours_s.append(seconds)
    # The package scales each layer's map, then their mean once more: enlarging took its peak.
    scaled = scale_cam_image(scale_cam_image(ours.maps[:, GRADE].numpy(), (width, height)))
    return {
        "name": name,
        "package_s": min(theirs_s),
        "ours_s": min(ours_s),
        "difference": float(np.abs(scaled - theirs).max()),
    }


def main(arguments: list[str]) -> int:
    """Print the table; 1 where ours is slower or differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench grad_cam")
    every = [name for name in registry.names() if name.startswith("gradcam-")]
    parser.add_argument("--names", nargs="+", default=every, metavar="NAME")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if importlib.util.find_spec("pytorch_grad_cam") is None:
        print(f"Grad-CAM beside the package: {MISSING}")
        return 1
    print("Grad-CAM of one image, plain float32, milliseconds")
    print(f"{'network':32}{'package':>10}{'ours':>8}{'largest difference':>20}")
    found, missed = [], False
    for name in options.names:
        row = measure(name)
        found.append(row)
        wrong = row["ours_s"] > row["package_s"] or row["difference"] > LARGEST_DIFFERENCE
        missed |= wrong
        times = f"{1000 * row['package_s']:10.0f}{1000 * row['ours_s']:8.0f}"
        verdict = "MISSED" if wrong else "ok"
        print(f"{name:32}{times}{row['difference']:20.1e}  {verdict}", flush=True)
    if options.json is not None:
        options.json.write_text(json.dumps({"grad_cam": found}, indent=1))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
