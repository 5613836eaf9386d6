"""A scripted session: which slot keeps the window's thread longer than a frame, and where.

Run as ``python -m tests.bench session [--images N] [--turns N] [--networks]``. A reader turns
through photographs of 12 megapixels, draws, decides, grades, drags thresholds, changes views,
exports, imports and saves a copy, while the models run through the whole study: a stand-in for
them that answers with four maps, or with ``--networks`` the shipped ones.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retinaview.core.cancel import CancelToken
from retinaview.core.findings import Finding
from retinaview.core.lesions import LesionClass
from retinaview.inference.run import ProgressCallback
from retinaview.ui import theme
from retinaview.ui.application import make_application
from retinaview.ui.canvas import Layer
from retinaview.ui.findings.models_runner import Analyst, default_engine
from retinaview.ui.settings import Settings, layer_visible
from retinaview.ui.window import MainWindow
from retinaview.ui.workers import SWITCH_INTERVAL_S
from tests.bench import photographs
from tests.bench.edits import finding
from tests.watchdog import Task, Watchdog

AIM_MS = 16.0
LEFT = Qt.MouseButton.LeftButton
_THINKS_S = 1.0
_LONGEST_S = 120.0


class StandIn:
    """Thinks for a while and finds the same in every photograph."""

    device_label = "stand-in"

    def __init__(self) -> None:
        self._finding = finding()

    def analyse(
        self,
        photograph: object,  # noqa: ARG002
        *,
        cancel: CancelToken | None = None,
        **named: object,  # noqa: ARG002
    ) -> Finding:
        time.sleep(_THINKS_S)
        if cancel is not None:
            cancel.raise_if_cancelled()
        return self._finding

    def ask(
        self,
        photograph: object,
        source: str,  # noqa: ARG002
        *,
        fellow: object = None,  # noqa: ARG002
        progress: ProgressCallback | None = None,  # noqa: ARG002
        cancel: CancelToken | None = None,
    ) -> Finding:
        return self.analyse(photograph, cancel=cancel)


class Reader:
    """A person at the window, without pauses."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.now = ""

    def until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + _LONGEST_S
        while not done():
            QApplication.processEvents()
            time.sleep(0.002)
            assert time.monotonic() < end, f"waited in vain: {self.now}"

    def rest(self, span_s: float = 0.05) -> None:
        end = time.monotonic() + span_s
        self.until(lambda: time.monotonic() > end)

    def do(self, *action_ids: str) -> None:
        for action_id in action_ids:
            self.now = action_id
            action = self.window.commands[action_id]
            if action.isEnabled():
                action.trigger()
            self.rest()

    def drag(self, start: QPoint, *ways: QPoint) -> None:
        self.now = "drag"
        view = self.window.canvas.viewport()
        QTest.mousePress(view, LEFT, pos=start)
        for way in ways:
            QTest.mouseMove(view, start + way)
            QApplication.processEvents()
        QTest.mouseRelease(view, LEFT, pos=start + ways[-1])
        self.rest()


def act(reader: Reader, turns: int, folder: Path) -> Iterator[str]:
    """Do the session's parts, one after the other; each is named when it is done."""
    window = reader.window
    context = window.context
    window.open([folder])
    reader.until(lambda: context.photograph is not None)
    reader.until(lambda: context.finding is not None)
    yield "opened"
    reader.do("run_all")
    for turn in range(turns):
        before = context.image_id
        reader.do("next")
        reader.until(lambda at=before: context.image_id != at and context.photograph is not None)
        draw_and_decide(reader, turn)
    yield "turned"
    reader.until(lambda: context.finding is not None)
    look(reader)
    yield "looked"
    labels = window.labels
    for name in ("csv", "masks"):
        labels.export(name, folder / name)
        while labels.busy:
            draw_and_decide(reader, 1)
    rows = "".join(f"P1_OD.jpg,IRMA,{9 + n % 900},{n // 900 * 9},9,9\n" for n in range(3000))
    (folder / "more.csv").write_text("image,class,x,y,width,height\n" + rows)
    labels.import_files([folder / "more.csv"])
    reader.until(lambda: not labels.busy)
    yield "labels out and in"
    labels.save_copy(folder / "copy.retinaview")
    while labels.busy:
        draw_and_decide(reader, 1)
    yield "copied"
    window.tabs.setCurrentIndex(3)
    reader.rest(2)
    yield "scored"


