"""Hospitals forbid programs to phone home: a whole session with networks opens no socket."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import cv2
import pytest

from retinaview.core.grades import DRGrade
from retinaview.phantoms import make_phantom

WATCH = """
import os, sys
from pathlib import Path

FORBIDDEN = ("socket.", "urllib.Request", "http.client.", "ftplib.", "smtplib.")

def watch(event, arguments):
    if event == "socket.__new__" and arguments[1] == 1:
        return  # AF_UNIX: processes of this program among themselves
    if event.startswith(FORBIDDEN):
        print("NETWORK", event, arguments, file=sys.stderr, flush=True)
        os._exit(9)

sys.addaudithook(watch)
photograph, weights, out = map(Path, sys.argv[1:4])
networks = [str(weights / f"{name}.safetensors") for name in ("ganet", "zoom-in-net-small")]
"""
USE = {
    "nothing": "",
    "a socket": "import socket; socket.socket()",
    "a request": "from urllib.request import urlopen; urlopen('http://127.0.0.1:9')",
    "the engine": """
from retinaview.imaging.photograph import read_photograph
from retinaview.inference.engine import Engine

engine = Engine(device="cpu", models=networks)
engine.ask(read_photograph(photograph), networks[1])
assert "OpenVINO" in engine.device_label or sys.argv[4] == "torch", engine.device_label
""",
    "screen": """
from retinaview.cli.main import main

arguments = [str(photograph), "--out", str(out), "--device", "cpu", "--models", ",".join(networks)]
assert main(["screen", *arguments]) == 0
assert os.environ["HF_HUB_OFFLINE"] == "1"
""",
    "the window": """
from PySide6.QtCore import QTimer
from retinaview.inference.engine import Engine
from retinaview.ui.application import run

def on_window(window):
    def look():
        context = window.context
        if context.session and context.image_id and context.session.finding(context.image_id):
            window.close()
    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(50)

assert run([photograph], make_engine=lambda: Engine(models=networks), on_window=on_window) == 0
""",
}
OPEN_SOCKETS = """
sockets = [os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd")
           if os.path.exists(f"/proc/self/fd/{name}")] if sys.platform == "linux" else []
inodes = {name[8:-1] for name in sockets if name.startswith("socket:[")}
for table in ("tcp", "tcp6", "udp", "udp6"):
    path = Path("/proc/self/net", table)
    rows = path.read_text().splitlines()[1:] if path.exists() else []
    assert not inodes & {row.split()[9] for row in rows}, table
"""


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photographs") / "P1_OD.png"
    rgb = make_phantom(3, dr=DRGrade.SEVERE, height_px=256).rgb
    cv2.imwrite(str(path), rgb[:, :, ::-1])
    return path


def use(
    what: str, photograph: Path, weights: Path, home: Path, *, runtime: str
) -> subprocess.CompletedProcess[str]:
    """Do one thing as a user who has never started the program, under watch."""
    home.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "CI"))}
    own = {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "RETINAVIEW_RUNTIME": runtime}
    script = WATCH + USE[what] + OPEN_SOCKETS
    arguments = (photograph, weights, home.parent / "out", runtime)
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env=kept | own,
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def foreign_files(home: Path) -> list[str]:
    """What lies in a home directory outside the program's own folders."""
    files = [path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()]
    return [name for name in files if "retinaview" not in name.lower()]


@pytest.mark.parametrize("what", ["the engine", "screen", "the window"])
def test_opens_no_socket_and_writes_to_its_own_folders_alone(
    what: str, photograph: Path, tiny_weights: Path, tmp_path: Path
) -> None:
    runtime = "openvino" if find_spec("openvino") else "torch"
    done = use(what, photograph, tiny_weights, tmp_path / "home", runtime=runtime)
    assert done.returncode == 0, done.stderr
    assert foreign_files(tmp_path / "home") == []


@pytest.mark.parametrize("what", ["a socket", "a request"])
def test_the_watch_sees_what_it_should(what: str, tmp_path: Path) -> None:
    done = use(what, tmp_path, tmp_path, tmp_path / "home", runtime="torch")
    assert done.returncode == 9
    assert "NETWORK" in done.stderr
