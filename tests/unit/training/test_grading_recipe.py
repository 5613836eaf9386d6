"""The recipe from a data folder to weights that grade, on a handful of drawn photographs."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from retinaview.core.errors import ReadError
from retinaview.models import weights
from retinaview.models.preprocessing import Preprocessing
from training import evaluate_grading, grading_scores
from training.data import idrid_grading as idrid
from training.recipes import zoom_in_net as recipe

TINY = Preprocessing(64, canvas="square", colour="local")


def draw(path: Path, seed: int, *, lesion: bool) -> None:
    """Write a field of view with a disc, and a dark spot if asked."""
    image = np.full((96, 120, 3), (30, 60, 140), np.uint8)
    noise = np.random.default_rng(seed).integers(-9, 9, image.shape)
    image = np.clip(image + noise, 0, 255).astype(np.uint8)
    cv2.circle(image, (85, 48), 7, (120, 190, 230), -1)
    if lesion:
        cv2.circle(image, (45, 40), 5, (10, 10, 60), -1)
    field = cv2.circle(np.zeros((96, 120), np.uint8), (60, 48), 46, 1, -1)
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), image * field[..., None])


def write_csv(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten photographs to train on, four to test, one with masks, eight of EyePACS."""
    root = tmp_path_factory.mktemp("data")
    grades: list[dict[str, object]] = []
    boxes: list[dict[str, object]] = []
    for number in range(14):
        split, name = "test" if number >= 10 else "train", f"IDRiD_{number:03d}"
        grade = number % 5
        draw(root / f"idrid/grading/{split}/{name}.jpg", number, lesion=grade > 0)
        dme = min(grade, 2)
        grades.append({"split": split, "image": name, "dr_grade": grade, "dme_grade": dme})
        if grade > 0:
            box = {"class": "haemorrhage", "x": 39, "y": 34, "width": 12, "height": 12}
            boxes.append({"split": split, "image": name, **box})
    write_csv(root / "idrid/grading/grades.csv", grades)
    write_csv(root / "idrid/grading/boxes.csv", boxes)
    draw(root / "idrid/segmentation/train/images/IDRiD_01.jpg", 99, lesion=True)
    draw(root / "idrid/segmentation/train/images/IDRiD_02.jpg", 4, lesion=True)
    mask = cv2.circle(np.zeros((96, 120), np.uint8), (45, 40), 5, 255, -1)
    (root / "idrid/segmentation/train/masks/HE").mkdir(parents=True)
    cv2.imwrite(str(root / "idrid/segmentation/train/masks/HE/IDRiD_02.png"), mask)
    pairs = [
        ("segmentation/train", "IDRiD_02", "grading/train", "IDRiD_004"),
        ("segmentation/test", "IDRiD_60", "grading/train", "IDRiD_003"),
        ("segmentation/train", "IDRiD_01", "grading/test", "IDRiD_011"),
    ]
    keys = ("set_a", "image_a", "set_b", "image_b")
    write_csv(root / "idrid/same_photo.csv", [dict(zip(keys, pair, strict=True)) for pair in pairs])
    eyes: list[dict[str, object]] = []
    for patient in range(4):
        for eye in ("left", "right"):
            name = f"{patient}_{eye}"
            draw(root / f"eyepacs256/images/{name}.jpg", patient, lesion=patient > 1)
            eyes.append({"image": name, "patient": patient, "eye": eye, "dr_grade": patient})
    write_csv(root / "eyepacs256/grades.csv", eyes)
    return root


def test_photographs_that_stand_in_a_test_folder_are_left_out(data: Path) -> None:
    entries = {entry.key: entry for entry in idrid.train_entries(data)}
    assert "grading/train/IDRiD_003" not in entries
    assert "segmentation/train/IDRiD_01" not in entries
    assert entries["grading/train/IDRiD_004"].masks_key == "segmentation/train/IDRiD_02"
    assert "segmentation/train/IDRiD_02" not in entries
    assert len(entries) == 9


def test_masks_replace_boxes_and_healthy_photographs_count_as_empty(data: Path) -> None:
    photographs = {photograph.name: photograph for photograph in idrid.read_train(data)}
    assert photographs["idrid/grading/train/IDRiD_004"].labelled == ("masks",) * 4
    assert photographs["idrid/grading/train/IDRiD_000"].labelled[0] == "masks"
    assert photographs["idrid/grading/train/IDRiD_001"].labelled == ("boxes", "boxes", "", "boxes")


def test_a_folder_without_the_sets_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"same_photo\.csv"):
        idrid.train_entries(tmp_path)


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two steps of every phase at 64 px."""
    short = [
        replace(p, preprocessing=TINY, per_batch=(2, 2, p.per_batch[2] // 4), steps_per_epoch=2)
        for p in recipe.PHASES
    ]
    out = tmp_path_factory.mktemp("out")
    device = torch.device("cpu")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading_scores, "RESAMPLES", 5)
        return recipe.train(
            data=data, out=out, device=device, epochs=1, phases=short, trunk="test_resnet"
        )


def test_the_weights_come_with_a_card_that_rebuilds_them(trained: Path) -> None:
    model = weights.load(trained)
    assert model.card.name == "zoom-in-net-small"
    assert model.card.preprocessing == TINY.to_dict()
    assert 0.2 <= model.card.reading["temperature"] <= 5
    assert {metric.split for metric in model.card.metrics} == {"validation", "eyepacs"}
    assert "lesions_16.weight" not in model.module.state_dict()


def test_measuring_again_prints_and_writes_the_test_numbers(
    trained: Path,
    data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grading_scores, "RESAMPLES", 5)
    assert evaluate_grading.main([str(trained), "--data", str(data), "--json", "--write"]) == 0
    scores = json.loads(capsys.readouterr().out)["grading"]["scores"]
    written = {m.name: m.value for m in weights.load(trained).card.metrics if m.split == "test"}
    assert written["DR accuracy"] == pytest.approx(scores["DR accuracy"]["value"], abs=1e-4)
    assert scores["DR accuracy"]["n"] == 4


def test_fixed_weights_stay_fixed_while_attention_trains(data: Path, tmp_path: Path) -> None:
    attention = next(phase for phase in recipe.PHASES if phase.name == "attention")
    learner = recipe.Learner(recipe.ZoomInNet(**recipe.ARGUMENTS | {"trunk": "test_resnet"}))
    before = {key: value.clone() for key, value in learner.network.main.state_dict().items()}
    gate = learner.network.attention.gate[0].weight.clone()
    phase = replace(attention, preprocessing=TINY, per_batch=(2, 2, 0), epochs=1, steps_per_epoch=2)
    photographs = recipe.read_data(data, tmp_path / "cache")
    recipe.run_phase(phase, learner, photographs, out=tmp_path, device=torch.device("cpu"))
    for key, value in learner.network.main.state_dict().items():
        torch.testing.assert_close(value, before[key], rtol=0, atol=0)
    assert not torch.equal(learner.network.attention.gate[0].weight, gate)
