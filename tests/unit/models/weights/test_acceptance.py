"""Weights from elsewhere: what is accepted, and the sentence for everything that is not."""

from __future__ import annotations

import hashlib
import json
import pickle
import struct
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, WeightsError
from retinaview.models import registry
from retinaview.models.weights import files
from retinaview.models.weights.acceptance import check_weights
from retinaview.models.weights.card import read_card


@pytest.fixture
def copied(tiny_weights: Path, tmp_path: Path) -> Path:
    """A folder with copies that a test may spoil."""
    for file in tiny_weights.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def check(folder: Path, stem: str = "ganet", /, **changes: object) -> None:
    """Check weights of the folder with a changed card."""
    path = folder / f"{stem}.safetensors"
    card = path.with_suffix(".json")
    if changes:
        changed = folder / "changed" / card.name
        changed.parent.mkdir(exist_ok=True)
        changed.write_text(json.dumps(json.loads(card.read_text()) | changes))
        card = changed
    check_weights(path, read_card(card), card_path=card)


def refused(folder: Path, stem: str = "ganet", /, **changes: object) -> WeightsError:
    with pytest.raises(WeightsError) as caught:
        check(folder, stem, **changes)
    assert "\n" not in str(caught.value)
    assert caught.value.path is not None
    assert caught.value.path.stem == stem
    return caught.value


