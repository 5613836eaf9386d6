"""ONNX files: added, run, removed; and one clear sentence for each that cannot be used."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from torch import nn

from retinaview.core.errors import Cancelled, WeightsError
from retinaview.imaging.photograph import read_photograph
from retinaview.inference.engine import Engine
from retinaview.inference.sources import sources
from retinaview.models.guests import onnx_network
from retinaview.models.guests.onnx_network import OnnxNetwork
from retinaview.models.weights import folders
from retinaview.models.weights.files import load
from retinaview.models.weights.own_weights import add_weights, remove_weights
from retinaview.phantoms import make_phantom
from tests.unit.models.guests.conftest import UNet, sha256, write_card, write_onnx

onnx = pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")


def refused(path: Path, own: Path) -> WeightsError:
    with pytest.raises(WeightsError) as caught:
        add_weights(path)
    assert "\n" not in str(caught.value)
    assert not own.exists() or not list(own.iterdir())
    return caught.value


def test_a_file_is_added_listed_and_removed(own: Path, unet: Path) -> None:
    add_weights(unet)
    assert {file.name for file in own.iterdir()} == {"clinic-unet.onnx", "clinic-unet.json"}
    (source,) = (each for each in sources() if each.name == "clinic-unet")
    count = sum(weight.numel() for weight in UNet().parameters())
    assert (source.parameters, source.input_size, source.fault) == (count, (64, 64), "")
    assert source.sha256 == sha256(unet)
    with pytest.raises(WeightsError, match="already"):
        add_weights(unet)
    add_weights(unet, replace=True)
    remove_weights("clinic-unet")
    assert not list(own.iterdir())


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("runtime", ["onnxruntime", "openvino"])
def test_it_answers_as_torch_does(
    unet: Path, runtime: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(runtime)
    if runtime == "openvino":
        monkeypatch.setattr(onnx_network, "_runtime", onnx_network._OpenVino)
    add_weights(unet)
    torch.manual_seed(0)
    expected, image = UNet().eval(), torch.randn(2, 3, 64, 64)
    found = load("clinic-unet").module(image)
    assert torch.allclose(found, expected(image), atol=1e-4)


@pytest.mark.usefixtures("own")
def test_the_engine_maps_lesions_with_it(unet: Path, tmp_path: Path) -> None:
    add_weights(unet)
    path = tmp_path / "eye.png"
    cv2.imwrite(str(path), np.ascontiguousarray(make_phantom(3, height_px=256).rgb[..., ::-1]))
    finding = Engine(device="cpu").ask(read_photograph(path), "clinic-unet")
    assert [str(each.lesion) for each in finding.lesion_maps] == ["hard_exudate", "haemorrhage"]
    assert [model.name for model in finding.models] == ["clinic-unet"]
    assert not finding.notes


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"outputs": []}, "outputs", "none"),
        ({"outputs": [{"kind": "horses"}]}, "outputs.0.kind", "wrong"),
        ({"outputs": [{"kind": "masks", "name": "x"}]}, "outputs.0.name", "there are lesions"),
        ({"task": "prophecy"}, "task", "segmentation, grading or landmarks"),
        ({"classes": ["hard_exudate"]}, "weights", r"\(1, 2, 64, 64\), not \(1, 1, 64, 64\)"),
        ({"preprocessing": {"diameter_px": 96, "canvas": "square"}}, "preprocessing", "64 x 64"),
        ({"preprocessing": {"diameter_px": 64}}, "preprocessing.canvas", "square"),
        ({"thresholds": {}}, "thresholds", "missing"),
        ({"architecture": "ganet"}, "architecture", "'?onnx'?"),
        ({"intended_use": 3}, "intended_use", "wrong"),
    ],
)
def test_a_wrong_card_is_named_with_its_field(
    own: Path, unet: Path, changes: dict[str, Any], field: str, says: str
) -> None:
    write_card(unet, **changes)
    if "architecture" not in changes and changes.get("classes"):
        write_card(unet, **changes, thresholds={"hard_exudate": 0.5})
    error = refused(unet, own)
    assert str(error.field).startswith(field)
    with pytest.raises(WeightsError, match=says):
        raise error


def test_a_card_without_a_field_names_it(own: Path, unet: Path) -> None:
    card = json.loads(unet.with_suffix(".json").read_text())
    del card["preprocessing"]
    unet.with_suffix(".json").write_text(json.dumps(card))
    assert refused(unet, own).field == "preprocessing"


def test_values_that_are_not_finite_are_refused(own: Path, unet: Path) -> None:
    broken = UNet()
    nn.init.constant_(broken.out.weight, float("nan"))
    write_onnx(broken, unet)
    assert "clinic-unet: the output 'lesions' is not finite" in str(refused(unet, own))


def test_what_is_no_probability_is_refused(own: Path, unet: Path) -> None:
    write_card(unet, outputs=[{"kind": "masks", "name": "lesions", "values": "probabilities"}])
    assert "is no probability" in str(refused(unet, own))


@pytest.mark.parametrize("version", [3, 99])
def test_an_unknown_operator_set_is_named(own: Path, unet: Path, version: int) -> None:
    model = onnx.load(unet)
    model.opset_import[0].version = version
    onnx.save_model(model, unet)
    assert f"operator set {version}; 9 to" in str(refused(unet, own))


def test_operators_of_others_are_refused(own: Path, unet: Path) -> None:
    model = onnx.load(unet)
    model.opset_import.append(onnx.helper.make_opsetid("com.evil", 1))
    onnx.save_model(model, unet)
    assert "com.evil" in str(refused(unet, own))


def test_damaged_files_are_refused(own: Path, unet: Path) -> None:
    content = unet.read_bytes()
    for spoilt in (b"", b"not a network", content[: len(content) // 2]):
        unet.write_bytes(spoilt)
        assert "damaged or not an ONNX file" in str(refused(unet, own))
    unet.unlink()
    assert "unet.onnx" in str(refused(unet, own))


def split(path: Path, location: str) -> None:
    """Move the weights into a file of their own, and say that it lies elsewhere."""
    model = onnx.load(path)
    onnx.save_model(model, path, save_as_external_data=True, location="unet.data", size_threshold=0)
    model = onnx.load(path, load_external_data=False)
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location":
                entry.value = location
    path.write_bytes(model.SerializeToString())


@pytest.mark.parametrize("location", ["../outside.data", "/etc/hostname", "link.data"])
def test_data_outside_the_folder_are_never_read(own: Path, unet: Path, location: str) -> None:
    split(unet, location)
    outside = unet.parent.parent / "outside.data"
    (unet.parent / "unet.data").rename(outside)
    (unet.parent / "link.data").symlink_to(outside)
    error = refused(unet, own)
    assert "lie outside its folder" in str(error)
    write_card(unet, weights_sha256=sha256(unet))
    with pytest.raises(WeightsError, match="cannot load it"):  # named by its path, unchecked
        load(unet)


def test_data_beside_the_file_become_part_of_it(own: Path, unet: Path) -> None:
    expected = load_again(unet)
    remove_weights("clinic-unet")
    split(unet, "unet.data")
    assert torch.equal(load_again(unet), expected)
    assert {file.name for file in own.iterdir()} == {"clinic-unet.onnx", "clinic-unet.json"}


def load_again(unet: Path) -> torch.Tensor:
    add_weights(unet)
    torch.manual_seed(1)
    found: torch.Tensor = load("clinic-unet").module(torch.randn(1, 3, 64, 64))
    return found


def test_missing_data_are_named(own: Path, unet: Path) -> None:
    split(unet, "unet.data")
    (unet.parent / "unet.data").unlink()
    assert "'unet.data' are missing" in str(refused(unet, own))


@pytest.mark.usefixtures("own")
def test_an_altered_file_is_not_run(unet: Path) -> None:
    path = add_weights(unet)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(WeightsError, match="SHA-256 differs"):
        load("clinic-unet")


def test_weights_of_the_other_kind_are_not_replaced(
    own: Path, unet: Path, tiny_weights: Path
) -> None:
    add_weights(unet)
    path = tiny_weights / "ganet.safetensors"
    with pytest.raises(WeightsError, match="remove them first"):
        add_weights(path, name="clinic-unet", replace=True)
    assert list(folders.weights_files([own])) == ["clinic-unet"]


def test_a_run_is_stopped_in_its_midst(unet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = OnnxNetwork(unet.read_bytes(), unet)
    running, stopped = threading.Event(), threading.Event()

    class Slow:
        def run(self, _: object) -> dict[str, object]:
            running.set()
            stopped.wait(10)
            return {}

        def stop(self) -> None:
            stopped.set()

    monkeypatch.setattr(network, "_runtime", Slow())

    def poll() -> None:
        if running.is_set():
            raise Cancelled

    network.poll = poll
    with pytest.raises(Cancelled):
        network(torch.zeros(1, 3, 64, 64))
    assert stopped.is_set()
