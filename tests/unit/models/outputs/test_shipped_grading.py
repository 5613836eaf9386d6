"""The grading weights that are shipped load, are small, and grade as their card says."""

import csv
from dataclasses import dataclass, replace

import numpy as np
import pytest

from retinaview.core.resources import resource_path
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.imaging.photograph import read_photograph
from retinaview.models.network_table import DEFAULT_GRADER
from retinaview.models.outputs.dispatch import GradedPhotograph, grade_photograph
from retinaview.models.weights import files
from tests.shared_data import DATA

TITLES = {"main": "M-Net", "attention": "A-Net", "crop": "C-Net", "pair": "pair of eyes"}
PHOTOGRAPHS = DATA / "idrid/grading"


@dataclass(frozen=True)
class Disc:
    centre: tuple[float, float] = (320.0, 300.0)
    radius_px: float = 290.0


@pytest.fixture(scope="module")
def model() -> files.LoadedModel:
    return files.load(DEFAULT_GRADER)


def test_card_and_file(model: files.LoadedModel) -> None:
    card = model.card
    assert resource_path("weights", f"{card.name}.safetensors").stat().st_size < 40e6
    assert card.architecture == card.name
    assert card.classes == ["none", "mild", "moderate", "severe", "proliferative"]
    assert 0 < card.thresholds["referable"] < 1
    measured = {metric.name: metric for metric in card.metrics if metric.split == "test"}
    assert measured["DR accuracy"].n == 103
    found, guessed = (
        measured[f"IoM 0.3 recall for box{suffix}"].value for suffix in ("", ", random squares")
    )
    assert found > guessed


def test_all_heads_answer_and_both_eyes_are_graded_together(
    model: files.LoadedModel,
) -> None:
    preprocessing = model.card.preprocessing
    grade_options = replace(model.card.grade_options, mirrored=False)
    photograph = np.random.default_rng(0).integers(40, 160, (600, 640, 3), dtype=np.uint8)
    eye = (photograph, Disc())
    shown = (model.module, preprocessing, grade_options, *eye)
    alone = grade_photograph(*shown)
    both = grade_photograph(*shown, fellow=(np.ascontiguousarray(photograph[:, ::-1]), Disc()))
    assert set(alone.by_head) == {"main", "attention", "crop", "pair"}
    assert len(alone.patches) == 4
    assert (alone.counted, alone.together) == (grade_options.heads, False)
    pairs = "pair" in grade_options.heads_together
    assert (both.counted, both.together) == (grade_options.heads_together, pairs)
    assert not np.allclose(both.by_head["pair"], alone.by_head["pair"], atol=1e-4)


def test_the_card_says_what_was_tried_before_heads_were_chosen(
    model: files.LoadedModel,
) -> None:
    """The heads that count have the largest mean kappa on the photographs held out."""
    options = model.card.grade_options
    together = options.heads_together
    if "pair" not in together:  # each eye is graded alone
        assert together == options.heads
        together = ("main", "attention")
    for eyes, heads in {"one eye": options.heads, "both eyes": together}.items():
        start = f"quadratic weighted kappa, {eyes}: "
        kappas: dict[str, dict[str, float]] = {}
        for metric in model.card.metrics:
            if metric.name.startswith(start):
                found = kappas.setdefault(metric.split, {})
                found[metric.name.removeprefix(start)] = metric.value
        whole = [found for found in kappas.values() if len(found) == 3]
        best = max(whole[0], key=lambda name, sets=whole: sum(found[name] for found in sets))
        assert best == " + ".join(TITLES[head] for head in heads)


def grade(model: files.LoadedModel, name: str) -> GradedPhotograph:
    photograph = read_photograph(PHOTOGRAPHS / "train" / f"{name}.jpg")
    fov = find_field_of_view(photograph.rgb)
    assert fov is not None
    preprocessing = model.card.preprocessing
    grade_options = model.card.grade_options
    return grade_photograph(model.module, preprocessing, grade_options, photograph.rgb, fov)


@pytest.mark.data
@pytest.mark.skipif(not PHOTOGRAPHS.is_dir(), reason="no photographs")
def test_severe_photographs_look_worse_than_healthy_ones(model: files.LoadedModel) -> None:
    with (PHOTOGRAPHS / "grades.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "train"]
    names = {
        grade: [row["image"] for row in rows if row["dr_grade"] == grade][:3] for grade in "03"
    }
    referable = {
        key: [float(grade(model, name).dr[2:].sum()) for name in chosen]
        for key, chosen in names.items()
    }
    assert max(referable["0"]) < min(referable["3"])
