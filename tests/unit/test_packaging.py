"""Setting up without a GPU, the start menu, and workflows that cannot be run here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
linux_alone = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's start menu")


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_without_a_gpu_torch_comes_first_and_from_its_own_index(tmp_path: Path) -> None:
    command = ["make", "-n", "-C", str(ROOT), "setup", f"VENV={tmp_path}/none"]
    told = [
        subprocess.run([*command, *more], capture_output=True, text=True, check=True).stdout
        for more in (["CPU=1"], [])
    ]
    lines = [line for line in told[0].splitlines() if "pip install" in line]
    assert "torch torchvision --index-url https://download.pytorch.org/whl/cpu" in lines[1]
    assert "--editable" in lines[2]
    assert "pytorch.org" not in told[1]


def test_extras_of_the_documents_exist() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    assert {"openvino", "dicom", "postgresql", "cluster", "remote", "train"} <= set(extras)


def test_all_ways_to_set_up_install_the_same() -> None:
    files = ("Makefile", "README.md", ".github/workflows/checks.yml")
    found = [
        re.findall(r'--editable "(\.\[dev[^"]*)"', (ROOT / name).read_text()) for name in files
    ]
    assert all(found)
    assert len({extras for each in found for extras in each}) == 1


@linux_alone
def test_the_start_menu_starts_the_folder_wherever_it_is(tmp_path: Path) -> None:
    folder, data = tmp_path / 'a "clinic" 100%', tmp_path / "data"
    shutil.copytree(ROOT / "packaging" / "linux", folder)
    (folder / "share").mkdir()
    for name in "retinaview.desktop", "retinaview.xml":
        shutil.move(folder / name, folder / "share")
    shutil.copy(ROOT / "resources" / "icons" / "retinaview.svg", folder / "share")
    environment = {**os.environ, "XDG_DATA_HOME": str(data)}
    command = [str(folder / "install")]
    subprocess.run(command, env=environment, check=True)

    entry = (data / "applications" / "retinaview.desktop").read_text()
    escaped = str(folder / "retinaview").replace('"', '\\\\"').replace("%", "%%")
    assert f'Exec="{escaped}" %F\n' in entry
    assert "MimeType=application/x-retinaview;" in entry
    assert (data / "mime" / "packages" / "retinaview.xml").is_file()
    subprocess.run([*command, "--remove"], env=environment, check=True)
    assert not (data / "applications" / "retinaview.desktop").exists()


def test_workflows_name_commands_and_files_that_exist() -> None:
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert len(workflows) == 2
    for path in workflows:
        text = path.read_text()
        assert "none could be run" in text.splitlines()[0]
        jobs = yaml.safe_load(text)["jobs"]
        assert all("runs-on" in job and job["steps"] for job in jobs.values())
    tests = yaml.safe_load(workflows[0].read_text())["jobs"]["tests"]["strategy"]["matrix"]
    assert tests["python"] == ["3.11", "3.12", "3.13", "3.14"]
