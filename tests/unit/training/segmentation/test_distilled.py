"""Photographs labelled by networks, the recipe that learns from them, and other cameras' scores."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from tests.unit.training.conftest import HEIGHT, WIDTH, paint, write_photograph
from training.engine import TrainingSettings
from training.recipes import lesion_net, lesion_net_distilled
from training.segmentation import taught as labelling
from training.segmentation import unseen_cameras
from training.segmentation.crops import CropSettings
from training.segmentation.photographs import CLASSES, LESIONS
from training.segmentation.taught import Counts, Unmasked, allowed_lesions

SCALE = Preprocessing(diameter_px=96, multiple=1)
NETWORK = lesion_net.Options(
    name="lesion-net-lite0",
    start="random",
    preprocessing=Preprocessing(diameter_px=64, multiple=32, colour="field"),
    cache_diameter_px=80,
    healthy=1,
    crops=CropSettings(side_px=64, per_batch=2),
    settings=TrainingSettings(epochs=1, steps_per_epoch=2, monitor="score", bfloat16=False),
)
COUNTS = Counts(idrid=1, rahim=1, rahim_mild=1, rahim_healthy=1)
_RAHIM = "image,patient,dr_grade,maculopathy,group"
_GRADES = (0, 0, 1, 1, 2, 2, 3, 3)


@pytest.fixture(scope="module")
def data(idrid: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """IDRiD's folder and a few photographs of every other set."""
    root = tmp_path_factory.mktemp("distilled") / "data"
    shutil.copytree(idrid, root)
    write_photograph(root / "idrid/grading/train/IDRiD_900.jpg", paint(9)[0])
    vessels = np.zeros((HEIGHT, WIDTH), np.uint8)
    rows = [_RAHIM]
    for number, grade in enumerate(_GRADES):
        name = f"Patient{number:03d}_L"
        write_photograph(root / "rahim600/images" / f"{name}.jpg", paint(number)[0])
        rows.append(f"{name},Patient{number:03d},{grade},{grade % 2},Patient{number:03d}")
    (root / "rahim600/labels.csv").write_text("\n".join(rows))
    for name in ("01_dr", "01_h"):
        write_photograph(root / "hrf45/images" / f"{name}.jpg", paint(7)[0])
        (root / "hrf45/vessels").mkdir(exist_ok=True)
        cv2.imwrite(str(root / "hrf45/vessels" / f"{name}.png"), vessels)
    (root / "hrf45/labels.csv").write_text("image,diagnosis\n01_dr,diabetic_retinopathy\n01_h,h\n")
    marks = ["image,x,y,radius"]
    for number in range(3):
        write_photograph(root / "roc_ma/train" / f"image{number}.jpg", paint(8)[0])
        marks.append(f"image{number},107,71,4")
    (root / "roc_ma/microaneurysms.csv").write_text("\n".join(marks))
    return root


@pytest.fixture(scope="module")
def start(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights to start from and to learn from."""
    out = tmp_path_factory.mktemp("start")
    return lesion_net.train(data=data, out=out, device=torch.device("cpu"), options=NETWORK)


@pytest.mark.parametrize(
    ("grade", "maculopathy", "allowed"),
    [
        (0, False, ()),
        (0, True, ("hard_exudate",)),
        (1, False, ("microaneurysm",)),
        (1, True, ("microaneurysm", "hard_exudate")),
        (2, False, LESIONS),
        (4, True, LESIONS),
    ],
)
def test_a_grade_rules_lesions_out(grade: int, maculopathy: bool, allowed: tuple[str, ...]) -> None:
    assert allowed_lesions(grade, maculopathy=maculopathy) == allowed


def test_networks_label_what_the_grade_allows(data: Path, start: Path) -> None:
    path = data / "rahim600/images/Patient004_L.jpg"
    teachers = [files.load(start)] * 2
    photographs = [Unmasked("all", path), Unmasked("none", path, ())]
    free, bound = labelling.taught(photographs, teachers, SCALE, bfloat16=False)
    lesions = {CLASSES.index(name) for name in LESIONS}
    assert lesions <= free.masks.keys()  # untrained, it gives everything some probability
    assert not lesions & bound.masks.keys()
    assert bound.known[: len(CLASSES) - 1].all()
    assert not bound.known[CLASSES.index("vessel")]
    assert free.labelled is not None
    assert (free.masks[0][free.labelled > 0] > 0).mean() > 0.9


def test_held_out_photographs_are_not_labelled(data: Path) -> None:
    chosen = {
        photo.path
        for photos in labelling.unmasked(data, replace(COUNTS, rahim=9, rahim_mild=9)).values()
        for photo in photos
    }
    held_out = [photo.path for photo in unseen_cameras.rahim_held_out(data)]
    held_out += [data / "roc_ma/train" / f"{name}.jpg" for name in labelling.roc_split(data)[1]]
    assert len(chosen) > 3
    assert len(held_out) > 1
    assert not chosen & set(held_out)
    assert not any("/test/" in str(path) for path in chosen)


def test_a_student_starts_from_weights_and_is_written_under_its_networks_name(
    data: Path, start: Path, tmp_path: Path
) -> None:
    options = lesion_net_distilled.Options(str(start), (str(start),), NETWORK, COUNTS)
    given = files.load(start).module.state_dict()
    head = list(given)[-1]
    student = lesion_net_distilled.student(options).state_dict()
    assert torch.equal(student[head][: len(given[head])], given[head])
    assert len(student[head]) == len(CLASSES)
    path = lesion_net_distilled.train(
        data=data, out=tmp_path, device=torch.device("cpu"), options=options
    )
    card = files.load(path).card
    assert (path.stem, card.version) == ("lesion-net-lite0", lesion_net_distilled.RELEASE)
    assert "vessel" not in card.classes
    assert "labelled by 1 trained network, not by readers" in card.limitations
    again = replace(options, teachers=("gone",))  # what they said is kept
    cpu = torch.device("cpu")
    assert lesion_net_distilled.without_masks(data, tmp_path / "cache", again, cpu).taught


def test_scores_on_other_cameras_are_shares(
    data: Path, start: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unseen_cameras, "eyepacs_held_out", unseen_cameras.rahim_held_out)
    assert unseen_cameras.main([str(start), "--data", str(data)]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    values = {line.split(" | ")[0]: float(line.split(" | ")[1]) for line in lines}
    assert "microaneurysms of ROC, mean recall" in values
    assert {name for name in LESIONS if f"changed IDRiD, Dice of {name}" in values} == set(LESIONS)
    assert all(
        0 <= value <= 1 for name, value in values.items() if "AUC" in name and value == value
    )


def test_another_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert unseen_cameras.main(["no-such-network", "--data", str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
