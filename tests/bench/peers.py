"""The first photograph on screen, raced against labelme and napari on the same machine.

Run as ``python -m tests.bench peers [--python INTERPRETER]``. The interpreter is one that has the
peers installed; they bring Qt bindings of their own, so they want an environment of their own.
Without the option it is the one that the environment variable ``RETINAVIEW_PEERS`` names. napari
needs OpenGL, so race it on a display: ``QT_QPA_PLATFORM=xcb xvfb-run -a python -m ...``.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import photographs

AIM = 0.6
"""Of labelme's time."""
ROUNDS = 5
HOW_TO_INSTALL = (
    "not installed; for the race: python3 -m venv peers && peers/bin/pip install labelme "
    "'napari[pyqt5]', then python -m tests.bench peers --python peers/bin/python"
)
INTERPRETER = "RETINAVIEW_PEERS"
"""Environment variable with the interpreter, for ``make bench``."""
_CLOCK = """
import os, sys, time
from pathlib import Path

def since_process_start():
    fields = Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()
    started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started

def leave():
    print(since_process_start(), flush=True)
    os._exit(0)
"""
_LABELME = """
try:
    from qtpy import QtCore, QtWidgets
except ImportError:  # later versions of labelme do without it
    from PyQt5 import QtCore, QtWidgets
from labelme.app import MainWindow

class Painted(QtCore.QObject):
    def eventFilter(self, widget, event):
        pixmap = getattr(canvas, "pixmap", None)
        if event.type() == QtCore.QEvent.Paint and pixmap is not None and not pixmap.isNull():
            QtCore.QTimer.singleShot(0, leave)
        return False

app = QtWidgets.QApplication(sys.argv[:1])
try:
    window = MainWindow(file_or_dir=sys.argv[1])
    canvas = window._canvas_widgets.canvas
except TypeError:  # before version 6
    from labelme.config import get_config
    window = MainWindow(config=get_config(), filename=sys.argv[1])
    canvas = window.canvas
painted = Painted()
canvas.installEventFilter(painted)
window.resize(1440, 900)
window.show()
app.exec_()
"""
_NAPARI = """
import napari
from qtpy.QtCore import QTimer

viewer = napari.Viewer(show=True)
viewer.open(sys.argv[1], plugin="napari")
QTimer.singleShot(0, leave)  # behind the paint that showing has asked for
napari.run()
"""
_OURS = """
from retinaview.ui.application import run
from PySide6.QtCore import QTimer
run([Path(sys.argv[1])], on_window=lambda w: w.reading.previewed.connect(
    lambda: QTimer.singleShot(0, leave)))
"""


def _installed(python: str, package: str) -> bool:
    script = f"from importlib.util import find_spec; raise SystemExit(not find_spec({package!r}))"
    return subprocess.run([python, "-c", script], check=False, capture_output=True).returncode == 0


def _seconds(python: str, script: str, photograph: Path) -> float:
    """Time one start.

    Raises
    ------
    ChildProcessError
        The program does not start; with the last line that it says.
    """
    with tempfile.TemporaryDirectory() as home:
        names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME")
        environment = os.environ | dict.fromkeys(names, home)
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [python, "-c", _CLOCK + script, str(photograph)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
    if done.returncode != 0:
        raise ChildProcessError((done.stderr.splitlines() or ["no reason given"])[-1])
    return float(done.stdout.split()[-1])


def _race(runners: dict[str, tuple[str, str]], photograph: Path) -> dict[str, float]:
    """Median of some starts of each, in turns, after one that warms the disk's cache."""
    times: dict[str, list[float]] = {}
    for lap in range(ROUNDS + 1):
        for name, (python, script) in list(runners.items()):
            try:
                seconds = _seconds(python, script, photograph)
            except ChildProcessError as error:
                print(f"{name} does not start here: {error}")
                del runners[name]
                continue
            if lap:
                times.setdefault(name, []).append(seconds)
    return {name: statistics.median(times[name]) for name in runners}


def main(arguments: list[str]) -> int:
    """Print a line for each program; 1 where the aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench peers")
    parser.add_argument("--python", default=os.environ.get(INTERPRETER, sys.executable))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    photograph = photographs.draw(Path(tempfile.gettempdir()) / "retinaview-bench")[0]
    runners = {"retinaview": (sys.executable, _OURS)}
    for name, script in (("labelme", _LABELME), ("napari", _NAPARI)):
        if _installed(options.python, name):
            runners[name] = options.python, script
        else:
            print(f"{name}: {HOW_TO_INSTALL}")
    found = _race(runners, photograph)
    print("first 4288x2848 photograph on screen, from process start:")
    for name, seconds in found.items():
        share = found["retinaview"] / seconds
        print(f"  {name:11}{seconds:6.2f} s, ours takes {share:.2f} of that")
    missed = "labelme" in found and found["retinaview"] > AIM * found["labelme"]
    if "labelme" in found:
        print(f"  aim: {AIM} of labelme's  {'MISSED' if missed else 'ok'}")
    if options.json is not None:
        options.json.write_text(json.dumps({"peers": found}, indent=1))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
