from __future__ import annotations

import operator
from pathlib import Path
from typing import Any

import pytest

from retinaview.core.errors import ModelError
from training import run
from training.option_changes import changed
from training.recipes import sea_net, sunet

OPTIONS = sunet.options_of("sunet-small")


def test_numbers_change_and_the_others_stay() -> None:
    found = changed(OPTIONS, ["phi=0.05", "settings.seed=3", "with_masks=[4, 0]", "start=random"])
    assert (found.phi, found.settings.seed, found.with_masks) == (0.05, 3, (4, 0))
    assert found.start == "random"
    assert (found.alpha, found.settings.epochs) == (OPTIONS.alpha, OPTIONS.settings.epochs)
    assert changed(OPTIONS, []) == OPTIONS


def test_a_network_takes_arguments_that_the_recipe_does_not_name() -> None:
    found = changed(sea_net.options_of("sea-net"), ["arguments.trunk=resnet16d"])
    assert found.arguments == {"trunk": "resnet16d"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("phi", "'phi' is not NAME=VALUE"),
        ("psi=3", "no option 'psi'"),
        ("settings.speed=1", "no option 'settings.speed'"),
        ("phi.phi=1", "no option 'phi.phi'"),
        ("phi=much", "phi is wrong"),
        ("start=moon", "start is wrong"),
    ],
)
def test_a_wrong_change_is_one_sentence(change: str, message: str) -> None:
    with pytest.raises(ModelError, match=message) as caught:
        changed(OPTIONS, [change])
    assert caught.value.field == "set"


def test_changes_reach_the_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def note(**given: Any) -> Path:
        asked.append(given)
        return tmp_path

    (tmp_path / "idrid").mkdir()
    monkeypatch.setattr(sunet, "train", note)
    run.train("sunet", data=tmp_path, out=tmp_path, device="cpu", changes=["phi=0.1"])
    assert asked[0]["options"].phi == 0.1
    assert asked[0]["options"].architecture == "sunet"


@pytest.mark.parametrize("recipe", run.recipes())
def test_every_recipe_with_options_takes_a_seed(recipe: str) -> None:
    options_of = getattr(run.module_of(recipe), "options_of", None)
    if options_of is None:
        pytest.skip("a recipe without options")
    options = options_of(recipe)
    places = ("seed", "settings.seed", "full.settings.seed", "network.settings.seed")
    seed = next(place for place in places if hasattr(options, place.split(".")[0]))
    assert operator.attrgetter(seed)(changed(options, [f"{seed}=3"])) == 3


def test_a_recipe_without_options_says_so(tmp_path: Path) -> None:
    name = "zoom-in-net-small"
    with pytest.raises(ModelError, match=f"{name} has no options that can be set"):
        run.train(name, data=tmp_path, out=tmp_path, device="cpu", changes=["seed=1"])
