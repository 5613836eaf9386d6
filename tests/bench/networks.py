"""Every network: seconds per image through the program's path beside plain float32 eager mode.

Run as ``python -m tests.bench networks [--names NAME ...] [--device DEVICE] [--runtimes NAME ...]
[--rounds N]``. Both take turns, and the least time of each counts. A name that has weights means
those; any other network of the registry has random ones, and its batch normalisation is adapted to
the image, so that the numbers inside are as large as in a trained one.
"""

from __future__ import annotations

import argparse
import copy
import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from retinaview.core.grades import DRGrade
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.inference.device import DEVICES, RUNTIMES, Device, choose_device
from retinaview.inference.network import Network
from retinaview.inference.sources import sources
from retinaview.models import registry
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.networks.sea_net import AttendedGrades
from retinaview.models.networks.sunet import SUNetOutput
from retinaview.models.networks.zoom_in_net import ZoomInOutput
from retinaview.models.outputs.grad_cam import GradCam, grad_cam
from retinaview.models.weights import files
from retinaview.models.weights.card import ModelCard
from retinaview.models.weights.files import LoadedModel
from retinaview.phantoms import make_phantom

ROUNDS = 5
TIMES_FASTER_WITH_MATRIX_UNITS = 5.0
LARGEST_PROBABILITY_DIFFERENCE = 0.03


@dataclass(frozen=True)
class Timing:
    """One network's numbers; `differences` of probabilities and, of their largest value, maps.

    `spread` is the longest of the plain network's times over the least: the machine's own noise.
    """

    name: str
    runtime: str
    input: str
    plain_s: float
    first_s: float
    second_s: float
    app_s: float
    spread: float
    probability_difference: float
    map_difference: float
    notes: tuple[str, ...]

    @property
    def times_faster(self) -> float:
        return self.plain_s / self.app_s

    def misses(self, times_faster: float) -> list[str]:
        """What is not as it should be."""
        wrong = {
            f"{self.times_faster:.2f} x is under {times_faster:g} x": (
                self.times_faster < times_faster
            ),
            "the second image is slower than the first": (
                self.second_s > self.first_s * self.spread
            ),
            "probabilities differ": self.probability_difference > LARGEST_PROBABILITY_DIFFERENCE,
        }
        return [*(text for text, is_wrong in wrong.items() if is_wrong), *self.notes]


def with_weights() -> list[str]:
    """All that have weights, by the names that `retinaview models` and README.md give them."""
    return [source.name for source in sources() if source.has_weights]


def network_names() -> list[str]:
    """All that have weights, then all others that are registered."""
    return list(dict.fromkeys([*with_weights(), *registry.names()]))


def runtimes(device: str) -> list[str]:
    """Torch, and OpenVINO where it would run; last the one that the program takes by itself."""
    return list(dict.fromkeys(("torch", choose_device(device, runtime="auto").runtime)))


def aim(device: Device) -> float:
    """How many times faster the program's path should be here, when it may choose the runtime."""
    if device.runtime != runtimes(device.kind)[-1]:
        return 1.0
    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    has_units = device.kind == "cuda" or bool(capabilities.get("amx_bf16"))
    return TIMES_FASTER_WITH_MATRIX_UNITS if has_units else 1.0


