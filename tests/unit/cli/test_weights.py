"""`retinaview models add|download|remove`, and the list beside them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from retinaview.cli.main import main
from retinaview.models.weights import acceptance, folders


@pytest.fixture(autouse=True)
def own(tmp_path: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, empty, with the tiny weights as those of the program."""
    folder = tmp_path / "own"
    monkeypatch.setattr(folders, "shipped_folder", lambda: tiny_weights)
    monkeypatch.setattr(folders, "user_folder", lambda: folder)
    monkeypatch.setattr(acceptance, "_check_answer", lambda _: None)
    monkeypatch.delenv("RETINAVIEW_INDEX", raising=False)
    return folder


@pytest.fixture
def trained(tmp_path: Path, tiny_weights: Path) -> Path:
    folder = tmp_path / "trained"
    folder.mkdir()
    shutil.copy(tiny_weights / "ganet.safetensors", folder / "mine.safetensors")
    card = json.loads((tiny_weights / "ganet.json").read_text()) | {"name": "mine"}
    (folder / "mine.json").write_text(json.dumps(card))
    return folder / "mine.safetensors"


@pytest.fixture
def index(trained: Path, tmp_path: Path) -> Path:
    card = json.loads(trained.with_suffix(".json").read_text())
    entry = {
        "name": "fetched",
        "url": "trained/mine.safetensors",
        "size": trained.stat().st_size,
        "sha256": card["weights_sha256"],
        "card": card,
    }
    path = tmp_path / "index.json"
    path.write_text(json.dumps({"format_version": 1, "weights": [entry]}))
    return path


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    capsys.readouterr()
    assert main(["models", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    return {entry["name"]: entry["weights"]["path"] for entry in entries}


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["models", *arguments]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith("retinaview: ")
    assert written.err.count("\n") == 1
    return written.err


def test_added_weights_are_listed_until_they_are_removed(
    own: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "add", str(trained)]) == 0
    assert "mine is added" in capsys.readouterr().out
    assert listed(capsys)["mine"] == str(own / "mine.safetensors")
    assert main(["models", "remove", "mine"]) == 0
    assert "mine" not in listed(capsys)


def test_card_name_and_replacement_are_options(
    own: Path, trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = shutil.move(trained.with_suffix(".json"), tmp_path / "card.json")
    arguments = ["models", "add", str(trained), "--card", str(card), "--name", "second"]
    assert main(arguments) == 0
    assert (own / "second.json").exists()
    assert "already" in refused(capsys, *arguments[1:])
    assert main([*arguments, "--replace"]) == 0


def test_refusals_are_one_line_and_name_file_and_field(
    trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = json.loads(trained.with_suffix(".json").read_text())
    del card["limitations"]
    trained.with_suffix(".json").write_text(json.dumps(card))
    assert f"{trained.with_suffix('.json')}: limitations" in refused(capsys, "add", str(trained))
    assert "absent.json" in refused(capsys, "add", str(trained.with_name("absent.safetensors")))
    assert "comes with the program" in refused(capsys, "remove", "ganet")
    assert "no weights 'absent'" in refused(capsys, "remove", "absent")


def test_downloads_by_an_index(own: Path, index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "download", "--index", str(index)]) == 0
    assert capsys.readouterr().out.startswith("fetched  0.")
    assert main(["models", "download", "fetched", "--index", str(index)]) == 0
    assert listed(capsys)["fetched"] == str(own / "fetched.safetensors")
    assert "already" in refused(capsys, "download", "fetched", "--index", str(index))


def test_the_environment_names_an_index(
    own: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETINAVIEW_INDEX", str(index))
    assert main(["models", "download", "fetched"]) == 0
    assert (own / "fetched.safetensors").exists()


def test_an_index_that_cannot_be_used_is_one_line(
    index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "offers: fetched" in refused(capsys, "download", "other", "--index", str(index))
    absent = str(tmp_path / "absent.json")
    assert absent in refused(capsys, "download", "fetched", "--index", absent)
    index.write_text("{")
    assert "index of weights is wrong" in refused(capsys, "download", "x", "--index", str(index))
    open_line = "http://example.org/index.json"
    assert "only https" in refused(capsys, "download", "x", "--index", open_line)


def test_an_unknown_command_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "No such command" in refused(capsys, "nonsense")


def test_a_stopped_download_says_how_to_go_on(
    index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("retinaview.models.weights.fetching.fetch_weights", stop)
    assert main(["models", "download", "fetched", "--index", str(index)]) == 130
    assert "same command again" in capsys.readouterr().err


@pytest.mark.parametrize("taken", ["net.onnx", "net.json"])
def test_an_export_leaves_files_of_others(
    taken: str, trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / taken).write_text("mine")
    assert main(["models", "export", str(trained), "--out", str(tmp_path / "net.onnx")]) == 2
    assert f"{taken}: is there already; move it away, or give --replace" in capsys.readouterr().err
    assert (tmp_path / taken).read_text() == "mine"
    assert [path.name for path in tmp_path.glob("net.*")] == [taken]
