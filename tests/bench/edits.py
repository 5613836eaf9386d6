"""What edits, imports and findings cost on the window's thread, and whether imports are linear.

Run as ``python -m tests.bench.edits PHOTOGRAPH``; prints one line of JSON. Times on the window's
thread are its own processor time, from the gesture to the end of the painting that it causes.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retinaview.core.brush import stroke
from retinaview.core.edits import MarksEdit
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Finding, GradeProbabilities, ModelIdentity, Quality
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.inference.components import lesions_of
from retinaview.project.store import NewImage, ProjectStore
from retinaview.session.patients import StudyImages
from retinaview.session.proposals import packed_with_proposals
from retinaview.session.session import Session
from retinaview.session.study import open_study
from retinaview.ui import theme
from retinaview.ui.application import make_application
from retinaview.ui.canvas import Layer, Tool
from retinaview.ui.settings import RUN_MODELS, Settings, layer_visible
from retinaview.ui.window import MainWindow
from tests.bench.canvas import HEIGHT, WIDTH, lesion_map
from tests.importing import import_labels
from tests.watchdog import Watchdog

MARKS = 3000
ROUNDS = 12
LEFT = Qt.MouseButton.LeftButton
CLASSES = list(LesionClass)[:4]


def marks(count: int) -> tuple[Mark, ...]:
    places = np.random.default_rng(7).integers(0, 2500, (count, 2)).tolist()
    return tuple(
        Mark.drawn(CLASSES[n % 4], Box(x, y, 20, 20), author="bench")
        for n, (x, y) in enumerate(places)
    )


def proposals(count: int) -> tuple[Mark, ...]:
    """The same as a network's, which nobody has touched."""
    origin = Provenance("bench", "1", "0" * 64, 0.5, 0.7)
    return tuple(Mark.proposed(m.lesion, m.box, provenance=origin) for m in marks(count))


def masks(count: int) -> tuple[Mark, ...]:
    """As many painted ones, of some hundred pixels each."""
    random = np.random.default_rng(7)
    found = []
    for n, mark in enumerate(marks(count)):
        way = random.integers(0, 30, (4, 2)).tolist()
        shape = stroke([(mark.box.x + x, mark.box.y + y) for x, y in way], 12)
        found.append(Mark.drawn(CLASSES[n % 4], shape, author="bench"))
    return tuple(found)


def finding() -> Finding:
    """Four maps of one and a half megapixels, as the shipped networks give, full of lesions."""
    rng = np.random.default_rng(7)
    maps = tuple(lesion_map(lesion, rng) for lesion in CLASSES)
    models = (ModelIdentity("segmentation", "bench", "1", "0" * 64),)
    grades = GradeProbabilities((0.6, 0.1, 0.1, 0.1, 0.1))
    return Finding(
        Quality(1, gradable=True),
        grades,
        lesion_maps=maps,
        lesions=tuple(lesion for each in maps for lesion in lesions_of(each)),
        models=models,
        field_of_view=FieldCircle(WIDTH / 2, HEIGHT / 2, HEIGHT / 2, WIDTH, HEIGHT),
    )


class Desk:
    """The window on one photograph with many marks, and without models."""

    def __init__(
        self,
        photograph: Path,
        folder: Path,
        make: Callable[[int], tuple[Mark, ...]] = marks,
    ) -> None:
        shutil.copy(photograph, folder)
        with closing(open_study([folder], reader="bench")) as session:
            session.commit([MarksEdit(1, "Import", (), make(MARKS))])
        settings = Settings(QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
        settings.set(RUN_MODELS, False)
        settings.set(layer_visible(Layer.PROPOSALS), True)
        self.window = MainWindow(settings=settings)
        self.window.resize(1600, 1000)
        self.window.show()
        self.window.open([folder])
        self.wait(lambda: self.window.context.photograph is not None)
        self.window.tabs.setCurrentWidget(self.window.marks_panel)
        self.wait(lambda: False, longest_s=1)

    def wait(self, done: Callable[[], bool], *, longest_s: float = 60) -> None:
        end = time.monotonic() + longest_s
        while not done() and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)

    def cost_ms(self, act: Callable[[], object]) -> float:
        """Processor time of the window's thread for an act and for what follows in its turn."""
        QApplication.processEvents()
        start = time.thread_time()
        act()
        QApplication.processEvents()
        spent_ms = 1000 * (time.thread_time() - start)
        self.wait(lambda: False, longest_s=0.05)
        return spent_ms

    def draw_ms(self, number: int) -> float:
        view = self.window.canvas.viewport()
        start = QPoint(500 + 9 * number, 300 + 7 * number)
        QTest.mousePress(view, LEFT, pos=start)
        for step in (QPoint(8, 8), QPoint(40, 40)):
            QTest.mouseMove(view, start + step)
            QApplication.processEvents()
        return self.cost_ms(lambda: QTest.mouseRelease(view, LEFT, pos=start + QPoint(40, 40)))


