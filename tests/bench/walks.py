"""How many files of the package a photograph, and a drawn box, pass through.

Run as ``python -m tests.bench walks [--files]``: counts the files of which any function is called,
in any thread, from a folder that is opened to the photograph on the canvas, and from the press of
the mouse to the box that is committed and painted. ``--files`` lists them. What only begins to be
imported meanwhile does not count.
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
from retinaview.ui import theme
from retinaview.ui.application import make_application
from retinaview.ui.settings import RUN_MODELS, Settings
from retinaview.ui.window import MainWindow
from tests.bench import photographs

_PACKAGE = f"{Path(retinaview.__file__).parent}{os.sep}"
_LEFT = Qt.MouseButton.LeftButton
_LONGEST_S = 60.0
AIMS = {"photograph to canvas": 62, "drawn box": 29}
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
    def taking(self, walk: Walk) -> Iterator[Walk]:
        """Note what is called within."""
        self._walk = walk
        try:
            yield walk
        finally:
            self._walk = None

    def _follow(self, frame: FrameType, event: str, _: object) -> None:
        if self._walk is not None and event == "call":
            self._walk.note(frame)


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_S
    while not done():
        QApplication.processEvents()
        assert time.monotonic() < end, "waited in vain"


def walks(photograph: Path, folder: Path) -> dict[str, Walk]:
    """Take both walks in a window of its own, without models."""
    follower = Follower()
    shutil.copy(photograph, folder)
    settings = Settings(QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
    settings.set(RUN_MODELS, False)
    window = MainWindow(settings=settings)
    window.resize(1600, 1000)
    window.show()
    QApplication.processEvents()
    with follower.taking(Walk()) as opened:
        window.open([folder])
        _until(lambda: window.context.photograph is not None)
        QApplication.processEvents()
    session = window.context.session
    assert session is not None
    window.drawing.draw_tool()
    end = time.monotonic() + 1  # for what comes after the photograph
    _until(lambda: time.monotonic() > end)
    view, start = window.canvas.viewport(), QPoint(500, 300)
    with follower.taking(Walk()) as drawn:
        QTest.mousePress(view, _LEFT, pos=start)
        for way in (QPoint(8, 8), QPoint(40, 40)):
            QTest.mouseMove(view, start + way)
            QApplication.processEvents()
        QTest.mouseRelease(view, _LEFT, pos=start + way)
        _until(lambda: bool(session.marks(1)))
        QApplication.processEvents()
    window.close()
    return {"photograph to canvas": opened, "drawn box": drawn}


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
