from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from retinaview.core.errors import ModelError, ReadError
from retinaview.models import registry
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from training import run
from training.engine import TrainingSettings
from training.recipes import ganet, ganet_paper
from training.segmentation import evaluate
from training.segmentation.patches import PatchSettings

CPU = torch.device("cpu")
QUICK = ganet.Options(
    preprocessing=Preprocessing(diameter_px=64, multiple=16, colour="field"),
    cache_diameter_px=80,
    healthy=1,
    patches=PatchSettings(shapes=((32, 2, 1.0),)),
    settings=TrainingSettings(epochs=1, steps_per_epoch=2, monitor="score"),
)


@pytest.fixture(scope="module")
def trained(idrid: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    return ganet.train(data=idrid, out=out, device=CPU, options=QUICK)


def test_two_steps_end_in_weights_that_load(trained: Path) -> None:
    loaded = files.load(trained)
    assert loaded.card.classes == list(ganet.idrid.CLASSES)
    assert loaded.card.preprocessing == QUICK.preprocessing
    assert set(loaded.card.thresholds) == set(loaded.card.classes)
    assert {metric.split for metric in loaded.card.metrics} == {"IDRiD segmentation, validation"}
    assert trained.stat().st_size < 50e6


def test_a_resumed_run_that_was_finished_trains_no_further(trained: Path, idrid: Path) -> None:
    log = trained.parent / "log.jsonl"
    before = log.read_text()
    ganet.train(data=idrid, out=trained.parent, device=CPU, options=QUICK, resume=True)
    assert log.read_text() == before


def test_chance_is_what_guesses_score(trained: Path) -> None:
    chance = files.load(trained).card.chance
    share = chance["average_precision_hard_exudate"]
    assert 0 < share < 0.05
    assert chance["dice_hard_exudate"] == pytest.approx(2 * share / (1 + share), abs=1e-3)


def test_measuring_again_prints_a_table_and_can_fill_the_card(
    trained: Path, idrid: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(trained), "--data", str(idrid), "--device", "cpu"]
    assert evaluate.main(arguments) == 0
    table = capsys.readouterr().out
    assert "hard_exudate at" in table
    assert "2 photographs" in table
    assert evaluate.main([*arguments, "--json", "--write"]) == 0
    reports = {row["class"]: row for row in json.loads(capsys.readouterr().out)}
    card = files.load(trained).card
    (dice,) = [m for m in card.metrics if m.name == "dice_haemorrhage" and "test" in m.split]
    assert dice.value == pytest.approx(reports["haemorrhage"]["pooled_dice"]["value"], abs=1e-3)
    assert dice.n == 2


def test_another_rim_is_measured_but_never_written(
    trained: Path, idrid: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(trained), "--data", str(idrid), "--device", "cpu", "--rim-share", "0.99"]
    card = files.load(trained).card
    assert evaluate.main([*arguments, "--json"]) == 0
    rows = {row["class"]: row for row in json.loads(capsys.readouterr().out)}
    for lesion in "hard_exudate", "haemorrhage":  # nearly the whole photograph is left out
        guessed = card.chance[f"average_precision_{lesion}"]
        ranked = rows[lesion]["average_precision"]["value"]
        assert ranked == pytest.approx(guessed, abs=0.02)
    with pytest.raises(SystemExit):
        evaluate.main([*arguments, "--write"])


def test_measuring_what_is_not_there_is_one_line(
    idrid: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate.main(["absent", "--data", str(idrid)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_papers_recipe_runs(
    idrid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ganet_paper, "HEIGHT", 48)
    monkeypatch.setattr(ganet_paper, "WIDTH", 64)
    options = ganet_paper.Options(lesions=("haemorrhage",), folds=2, batch=4)
    path = ganet_paper.train(data=idrid, out=tmp_path, device=CPU, epochs=2, options=options)
    table = json.loads(path.read_text())["table"]["ganet haemorrhage"]
    assert set(table) == set(ganet_paper.SCORES)
    assert 0 <= table["specificity"]["mean"] <= 100
    log = tmp_path / "ganet" / "haemorrhage" / "fold-0" / "log.jsonl"
    rows = [json.loads(line) for line in log.read_text().splitlines()]
    assert [row["learning_rate"] for row in rows] == [1e-4, 1e-4]


def test_one_command_gives_the_whole_table(
    idrid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["unet", "ganet"]  # the others take their time
    small = {"widths": (4, 8, 8, 8, 8), "groups": 4, "reduction": 4}
    build = registry.build
    monkeypatch.setattr(ganet_paper.registry, "build", lambda name: build(name, **small))
    monkeypatch.setattr(ganet_paper, "HEIGHT", 48)
    monkeypatch.setattr(ganet_paper, "WIDTH", 64)
    changes = [f"architectures={json.dumps(names)}", "folds=2", "batch=4"]
    path = run.train(
        "ganet-paper", data=idrid, out=tmp_path, device="cpu", epochs=1, changes=changes
    )
    found = json.loads(path.read_text())["table"]
    assert list(found) == [f"{name} {lesion}" for name in names for lesion in ganet_paper.LESIONS]


def test_the_papers_recipe_says_what_the_paper_says() -> None:
    options = ganet_paper.Options()
    assert (ganet_paper.WIDTH, ganet_paper.HEIGHT) == (512, 384)
    assert (options.epochs, options.batch, options.folds) == (300, 8, 3)


def test_recipes_are_run_by_name(
    idrid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}

    def train(**arguments: object) -> Path:
        seen.update(arguments)
        return tmp_path

    monkeypatch.setattr(ganet, "train", train)
    assert run.train("ganet", data=idrid, out=tmp_path, device="cpu", epochs=3) == tmp_path
    assert seen == {"data": idrid, "out": tmp_path, "device": CPU, "epochs": 3, "resume": False}


def test_what_cannot_run_is_named(idrid: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"'gannet'.*ganet-paper"):
        run.train("gannet", data=idrid, out=tmp_path)
    with pytest.raises(ReadError, match="absent"):
        run.train("ganet", data=tmp_path / "absent", out=tmp_path)
    with pytest.raises(ModelError, match="epoch"):
        run.train("ganet", data=idrid, out=tmp_path, epochs=0)
