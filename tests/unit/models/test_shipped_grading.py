"""The grading weights that are shipped load, are small, and grade as their card says."""

import csv
from pathlib import Path

import pytest

from retinaview.core.resources import resource_path
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.imaging.photograph import read_photograph
from retinaview.models import weights
from retinaview.models.grading import GradedPhotograph, GradeReading, grade_photograph
from retinaview.models.preprocessing import Preprocessing

NAME = "zoom-in-net-small"
PHOTOGRAPHS = Path(__file__).parents[4] / "shared/data/idrid/grading"


@pytest.fixture(scope="module")
def model() -> weights.LoadedModel:
    return weights.load(NAME)


def test_card_and_file(model: weights.LoadedModel) -> None:
    card = model.card
    assert resource_path("weights", f"{NAME}.safetensors").stat().st_size < 30e6
    assert card.architecture == "zoom-in-net"
    assert card.classes == ["none", "mild", "moderate", "severe", "proliferative"]
    assert 0 < card.thresholds["referable"] < 1
    measured = {metric.name: metric for metric in card.metrics if metric.split == "test"}
    assert measured["DR accuracy"].n == 103
    found, guessed = (
        measured[f"IoM 0.3 recall for box{suffix}"].value for suffix in ("", ", random squares")
    )
    assert found > guessed


def grade(model: weights.LoadedModel, name: str) -> GradedPhotograph:
    photograph = read_photograph(PHOTOGRAPHS / "train" / f"{name}.jpg")
    fov = find_field_of_view(photograph.rgb)
    assert fov is not None
    preprocessing = Preprocessing.from_dict(model.card.preprocessing)
    reading = GradeReading.from_dict(model.card.reading)
    return grade_photograph(model.module, preprocessing, reading, photograph.rgb, fov)


@pytest.mark.data
@pytest.mark.skipif(not PHOTOGRAPHS.is_dir(), reason="no photographs")
def test_severe_photographs_look_worse_than_healthy_ones(model: weights.LoadedModel) -> None:
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
