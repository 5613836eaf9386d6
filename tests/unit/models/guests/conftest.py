"""A U-Net of somebody else's, as an ONNX file with its card and as a package."""

from __future__ import annotations

import hashlib
import json
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from retinaview.models.guests.packages import guests
from retinaview.models.weights import folders

CARD: dict[str, Any] = {
    "format_version": 1, "name": "clinic-unet", "version": "1", "architecture": "onnx",
    "arguments": {}, "classes": ["hard_exudate", "haemorrhage"], "task": "segmentation",
    "paper": "", "data": [], "licence_of_data": "ours", "recipe": "", "commit": "", "seed": 0,
    "created": "2026-11-30", "preprocessing": {"diameter_px": 64, "canvas": "square"},
    "reading": {}, "thresholds": {"hard_exudate": 0.5, "haemorrhage": 0.5}, "metrics": [],
    "chance": {}, "intended_use": "tests", "limitations": "random",
    "outputs": [{"kind": "masks", "name": "lesions"}],
}  # fmt: skip
PACKAGE = """
from retinaview.models.guests import Guest, Output

def build(width=4):
    import torch
    from torch import nn

    class Shallow(nn.Module):
        def __init__(self):
            super().__init__()
            self.features = nn.Sequential(nn.Conv2d(3, width, 3, padding=1), nn.BatchNorm2d(width))
            self.grade = nn.Linear(width, 5)

        def forward(self, image):
            found = self.features(image).relu()
            return {"grade": self.grade(found.mean((2, 3))), "where": found.mean(1, True).sigmoid()}

    return Shallow()

network = Guest(
    title="Shallow", paper="Somebody 2026", task="grading", builder=build, stride=16,
    outputs=(Output("dr_grades", "grade"), Output("attention", "where")),
)
wrong = Guest(title="Wrong", task="grading", builder=build, outputs=(Output("masks"),))
nothing = 3
"""
ENTRIES = """[retinaview.networks]
shallow = shallow_net:network
wrong-outputs = shallow_net:wrong
no-guest = shallow_net:nothing
broken = shallow_net.missing:network
ganet = shallow_net:network
"""


class UNet(nn.Module):
    """Two scales."""

    def __init__(self, classes: int = 2) -> None:
        super().__init__()
        self.fine, self.coarse = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(4, 8, 3, padding=1)
        self.up, self.out = nn.ConvTranspose2d(8, 4, 2, 2), nn.Conv2d(8, classes, 1)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        fine = self.fine(image).relu()
        coarse = self.coarse(nn.functional.max_pool2d(fine, 2)).relu()
        logits: torch.Tensor = self.out(torch.cat([fine, self.up(coarse)], dim=1))
        return logits


def write_onnx(module: nn.Module, path: Path, *, side: int = 64, free: bool = False) -> None:
    pytest.importorskip("onnx")
    axes = {name: {2: "h", 3: "w"} for name in ("image", "lesions")} if free else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), (torch.zeros(1, 3, side, side),), str(path), dynamo=False,
            input_names=["image"], output_names=["lesions"], dynamic_axes=axes,
        )  # fmt: skip


WriteCard = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, empty."""
    folder = tmp_path / "own"
    monkeypatch.setattr(folders, "shipped_folder", lambda: tiny_weights)
    monkeypatch.setattr(folders, "user_folder", lambda: folder)
    return folder


@pytest.fixture
def unet(tmp_path: Path) -> Path:
    """An exported U-Net that takes 64 x 64 pixels."""
    torch.manual_seed(0)
    path = tmp_path / "made" / "unet.onnx"
    path.parent.mkdir()
    write_onnx(UNet(), path)
    write_card(path)
    return path


def write_card(path: Path, **changes: object) -> Path:
    card = path.with_suffix(".json")
    card.write_text(json.dumps(CARD | changes))
    return card


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed package with a network; and with entry points that are of no use."""
    site = tmp_path / "site"
    info = site / "shallow_net-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "shallow_net.py").write_text(PACKAGE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shallow-net\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRIES)
    monkeypatch.syspath_prepend(str(site))
    guests.cache_clear()
    yield site
    guests.cache_clear()
    sys.modules.pop("shallow_net", None)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
