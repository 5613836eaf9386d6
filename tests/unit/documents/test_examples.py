"""The examples in the documents run, on phantoms and with tiny weights."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import pytest

from retinaview.batch.cluster_address import connected
from retinaview.cli.main import main
from retinaview.core.findings import Quality
from retinaview.core.grades import DRGrade, Laterality
from retinaview.inference import overview
from retinaview.models.weights.index import WeightsIndex
from retinaview.phantoms import make_phantom
from tests.documents import Block, blocks, commands

EYES = [(patient, eye) for patient in (1, 2) for eye in Laterality]
BOX = {"x": 30, "y": 40, "width": 20, "height": 10}
FOLDERS = {"screen": "findings", "evaluate": "findings", "discover": "clusters", "export": "boxes"}
"""What each command's DIR is."""


@pytest.fixture(scope="module")
def phantoms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photographs")
    for patient, eye in EYES:
        rgb = make_phantom(patient, dr=DRGrade.SEVERE, laterality=eye, height_px=256).rgb
        cv2.imwrite(str(folder / f"P{patient}_{eye}.jpg"), rgb[:, :, ::-1])
    return folder


@pytest.fixture
def place(
    phantoms: Path, tiny_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with all that the examples name, where they run; the user's own is there too."""
    own = tmp_path / "home/retinaview/weights"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(
        "retinaview.models.weights.folders.search_folders", lambda: [tiny_sources, own]
    )
    good = Quality(0.9, gradable=True)
    monkeypatch.setattr(overview, "assess_quality", lambda *_: good)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(phantoms, "PHOTOS")
    shutil.copy(phantoms / "P1_OD.jpg", "photo.jpg")
    for name in ("best", "FILE"):
        shutil.copy(tiny_sources / "ganet.safetensors", f"{name}.safetensors")
        card = json.loads((tiny_sources / "ganet.json").read_text()) | {"name": f"{name}-2026"}
        Path(f"{name}.json").write_text(json.dumps(card))
    columns = ("image,patient,eye,class", *BOX)
    row = ("P1_OD.jpg,P1,OD,haemorrhage", *map(str, BOX.values()))
    Path("boxes.csv").write_text(",".join(columns) + "\n" + ",".join(row) + "\n")
    Path("labels.json").write_text(json.dumps(_coco()))
    return tmp_path


def _coco() -> dict[str, object]:
    return {
        "images": [{"id": 1, "file_name": "P1_OD.jpg"}],
        "categories": [{"id": 1, "name": "haemorrhage"}],
        "annotations": [{"image_id": 1, "category_id": 1, "bbox": list(BOX.values())}],
    }


def fenced(language: str) -> list[Block]:
    return [block for block in blocks() if block.language == language]


def test_no_block_is_in_a_language_that_nothing_here_runs() -> None:
    assert {block.language for block in blocks()} <= {"", "text", "python", "json", "yaml"}


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("block", fenced("python"), ids=lambda block: block.document)
def test_python_runs(block: Block, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(block.text, block.document, "exec"), {})
    assert "print(" not in block.text or capsys.readouterr().out.strip()


@pytest.mark.parametrize("block", fenced("json"), ids=lambda block: block.document)
def test_json_is_what_the_program_reads(block: Block) -> None:
    assert block.document == "docs/weights.md", "say here what reads it"
    shown = block.text.replace("64 hexadecimal digits", "0" * 64)
    WeightsIndex.model_validate_json(shown)


@pytest.mark.parametrize("block", fenced("yaml"), ids=lambda block: block.document)
def test_yaml_describes_a_cluster(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("dask_jobqueue")
    (tmp_path / "sbatch").write_text('#!/bin/sh\ncp "$1" "$0.job"\necho "Submitted batch job 1"\n')
    (tmp_path / "scancel").write_text("#!/bin/sh\n")
    for command in ("sbatch", "scancel"):
        (tmp_path / command).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "slurm.yaml").write_text(block.text)
    with connected("slurm.yaml"):
        deadline = time.monotonic() + 30
        while not (tmp_path / "sbatch.job").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    assert "#SBATCH --gres=gpu:1" in (tmp_path / "sbatch.job").read_text()


SESSIONS = {
    "README.md": ("screen", "discover", "models", "import", "export", "evaluate"),
    "docs/discovery.md": ("discover",),
}
"""The commands that run one after the other, of the document's first block that has them all."""


@pytest.mark.parametrize("document", SESSIONS)
def test_commands_run_one_after_the_other(
    document: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = [
        command.words
        for command in commands()
        if command.document == document and command.whole and "DATA" not in command.text
    ]
    ran = [words for words in written if words[1] in SESSIONS[document]]
    assert {words[1] for words in ran} == set(SESSIONS[document])
    for words in ran:
        status = main(_placed(words[1:], place))
        assert status == 0, (words, capsys.readouterr().err)
    assert list(place.glob("clusters/*"))


def _placed(words: Sequence[str], place: Path) -> list[str]:
    """The words, with what is there in the place of capital letters."""
    project = place / "PHOTOS" / "PHOTOS.retinaview"
    there = {
        "DIR": FOLDERS.get(words[0], ""),
        "P": str(project if project.exists() else project.parent),
        "FILE": "FILE.safetensors",
        "NAME": "zoom-in-net-small",
    }
    placed = [re.sub(r"\b[A-Z]+\b", lambda at: there.get(at[0], at[0]), word) for word in words]
    return [word.replace("3=", "2=") for word in placed]  # four phantoms make two clusters
