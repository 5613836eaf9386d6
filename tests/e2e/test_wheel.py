"""The built wheel, installed where nothing else of the project is, run from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from decimal import Decimal
from email.parser import Parser
from importlib.metadata import Distribution, distribution
from pathlib import Path

import cv2
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from retinaview.core.grades import Laterality
from retinaview.phantoms import make_phantom

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (built,) = out.glob("retinaview-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment that holds the wheel and what it asks for, no more."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    command = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet"]
    subprocess.run([*command, "--no-deps", "--no-index", str(wheel)], check=True)
    here = Path(sysconfig.get_path("purelib"))
    for name in _entries(required_by(wheel)):
        (Path(paths["purelib"]) / name).symlink_to(here / name)
    return Path(paths["scripts"])


def required_by(wheel: Path) -> list[Distribution]:
    """Every distribution that pip would install with a wheel, without extras, as it is here."""
    name = next(n for n in zipfile.ZipFile(wheel).namelist() if n.endswith(".dist-info/METADATA"))
    metadata = Parser().parsestr(zipfile.ZipFile(wheel).read(name).decode())
    waiting = [(each, "") for each in metadata.get_all("Requires-Dist", [])]
    found: dict[tuple[str, str], Distribution] = {}
    while waiting:
        text, extra = waiting.pop()
        wanted = Requirement(text)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        for asked in ("", *wanted.extras):
            if (key := (canonicalize_name(wanted.name), asked)) not in found:
                found[key] = distribution(wanted.name)
                waiting += [(each, asked) for each in found[key].requires or ()]
    return list(found.values())


def _entries(distributions: list[Distribution]) -> set[str]:
    """The files and folders of distributions at the top of their site-packages folder."""
    files = [file for each in distributions for file in each.files or ()]
    return {file.parts[0] for file in files if file.parts[0] not in ("..", "__pycache__")}


def run(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [str(installed / "retinaview"), *arguments]
    # A checkout on the path would come before the wheel.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_the_wheel_holds_weights_recipes_and_migrations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    weights = [name for name in names if name.endswith(".safetensors")]
    assert weights
    assert all(name.startswith("retinaview/_resources/weights/") for name in weights)
    assert "training/recipes/ganet.py" in names
    assert any(name.startswith("retinaview/project/migrations/versions/") for name in names)
    assert not [name for name in names if name.startswith("tests/")]


def test_it_brings_its_entry_in_the_start_menu(wheel: Path) -> None:
    names = [name.partition(".data/data/")[2] for name in zipfile.ZipFile(wheel).namelist()]
    assert {
        "share/applications/retinaview.desktop",
        "share/mime/packages/retinaview.xml",
        "share/icons/hicolor/scalable/apps/retinaview.svg",
    } <= set(names)


def test_what_extras_bring_is_missed_in_a_sentence(installed: Path, tmp_path: Path) -> None:
    """The environment holds what the wheel asks for alone, so this also tests the others."""
    archive = run(installed, "dicom", "find", "dicom://A@127.0.0.1:9", cwd=tmp_path)
    assert archive.returncode == 2
    assert "retinaview[dicom]" in archive.stderr


def test_it_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "--version", cwd=tmp_path).stdout.startswith("retinaview ")
    listed = run(installed, "models", "--json", cwd=tmp_path)
    models = json.loads(listed.stdout)
    assert any(model["name"] == "ganet" for model in models)
    assert str(ROOT) not in listed.stdout, "the checkout's weights were used, not the wheel's"
    trained = run(installed, "train", "nonsense", "--data", ".", "--out", "out", cwd=tmp_path)
    assert trained.returncode != 0
    assert "unknown recipe 'nonsense'" in trained.stderr


def test_it_screens_a_patient_with_the_shipped_weights(installed: Path, tmp_path: Path) -> None:
    for eye in Laterality.OD, Laterality.OS:
        drawn = make_phantom(3, laterality=eye, height_px=512).rgb
        cv2.imwrite(str(tmp_path / f"P1_{eye}.png"), drawn[:, :, ::-1])
    eyes = [f"P1_{eye}.png" for eye in (Laterality.OD, Laterality.OS)]
    result = run(installed, "screen", *eyes, "--out", "out", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    lines = (tmp_path / "out" / "findings.jsonl").read_text().splitlines()
    rows = [json.loads(line, parse_float=Decimal) for line in lines]
    assert {Path(row["image"]).name for row in rows} == set(eyes)
    assert all(sum(row["dr"]["probabilities"]) == 1 for row in rows)
