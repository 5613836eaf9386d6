from __future__ import annotations

import json
from pathlib import Path

import pytest

from retinaview.cli import demo as demo_command
from retinaview.cli.main import main
from retinaview.session import demo

pytestmark = pytest.mark.usefixtures("own_weights", "small_demo")


@pytest.fixture
def small_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two small photographs instead of eight large ones."""
    monkeypatch.setattr(demo, "EYES", demo.EYES[3:5])
    draw = demo.make_demo_study
    monkeypatch.setattr(
        demo, "make_demo_study", lambda folder, **options: draw(folder, height_px=256, **options)
    )


def test_headless_screens_and_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["demo", "--headless", str(out)]) == 0
    shown = capsys.readouterr().out
    rows = [json.loads(line) for line in (out / "findings.jsonl").read_text().splitlines()]
    assert [Path(row["image"]).name for row in rows] == ["P2_OS.png", "P3_OD.jpg"]
    assert (out / "study" / "truth" / "boxes.csv").is_file()
    table = shown.splitlines()
    assert table[0].split() == [
        "PHOTOGRAPH",
        "DR",
        "TRUE",
        "DR",
        "DME",
        "TRUE",
        "DME",
        "REFERABLE",
        "REFER",
    ]
    assert table[1].split()[:2] == ["P2_OS.png", "2"]
    assert "IoM localisation at 0.3" in shown


def test_a_second_headless_run_continues(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["demo", "--headless", str(tmp_path)])
    first = capsys.readouterr()
    before = (tmp_path / "findings.jsonl").read_bytes()
    assert main(["demo", "--headless", str(tmp_path)]) == 0
    second = capsys.readouterr()
    assert second.out == first.out
    assert "drawing" in first.err
    assert second.err == ""
    assert (tmp_path / "findings.jsonl").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["demo", "--headless", str(tmp_path / "file")]) == 2
    written = capsys.readouterr().err
    assert "the folder cannot be created" in written
    assert written.count("\n") == 1


def test_opens_the_window_on_a_study_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(demo_command, "open_window", lambda _, demo: opened.append(demo) or 0)
    monkeypatch.setattr("retinaview.core.demo_folder.user_data_path", lambda *_, **__: tmp_path)
    assert main(["demo"]) == 0
    assert opened == [tmp_path / "demo-study"]
    assert not opened[0].exists()  # the window is there before anything is drawn
