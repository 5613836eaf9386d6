"""The folder that ``make installer`` made, started from another one under Xvfb; skipped without it.

The variable ``RETINAVIEW_INSTALLED`` names a folder elsewhere than in ``dist``.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import pytest

from retinaview.phantoms import make_phantom

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("RETINAVIEW_INSTALLED", ROOT / "dist" / "retinaview"))
PROGRAM = FOLDER / "retinaview"
ROUNDS = 3
TOLERANCE = 1.1
"""Of the checkout's time: what differs from one start to the next."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAM.is_file(), reason="run make installer first"),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb"),
]


@dataclass(frozen=True)
class Screen:
    """A display whose picture is a file."""

    name: str
    picture: Path

    def shows_a_fundus(self) -> bool:
        """Whether the middle is as red as a retina."""
        content = self.picture.read_bytes()
        header = struct.unpack(">25I", content[:100])
        width, height, per_line, colours = header[4], header[5], header[12], header[19]
        start = header[0] + 12 * colours
        x, y = int(0.42 * width), height // 2
        at = start + y * per_line + 4 * x
        blue, green, red = content[at : at + 3]
        return red > 100 and red > green + 40 > blue


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    folder = tmp_path / "screen"
    folder.mkdir()
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24"]
    with subprocess.Popen(
        [*command, "-fbdir", str(folder)], pass_fds=[writing], stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            name = f":{told.readline().strip()}"
        yield Screen(name, folder / "Xvfb_screen0")
        server.terminate()


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "P1_OD.jpg"
    path.parent.mkdir()
    large = cv2.resize(make_phantom(100, height_px=1424).rgb, (4288, 2848))
    cv2.imwrite(str(path), large[..., ::-1])
    return path


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """Of a person who has never started the program."""
    homes = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return kept | dict.fromkeys(homes, str(tmp_path / "home")) | more


def seconds_to_photograph(
    command: list[str], photograph: Path, screen: Screen, **more: str
) -> float:
    told = environment(photograph.parents[1], DISPLAY=screen.name, QT_QPA_PLATFORM="xcb", **more)
    begin = time.monotonic()
    with subprocess.Popen(
        [*command, photograph.name], cwd=photograph.parent, env=told, stderr=subprocess.DEVNULL
    ) as program:
        try:
            while not screen.shows_a_fundus():
                assert program.poll() is None, "the program ended"
                assert time.monotonic() - begin < 120, "no photograph within two minutes"
                time.sleep(0.02)
            return time.monotonic() - begin
        finally:
            program.kill()
            program.wait()
            time.sleep(0.5)  # until the window is gone


def test_its_first_photograph_is_no_later_than_the_checkouts(
    photograph: Path, screen: Screen
) -> None:
    checkout = [sys.executable, "-m", "retinaview"]
    times: dict[str, list[float]] = {"installed": [], "checkout": []}
    for _ in range(ROUNDS + 1):
        times["installed"].append(seconds_to_photograph([str(PROGRAM)], photograph, screen))
        times["checkout"].append(
            seconds_to_photograph(checkout, photograph, screen, PYTHONPATH=str(ROOT))
        )
    installed, ours = (statistics.median(each[1:]) for each in times.values())
    assert installed <= TOLERANCE * ours, f"installed {installed:.2f} s, checkout {ours:.2f} s"


def test_networks_decoders_and_parts_come_with_it(photograph: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(PROGRAM), *arguments]
        told = environment(tmp_path)
        return subprocess.run(
            command, cwd=photograph.parent, env=told, capture_output=True, text=True, check=False
        )

    assert run("--version").stdout.startswith("retinaview ")
    # Its own module as a process: what decodes compressed pixels does that.
    assert run("-m", "retinaview", "--version").stdout.startswith("retinaview ")
    assert json.loads(run("models", "--json").stdout)
    done = run("screen", photograph.name, "--out", "out")
    assert done.returncode == 0, done.stderr
    row = json.loads((photograph.parent / "out" / "findings.jsonl").read_text())
    assert set(row["models"]) == {"segmentation", "grading", "landmarks"}
    assert str(ROOT) not in done.stdout + done.stderr
