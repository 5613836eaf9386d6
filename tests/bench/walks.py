"""How many files of the package a photograph, its overlay and a drawn box pass through.

Run as ``python -m tests.bench walks [--files]``: counts the files of which any function is called,
in any thread, until the window has nothing left to do: from a folder that is opened to the
photograph on the canvas; to the networks' finding on top of it; and from the press of the mouse to
the box that is committed and painted. All that follows counts too, such as the list, thumbnails and
what a panel says; what only begins to be imported meanwhile does not. ``--files`` lists them.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import retinaview
from retinaview.core.findings import Finding
from retinaview.ui import theme
from retinaview.ui.application import make_application
from retinaview.ui.settings import RUN_MODELS, Settings
from retinaview.ui.window import MainWindow
from tests.bench import photographs

_PACKAGE = f"{Path(retinaview.__file__).parent}{os.sep}"
_LEFT = Qt.MouseButton.LeftButton
_LONGEST_S = 180.0
_QUIET_S = 1.5
"""Longer than any timer of the window that something starts."""
AIMS = {"photograph to canvas": 62, "photograph to overlay": 82, "drawn box": 29}
"""Half of what was counted when the walks were first taken."""


@dataclass
class Walk:
    """The files that are entered, and how many times another one is.

    Attributes
    ----------
    files : Counter of str
        Calls by file, below the package.
    switches : int
        Calls from one file of the package into another.
    """

    files: Counter[str] = field(default_factory=Counter)
    switches: int = 0

    def note(self, frame: FrameType) -> None:
        """Count a call; not of a file or a class that is being defined."""
        code = frame.f_code
        if not code.co_filename.startswith(_PACKAGE) or not code.co_flags & inspect.CO_NEWLOCALS:
            return
        self.files[code.co_filename.removeprefix(_PACKAGE)] += 1
        caller = frame.f_back
        if caller is not None and caller.f_code.co_filename != code.co_filename:
            self.switches += caller.f_code.co_filename.startswith(_PACKAGE)


class Follower:
    """Follows every thread that begins after it; notes calls while a walk is taken."""

    def __init__(self) -> None:
        self._walk: Walk | None = None
        threading.setprofile(self._follow)
        sys.setprofile(self._follow)

    @contextmanager
    def taking(self) -> Iterator[Walk]:
        """Note what is called within, and until nothing is called any more."""
        walk = self._walk = Walk()
        try:
            yield walk
            _settle(walk)
        finally:
            self._walk = None

    def _follow(self, frame: FrameType, event: str, _: object) -> None:
        if self._walk is not None and event == "call":
            self._walk.note(frame)


def _settle(walk: Walk | None = None) -> None:
    """Process events until a walk has not gone on for a while."""
    noted, quiet_since = 0, time.monotonic()
    while time.monotonic() < quiet_since + _QUIET_S:
        QApplication.processEvents()
        time.sleep(0.005)
        if walk is not None and noted != (noted := walk.files.total()):
            quiet_since = time.monotonic()


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_S
    while not done():
        QApplication.processEvents()
        time.sleep(0.005)
        assert time.monotonic() < end, "waited in vain"


def walks(photograph: Path, folder: Path) -> dict[str, Walk]:
    """Take all walks: one photograph without models, a box on it, and the same with models."""
    follower = Follower()
    (folder / "bare").mkdir()
    (folder / "analysed").mkdir()
    shutil.copy(photograph, folder / "bare")
    shutil.copy(photograph, folder / "analysed")
    window = _window(folder, run_models=False)
    to_canvas = _opened(follower, window, folder / "bare")
    window.drawing.draw_tool()
    _settle()
    box = _drawn(follower, window)
    window.close()
    window = _window(folder, run_models=True)
    to_overlay = _opened(follower, window, folder / "analysed", analysed=True)
    window.close()
    return dict(zip(AIMS, (to_canvas, to_overlay, box), strict=True))


def _window(folder: Path, *, run_models: bool) -> MainWindow:
    settings = Settings(QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
    settings.set(RUN_MODELS, run_models)
    window = MainWindow(settings=settings)
    window.resize(1600, 1000)
    window.show()
    _settle()
    return window


def _opened(
    follower: Follower, window: MainWindow, folder: Path, *, analysed: bool = False
) -> Walk:
    shown: list[object] = []
    window.context.photograph_shown.connect(lambda: shown.append("photograph"))
    with follower.taking() as walk:
        window.open([folder])
        _until(lambda: bool(shown))
        if analysed:
            _until(lambda: _is_whole(window.context.finding))
    return walk


def _is_whole(finding: Finding | None) -> bool:
    return finding is not None and bool(finding.lesion_maps) and not finding.pending


def _drawn(follower: Follower, window: MainWindow) -> Walk:
    changed: list[int] = []
    window.context.marks_changed.connect(changed.append)
    view, start = window.canvas.viewport(), QPoint(500, 300)
    with follower.taking() as walk:
        QTest.mousePress(view, _LEFT, pos=start)
        for way in (QPoint(8, 8), QPoint(40, 40)):
            QTest.mouseMove(view, start + way)
            QApplication.processEvents()
        QTest.mouseRelease(view, _LEFT, pos=start + way)
        _until(lambda: bool(changed))
    return walk


def main(arguments: list[str]) -> int:
    """Print the numbers; 1 where an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench walks")
    parser.add_argument("--files", action="store_true", help="list them")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    app = make_application()
    theme.apply_theme(app, "dark")
    photograph, *_ = photographs.draw(Path(tempfile.gettempdir()) / "retinaview-bench")
    with tempfile.TemporaryDirectory() as folder:
        taken = walks(photograph, Path(folder))
    for name, walk in taken.items():
        verdict = "ok" if len(walk.files) <= AIMS[name] else "MISSED"
        print(f"{name}: {len(walk.files)} files (aim {AIMS[name]}), ", end="")
        print(f"{walk.switches} switches between them  {verdict}")
        if options.files:
            print(*(f"  {count:5} {file}" for file, count in sorted(walk.files.items())), sep="\n")
    if options.json is not None:
        numbers = {f"walk_{name}": len(walk.files) for name, walk in taken.items()}
        options.json.write_text(json.dumps(numbers, indent=1))
    sys.stdout.flush()
    return int(any(len(walk.files) > AIMS[name] for name, walk in taken.items()))


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