def spoil(folder: Path, name: str, tensor: str, value: torch.Tensor) -> None:
    """Replace one tensor, and keep the card's SHA-256 right."""
    path = folder / f"{name}.safetensors"
    save_file(load_file(path) | {tensor: value}, path)
    card = json.loads(path.with_suffix(".json").read_text())
    card["weights_sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".json").write_text(json.dumps(card))


def test_sound_weights_of_every_kind_of_network_are_accepted(tiny_sources: Path) -> None:
    kinds = {path.stem for path in tiny_sources.glob("*.safetensors")} - {"oedema"}
    assert len(kinds) >= 5
    for kind in kinds:
        check(tiny_sources, kind)


def test_a_check_is_stopped_in_the_midst_of_the_networks_answer(tiny_weights: Path) -> None:
    path = tiny_weights / "ganet.safetensors"
    card = read_card(path.with_suffix(".json"))
    done: list[None] = []

    def run(stop_at: int) -> None:
        class Stop(CancelToken):
            def raise_if_cancelled(self) -> None:
                done.append(None)
                if len(done) == stop_at:
                    raise Cancelled

        done.clear()
        check_weights(path, card, card_path=path, cancel=Stop())

    run(0)
    steps = len(done)
    network = registry.build_as_card_says("ganet", card.arguments)
    assert steps > sum(not list(layer.children()) for layer in network.modules())
    for number in (1, steps // 2, steps):
        with pytest.raises(Cancelled):
            run(number)
        assert len(done) == number


def test_a_network_for_oedema_alone_names_three_grades(tiny_sources: Path) -> None:
    check(tiny_sources, "oedema")
    error = refused(tiny_sources, "oedema", classes=[*"01234"], thresholds={})
    assert error.field == "classes"
    assert "5 classes, the network answers with 3" in error.message


def test_full_precision_is_accepted(copied: Path) -> None:
    path = copied / "ganet.safetensors"
    values = {key: value.float() if value.is_floating_point() else value
              for key, value in load_file(path).items()}  # fmt: skip
    save_file(values, path)
    check(copied, weights_sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def preprocessing(name: str, **changes: object) -> dict[str, Any]:
    made: dict[str, Any] = {"diameter_px": 128, "colour": "field"}
    if name != "ganet":
        made = {"diameter_px": 128, "canvas": "square"}
    return {"preprocessing": made | changes}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": "../x"}, "name", "cannot name weights"),
        ({"name": ""}, "name", "cannot name weights"),
        ({"architecture": "nonsense"}, "architecture", "unknown network 'nonsense'"),
        ({"task": "grading"}, "task", "ganet does segmentation"),
        ({"arguments": {"shape": 1}}, "arguments.shape", "has no argument 'shape'"),
        ({"arguments": {"outputs": "many"}}, "arguments", "cannot be built"),
        ({"arguments": {"outputs": 10**12}}, "arguments.outputs", "at most 10,000"),
        ({"arguments": {"widths": [8, 10**9]}}, "arguments.widths", "at most 10,000"),
        ({"arguments": {"pretrained": True}}, "arguments.pretrained", "other weights"),
        ({"classes": ["hard_exudate", "naevus"]}, "classes", "unknown class 'naevus'"),
        ({"classes": ["hard_exudate", "hard_exudate"]}, "classes", "twice"),
        (
            {"thresholds": {"hard_exudate": 1.5}},
            "thresholds.hard_exudate",
            "less than or equal to 1",
        ),
        ({"thresholds": {"hard_exudate": 0.5}}, "thresholds.haemorrhage", "is missing"),
        ({"thresholds": {"fovea": 0.5}}, "thresholds.fovea", "neither a class"),
        (preprocessing("ganet", size=1), "preprocessing.size", "knows no such field"),
        (preprocessing("ganet", diameter_px="128"), "preprocessing.diameter_px", "integer"),
        (preprocessing("ganet", diameter_px=10**6), "preprocessing.diameter_px", "equal to 4096"),
        (preprocessing("ganet", canvas="round"), "preprocessing.canvas", "'square'"),
        (preprocessing("ganet", multiple=0), "preprocessing.multiple", "equal to 1"),
        (preprocessing("ganet", multiple=10), "preprocessing.multiple", "a multiple of 16"),
        (preprocessing("ganet", tile_px=100), "preprocessing.tile_px", "a multiple of 16"),
        (
            preprocessing("ganet", tile_px=64, overlap_px=64),
            "preprocessing.overlap_px",
            "below tile_px",
        ),
        (preprocessing("ganet", mean=[0.5]), "preprocessing.mean.1", "required"),
        (preprocessing("ganet", std=[1.0, 0.0, 1.0]), "preprocessing.std.1", "greater than 0"),
        (preprocessing("ganet", sigma=float("nan")), "preprocessing.sigma", "finite number"),
        (preprocessing("ganet", limit=-1.0), "preprocessing.limit", "greater than 0"),
    ],
)
def test_every_fault_of_a_segmentation_card_is_named(
    copied: Path, changes: dict[str, object], field: str, sentence: str
) -> None:
    error = refused(copied, **changes)
    assert error.field == field
    assert sentence in error.message
    assert str(error.path).endswith("ganet.json")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"classes": ["a", "b", "c", "d"]}, "classes", "4 grades"),
        ({"reading": {"temperature": 0.0}}, "reading.temperature", "greater than 0"),
        ({"reading": {"temperature": "warm"}}, "reading.temperature", "number"),
        ({"reading": {"response": "loud"}}, "reading.response", "'lesions'"),
        ({"reading": {"patch_share": 0.0}}, "reading.patch_share", "greater than 0"),
        ({"reading": {"zoom": 1e9}}, "reading.zoom", "equal to 8"),
        ({"reading": {"region_share": 2.0}}, "reading.region_share", "equal to 1"),
        ({"reading": {"region_count": 9}}, "reading.region_count", "equal to 4"),
        ({"reading": {"mood": 1}}, "reading.mood", "knows no such field"),
        ({"reading": {"lesions": "all"}}, "reading.lesions", "array"),
        ({"reading": {"lesions": ["freckle"]}}, "reading.lesions", "unknown class 'freckle'"),
        ({"reading": {"heads": []}}, "reading.heads", "at least 1"),
        ({"reading": {"heads": ["main", "tail"]}}, "reading.heads.1", "'pair'"),
        ({"reading": {"heads_together": "pair"}}, "reading.heads_together", "array"),
        ({"reading": {"combination": "max"}}, "reading.heads.0", "'main'"),
        ({"thresholds": {"referable": -0.1}}, "thresholds.referable", "equal to 0"),
    ],
)
def test_every_fault_of_a_grading_card_is_named(
    copied: Path, changes: dict[str, object], field: str, sentence: str
) -> None:
    error = refused(copied, "zoom-in-net-small", **changes)
    assert error.field == field
    assert sentence in error.message


def test_another_number_of_classes_is_refused(copied: Path) -> None:
    two = {"classes": ["hard_exudate", "haemorrhage"]}
    error = refused(copied, **two, thresholds=dict.fromkeys(two["classes"], 0.5))
    assert error.field == "classes"
    assert "2 classes, the network has 3" in error.message


def test_a_network_whose_answer_is_not_what_the_card_names_is_refused(copied: Path) -> None:
    """No argument says how many lesions the default has; its answer does."""
    torch.manual_seed(0)
    small = {"groups": 4, "widths": [4, 8, 8]}
    one = read_card(copied / "ganet.json").model_copy(update={"arguments": small})
    files.save(copied / "ganet.safetensors", registry.build("ganet", **small), one)
    error = refused(copied)
    assert error.field == "classes"
    assert "3 classes, the network answers with 1" in error.message


