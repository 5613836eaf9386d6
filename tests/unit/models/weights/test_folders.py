"""Weights by name, and what can be done where there are none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from retinaview.core.errors import WeightsError
from retinaview.models.weights.folders import find
from retinaview.models.weights.index import ENVIRONMENT_VARIABLE


@pytest.fixture(autouse=True)
def _no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)


def refusal(name: str | Path, folder: Path) -> str:
    with pytest.raises(WeightsError) as raised:
        find(name, folders=[folder])
    return raised.value.message


def index_of(weights: Path, path: Path, *, name: str) -> None:
    """An index that offers weights of that name."""
    card = json.loads(weights.with_suffix(".json").read_text())
    size, sha256 = weights.stat().st_size, card["weights_sha256"]
    entry = {"name": name, "url": str(weights), "size": size, "sha256": sha256, "card": card}
    path.write_text(json.dumps({"format_version": 1, "weights": [entry]}))


def test_a_name_is_looked_for_in_folders_and_a_path_is_not(
    tiny_weights: Path, tmp_path: Path
) -> None:
    path = tiny_weights / "ganet.safetensors"
    assert find("ganet", folders=[tmp_path, tiny_weights]) == path
    assert find(path, folders=[tmp_path]) == path
    absent = tmp_path / "ganet.safetensors"
    assert refusal(absent, tiny_weights) == f"no weights 'ganet.safetensors' in {tmp_path}"


@pytest.mark.parametrize(
    ("name", "recipe"),
    [
        ("sea-net", "sea-net"),
        ("sea-net-small", "sea-net-small"),
        ("gradcam-small", "gradcam-small"),
        ("zoom-in-net-small", "zoom-in-net-small"),
        ("sunet-dme-mine", "sunet-dme"),
    ],
)
def test_a_network_without_weights_names_the_command_that_trains_it(
    tmp_path: Path, name: str, recipe: str
) -> None:
    command = f"retinaview train {recipe} --data DIR --out DIR"
    assert refusal(name, tmp_path) == (
        f"no weights '{name}' in {tmp_path}; `{command}` trains them"
    )


@pytest.mark.parametrize("name", ["clinic-2026", "ganet-clinic"])
def test_what_the_index_offers_can_be_downloaded(
    tiny_weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    index = tmp_path / "index.json"
    index_of(tiny_weights / "ganet.safetensors", index, name=name)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(index))
    assert refusal(name, tmp_path).endswith(f"; `retinaview models download {name}` downloads them")


@pytest.mark.parametrize("address", ["absent.json", "https://clinic.invalid/index.json"])
def test_an_index_that_cannot_be_read_here_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("retinaview.models.weights.index.read_whole", _read_nothing_by_web)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, address)
    assert refusal("nosuch", tmp_path).endswith("; `retinaview models` lists the names")


def _read_nothing_by_web(address: str, **_: object) -> bytes:
    assert not address.startswith("https")
    return b"no index"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ganett", "ganet"), ("GANet", "ganet"), ("seanet", "sea-net"), ("mein", "mine")],
)
def test_a_name_that_is_nearly_right_is_told_the_right_one(
    tiny_weights: Path, tmp_path: Path, name: str, meant: str
) -> None:
    for suffix in ("safetensors", "json"):
        shutil.copy(tiny_weights / f"ganet.{suffix}", tmp_path / f"mine.{suffix}")
    advice = refusal(name, tmp_path).split("; ")[1]
    assert advice.startswith(f"did you mean {meant}")
    assert advice.endswith("? `retinaview models` lists the names")


def test_a_name_like_no_other_is_told_where_the_names_are(tmp_path: Path) -> None:
    message = f"no weights 'nosuch' in {tmp_path}; `retinaview models` lists the names"
    assert refusal("nosuch", tmp_path) == message


def test_looking_for_weights_does_not_import_torch() -> None:
    script = (
        "import sys\n"
        "from retinaview.models.weights.folders import find\n"
        "try: find('nosuch')\n"
        "except Exception as error: assert 'lists the names' in str(error)\n"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
