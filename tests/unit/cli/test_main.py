from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import retinaview
from retinaview.cli import window
from retinaview.cli.main import main

COMMANDS = (
    "screen", "discover", "models", "demo", "import", "export", "report", "dicom", "evaluate",
    "data", "study", "train", "retrain",
)  # fmt: skip


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {command} " in shown for command in COMMANDS)
    assert "not a medical device" in shown
    assert "..." not in shown.split("Commands:")[1]  # no summary is cut off


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"retinaview {command}" in capsys.readouterr().out


def test_prints_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"retinaview {retinaview.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--foo"], "No such option: --foo"),
        (["screen", "a.png"], "Missing option '--out'"),
        (["screen", "--out", "x"], "Missing argument"),
        (["screen", "a.png", "--out", "x", "--jobs", "0"], "--jobs"),
        (["screen", "a.png", "--out", "x", "--device", "tpu"], "auto, cpu, cuda, mps"),
        (["models", "--jsn"], "--jsn"),
        (["nosuch.png"], "nosuch.png: does not exist"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert message in written.err
    assert written.err.count("\n") == 1
    assert not any(tmp_path.iterdir())


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """What the window was opened on."""
    seen: list[list[Path]] = []

    def open_window(paths: list[Path]) -> int:
        seen.append(paths)
        return 7

    monkeypatch.setattr(window, "open_window", open_window)
    return seen


@pytest.mark.parametrize("arguments", [[], ["a.png"], ["folder", "b.png"], ["./demo"]])
def test_anything_but_a_command_opens_the_window(
    arguments: list[str], opened: list[list[Path]]
) -> None:
    assert main(arguments) == 7
    assert opened == [[Path(argument) for argument in arguments]]


def test_without_a_display_says_what_works_without_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for arguments in ([], ["demo"]):
        assert main(arguments) == 2
        written = capsys.readouterr().err
        assert "retinaview demo --headless OUT" in written
        assert written.count("\n") == 1


@pytest.mark.parametrize(
    ("platform", "display", "wayland", "there"),
    [
        ("", "", "", False),
        ("xcb", "", "", False),
        ("", ":0", "", True),
        ("", "", "wayland-0", True),
        ("offscreen", "", "", True),
        ("offscreen:size=800x600", "", "", True),
    ],
)
def test_knows_when_qt_finds_a_display(
    platform: str, display: str, wayland: str, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    if there:
        window.require_display()
    else:
        with pytest.raises(retinaview.core.errors.RetinaViewError):
            window.require_display()


def test_help_imports_neither_torch_nor_qt_nor_cv2() -> None:
    script = (
        "import sys; from retinaview.cli.main import main; main(['screen', '--help']); "
        "sys.exit(bool({'torch', 'PySide6', 'cv2', 'sklearn'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