def test_a_grader_of_other_grades_is_refused(copied: Path) -> None:
    torch.manual_seed(0)
    card = read_card(copied / "zoom-in-net-small.json")
    card = card.model_copy(update={"arguments": card.arguments | {"dme_grades": 4}})
    module = registry.build_as_card_says(card.architecture, card.arguments)
    files.save(copied / "zoom-in-net-small.safetensors", module, card)
    error = refused(copied, "zoom-in-net-small")
    assert error.field == "arguments"
    assert "4 grades of macular oedema, not 3" in error.message


def test_the_card_of_another_network_is_refused_without_loading_anything(copied: Path) -> None:
    path = copied / "ganet.safetensors"
    (copied / "ganet.json").write_bytes((copied / "zoom-in-net-small.json").read_bytes())
    error = refused(copied)
    assert error.path == path
    assert "is missing" in error.message


def test_an_oversized_network_is_refused_by_its_shapes_before_it_takes_memory(copied: Path) -> None:
    """Sixteen terabytes of weights, were they made."""
    oversized = {"groups": 4, "widths": [10_000] * 5, "outputs": 3}
    error = refused(copied, arguments=oversized)
    assert error.path == copied / "ganet.safetensors"


def test_not_a_number_is_refused_by_the_tensors_name(copied: Path) -> None:
    broken = torch.full((3,), float("nan"), dtype=torch.float16)
    spoil(copied, "ganet", "head.bias", broken)
    error = refused(copied)
    assert error.field == "head.bias"
    assert "not finite" in error.message


def test_finite_weights_with_an_answer_that_is_not_are_refused(copied: Path) -> None:
    path = copied / "ganet.safetensors"
    running = next(key for key in load_file(path) if key.endswith("running_var"))
    width = len(load_file(path)[running])
    spoil(copied, "ganet", running, torch.full((width,), -1.0, dtype=torch.float16))
    error = refused(copied)
    assert "answer to a phantom is not finite" in error.message


class Trap:
    """Touches a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Path.touch, (str(self.path),))


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_a_pickle_under_another_name_is_refused_and_not_run(copied: Path, protocol: int) -> None:
    trap = copied / "ran"
    (copied / "ganet.safetensors").write_bytes(pickle.dumps(Trap(trap), protocol))
    assert "pickle" in refused(copied).message
    assert not trap.exists()


def test_a_checkpoint_of_torch_is_refused(copied: Path) -> None:
    torch.save(nn.Linear(2, 2).state_dict(), copied / "ganet.safetensors")
    assert "pickle" in refused(copied).message


@pytest.mark.parametrize("length", [0, 4, 8, 100, 2000, -1])
def test_a_truncated_file_is_refused(copied: Path, length: int) -> None:
    path = copied / "ganet.safetensors"
    path.write_bytes(path.read_bytes()[:length])
    assert "damaged" in refused(copied).message


@pytest.mark.parametrize("header", [10**6, 2**40, 2**63])
def test_a_header_of_excessive_length_is_refused(copied: Path, header: int) -> None:
    (copied / "ganet.safetensors").write_bytes(struct.pack("<Q", header) + b"{}" * 50)
    assert "damaged" in refused(copied).message


def test_a_tensor_of_excessive_size_is_refused(copied: Path) -> None:
    shape = {"head.bias": {"dtype": "F16", "shape": [2**40], "data_offsets": [0, 2**41]}}
    text = json.dumps(shape).encode()
    (copied / "ganet.safetensors").write_bytes(struct.pack("<Q", len(text)) + text)
    assert "damaged" in refused(copied).message


def test_an_altered_file_is_refused(copied: Path) -> None:
    path = copied / "ganet.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    assert refused(copied).field == "weights_sha256"


@pytest.mark.parametrize(
    "architecture",
    ["unet", "sea-net", "sunet", "sunet-early", "gradcam-vgg16", "gradcam-inception-v3"],
)
def test_networks_are_built_without_memory(architecture: str) -> None:
    """So that excessive sizes cost nothing, for whichever kind of network they are."""
    with torch.device("meta"):
        module = registry.build(architecture)
    assert {value.device.type for value in module.state_dict().values()} == {"meta"}
