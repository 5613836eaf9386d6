from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, ModelError, ReadError, WeightsError
from retinaview.core.findings import Finding, Quality
from retinaview.core.lesions import LesionClass
from retinaview.imaging.photograph import Photograph
from retinaview.inference import analyse, ask, overview
from retinaview.inference.device import Device
from retinaview.inference.engine import Engine
from retinaview.inference.run import AnalysisProgress
from retinaview.phantoms import make_phantom

CPU = Device("cpu", "CPU", "float32")


@pytest.fixture(scope="module")
def photograph() -> Photograph:
    rgb = make_phantom(5, height_px=256).rgb
    return Photograph(Path("eye.png"), rgb, depth_bits=8, sha256="")


@pytest.fixture
def engine(tiny_weights: Path) -> Engine:
    return Engine(device=CPU, weights_folder=tiny_weights)


@pytest.fixture
def any_quality(monkeypatch: pytest.MonkeyPatch) -> None:
    good = Quality(0.9, gradable=True)
    monkeypatch.setattr(overview, "assess_quality", lambda *_: good)


@pytest.mark.usefixtures("any_quality")
def test_a_finding_has_everything(engine: Engine, photograph: Photograph) -> None:
    finding = engine.analyse(photograph)
    height, width = photograph.rgb.shape[:2]
    assert finding.grades is not None
    assert sum(finding.grades.dr) == pytest.approx(1, abs=1e-5)
    assert finding.grades.dme is not None
    assert len(finding.grades.dme) == 3
    assert [each.lesion for each in finding.lesion_maps] == [
        LesionClass.HARD_EXUDATE,
        LesionClass.HAEMORRHAGE,
        LesionClass.OPTIC_DISC,
    ]
    for each in (*finding.lesion_maps, *finding.heat_maps):
        assert each.extent.clipped(width, height) == each.extent
    assert [each.target for each in finding.heat_maps] == [
        "any DR",
        *(f"DR {grade}" for grade in range(5)),
    ]
    for each in finding.heat_maps:
        assert each.values.dtype == np.float32
        assert 0 <= each.values.min() <= each.values.max() <= 1
    assert len(finding.regions) <= 4
    assert [model.role for model in finding.models] == ["segmentation", "grading", "landmarks"]
    assert finding.models == engine.identities
    assert list(finding.seconds) == [
        *("field_of_view", "quality", "load", "grading", "landmarks", "segmentation", "lesions")
    ]
    assert finding.landmarks is not None
    for place in (finding.landmarks.disc, finding.landmarks.fovea):
        assert 0 <= place.x <= width
        assert 0 <= place.confidence <= 1
    assert finding.field_of_view is not None
    assert (finding.field_of_view.width, finding.field_of_view.height) == (width, height)
    assert finding.notes == ()


@pytest.mark.usefixtures("any_quality")
def test_an_eye_has_one_disc(engine: Engine, photograph: Photograph) -> None:
    finding = engine.analyse(photograph)
    discs = [each for each in finding.lesions if each.lesion is LesionClass.OPTIC_DISC]
    assert len(discs) <= 1


@pytest.mark.usefixtures("any_quality")
def test_the_same_photograph_gives_the_same_finding(
    tiny_weights: Path, photograph: Photograph
) -> None:
    first, second = (
        Engine(device=CPU, weights_folder=tiny_weights).analyse(photograph) for _ in range(2)
    )
    assert first.grades == second.grades
    assert first.lesions == second.lesions
    assert first.regions == second.regions


