"""The recipe of the landmark network, on a handful of drawn photographs."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from retinaview.core.errors import ModelError, ReadError
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from training.landmarks import distance, scores
from training.landmarks.photographs import LandmarkViews, read_marked, tensors
from training.recipes import landmark_net as recipe

TINY = Preprocessing(64, canvas="square", colour="field")


@pytest.fixture(scope="module")
def marked_data(graded_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graded photographs with their landmarks: a disc of 12 px at the right, a fovea left."""
    root = tmp_path_factory.mktemp("marked") / "data"
    shutil.copytree(graded_data / "idrid", root / "idrid")
    (root / "idrid_localisation").mkdir()
    with (root / "idrid/grading/grades.csv").open(newline="") as file:
        photographs = [(row["split"], row["image"]) for row in csv.DictReader(file)]
    with (root / "idrid_localisation/fovea_disc.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["split", "image", "fovea_x", "fovea_y", "disc_x", "disc_y"])
        table.writerows([*each, 45, 50, 80, 48] for each in photographs)
    with (root / "idrid/grading/boxes.csv").open("a", newline="") as file:
        table = csv.writer(file)
        table.writerows([*each, "optic_disc", 74, 42, 12, 12] for each in photographs)
    return root


def options() -> recipe.Options:
    usual = recipe.options_of("landmark-net")
    settings = replace(usual.settings, epochs=1, steps_per_epoch=2, validate_every=1)
    return replace(usual, start="random", preprocessing=TINY, batch_size=2, settings=settings)


def test_the_weights_come_with_a_card_that_says_how_far_off_they_are(
    marked_data: Path, tmp_path: Path
) -> None:
    path = recipe.train(
        data=marked_data, out=tmp_path, device=torch.device("cpu"), options=options()
    )
    card = files.load(path).card
    assert (card.task, card.classes) == ("landmarks", ["optic_disc", "fovea"])
    assert [metric.name for metric in card.metrics] == [
        "median error, optic_disc",
        "within 0.15 disc diameters, optic_disc",
        "median error, fovea",
        "within 0.25 disc diameters, fovea",
    ]
    assert {metric.split for metric in card.metrics} == {"validation"}
    assert set(card.chance) == {metric.name for metric in card.metrics}


def test_the_distance_between_disc_and_fovea_is_measured(
    marked_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert distance.main(["--data", str(marked_data)]) == 0
    expected = np.hypot(80 - 45, 48 - 50) / 12
    assert capsys.readouterr().out.startswith(
        f"{expected:.2f} disc diameters from disc to fovea (median of 10 training photographs"
    )
    assert distance.main(["--data", str(marked_data / "idrid")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_landmark_stays_on_its_pixels_in_every_view(marked_data: Path) -> None:
    photographs = read_marked(marked_data, "train", TINY)
    views = LandmarkViews([_with_spot(each) for each in photographs], TINY)
    seen = 0
    for seed in range(40):
        view = views._moved(views.photographs[0], np.random.default_rng(seed))
        for (x, y), bright in zip(view.points, (255, 0), strict=True):
            if 4 < x < 60 and 4 < y < 60:
                seen += 1
                rows, columns = np.nonzero(view.image[..., 1] == bright)
                assert np.hypot(columns + 0.5 - x, rows + 0.5 - y).min() < 1.2
    assert seen > 30


def _with_spot(photograph: scores.MarkedPhotograph) -> scores.MarkedPhotograph:
    """The photograph, flat, with a bright disc and a black fovea of 5 px."""
    image = np.full_like(photograph.image, 120)
    for (x, y), value in zip(photograph.points, (255, 0), strict=True):
        image[int(y) - 2 : int(y) + 3, int(x) - 2 : int(x) + 3] = value
    return replace(photograph, image=image)


def test_a_landmark_outside_the_field_of_view_is_absent(marked_data: Path) -> None:
    photograph = read_marked(marked_data, "train", TINY)[0]
    assert tensors(photograph, TINY)["present"].tolist() == [True, True]
    gone = replace(photograph, points=np.array([[-1.0, 30.0], [1.0, 1.0]]))
    assert tensors(gone, TINY)["present"].tolist() == [False, False]


def test_the_loss_is_least_where_place_and_absence_are_right() -> None:
    class Sure(torch.nn.Module):
        def forward(self, _: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            maps = torch.full((1, 2, 8, 8), -5.0)
            maps[0, 0, 3, 2] = 5.0
            return maps, torch.tensor([[-5.0, 9.0]])

    def loss(x: float, *, present: tuple[bool, bool]) -> float:
        batch = {
            "image": torch.zeros(1, 3, 64, 64),
            "points": torch.tensor([[[x, 28.0], [0.0, 0.0]]]),
            "present": torch.tensor([present]),
        }
        return float(recipe.landmark_loss(Sure(), batch, spread=1.0))

    right = loss(20.0, present=(True, False))
    assert right < loss(44.0, present=(True, False))
    assert right < loss(20.0, present=(False, False))
    assert right < loss(20.0, present=(True, True))


def test_errors_are_in_disc_diameters(marked_data: Path) -> None:
    photograph = read_marked(marked_data, "test", TINY)[0]

    class There(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.weight = torch.nn.Parameter(torch.zeros(1))

        def forward(self, _: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            maps = torch.full((1, 2, 8, 8), -20.0)
            maps[0, :, 4, 4] = 20.0
            return maps, torch.full((1, 2), -20.0)

    errors = scores.errors_of(There(), [photograph], TINY)
    away = np.linalg.norm(photograph.points - 36.0, axis=1)
    assert errors[0] == pytest.approx(away / photograph.disc_px, rel=1e-4)


def test_a_guess_is_the_median_place(marked_data: Path) -> None:
    taught = read_marked(marked_data, "train", TINY)
    moved = [
        replace(each, points=each.points + np.array([1.5 * each.disc_px, 0])) for each in taught
    ]
    assert scores.guessed_errors(taught, moved) == pytest.approx(1.5, abs=0.05)


def test_another_start_is_refused() -> None:
    with pytest.raises(ModelError, match="'moon' is neither imagenet nor random"):
        recipe.build(replace(options(), start="moon"))


def test_missing_places_are_one_sentence(graded_data: Path) -> None:
    with pytest.raises(ReadError, match="places of disc and fovea cannot be read"):
        read_marked(graded_data, "train", TINY)
