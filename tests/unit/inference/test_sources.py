from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from retinaview.inference.sources import Source, sources, title_of, train_command
from retinaview.models import registry
from training import run


@pytest.fixture
def found(tiny_sources: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Source]:
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [tiny_sources])
    return {source.name: source for source in sources()}


def test_every_network_and_all_weights_are_listed(
    found: dict[str, Source], tiny_sources: Path
) -> None:
    weights = {path.stem for path in tiny_sources.glob("*.safetensors")}
    assert set(found) == {*registry.names(), *weights}
    assert {name for name, source in found.items() if source.has_weights} == weights


def test_weights_come_first(tiny_sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [tiny_sources])
    present = [source.has_weights for source in sources()]
    assert present == sorted(present, reverse=True)


def test_weights_say_what_they_are(found: dict[str, Source], tiny_sources: Path) -> None:
    sunet = found["sunet-small"]
    card = json.loads((tiny_sources / "sunet-small.json").read_text())
    assert (sunet.architecture, sunet.task, sunet.title) == ("sunet", "grading", "SUNet, small")
    assert sunet.path == tiny_sources / "sunet-small.safetensors"
    assert (sunet.version, sunet.sha256) == ("0", card["weights_sha256"])
    assert sunet.input_size == (128, 128)
    assert not sunet.pairs_eyes
    assert found["zoom-in-net-pair"].pairs_eyes
    assert not found["zoom-in-net-small"].pairs_eyes


def test_networks_without_weights_say_what_trains_them(found: dict[str, Source]) -> None:
    at_net = found["at-net"]
    assert not at_net.has_weights
    assert at_net.path is None
    assert at_net.train_command == "retinaview train at-net --data DIR --out DIR"
    assert at_net.parameters == registry.network("at-net").parameters
    assert (at_net.title, at_net.paper) == ("AT-Net", registry.network("at-net").paper)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("ganet", "GANet"),
        ("ganet-cga", "GANet, CGA"),
        ("se-at-net", "SE-AT-Net"),
        ("sunet-no-regulariser", "SUNet, no regulariser"),
        ("gradcam-vgg16", "Grad-CAM, VGG16"),
        ("mine", "mine"),
    ],
)
def test_titles_are_spelled_as_in_the_papers(name: str, title: str) -> None:
    assert title_of(name) == title


def test_damaged_weights_are_listed_with_their_fault(
    tiny_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sea-net-small", "sunet-small", "oedema"):
        shutil.copy(tiny_sources / f"{name}.safetensors", tmp_path)
        shutil.copy(tiny_sources / f"{name}.json", tmp_path)
    (tmp_path / "sunet-small.safetensors").write_bytes(b"nothing")
    (tmp_path / "oedema.json").write_text("{}")
    card = json.loads((tmp_path / "sea-net-small.json").read_text())
    del card["preprocessing"]["diameter_px"]
    (tmp_path / "sea-net-small.json").write_text(json.dumps(card))
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [tmp_path])
    found = {source.name: source for source in sources()}
    assert "damaged" in found["sunet-small"].fault
    assert found["sunet-small"].architecture == "sunet"
    assert "oedema.json" in found["oedema"].fault
    assert "diameter_px" in found["sea-net-small"].fault
    assert not any(found[name].has_weights for name in ("sunet-small", "oedema", "sea-net-small"))


def test_what_trains_a_network_is_there(found: dict[str, Source]) -> None:
    known = run.recipes()
    for name in registry.names():
        assert train_command(name).split()[2] in known
    assert {source.train_command.split()[2] for source in found.values()} <= {*known}


def test_listing_does_not_import_torch() -> None:
    script = (
        "import sys; from retinaview.inference.sources import sources; sources(); "
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