def measure_painting(photograph: Path) -> dict[str, float]:
    """Strokes of the brush among as many masks; the whole photograph is in view."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(photograph, Path(folder), masks)
        window = desk.window
        window.drawing.take_tool(Tool.BRUSH)
        paths = window.canvas._overlays.marks._paths
        desk.wait(lambda: len(paths._paths) >= MARKS)  # they are traced a few in each frame
        desk.draw_ms(ROUNDS)
        gc.freeze()
        with Watchdog(limit_ms=16) as watchdog:
            painted = [desk.draw_ms(n) for n in range(ROUNDS)]
            repainted = [desk.cost_ms(window.canvas.viewport().repaint) for _ in range(ROUNDS)]
        for task in watchdog.slow:
            print(task, file=sys.stderr)
        window.close()
    return {
        "stroke_3000_ms": float(np.median(painted)),
        "masks_3000_painted_ms": float(np.median(repainted)),
    }


def measure_window(photograph: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(photograph, Path(folder))
        window = desk.window
        window.drawing.draw_tool()
        desk.draw_ms(ROUNDS)
        gc.freeze()  # as the application does with what it has imported
        with Watchdog(limit_ms=16) as watchdog:
            drawn = [desk.draw_ms(n) for n in range(ROUNDS)]
            undone = [desk.cost_ms(window.editing.undo) for _ in range(ROUNDS)]
            redone = [desk.cost_ms(window.editing.redo) for _ in range(ROUNDS)]
        for task in watchdog.slow:
            print(task, file=sys.stderr)
        session = window.context.session
        assert session is not None
        kept = session.keep_finding(1, packed_with_proposals(finding(), width_px=4288))
        with Watchdog(limit_ms=16) as taking:
            taken_ms = desk.cost_ms(lambda: taking.run(session.take_finding, 1, kept))
            desk.wait(lambda: False, longest_s=0.5)
        for task in taking.slow:
            print(task, file=sys.stderr)
        window.close()
    return {
        "drawn_3000_ms": float(np.median(drawn)),
        "undone_3000_ms": float(np.median(undone)),
        "redone_3000_ms": float(np.median(redone)),
        "finding_longest_ms": taking.longest.own_ms,
        "finding_taken_ms": taken_ms,
        "edits_longest_ms": watchdog.longest.own_ms,
    }


def measure_bulk(photograph: Path) -> dict[str, float]:
    """All of 3,000 proposals decided on at once, and all marks deleted, and taken back."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(photograph, Path(folder), proposals)
        editing, session = desk.window.editing, desk.window.context.session
        assert session is not None

        def do(*acts: Callable[[], None]) -> None:
            for act in acts:
                QTimer.singleShot(0, act)
                desk.wait(lambda: False, longest_s=0.05)
                written: list[bool] = []
                session.when_finished(lambda done=written: done.append(True))
                desk.wait(lambda done=written: bool(done))
                desk.wait(lambda: False, longest_s=0.3)

        do(editing.accept_all, editing.undo)
        gc.freeze()
        with Watchdog(limit_ms=16) as watchdog:
            do(editing.accept_all, editing.undo, editing.redo, editing.undo)
            do(editing.select_all, editing.delete, editing.undo)
        for task in watchdog.slow:
            print(task, file=sys.stderr)
        assert all(mark.status is Status.PROPOSED for mark in session.marks(1))
        desk.window.close()
    return {"bulk_longest_ms": watchdog.longest.own_ms}


def imported_s(write: Callable[[Path], Path], photographs: int) -> float:
    """Processor seconds for an import into a study of some photographs of known size."""
    with tempfile.TemporaryDirectory() as folder:
        store = ProjectStore.create(Path(folder) / "study.retinaview")
        images = store.add_images([NewImage(f"{n}.jpg") for n in range(photographs)])
        with closing(Session(store, reader="bench")) as session:
            # As if each had been shown once, without the wait for so many writes.
            sized = (replace(image, width=3000, height=3000) for image in images)
            session._images = StudyImages(sized)
            files = write(Path(folder) / "labels")
            start = time.process_time()
            import_labels(session, [files])
            return time.process_time() - start


def yolo(count: int) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / "labels").mkdir(parents=True)
        (folder / "classes.txt").write_text("hard_exudate\n")
        for number in range(count):
            (folder / "labels" / f"{number}.txt").write_text("0 0.5 0.5 0.1 0.1\n")
        return folder

    return write


def boxes(count: int) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        rows = (f"0.jpg,hard_exudate,{n % 2900},{n // 2900},9,{5 + n % 7}" for n in range(count))
        folder.mkdir()
        file = folder / "boxes.csv"
        file.write_text("\n".join(["image,class,x,y,width,height", *rows]) + "\n")
        return file

    return write


def main(photograph: Path) -> int:
    app = make_application()
    theme.apply_theme(app, "dark")
    result = measure_window(photograph)
    result |= measure_painting(photograph)
    result |= measure_bulk(photograph)
    result["import_yolo_s"] = imported_s(yolo(3000), 3000)
    result["import_boxes_s"] = imported_s(boxes(100_000), 1)
    print(json.dumps(result), flush=True)
    del app
    return 0


if __name__ == "__main__":
    code = main(Path(sys.argv[1]))
    sys.stdout.flush()
    os._exit(code)
