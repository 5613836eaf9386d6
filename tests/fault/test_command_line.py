"""The command line when things go wrong: kills, Ctrl-C, full disks, closed pipes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import pytest

from retinaview.phantoms import make_phantom

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and limits")

COUNT = 24
RETINAVIEW = "import sys; from retinaview.cli.main import main; sys.exit(main())"


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of copies, so that a run lasts long enough to be stopped."""
    folder = tmp_path_factory.mktemp("photographs")
    first = folder / "eye00.png"
    cv2.imwrite(str(first), make_phantom(3, height_px=512).rgb[:, :, ::-1])
    for number in range(1, COUNT):
        shutil.copy(first, folder / f"eye{number:02}.png")
    return folder


def heed_interrupts() -> None:
    """Undo what a shell does to its background jobs: it has them, and theirs, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments: object, **options: object) -> subprocess.Popen[str]:
    options = {"preexec_fn": heed_interrupts} | options
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", RETINAVIEW, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def screening(
    photographs: Path, out: Path, weights: Path, **options: object
) -> subprocess.Popen[str]:
    models = ",".join(f"{weights}/{name}.safetensors" for name in ("ganet", "zoom-in-net-small"))
    return start(
        "screen", photographs, "--out", out, "--models", models, "--device", "cpu", **options
    )


def wait_for_rows(process: subprocess.Popen[str], findings: Path) -> None:
    deadline = time.monotonic() + 300
    while not (findings.exists() and findings.read_bytes().count(b"\n") >= 2):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def images(findings: Path) -> list[str]:
    return [Path(json.loads(line)["image"]).name for line in findings.read_text().splitlines()]


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_run_continues(
    photographs: Path, tmp_path: Path, tiny_weights: Path, stop: signal.Signals
) -> None:
    findings = tmp_path / "findings.jsonl"
    process = screening(photographs, tmp_path, tiny_weights)
    wait_for_rows(process, findings)
    process.send_signal(stop)
    _, complaint = process.communicate()
    if stop is signal.SIGINT:
        assert process.returncode == 130
        assert complaint == "retinaview: stopped; run the same command again to continue\n"
    done = images(findings)
    assert 2 <= len(done) < COUNT
    again = screening(photographs, tmp_path, tiny_weights)
    told, complaint = again.communicate()
    assert (again.returncode, complaint) == (0, "")
    assert f"{COUNT} of {COUNT} photographs" in told
    assert not told.endswith(" 0 from before\n")
    assert images(findings) == [f"eye{number:02}.png" for number in range(COUNT)]
    assert {path.name for path in tmp_path.rglob(".*")} <= {".screening.lock"}


def test_a_full_disk_is_one_line_and_leaves_whole_files(
    photographs: Path, tmp_path: Path, tiny_weights: Path
) -> None:
    import resource

    def limit() -> None:
        # Writes beyond this size fail, as they do on a full disk.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    process = screening(photographs, tmp_path, tiny_weights, preexec_fn=limit)
    _, complaint = process.communicate()
    assert process.returncode == 2
    assert "cannot be written" in complaint
    assert complaint.count("\n") == 1
    for path in tmp_path.rglob("*.png"):
        assert cv2.imread(str(path), cv2.IMREAD_UNCHANGED) is not None


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    with start("models", "--json") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_text_of_another_encoding_does_not_break_messages(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    process = start(tmp_path / "aüge.png", env=environment)
    _, complaint = process.communicate()
    assert process.returncode == 2
    assert complaint.count("\n") == 1
    assert "does not exist" in complaint
