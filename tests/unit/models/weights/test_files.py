from __future__ import annotations

import hashlib
import pickle
from datetime import date
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from retinaview.core.errors import WeightsError
from retinaview.models import registry
from retinaview.models.weights import files, folders
from retinaview.models.weights.card import ModelCard

SMALL = {"outputs": 2, "widths": [4, 8], "groups": 4}


def card(**changes: object) -> ModelCard:
    values: dict[str, object] = {
        "name": "toy",
        "version": "1.0",
        "architecture": "ganet",
        "arguments": SMALL,
        "classes": ["haemorrhage", "hard_exudate"],
        "task": "segmentation",
        "paper": "none",
        "data": [],
        "licence_of_data": "CC0",
        "recipe": "none",
        "commit": "0",
        "seed": 0,
        "created": date(2024, 2, 29),
        "preprocessing": {"diameter_px": 64},
        "thresholds": {"haemorrhage": 0.5, "hard_exudate": 0.5},
        "metrics": [],
        "chance": {},
        "intended_use": "tests",
        "limitations": "all",
    }
    return ModelCard.model_validate(values | changes)


def network() -> nn.Module:
    torch.manual_seed(0)
    return registry.build("ganet", **SMALL)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "toy.safetensors"
    files.save(path, network(), card())
    return path


def rewrite(path: Path, tensors: dict[str, Tensor]) -> None:
    """Replace the tensors and keep the card's SHA-256 right."""
    save_file(tensors, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    files.write_card(path.with_suffix(".json"), card(weights_sha256=digest))


def test_a_saved_network_gives_the_same_answer(saved: Path) -> None:
    loaded = files.load(saved)
    image = torch.randn(1, 3, 32, 32)
    torch.testing.assert_close(loaded.module(image), network().eval()(image), atol=1e-2, rtol=1e-2)
    assert not loaded.module.training
    assert loaded.card.weights_sha256 == hashlib.sha256(saved.read_bytes()).hexdigest()


def test_floating_weights_are_stored_in_half_precision(saved: Path) -> None:
    types = {tensor.dtype for tensor in load_file(saved).values() if tensor.is_floating_point()}
    assert types == {torch.float16}


def test_a_truncated_file_is_one_sentence(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:1000])
    with pytest.raises(WeightsError, match="damaged") as caught:
        files.load(saved)
    assert caught.value.path == saved


def test_an_empty_file_is_refused(saved: Path) -> None:
    saved.write_bytes(b"")
    with pytest.raises(WeightsError, match="damaged"):
        files.load(saved)


def test_a_pickle_is_refused_and_not_run(saved: Path, tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (Path.touch, (str(tmp_path / "ran"),))

    saved.write_bytes(pickle.dumps(Trap()))
    with pytest.raises(WeightsError, match="damaged"):
        files.load(saved)
    assert not (tmp_path / "ran").exists()


def test_an_altered_file_is_refused(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    content[-1] ^= 1
    saved.write_bytes(bytes(content))
    with pytest.raises(WeightsError) as caught:
        files.load(saved)
    assert caught.value.field == "weights_sha256"


def test_another_networks_weights_are_named(saved: Path) -> None:
    tensors = load_file(saved)
    tensors["stranger"] = tensors.pop("head.bias")
    rewrite(saved, tensors)
    with pytest.raises(WeightsError, match=r"'head\.bias' is missing"):
        files.load(saved)


def test_a_weight_too_many_is_named(saved: Path) -> None:
    rewrite(saved, load_file(saved) | {"stranger": torch.zeros(1)})
    with pytest.raises(WeightsError, match=r"'stranger' is not part"):
        files.load(saved)


def test_another_number_of_classes_is_named_with_both_shapes(saved: Path) -> None:
    rewrite(saved, load_file(saved) | {"head.bias": torch.zeros(5)})
    with pytest.raises(WeightsError, match=r"'head\.bias' has shape \(5,\).*\(2,\)"):
        files.load(saved)


def test_weights_that_are_not_finite_are_named(saved: Path) -> None:
    rewrite(saved, load_file(saved) | {"head.bias": torch.tensor([0.0, float("nan")])})
    with pytest.raises(WeightsError, match=r"'head\.bias'.*not finite"):
        files.load(saved)


def test_weights_beyond_half_precision_are_not_written(tmp_path: Path) -> None:
    module = network()
    nn.init.constant_(module.get_parameter("head.bias"), 1e6)
    with pytest.raises(WeightsError, match=r"head\.bias"):
        files.save(tmp_path / "toy.safetensors", module, card())
    assert not list(tmp_path.iterdir())


def test_a_card_must_name_a_known_network(saved: Path) -> None:
    digest = hashlib.sha256(saved.read_bytes()).hexdigest()
    unknown = card(architecture="nonsense", weights_sha256=digest)
    files.write_card(saved.with_suffix(".json"), unknown)
    with pytest.raises(WeightsError, match="nonsense") as caught:
        files.load(saved)
    assert caught.value.field == "architecture"


def test_a_card_must_name_every_class(saved: Path) -> None:
    digest = hashlib.sha256(saved.read_bytes()).hexdigest()
    short = card(classes=["haemorrhage"], weights_sha256=digest)
    files.write_card(saved.with_suffix(".json"), short)
    with pytest.raises(WeightsError, match="1 classes, the network has 2") as caught:
        files.load(saved)
    assert caught.value.field == "classes"


def test_a_missing_card_is_named(saved: Path) -> None:
    saved.with_suffix(".json").unlink()
    with pytest.raises(WeightsError, match=r"toy\.json"):
        files.load(saved)


def test_finds_shipped_weights_before_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    monkeypatch.setattr(folders, "search_folders", lambda: [shipped, own])
    files.save(own / "toy.safetensors", network(), card())
    assert files.find("toy") == own / "toy.safetensors"
    files.save(shipped / "toy.safetensors", network(), card())
    assert files.find("toy") == shipped / "toy.safetensors"
    assert [found.name for found in files.available()] == ["toy"]


def test_a_name_that_is_nowhere_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "search_folders", lambda: [tmp_path])
    with pytest.raises(WeightsError, match=tmp_path.name):
        files.find("absent")