def draw_and_decide(reader: Reader, turn: int) -> None:
    """Draw, go through the proposals, grade, and take some of it back."""
    reader.do("draw")
    for number in range(2):
        reader.drag(QPoint(300 + 40 * number, 200 + turn), QPoint(8, 8), QPoint(40, 30))
    reader.do("select", "next_mark", "accept", "reject", "undo", "redo")
    reader.do(f"grade_{turn % 5}")
    if turn % 3 == 0:
        reader.do("accept_all", "undo", "reject_all", "undo", "select_all")


def look(reader: Reader) -> None:
    """Change views and zoom, and drag thresholds."""
    window = reader.window
    window.tabs.setCurrentIndex(1)
    reader.rest()
    reader.do("next_view", "next_view", "actual_size", "next_view", "fit")
    for lesion in list(LesionClass)[:2]:
        for value in (0.4, 0.45, 0.6, 0.7):
            window.layers_panel.threshold_changed.emit(lesion, value)
            QApplication.processEvents()
        window.layers_panel.threshold_settled.emit(lesion, 0.7)
        reader.rest(0.3)
    window.layers.thresholds.reset()
    reader.rest(0.3)


@dataclass
class Slot:
    """All tasks of one name that were slow."""

    count: int = 0
    longest: Task | None = None

    def add(self, task: Task) -> None:
        self.count += 1
        if self.longest is None or task.own_ms > self.longest.own_ms:
            self.longest = task


def measure(images: int, turns: int, make_engine: Callable[[], Analyst]) -> Watchdog:
    """Run the session; its slow tasks are in the watchdog."""
    made = photographs.draw(Path(tempfile.gettempdir()) / "retinaview-bench")
    with tempfile.TemporaryDirectory(dir=made[0].parent) as name:
        folder = Path(name)
        for number in range(images):
            eye = "OD" if number % 2 else "OS"
            os.link(made[number % len(made)], folder / f"P{number // 2 + 1}_{eye}.jpg")
        settings = Settings(QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
        settings.set(layer_visible(Layer.PROPOSALS), True)
        window = MainWindow(settings=settings, make_engine=make_engine)
        window.themes.set_icons()
        window.resize(1600, 1000)
        window.show()
        QApplication.processEvents()
        gc.freeze()  # as the application does with what it has imported
        with Watchdog(limit_ms=AIM_MS) as watchdog:
            for part in act(Reader(window), turns, folder):
                print(f"  {part}: {len(watchdog.slow)} slow so far", file=sys.stderr, flush=True)
        window.close()
    return watchdog


def main(arguments: list[str]) -> int:
    """Print the slow slots; 1 where there are any."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench session")
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--networks", action="store_true", help="the shipped ones")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    app = make_application()
    theme.apply_theme(app, "dark")
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    made: Callable[[], Analyst] = default_engine if options.networks else StandIn
    watchdog = measure(options.images, options.turns, made)
    slots: dict[str, Slot] = {}
    for task in watchdog.slow:
        place = task.seen.most_common(1)[0][0].partition(":")[0]
        slots.setdefault(f"{task.what} {place}", Slot()).add(task)
    print(
        f"session of {options.images} photographs: longest task on the window's thread "
        f"{watchdog.longest.own_ms:.0f} ms (aim {AIM_MS:.0f}) "
        f"{'MISSED' if slots else 'ok'}"
    )
    for slot in sorted(slots.values(), key=lambda each: -each.count):
        print(f"  {slot.count:3}x {slot.longest}")
    if options.json is not None:
        numbers = {
            "session_longest_ms": watchdog.longest.own_ms,
            "session_slow": len(watchdog.slow),
        }
        options.json.write_text(json.dumps(numbers, indent=1))
    sys.stdout.flush()
    return int(bool(slots))


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