def test_what_is_no_fundus_is_shown_to_no_network(
    engine: Engine, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    quality = Quality(0.0, gradable=False, is_fundus=False, reasons=("not a fundus photograph",))
    monkeypatch.setattr(overview, "assess_quality", lambda *_: quality)
    monkeypatch.setattr(Engine, "load", lambda _: pytest.fail("networks were loaded"))
    finding = engine.analyse(photograph)
    assert finding.quality is quality
    assert (finding.grades, finding.lesion_maps, finding.heat_maps) == (None, (), ())
    assert finding.models == engine.identities


def test_black_photographs_are_no_fundus(engine: Engine) -> None:
    black = Photograph(Path("black.png"), np.zeros((300, 400, 3), np.uint8), 8, "")
    finding = engine.analyse(black)
    assert not finding.quality.gradable
    assert finding.grades is None
    assert finding.field_of_view is None


def test_an_ungradable_eye_gets_maps_but_no_grade(
    engine: Engine, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    quality = Quality(0.2, gradable=False, reasons=("blurred",))
    monkeypatch.setattr(overview, "assess_quality", lambda *_: quality)
    finding = engine.analyse(photograph)
    assert finding.grades is None
    assert finding.lesion_maps
    assert finding.heat_maps


@pytest.mark.usefixtures("any_quality")
def test_tells_every_step_in_order_and_to_its_end(engine: Engine, photograph: Photograph) -> None:
    told: list[AnalysisProgress] = []
    engine.analyse(photograph, progress=told.append)
    steps = list(dict.fromkeys(progress.step for progress in told))
    assert steps == [
        *("field_of_view", "quality", "load", "grading", "landmarks", "segmentation", "lesions")
    ]
    for step in steps:
        shares = [each.done / each.total for each in told if each.step == step]
        assert (shares[0], shares[-1]) == (0, 1)
        again = 3 if step == "load" else 1  # of each network, when it is needed
        assert shares == sorted(shares[: len(shares) // again]) * again


@pytest.mark.usefixtures("any_quality")
@pytest.mark.parametrize("step", ["quality", "segmentation", "grading"])
def test_stops_in_the_middle_of_any_step_and_works_again(
    engine: Engine, photograph: Photograph, step: str
) -> None:
    token = CancelToken()
    after = 0

    def on_progress(progress: AnalysisProgress) -> None:
        nonlocal after
        after += token.cancelled
        if progress.step == step:
            token.cancel()

    with pytest.raises(Cancelled):
        engine.analyse(photograph, progress=on_progress, cancel=token)
    assert after == 0
    assert engine.analyse(photograph).grades is not None


class Broken(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, x: Tensor) -> Tensor:
        raise RuntimeError(f"a kernel for {tuple(x.shape)} is missing\nand a long trace")


@pytest.mark.usefixtures("any_quality")
def test_one_failing_network_leaves_the_rest_of_the_finding(
    engine: Engine, photograph: Photograph
) -> None:
    segmenter = engine.load().segmenter
    assert segmenter is not None
    segmenter.network.module = Broken()
    finding = engine.analyse(photograph)
    assert finding.lesion_maps == ()
    assert finding.grades is not None
    assert [model.role for model in finding.models] == ["grading", "landmarks"]
    (note,) = finding.notes
    assert note.startswith("lesion-net-lite1 failed: a kernel for")
    assert "\n" not in note


def test_runs_only_the_models_that_are_named(tiny_weights: Path) -> None:
    engine = Engine(device=CPU, models=["zoom-in-net-small"], weights_folder=tiny_weights)
    assert [model.name for model in engine.identities] == ["zoom-in-net-small"]
    assert engine.load().segmenter is None
    assert engine.referable_threshold == 0.4


def test_two_models_of_one_task_are_refused(tiny_weights: Path, tmp_path: Path) -> None:
    for suffix in ("safetensors", "json"):
        shutil.copy(tiny_weights / f"ganet.{suffix}", tmp_path / f"other.{suffix}")
    with pytest.raises(ModelError, match=r"both do segmentation"):
        Engine(models=["ganet", str(tmp_path / "other.safetensors")], weights_folder=tiny_weights)


def test_missing_weights_are_one_sentence_and_never_random(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"no weights 'lesion-net-lite1'"):
        Engine(weights_folder=tmp_path)


def test_weights_for_another_task_are_refused(tiny_weights: Path, tmp_path: Path) -> None:
    shutil.copy(tiny_weights / "ganet.safetensors", tmp_path)
    card = json.loads((tiny_weights / "ganet.json").read_text())
    (tmp_path / "ganet.json").write_text(json.dumps(card | {"task": "astrology"}))
    with pytest.raises(WeightsError, match=r"'astrology' is not part of an analysis"):
        Engine(models=["ganet"], weights_folder=tmp_path)


def test_altered_weights_are_refused(tiny_weights: Path, tmp_path: Path) -> None:
    content = bytearray((tiny_weights / "ganet.safetensors").read_bytes())
    content[-1] ^= 1
    (tmp_path / "ganet.safetensors").write_bytes(content)
    shutil.copy(tiny_weights / "ganet.json", tmp_path)
    engine = Engine(device=CPU, models=["ganet"], weights_folder=tmp_path)
    with pytest.raises(WeightsError, match="SHA-256"):
        engine.load()


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has the device")
def test_a_device_that_is_not_there_is_one_sentence(tiny_weights: Path) -> None:
    engine = Engine(device="cuda", weights_folder=tiny_weights)
    with pytest.raises(ModelError, match="no cuda device"):
        engine.load()


def test_an_unknown_device_is_named_with_the_known_ones(tiny_weights: Path) -> None:
    with pytest.raises(ModelError, match=r"'tpu'.*cuda"):
        Engine(device="tpu", weights_folder=tiny_weights).load()


def test_the_device_is_named_for_a_person(tiny_weights: Path) -> None:
    assert Engine(device="cpu", weights_folder=tiny_weights).device_label.startswith("CPU")


@pytest.mark.parametrize(
    "wrong", [np.zeros((4, 4, 3)), np.zeros((4, 4), np.uint8), np.zeros((0, 4, 3), np.uint8)]
)
def test_the_notebook_function_refuses_what_is_no_photograph(wrong: np.ndarray) -> None:
    with pytest.raises(ReadError, match="rgb"):
        analyse(wrong)


def test_the_notebook_function_takes_an_array(
    tiny_weights: Path, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [tiny_weights])
    finding = analyse(photograph.rgb, device="cpu")
    assert isinstance(finding, Finding)


@pytest.mark.usefixtures("any_quality")
def test_the_notebook_function_asks_one_source_about_both_eyes(
    tiny_sources: Path, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [tiny_sources])
    mirrored = np.ascontiguousarray(photograph.rgb[:, ::-1])
    finding = ask(photograph.rgb, "zoom-in-net-pair", fellow=mirrored, device="cpu")
    assert finding.together == "array"
    assert [model.name for model in finding.models] == ["zoom-in-net-pair"]


def test_importing_the_engine_does_not_import_torch() -> None:
    script = "import sys, retinaview.inference.engine; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.usefixtures("any_quality")
def test_the_grade_is_told_before_the_lesions_are_sought(
    engine: Engine, photograph: Photograph
) -> None:
    told: list[Finding] = []
    done: list[str] = []
    whole = engine.analyse(
        photograph,
        publish=told.append,
        progress=lambda at: done.append(at.step) if not told else None,
    )
    (first,) = told
    assert "segmentation" not in done
    assert first.grades == whole.grades
    assert first.regions == whole.regions
    assert [model.role for model in first.models] == ["grading", "landmarks"]
    assert (first.pending, whole.pending) == (("segmentation",), ())
    assert whole.lesion_maps
    assert not first.lesion_maps