def measure(name: str, device: Device, *, rounds: int = ROUNDS) -> Timing:
    """Time one network both ways, and compare what it says."""
    loaded, image = _trained(name) if name in with_weights() else _random(name)
    plain = copy.deepcopy(loaded.module).to(device.kind)
    contiguous = image.to(device.kind)
    network = Network(loaded, device)
    layout = contiguous.to(memory_format=torch.channels_last)
    took: dict[str, list[float]] = {"plain": [], "app": []}
    with torch.inference_mode():
        expected = _answer(plain, contiguous)
        for _ in range(rounds):
            seconds, said = timed(lambda: network.run(lambda module: _answer(module, layout)))
            took["app"].append(seconds)
            took["plain"].append(timed(lambda: plain(contiguous))[0])
    probability, maps = _differences(said, expected)
    first, second, *_ = took["app"]
    return Timing(
        name=name,
        runtime=device.runtime,
        input="x".join(map(str, image.shape[2:])),
        plain_s=min(took["plain"]),
        first_s=first,
        second_s=second,
        app_s=min(took["app"]),
        spread=max(took["plain"]) / min(took["plain"]),
        probability_difference=probability,
        map_difference=maps,
        notes=network.notes,
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    start = time.perf_counter()
    result = work()
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return time.perf_counter() - start, result


def phantom(height: int, width: int) -> np.ndarray:
    """Float32 (3, H, W): a drawn eye, normalised to about -2 to 2."""
    rgb = make_phantom(7, dr=DRGrade.SEVERE, height_px=512).rgb
    scaled = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray((scaled.transpose(2, 0, 1) / 255 - 0.5) / 0.25, np.float32)


def _random(name: str) -> tuple[LoadedModel, Tensor]:
    torch.manual_seed(0)
    module = registry.build(name)
    image = torch.from_numpy(phantom(*registry.network(name).input_size))[None]
    adapt_normalisation(module, image)
    return LoadedModel(module, ModelCard.model_construct(name=name)), image


def adapt_normalisation(module: nn.Module, image: Tensor) -> None:
    """Give batch normalisation the statistics of an image and its mirror image."""
    normalisations = [part for part in module.modules() if isinstance(part, nn.BatchNorm2d)]
    for part in normalisations:
        part.momentum = 1.0
    with torch.no_grad():
        module.train()(torch.cat([image, image.flip(3)]))
    module.eval()


def _trained(name: str) -> tuple[LoadedModel, Tensor]:
    loaded = files.load(name)
    rgb = make_phantom(7, dr=DRGrade.SEVERE, height_px=1424).rgb
    fov = find_field_of_view(rgb)
    assert fov is not None
    prepared = loaded.card.preprocessing.prepare(rgb, fov)
    return loaded, torch.from_numpy(prepared.image)[None]


def _answer(module: nn.Module, image: Tensor) -> Any:
    """The output; with maps where they are not a part of it."""
    if isinstance(module, GradCamNetwork):
        return grad_cam(module, image, layer=module.features)
    return module(image)


def _differences(said: Any, expected: Any) -> tuple[float, float]:
    """The largest of probabilities, and the largest of maps as a share of their maximum."""
    (ours, our_maps), (theirs, their_maps) = _read(said), _read(expected)
    probability = [float((a - b).abs().max()) for a, b in zip(ours, theirs, strict=True)]
    maps = [
        float((a - b).abs().max() / b.abs().max().clamp_min(1e-12))
        for a, b in zip(our_maps, their_maps, strict=True)
    ]
    return max(probability), max(maps, default=0.0)


def _read(output: Any) -> tuple[list[Tensor], list[Tensor]]:
    """Probabilities and maps of whatever a network returns."""
    match output:
        case ZoomInOutput():
            logits = (output.main.logits, output.attention.logits)
            return [scores.float().softmax(dim=1) for scores in logits], [output.attention.gated]
        case AttendedGrades():
            return [output.logits.float().softmax(dim=1)], [output.attention]
        case GradCam():
            return [output.logits.float().softmax(dim=1)], [output.maps]
        case SUNetOutput():
            graded = [grades for grades in (output.dr, output.dme) if grades is not None]
            lesions = [] if output.lesions is None else [output.lesions.softmax(dim=1)]
            probabilities = [grades.logits.softmax(dim=1) for grades in graded]
            return [*probabilities, *lesions], [grades.maps for grades in graded]
        case (Tensor() as maps, Tensor() as absent):  # landmarks
            logits = torch.cat([maps.flatten(2), absent[..., None]], dim=2)
            return [logits.float().softmax(dim=2)], []
    return [output.sigmoid()], []


def _print_header(devices: list[Device], rounds: int) -> None:
    print(f"One image on {', '.join(device.label for device in devices)}; least of {rounds}, ms")
    print(f"{'network':28}{'runtime':>9}{'input':>10}{'plain':>8}{'first':>8}{'second':>8}", end="")
    print(f"{'app':>8}{'faster':>9}{'largest difference of':>24}")
    print(f"{'':88}{'probability':>12}{'maps':>12}", flush=True)


def _print_row(timing: Timing, misses: list[str]) -> None:
    times = (timing.plain_s, timing.first_s, timing.second_s, timing.app_s)
    cells = "".join(f"{1000 * seconds:8.0f}" for seconds in times)
    print(f"{timing.name:28}{timing.runtime:>9}{timing.input:>10}{cells}", end="")
    print(f"{timing.times_faster:7.2f} x", end="")
    print(f"{timing.probability_difference:12.1e}{timing.map_difference:12.1e}", end="")
    print("  ok" if not misses else f"  MISSED: {'; '.join(misses)}", flush=True)


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    made = argparse.ArgumentParser(prog="python -m tests.bench networks")
    names = network_names()
    made.add_argument("--names", nargs="+", default=names, choices=names, metavar="NAME")
    made.add_argument("--device", default="cpu", choices=DEVICES)
    made.add_argument("--runtimes", nargs="+", choices=RUNTIMES, metavar="NAME")
    made.add_argument("--rounds", type=int, default=ROUNDS)
    made.add_argument("--json", type=Path)
    return made


def main(arguments: list[str]) -> int:
    """Print the table; 1 where an aim is missed."""
    options = parser().parse_args(arguments)
    names = options.runtimes or runtimes(options.device)
    devices = [choose_device(options.device, runtime=name) for name in names]
    _print_header(devices, options.rounds)
    missed, found = False, []
    for name, device in product(options.names, devices):
        timing = measure(name, device, rounds=options.rounds)
        gc.collect()  # a module and the hooks on it hold each other
        misses = timing.misses(aim(device))
        missed |= bool(misses)
        found.append(asdict(timing) | {"times_faster": timing.times_faster})
        _print_row(timing, misses)
    if options.json is not None:
        options.json.write_text(json.dumps({"networks": found}, indent=1))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
