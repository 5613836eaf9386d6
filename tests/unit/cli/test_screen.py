from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import cv2
import pytest

from retinaview.cli.main import main
from retinaview.core.findings import Quality
from retinaview.inference import overview
from retinaview.models.network_table import DEFAULT_GRADER
from retinaview.phantoms import make_phantom

pytestmark = pytest.mark.usefixtures("own_weights")


@pytest.fixture(scope="module")
def phantom_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photographs") / "P1_OD.png"
    cv2.imwrite(str(path), make_phantom(3, height_px=256).rgb[:, :, ::-1])
    return path


@pytest.fixture
def photographs(phantom_file: Path, tmp_path: Path) -> list[Path]:
    folder = tmp_path / "in"
    folder.mkdir()
    return [Path(shutil.copy(phantom_file, folder / f"{name}.png")) for name in "ba"]


def screen(*arguments: object) -> int:
    return main(["screen", *map(str, arguments), "--device", "cpu"])


def rows(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / "findings.jsonl").read_text().splitlines()]


def test_writes_what_the_contract_says(
    photographs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert screen(*photographs, "--out", out) == 0
    assert capsys.readouterr().out == f"2 of 2 photographs in {out}, 0 from before\n"
    first, second = rows(out)
    assert [first["image"], second["image"]] == [str(path) for path in photographs]
    required = ["image", "sha256", "width", "height", "quality", "dr", "dme", "referable"]
    required += ["regions", "lesions", "models", "seconds"]
    assert list(first)[: len(required)] == required
    assert set(first["models"]) == {"segmentation", "grading", "landmarks"}  # type: ignore[call-overload]
    assert {key: first[key] for key in required[1:11]} == {
        key: second[key] for key in required[1:11]
    }
    for file in (
        "masks/a_hard_exudate",
        "probability/b_haemorrhage",
        f"attention/a_{DEFAULT_GRADER}",
    ):
        image = cv2.imread(str(out / f"{file}.png"), cv2.IMREAD_UNCHANGED)
        assert image.shape == (first["height"], first["width"])
        assert image.dtype == "uint8"


@pytest.mark.usefixtures("every_device")
def test_printed_probabilities_add_to_1_in_every_runtime_and_precision(
    photographs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = Quality(0.9, gradable=True)
    monkeypatch.setattr(overview, "assess_quality", lambda *_: good)
    assert screen(*photographs, "--out", tmp_path) == 0
    for line in (tmp_path / "findings.jsonl").read_text().splitlines():
        row = json.loads(line, parse_float=Decimal)
        assert sum(row["dr"]["probabilities"]) == 1
        assert sum(row["dme"]["probabilities"]) == 1


def test_one_model_alone(photographs: list[Path], tmp_path: Path) -> None:
    assert screen(photographs[0], "--out", tmp_path / "out", "--models", "ganet") == 0
    (row,) = rows(tmp_path / "out")
    assert row["dr"] is None
    assert row["referable"] in (
        {"probability": None, "decision": None},
        {"probability": None, "decision": True},
    )
    assert set(row["models"]) == {"segmentation"}  # type: ignore[call-overload]


def test_a_bad_photograph_is_one_line_and_status_1(
    photographs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = photographs[0].with_name("bad.jpg")
    bad.write_bytes(b"\xff\xd8\xff")
    out = tmp_path / "out"
    assert screen(bad, *photographs, "--out", out) == 1
    written = capsys.readouterr()
    assert written.err.startswith(f"retinaview: {bad}: ")
    assert written.err.count("\n") == 1
    assert written.out == f"2 of 3 photographs in {out}, 0 from before\n"
    assert set(rows(out)[0]) == {"image", "error"}


def test_a_second_run_takes_everything_from_before(
    photographs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    screen(photographs[0].parent, "--out", out)
    capsys.readouterr()
    assert screen(photographs[0].parent, "--out", out) == 0
    assert capsys.readouterr().out == f"2 of 2 photographs in {out}, 2 from before\n"


def test_an_unknown_model_is_one_line_and_status_2(
    photographs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert screen(photographs[0], "--out", tmp_path / "out", "--models", "nosuch") == 2
    written = capsys.readouterr()
    assert "no weights 'nosuch'" in written.err
    assert written.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert screen(tmp_path / "empty", "--out", tmp_path / "out") == 2
    assert capsys.readouterr().err == f"retinaview: no photographs in {tmp_path / 'empty'}\n"
