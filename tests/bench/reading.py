"""Twenty patients read, with two hundred boxes: how many gestures, and what each takes.

Run as ``python -m tests.bench reading [--patients N]``. Both eyes of a patient are photographs of
12 megapixels. Every second patient is without findings; each eye of the others gets ten boxes and
a grade. Times are those of the window's thread, from a gesture to the end of what it paints; how
long the reader waits for the next photograph is told by the clock. No model runs.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retinaview.ui import theme
from retinaview.ui.application import make_application
from retinaview.ui.settings import RUN_MODELS, Settings
from retinaview.ui.window import MainWindow
from retinaview.ui.workers import SWITCH_INTERVAL_S
from tests.bench import photographs

AIM_MS = 16.0
BOXES = 10
KEYS = Qt.Key
HEALTHY_KEYS = 4
MARKING_KEYS = 2
_LONGEST_S = 60.0
_THINKS_S = 0.3  # far less than a person needs


class Reader:
    """A person who answers with keys and draws with the mouse; every gesture is timed.

    Attributes
    ----------
    took_ms : dict of str to list of float
        Time of the window's thread, by kind of gesture.
    waited_ms : list of float
        From Enter to the next photograph on the screen.
    """

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.took_ms: dict[str, list[float]] = defaultdict(list)
        self.waited_ms: list[float] = []

    def until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + _LONGEST_S
        while not done():
            QApplication.processEvents()
            time.sleep(0.001)
            assert time.monotonic() < end, "waited in vain"

    def think(self) -> None:
        end = time.monotonic() + _THINKS_S
        self.until(lambda: time.monotonic() > end)

    def key(self, what: str, key: Qt.Key) -> None:
        canvas = self.window.canvas
        canvas.setFocus()
        self._time(what, lambda: QTest.keyClick(canvas, key))

    def go_on(self) -> None:
        """Press Enter, and wait for the next photograph."""
        context = self.window.context
        before, start = context.image_id, time.perf_counter()
        self.key("enter", KEYS.Key_Return)
        if context.image_id != before:  # there is another
            self.until(lambda: context.photograph is not None)
            self.waited_ms.append(1000 * (time.perf_counter() - start))
            self.think()

    def draw(self, number: int) -> None:
        view = self.window.canvas.viewport()
        start = QPoint(350 + 60 * (number % 5), 250 + 90 * (number // 5))
        left = Qt.MouseButton.LeftButton
        began = time.thread_time()
        QTest.mousePress(view, left, pos=start)
        for way in (QPoint(8, 8), QPoint(20, 15), QPoint(40, 30)):
            QTest.mouseMove(view, start + way)
            QApplication.processEvents()
        QTest.mouseRelease(view, left, pos=start + way)
        QApplication.processEvents()
        self.took_ms["box"].append(1000 * (time.thread_time() - began))

    def _time(self, what: str, act: Callable[[], object]) -> None:
        began = time.thread_time()
        act()
        QApplication.processEvents()
        self.took_ms[what].append(1000 * (time.thread_time() - began))

    @property
    def keys(self) -> int:
        """How many keys have been pressed."""
        return sum(len(took) for what, took in self.took_ms.items() if what != "box")


def read_healthy(reader: Reader) -> None:
    """No retinopathy in either eye."""
    for _ in range(2):
        reader.key("grade", KEYS.Key_0)
        reader.go_on()


def mark(reader: Reader) -> None:
    """Draw ten boxes: into marking and out of it."""
    reader.key("mark", KEYS.Key_R)
    for number in range(BOXES):
        reader.draw(number)
    reader.key("read", KEYS.Key_Escape)


def read_ill(reader: Reader) -> int:
    """Ten boxes and a grade for either eye; returns how many keys the boxes took."""
    keys = 0
    for _ in range(2):
        before = reader.keys
        mark(reader)
        keys += reader.keys - before
        reader.key("grade", KEYS.Key_2)
        reader.go_on()
    return keys


def read_all(window: MainWindow, folder: Path, patients: int) -> dict[str, float]:
    """Read every patient; the numbers."""
    reader, context = Reader(window), window.context
    window.open([folder])
    reader.until(lambda: context.photograph is not None)
    reader.think()
    gc.freeze()  # as the application does with what it has imported
    healthy, marking, start = [], [], time.perf_counter()
    for patient in range(patients):
        before = reader.keys
        if patient % 2 == 0:
            read_healthy(reader)
            healthy.append(reader.keys - before)
        else:
            marking.append(read_ill(reader) / 2)
    session = context.session
    assert session is not None
    reader.until(lambda: len(session.gradings()) == 2 * patients)
    boxes = sum(len(session.marks(image.id)) for image in session.images)
    numbers = {
        "patients": patients,
        "boxes": boxes,
        "boxes_missing": 2 * BOXES * (patients // 2) - boxes,
        "healthy_keys": max(healthy),
        "marking_keys": max(marking, default=0),
        "seconds": time.perf_counter() - start,
        "next_ms": statistics.median(reader.waited_ms),
        "next_longest_ms": max(reader.waited_ms),
    }
    for what, took in reader.took_ms.items():
        numbers |= {f"{what}_ms": statistics.median(took), f"{what}_longest_ms": max(took)}
    return numbers


def measure(patients: int) -> dict[str, float]:
    """The numbers of a study of so many patients."""
    made = photographs.draw(Path(tempfile.gettempdir()) / "retinaview-bench")
    with tempfile.TemporaryDirectory(dir=made[0].parent) as name:
        folder = Path(name)
        for number in range(2 * patients):
            eye = "OS" if number % 2 else "OD"
            os.link(made[number % len(made)], folder / f"P{number // 2 + 1:02}_{eye}.jpg")
        settings = Settings(QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
        settings.set(RUN_MODELS, False)
        window = MainWindow(settings=settings)
        window.resize(1600, 1000)
        window.show()
        QApplication.processEvents()
        numbers = read_all(window, folder, patients)
        window.close()
    return numbers


LINES = (
    ("patient without findings", "healthy_keys", "keys", HEALTHY_KEYS),
    ("ten boxes, beside ten drags", "marking_keys", "keys", MARKING_KEYS),
    ("boxes that were drawn and are not there", "boxes_missing", "", 0),
    ("a box, from press to painted", "box_ms", "ms", AIM_MS),
    ("a grade", "grade_ms", "ms", AIM_MS),
    ("into marking", "mark_ms", "ms", AIM_MS),
    ("back to reading", "read_ms", "ms", AIM_MS),
    ("Enter", "enter_ms", "ms", AIM_MS),
    ("from Enter to the next photograph, by the clock", "next_ms", "ms", 100),
)
"""What, where the number is, its unit, and the most it should be."""


def main(arguments: list[str]) -> int:
    """Print the table; 1 where an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench reading")
    parser.add_argument("--patients", type=int, default=20)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    app = make_application()
    theme.apply_theme(app, "dark")
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    numbers = measure(options.patients)
    print(
        f"{numbers['patients']:.0f} patients read, {numbers['boxes']:.0f} boxes drawn, "
        f"in {numbers['seconds']:.0f} s"
    )
    missed = False
    for what, key, unit, aim in LINES:
        wrong = numbers.get(key, 0) > aim
        missed |= wrong
        longest = numbers.get(key.replace("_ms", "_longest_ms")) if unit == "ms" else None
        more = "" if longest is None else f"longest {longest:.1f}"
        verdict = "MISSED" if wrong else "ok"
        print(f"  {what:50}{numbers.get(key, 0):7.1f} {unit:5}aim {aim:<6g}{verdict:7}{more}")
    if options.json is not None:
        renamed = {f"reading_{key}": value for key, value in numbers.items()}
        options.json.write_text(json.dumps(renamed, indent=1))
    return int(missed)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
