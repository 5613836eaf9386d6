"""Exported networks answer as torch does, and what is measured of them holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from typer.testing import CliRunner

from retinaview.cli.main import app
from retinaview.core.errors import ModelError, WeightsError
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.segmentation import SegmentationTally, evaluate_segmentation
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.models.guests.description import Output, check_outputs
from retinaview.models.guests.network import as_guest
from retinaview.models.outputs.dispatch import grade_photograph
from retinaview.models.outputs.landmarks import find_landmarks
from retinaview.models.outputs.lesion_probability import predict_probability
from retinaview.models.weights import folders
from retinaview.models.weights.files import LoadedModel, load
from retinaview.models.weights.onnx_export import LARGEST_DIFFERENCE, export_onnx
from retinaview.models.weights.own_weights import add_weights
from retinaview.phantoms import make_phantom

pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")
SHIPPED = sorted(path.stem for path in folders.shipped_folder().glob("*.safetensors"))
KINDS = ("ganet", "zoom-in-net-small", "sea-net-small", "sunet-small", "oedema", "gradcam-small")


@pytest.fixture
def own(tmp_path: Path, tiny_sources: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    monkeypatch.setattr(folders, "shipped_folder", lambda: tiny_sources)
    monkeypatch.setattr(folders, "user_folder", lambda: folder)
    return folder


def answers(loaded: LoadedModel) -> dict[str, NDArray[np.float32]]:
    rgb, card = make_phantom(3, height_px=256).rgb, loaded.card
    fov = find_field_of_view(rgb)
    assert fov is not None
    if card.task == "segmentation":
        side = min(card.preprocessing.diameter_px, 384)  # any will do, and this is fast
        small = replace(card.preprocessing, diameter_px=side)
        return {"lesions": predict_probability(loaded.module, small, rgb, fov).values}
    if card.task == "landmarks":
        located = find_landmarks(loaded.module, card.preprocessing, rgb, fov)
        both = [(one.x / 256, one.y / 256, one.confidence) for one in (located.disc, located.fovea)]
        return {"places": np.array(both, np.float32)}
    graded = grade_photograph(loaded.module, card.preprocessing, card.grade_options, rgb, fov)
    named = {
        "dr": graded.dr, "dme": graded.dme, "response": graded.response,
        "lesions": graded.lesions, "maps": graded.gated,
    }  # fmt: skip
    return {name: values for name, values in named.items() if values is not None}


def again(loaded: LoadedModel, folder: Path) -> LoadedModel:
    """Export a network, add it and load it."""
    path = folder / f"{loaded.card.name}-onnx.onnx"
    export_onnx(loaded, path)
    add_weights(path)
    return load(path.stem)


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_network_answers_the_same(kind: str, tmp_path: Path) -> None:
    loaded = load(kind)
    expected = answers(loaded)
    found = answers(again(loaded, tmp_path))
    assert expected.keys() == found.keys()
    for name, values in expected.items():
        assert np.allclose(values, found[name], atol=LARGEST_DIFFERENCE), name


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_answers_the_same(name: str, tmp_path: Path) -> None:
    loaded, path = load(name), tmp_path / "exported.onnx"
    export_onnx(loaded, path)
    exported = load(path)
    expected, found = answers(loaded), answers(exported)
    assert expected.keys() == found.keys()
    for part, values in expected.items():
        assert np.allclose(values, found[part], atol=LARGEST_DIFFERENCE), part
    counted = loaded.card.grade_options.heads
    if "crop" not in counted:
        assert exported.card.metrics == loaded.card.metrics
    else:  # the file has no C-Net
        assert "left out of this card" in exported.card.limitations
        assert set(map(str, exported.card.metrics)) < set(map(str, loaded.card.metrics))
        assert not any(metric.name == "DR accuracy" for metric in exported.card.metrics)
    assert exported.card.thresholds == loaded.card.thresholds


def test_places_that_are_no_shares_are_refused() -> None:
    class Astray(nn.Module):
        def forward(self, image: Tensor) -> Tensor:
            return torch.full((len(image), 2, 3), 40.0)

    outputs = [Output("places", "places")]
    check_outputs("landmarks", outputs)
    locator = as_guest(Astray(), outputs, name="astray", task="landmarks", classes=0)
    with pytest.raises(ModelError, match="'places' is not between 0 and 1"):
        locator(torch.zeros(1, 3, 32, 32))
    with pytest.raises(ModelError, match="landmarks has one output, places, not masks"):
        check_outputs("landmarks", [Output("masks")])


def test_what_is_shipped_scores_the_same(tmp_path: Path) -> None:
    loaded = load("lesion-net-lite1")
    phantom, haemorrhage = make_phantom(5, height_px=384), LesionClass.HAEMORRHAGE
    fov = find_field_of_view(phantom.rgb)
    assert fov is not None
    truth = phantom.masks[haemorrhage]

    def score(model: LoadedModel) -> tuple[float, float]:
        small = replace(model.card.preprocessing, diameter_px=384)
        found = predict_probability(model.module, small, phantom.rgb, fov)
        index = model.card.classes.index(haemorrhage)
        level = np.rint(found.frame.to_source(found.values[index]) * 255).astype(np.uint8)
        tally = SegmentationTally.of("phantom", haemorrhage, probability=level, truth=truth)
        report = evaluate_segmentation([tally], threshold=model.card.thresholds[haemorrhage])
        return report.pooled_dice.value, report.average_precision.value

    path = tmp_path / "lesions.onnx"
    export_onnx(loaded, path)
    exported, expected = load(path), score(loaded)
    assert expected[1] > truth.mean()  # chance
    assert score(exported) == pytest.approx(expected, abs=0.002)
    assert exported.card.metrics == loaded.card.metrics
    assert exported.card.thresholds == loaded.card.thresholds


@pytest.mark.usefixtures("own")
def test_the_command_names_what_it_wrote(tmp_path: Path) -> None:
    out = tmp_path / "made" / "sea.onnx"
    result = CliRunner().invoke(app, ["models", "export", "sea-net-small", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert out.is_file()
    assert out.with_suffix(".json").is_file()
    assert "sea.onnx" in result.output


@pytest.mark.usefixtures("own")
def test_a_guest_is_not_exported_again(tmp_path: Path) -> None:
    exported = again(load("sea-net-small"), tmp_path)
    with pytest.raises(WeightsError, match="not one of the program's own"):
        export_onnx(exported, tmp_path / "again.onnx")
