"""Every recipe from a set in the layout in which it is downloaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retinaview.core.errors import ReadError
from retinaview.models.weights import files
from tests.unit.training import layouts
from tests.unit.training.layouts import Miniature
from training import run
from training.downloads.needs import EYES, MASKS, THREE_PARTS, TWO_PARTS, Needs
from training.downloads.one_set import dealt, is_one_set
from training.grading import scores as grading_scores
from training.grading.data import eyepacs, rahim
from training.grading.data import idrid as graded_idrid
from training.grading.data.mixture import hold_out
from training.segmentation import idrid as masked
from training.segmentation.scores import names_of_split

TINY_GRADER = (
    "start=random",
    "fixed_stages=0",
    "preprocessing.diameter_px=64",
    "per_batch=[2,2]",
    "rounds=1",
    "settings.steps_per_epoch=1",
    "arguments.trunk=test_resnet",
)
TINY_SEGMENTER = (
    "start=random",
    "arguments.widths=[8,8,8,8,8]",
    "arguments.groups=4",
    "arguments.stem=4",
    "preprocessing.diameter_px=64",
    "cache_diameter_px=80",
    "settings.steps_per_epoch=1",
    "crops.side_px=64",
    "healthy=2",
)
TINY_LANDMARKS = (
    "start=random",
    "preprocessing.diameter_px=64",
    "batch_size=2",
    "settings.steps_per_epoch=1",
)


def train(recipe: str, make: Miniature, tmp_path: Path, changes: tuple[str, ...]) -> Path:
    make(tmp_path / "set")
    return run.train(
        recipe,
        data=tmp_path / "set",
        out=tmp_path / "out",
        device="cpu",
        epochs=1,
        changes=changes,
    )


@pytest.mark.parametrize("make", layouts.GRADED, ids=lambda make: make.__name__)
def test_graded_photographs_are_dealt_by_patient(make: Miniature, tmp_path: Path) -> None:
    make(tmp_path / "set")
    root = tmp_path / "data"
    found = dealt(tmp_path / "set", root, "sea-net-small", THREE_PARTS)
    listed = [
        *((each.group, each.dr, each.path(root)) for each in graded_idrid.train_entries(root)),
        *((each.group, each.dr, each.path(root)) for each in eyepacs.entries(root)),
        *((each.group, each.dr, each.path(root)) for each in rahim.entries(root)),
    ]
    files_of = [path.resolve() for _, dr, path in listed if dr >= 0]
    graded = [each for each in found.photographs if each.grades and "test" not in each.split]
    assert len(set(files_of)) == len(files_of) == len(graded)
    of_patient: dict[str, set[str]] = {}
    for group, _, _ in listed:
        folder, _, patient = group.rpartition("/")
        of_patient.setdefault(patient, set()).add(folder)
    assert all(len(folders) == 1 for folders in of_patient.values())
    training, held_out = hold_out(eyepacs.entries(root))
    assert training
    assert held_out


@pytest.mark.parametrize("make", layouts.MASKED, ids=lambda make: make.__name__)
def test_masks_are_read_at_their_size(make: Miniature, tmp_path: Path) -> None:
    make(tmp_path / "set")
    dealt(tmp_path / "set", tmp_path / "data", "lesion-net-lite1", MASKS)
    names = masked.segmentation_names(tmp_path / "data", "train")
    kinds = ("haemorrhage", "microaneurysm")
    areas = [
        sum(int((masked.read_mask(tmp_path / "data", "train", n, k) > 0).sum()) for k in kinds)
        for n in names
    ]
    assert max(areas) > 20
    training, validation = masked.split_validation(tmp_path / "data")
    assert training
    assert validation
    assert not {"IDRiD_90", "008-0-000"} & set(names)  # of the set's own test part


def test_a_class_without_masks_is_unknown_and_not_absent(tmp_path: Path) -> None:
    layouts.eophtha(tmp_path / "set")
    dealt(tmp_path / "set", tmp_path / "data", "ganet", MASKS)
    known = masked.known_classes(tmp_path / "data", "train")
    told = {tuple(np.array(masked.CLASSES)[each].tolist()) for each in known.values() if each.any()}
    both = ("hard_exudate", "microaneurysm")
    assert told == {("hard_exudate",), ("microaneurysm",), both}  # both: healthy eyes


@pytest.mark.slow
def test_grades_end_in_weights_that_name_their_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grading_scores, "RESAMPLES", 3)
    card = files.load(train("sea-net-small", layouts.messidor, tmp_path, TINY_GRADER)).card
    assert [source.name for source in card.data] == ["Messidor"]
    assert "Messidor 0-3, not ICDR" in card.limitations
    assert "IDRiD" not in card.model_dump_json()
    assert "EyePACS" not in card.model_dump_json()


def test_masks_end_in_weights_that_show_no_class_that_was_not_taught(tmp_path: Path) -> None:
    card = files.load(train("lesion-net-lite1", layouts.eophtha, tmp_path, TINY_SEGMENTER)).card
    assert [source.name for source in card.data] == ["e-ophtha"]
    assert card.thresholds["cotton_wool_spot"] == 1.0
    assert card.thresholds["microaneurysm"] < 1.0


def test_places_end_in_a_network_that_finds_disc_and_fovea(tmp_path: Path) -> None:
    weights = train("landmark-net", layouts.idrid_localisation, tmp_path, TINY_LANDMARKS)
    assert files.load(weights).card.data[0].name == "IDRiD"


@pytest.mark.parametrize(
    ("recipe", "make", "lacking"),
    [
        ("sea-net-small", layouts.diaretdb0, "no grades of retinopathy"),
        ("sea-net-small", layouts.eophtha, "grades of 4 patients, not of the 16"),
        ("lesion-net-lite1", layouts.rfmid, "no lesion masks"),
        ("sunet-small", layouts.aptos, "no lesion masks"),
        ("zoom-in-net-small", layouts.aptos, "fewer than 8 patients with both eyes"),
        ("landmark-net", layouts.aptos, "no places of disc and fovea"),
    ],
)
def test_what_a_recipe_lacks_is_one_sentence(
    recipe: str, make: Miniature, lacking: str, tmp_path: Path
) -> None:
    with pytest.raises(ReadError, match=rf"{lacking}.* that {recipe} needs"):
        train(recipe, make, tmp_path, ())


@pytest.mark.parametrize(
    ("recipe", "needs"),
    [("sea-net", EYES), ("sea-net-small", TWO_PARTS), ("zoom-in-net-lite1", THREE_PARTS)],
)
def test_a_recipe_says_what_it_reads(recipe: str, needs: Needs) -> None:
    assert run.module_of(recipe).needs_of(recipe) == needs


def test_the_recipes_own_folder_is_no_set(idrid: Path, tmp_path: Path) -> None:
    assert not is_one_set(idrid)
    assert is_one_set(tmp_path)
    assert names_of_split(idrid, "validation")[1]


def test_every_recipe_says_what_it_reads() -> None:
    for recipe in run.recipes():
        needs = run.module_of(recipe).needs_of(recipe)
        assert needs.parts or needs.masks or needs.places
