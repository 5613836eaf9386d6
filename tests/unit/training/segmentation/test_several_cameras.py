"""Photographs of several cameras, crops of them, and the recipe of the lesion network."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from tests.unit.training.conftest import HEIGHT, WIDTH, paint, write_photograph
from training import run
from training.engine import TrainingSettings
from training.recipes import lesion_net
from training.segmentation import photographs as several
from training.segmentation.crops import CropSampler, CropSettings
from training.segmentation.other_cameras import OtherCameras
from training.segmentation.photographs import CLASSES, MICROANEURYSM, VESSEL

SCALE = Preprocessing(diameter_px=96, multiple=1)
VESSEL_ROW = 70


@pytest.fixture(scope="module")
def data(idrid: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """IDRiD's folder with vessels, and three more data sets of one or two photographs."""
    root = tmp_path_factory.mktemp("several") / "data"
    shutil.copytree(idrid, root)
    vessels = np.zeros((HEIGHT // 2, WIDTH // 2), np.uint8)  # drawn at half size, as published
    vessels[VESSEL_ROW // 2 - 1 : VESSEL_ROW // 2 + 1] = 255
    for path in (root / "idrid_vessels/IDRiD_01.png", *hrf_files(root, "vessels", "png")):
        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), vessels)
    for path in (*hrf_files(root, "images", "jpg"), root / "rahim600/images/Patient001_L.jpg"):
        write_photograph(path, paint(7)[0])
    (root / "hrf45/labels.csv").write_text("image,diagnosis\n01_dr,diabetic_retinopathy\n01_h,h\n")
    write_photograph(root / "roc_ma/train/image1_training.jpg", paint(8)[0])
    marks = "image,x,y,radius\nimage1_training,107,71,4\n"
    (root / "roc_ma/microaneurysms.csv").write_text(marks)
    return root


def hrf_files(root: Path, folder: str, suffix: str) -> list[Path]:
    return [root / "hrf45" / folder / f"{name}.{suffix}" for name in ("01_dr", "01_h")]


def known(photo: several.LesionPhotograph) -> set[str]:
    return {name for name, labelled in zip(CLASSES, photo.known, strict=True) if labelled}


def test_each_data_set_says_what_it_labels(data: Path) -> None:
    first, second = several.idrid_labelled(data, "train", ["IDRiD_01", "IDRiD_03"], SCALE)
    assert known(first) == set(CLASSES)
    assert known(second) == set(CLASSES) - {"vessel"}
    sick, healthy = several.hrf(data, SCALE)
    assert known(sick) == {"vessel"}
    assert known(healthy) == {"vessel", *several.LESIONS}
    (marked,) = several.roc(data, SCALE)
    assert known(marked) == {"microaneurysm"}


def test_vessels_drawn_at_half_size_lie_where_they_are(data: Path) -> None:
    (photo,) = several.idrid_labelled(data, "train", ["IDRiD_01"], SCALE)
    rows = np.nonzero(photo.masks[VESSEL].sum(axis=1))[0]
    scale = len(photo.image) / HEIGHT
    assert abs(rows.mean() + 0.5 - VESSEL_ROW * scale) <= 1


def test_only_the_surroundings_of_marked_microaneurysms_count(data: Path) -> None:
    (photo,) = several.roc(data, SCALE, reach=3)
    mask = photo.masks[MICROANEURYSM] > 0
    assert photo.labelled is not None
    counts = photo.labelled > 0
    assert mask.any()
    assert counts[mask].all()
    assert 4 < counts.sum() / mask.sum() < 16
    centre = np.argwhere(mask).mean(axis=0)
    np.testing.assert_allclose(centre, np.array(mask.shape) / 2, atol=1.5)


def test_kept_photographs_come_back_as_they_were(data: Path, tmp_path: Path) -> None:
    made = list(several.roc(data, SCALE)) + list(several.hrf(data, SCALE))
    path = tmp_path / "kept.npz"
    several.kept(lambda: iter(made), path)
    for before, after in zip(made, several.kept(lambda: iter(()), path), strict=True):
        assert before.name == after.name
        assert before.masks.keys() == after.masks.keys()
        assert (before.labelled is None) == (after.labelled is None)
        np.testing.assert_array_equal(before.image, after.image)
        np.testing.assert_array_equal(before.known, after.known)


def sampler(data: Path, settings: CropSettings) -> CropSampler:
    labelled = list(several.idrid_labelled(data, "train", ["IDRiD_01", "IDRiD_03"], SCALE))
    healthy = list(several.idrid_healthy(data, ["IDRiD_002"], SCALE))
    partly = list(several.roc(data, SCALE))
    preprocessing = Preprocessing(diameter_px=80, multiple=16, colour="field")
    others = several.palettes(data)
    return CropSampler(
        labelled, healthy, partly, preprocessing, 96, OtherCameras(), settings, others
    )


def test_crops_centred_on_a_class_mostly_show_it(data: Path) -> None:
    shares = tuple(float(name == "haemorrhage") for name in CLASSES)
    settings = CropSettings(side_px=32, centred=shares, partly=0, healthy=0)
    index = CLASSES.index("haemorrhage")
    shown = [
        bool((target[:, index] > 0.5).any(dim=(1, 2))[i])
        for _, target, _ in sampler(data, settings).batches(1, 6)
        for i in range(settings.per_batch)
    ]
    assert np.mean(shown) > 0.8


def test_labels_count_where_they_are_known_and_within_the_field(data: Path) -> None:
    nothing = (0.0,) * len(CLASSES)
    settings = CropSettings(side_px=48, centred=nothing, partly=1, healthy=0)
    for image, target, counts in sampler(data, settings).batches(2, 3):
        assert image.shape == (4, 3, 48, 48)
        assert target.shape == counts.shape == (4, len(CLASSES), 48, 48)
        assert counts[:, MICROANEURYSM].sum() > 0
        assert counts.sum() == counts[:, MICROANEURYSM].sum()
        assert torch.isfinite(image).all()
        assert 0 <= target.min() <= target.max() <= 1


def test_the_same_seed_draws_the_same_crops(data: Path) -> None:
    drawn = sampler(data, CropSettings(side_px=32))
    first, again = (next(iter(drawn.batches(5, 1))) for _ in range(2))
    other = next(iter(drawn.batches(6, 1)))
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert not torch.equal(first[0], other[0])


def test_another_cameras_palette_is_taken_over() -> None:
    random = np.random.default_rng(0)
    dark = random.integers(20, 60, (400, 3)).astype(np.uint8)
    bright = random.integers(150, 220, (400, 3)).astype(np.uint8)
    own, others = several.cumulative(dark), [several.cumulative(bright)]
    still = OtherCameras(palette=1, gamma=0, gain=0, offset=0, saturation=0)
    recolour = still.colours(own, others, np.random.default_rng(1))
    changed = recolour(dark.reshape(20, 20, 3))
    assert changed.mean() > dark.mean() + 20
    unchanged = replace(still, palette=0).colours(own, others, random)
    np.testing.assert_allclose(unchanged(dark.reshape(20, 20, 3)), dark.reshape(20, 20, 3), atol=1)


def test_faults_keep_size_and_range() -> None:
    image = np.random.default_rng(0).integers(0, 256, (48, 48, 3)).astype(np.uint8)
    every = dict.fromkeys(("shade", "vignette", "flare", "blur", "sharpen", "noise"), 1.0)
    changed = OtherCameras(**every, recode=1).faults(image, np.random.default_rng(1))
    assert changed.shape == image.shape
    assert changed.dtype == np.uint8
    assert not np.array_equal(changed, image)
    never = OtherCameras(**dict.fromkeys(every, 0.0), recode=0)
    np.testing.assert_array_equal(never.faults(image, np.random.default_rng(1)), image)


QUICK = lesion_net.Options(
    name="lesion-net-lite0",
    start="random",
    preprocessing=Preprocessing(diameter_px=64, multiple=32, colour="field"),
    cache_diameter_px=80,
    healthy=1,
    crops=CropSettings(side_px=64, per_batch=2),
    settings=TrainingSettings(epochs=1, steps_per_epoch=2, monitor="score", bfloat16=False),
)


def test_two_steps_end_in_weights_without_the_vessels(data: Path, tmp_path: Path) -> None:
    path = lesion_net.train(
        data=data, out=tmp_path, device=torch.device("cpu"), variant="x", options=QUICK
    )
    loaded = files.load(path)
    assert (path.stem, loaded.card.architecture) == ("lesion-net-lite0", "lesion-net-lite0")
    assert "vessel" not in loaded.card.classes
    assert set(loaded.card.thresholds) == set(loaded.card.classes)
    with torch.inference_mode():
        assert loaded.module(torch.zeros(1, 3, 64, 64)).shape[1] == len(loaded.card.classes)


def test_the_encoder_learns_more_slowly() -> None:
    network = lesion_net.build(QUICK)
    optimizer = lesion_net.slower_encoder(network.parameters(), network=network, options=QUICK)
    encoder, rest = optimizer.param_groups
    assert encoder["lr"] == rest["lr"] * QUICK.encoder_rate
    weights = sum(len(group["params"]) for group in optimizer.param_groups)
    assert weights == len(list(network.parameters()))


def test_another_start_is_refused() -> None:
    with pytest.raises(ModelError, match="'moon' is neither imagenet nor random"):
        lesion_net.build(replace(QUICK, start="moon"))


def test_its_recipes_go_by_the_networks_names() -> None:
    assert {"lesion-net-lite0", "lesion-net-lite1", "lesion-net-lite2"} <= set(run.recipes())
