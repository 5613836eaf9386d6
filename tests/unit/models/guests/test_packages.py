"""Networks of other packages: found, built, added with weights, run; and never in the way."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from retinaview.cli.main import app
from retinaview.core.errors import ModelError, WeightsError
from retinaview.imaging.photograph import read_photograph
from retinaview.inference.engine import Engine
from retinaview.inference.sources import sources
from retinaview.models import registry
from retinaview.models.guests import Guest, Output
from retinaview.models.guests.packages import guests
from retinaview.models.weights import files
from retinaview.models.weights.card import ModelCard
from retinaview.models.weights.index import shipped_index
from retinaview.models.weights.own_weights import add_weights
from retinaview.phantoms import make_phantom
from retinaview.ui.theme import LIGHT
from retinaview.ui.weights.card_page import card_page
from retinaview.ui.weights.listing import list_weights
from tests.unit.models.guests.conftest import CARD

pytestmark = pytest.mark.usefixtures("package", "own")


def weights_of(folder: Path, **arguments: int) -> Path:
    """Save weights of the package's network as a person who has trained it would."""
    card = ModelCard.model_validate_json(
        json.dumps(
            CARD
            | {
                "name": "mine", "architecture": "shallow", "arguments": arguments, "outputs": [],
                "task": "grading", "classes": [f"DR {grade}" for grade in range(5)],
                "thresholds": {"referable": 0.5},
            }
        )
    )  # fmt: skip
    torch.manual_seed(0)
    path = folder / "mine.safetensors"
    files.save(path, registry.build("shallow", **arguments), card)
    return path


def test_a_package_adds_a_network_and_cannot_replace_ours() -> None:
    assert "shallow" in registry.names()
    assert registry.title_of("shallow-clinic") == "Shallow, clinic"
    assert registry.network("ganet").guest is None
    (source,) = (each for each in sources() if each.name == "shallow")
    assert (source.task, source.paper, source.has_weights) == ("grading", "Somebody 2026", False)
    with pytest.raises(ModelError, match="no argument 'depth'"):
        registry.build("shallow", depth=3)


def test_what_cannot_be_used_says_why_and_stops_nothing() -> None:
    faults = guests().faults
    assert set(faults) == {"wrong-outputs", "no-guest", "broken"}
    assert "package shallow-net" in faults["broken"]
    assert "cannot be imported" in faults["broken"]
    assert "dr_grades or dme_grades" in faults["wrong-outputs"]
    assert "is a int, not" in faults["no-guest"]
    listed = {each.name: each.fault for each in sources()}
    assert listed["broken"] == faults["broken"]
    with pytest.raises(ModelError, match="cannot be imported"):
        registry.network("broken")


def test_its_weights_are_added_and_grade_a_photograph(tmp_path: Path) -> None:
    add_weights(weights_of(tmp_path, width=8))
    path = tmp_path / "eye.png"
    cv2.imwrite(str(path), np.ascontiguousarray(make_phantom(3, height_px=256).rgb[..., ::-1]))
    finding = Engine(device="cpu").ask(read_photograph(path), "mine")
    assert finding.notes == ()
    assert [heat_map.target for heat_map in finding.heat_maps] == ["attention"]
    assert finding.grades is None or sum(finding.grades.dr) == pytest.approx(1, abs=1e-5)
    assert finding.regions


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    path = weights_of(tmp_path, width=8)
    card = path.with_suffix(".json")
    card.write_text(card.read_text().replace('"width": 8', '"width": 4'))
    with pytest.raises(WeightsError, match="has shape"):
        add_weights(path)


def test_a_description_is_checked_when_it_is_written() -> None:
    with pytest.raises(ValueError, match="kind"):
        Output(kind="horses")
    assert Guest("x", "grading", lambda: torch.nn.Identity(), ()).stride == 32


def test_the_list_names_what_is_broken_and_shows_the_rest() -> None:
    result = CliRunner().invoke(app, ["models"])
    assert result.exit_code == 0
    assert "cannot be imported" in result.stderr
    assert "Somebody 2026" in result.stdout


def test_the_cards_page_says_what_there_is() -> None:
    pages = {item.name: card_page(item, LIGHT) for item in list_weights(shipped_index()).items}
    assert "cannot be imported" in pages["broken"]
    assert "Remove them" not in pages["broken"]
    assert "This command trains it" not in pages["shallow"]
