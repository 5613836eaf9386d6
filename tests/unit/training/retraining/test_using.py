"""Taking the weights of a finished run into use."""

import json
from pathlib import Path

import pytest

from retinaview.core.errors import ReadError, WriteError
from retinaview.models.weights.card import read_card
from retinaview.models.weights.folders import find
from training.retraining import using


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    (tmp_path / "run.json").write_text(json.dumps({"name": "mine"}))
    (tmp_path / "report.json").write_text("{}")
    (tmp_path / "mine.safetensors").touch()
    card = read_card(find("zoom-in-net-lite0").with_suffix(".json"))
    (tmp_path / "mine.json").write_text(card.model_dump_json(by_alias=True))
    return tmp_path


def test_a_run_that_has_not_finished_gives_no_weights(finished: Path, tmp_path: Path) -> None:
    (finished / "report.json").unlink()
    with pytest.raises(ReadError, match="the run has not finished"):
        using.add_retrained(finished, use=True)
    with pytest.raises(ReadError, match=r"run\.json"):
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
