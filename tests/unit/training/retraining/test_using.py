"""Taking the weights of a finished run into use."""

import json
import math
from dataclasses import asdict
from pathlib import Path

import pytest

from retinaview.core.errors import ReadError, WriteError
from retinaview.evaluation.estimates import Estimate
from retinaview.models.weights.card import read_card
from retinaview.models.weights.folders import find
from training.retraining import using
from training.retraining.comparison import judged
from training.retraining.run import Request


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    request = Request("zoom-in-net-lite0", "mine", 0.3, 1, 2, "")
    (tmp_path / "run.json").write_text(json.dumps(asdict(request)))
    (tmp_path / "report.json").write_text("{}")
    (tmp_path / "mine.safetensors").touch()
    card = read_card(find("zoom-in-net-lite0").with_suffix(".json"))
    (tmp_path / "mine.json").write_text(card.model_dump_json(by_alias=True))
    return tmp_path


def test_a_run_that_has_not_finished_gives_no_weights(finished: Path, tmp_path: Path) -> None:
    (finished / "report.json").unlink()
    with pytest.raises(ReadError, match="the run has not finished"):
        using.add_retrained(finished, use=True)
    with pytest.raises(ReadError, match="there is no run"):
        using.add_retrained(tmp_path / "elsewhere", use=True)


def test_used_weights_replace_those_of_their_task_alone(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: dict[str, str] = {}
    monkeypatch.setattr(using, "add_weights", lambda path: path)
    monkeypatch.setattr(using, "prefer", lambda own, *, over: chosen.update({over: own}))
    using.add_retrained(finished, use=False)
    assert chosen == {}
    using.add_retrained(finished, use=True)
    assert chosen == {"zoom-in-net-lite0": "mine"}


def test_a_weights_folder_that_cannot_be_written_changes_nothing(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> Path:
        raise WriteError("cannot be written", path=path.parent)

    monkeypatch.setattr(using, "add_weights", refuse)
    monkeypatch.setattr(using, "prefer", lambda *_, **__: pytest.fail("used all the same"))
    with pytest.raises(WriteError, match="cannot be written"):
        using.add_retrained(finished, use=True)
    assert (finished / "mine.safetensors").exists()


def test_weights_that_are_no_better_are_not_recommended(finished: Path) -> None:
    assert using.why_not(finished) == ""
    report = {"recommended": False, "verdict": "The new weights are worse."}
    (finished / "report.json").write_text(json.dumps(report))
    assert using.why_not(finished) == "The new weights are worse."


@pytest.mark.parametrize(
    ("gaps", "recommended", "said"),
    [
        ({"F1": (0.1, 0.01, 0.2), "recall": (0.0, -0.1, 0.1)}, True, "better at F1"),
        ({"F1": (0.1, 0.01, 0.2), "recall": (-0.1, -0.2, -0.01)}, False, "worse at recall"),
        ({"F1": (0.1, -0.01, 0.2)}, False, "not distinguishable"),
        ({"F1": (0.1, math.nan, math.nan)}, False, "not distinguishable"),
    ],
)
def test_better_somewhere_and_worse_nowhere_is_recommended(
    gaps: dict[str, tuple[float, float, float]], recommended: bool, said: str
) -> None:
    found = judged({name: Estimate(*gap, n=9) for name, gap in gaps.items()})
    assert found.recommended is recommended
    assert said in found.sentence
    assert ("not recommended" in found.sentence) is not recommended
