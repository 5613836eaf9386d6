from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from retinaview.cli.main import main
from retinaview.models import registry

pytestmark = pytest.mark.usefixtures("own_weights")


def test_lists_every_network_and_all_weights(
    own_weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "--json"]) == 0
    entries = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert set(entries) == {*registry.names(), "zoom-in-net-small"}
    unet = entries["unet"]
    assert unet["weights"]["present"] is False
    assert unet["parameters"] == registry.network("unet").parameters
    assert (unet["task"], unet["input_size"]) == ("segmentation", [384, 512])
    assert "GANet" in unet["paper"]
    ganet = entries["ganet"]
    card = json.loads((own_weights / "ganet.json").read_text())
    assert ganet["weights"] == {
        "present": True,
        "version": "0",
        "path": str(own_weights / "ganet.safetensors"),
        "sha256": card["weights_sha256"],
    }
    assert ganet["licence_of_data"] == "none"
    assert entries["zoom-in-net-small"]["architecture"] == "zoom-in-net"


@pytest.mark.parametrize("name", ["ganet", "zoom-in-net-small"])
def test_counts_the_parameters_of_weights(
    name: str, own_weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from retinaview.models.weights import files

    main(["models", "--json"])
    entries = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)}
    module = files.load(own_weights / f"{name}.safetensors").module
    counted = sum(parameter.numel() for parameter in module.parameters())
    assert entries[name]["parameters"] == counted


def test_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["NAME", "TASK", "PARAMETERS"]
    (unet,) = (line for line in lines if line.startswith("unet "))
    assert "7.766 M" in unet
    assert " none " in unet


def test_damaged_weights_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.safetensors").write_bytes(b"nothing")
    (tmp_path / "x.json").write_text("{}")
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [tmp_path])
    assert main(["models"]) == 2
    written = capsys.readouterr().err
    assert "x.json" in written
    assert written.count("\n") == 1


def test_lists_without_torch() -> None:
    script = (
        "import sys; from retinaview.cli.main import main; main(['models']); "
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_networks_without_weights_name_the_command_that_trains_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["models", "--json"]) == 0
    for entry in json.loads(capsys.readouterr().out):
        command = f"retinaview train {entry['name']} --data DIR --out DIR"
        assert entry["train"] == ("" if entry["weights"]["present"] else command)
        assert entry["title"]
