"""Series of runs: what they run, and that they go on where they were stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from retinaview.core.errors import ModelError
from retinaview.models.weights import folders
from training import run, series
from training.option_changes import changed

CARD = folders.shipped_folder() / "sunet-small.json"


@pytest.mark.parametrize("name", sorted(series.SERIES))
def test_every_member_is_a_recipe_with_these_options(name: str) -> None:
    members = series.SERIES[name]()
    assert len({member.name for member in members}) == len(members)
    for member in members:
        module: Any = run.module_of(member.recipe)
        changed(module.options_of(member.recipe), member.changes)


def test_a_stopped_series_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Any] = []

    def train(recipe: str, *, out: Path, changes: list[str], **_: Any) -> Path:
        asked.append((recipe, changes))
        if len(asked) == 3:
            raise ModelError("the power is out")
        assert (out / "cache").resolve() == tmp_path / "cache"
        (out / "any.json").write_bytes(CARD.read_bytes())
        return out / "any.safetensors"

    monkeypatch.setattr(run, "train", train)
    arguments = ["sunet-phi", "--data", str(tmp_path), "--out", str(tmp_path), "--resume"]
    arguments += ["--set", "settings.seed=4"]
    assert series.main(arguments) == 2
    assert "the power is out" in capsys.readouterr().err
    assert series.main(arguments) == 0
    assert [recipe for recipe, _ in asked] == ["sunet-no-regulariser", *["sunet"] * 6]
    assert asked[2] == asked[3] == ("sunet", ["phi=0.06", "settings.seed=4"])
    found = json.loads((tmp_path / "results.json").read_text())
    assert list(found) == ["phi-0", "phi-0.03", "phi-0.06", "phi-0.09", "phi-0.12", "phi-all"]
    assert found["phi-0.03"]["metrics"]["test"]["DME accuracy"] == pytest.approx(0.8058)
