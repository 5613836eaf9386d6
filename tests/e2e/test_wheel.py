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
from pathlib import Path

import cv2
import pytest

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
    """The scripts folder of an environment that holds the wheel, and its requirements by path."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    command = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet"]
    subprocess.run([*command, "--no-deps", "--no-index", str(wheel)], check=True)
    requirements = Path(paths["purelib"]) / "requirements.pth"
    requirements.write_text(sysconfig.get_path("purelib") + "\n")
    return Path(paths["scripts"])


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
