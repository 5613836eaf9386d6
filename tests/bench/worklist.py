"""A hundred thousand photographs in the window: until the list is there, and while it scrolls.

Run as ``python -m tests.bench.worklist [COUNT]``; prints one line of JSON. Opening is measured as
processor time of all threads, scrolling and arranging as that of the window's.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from retinaview.core.findings import Finding, GradeProbabilities, ModelIdentity, Quality
from retinaview.core.grades import Laterality
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.project.packed_finding import packed
from retinaview.project.store import NewImage, ProjectStore
from retinaview.ui.application import make_application
from retinaview.ui.settings import RUN_MODELS, Settings
from retinaview.ui.study.columns import BY_NAME, COLUMNS
from retinaview.ui.window import MainWindow

COUNT = 100_000
SCROLLS = 300
PER_FOLDER = 1000


def make_study(folder: Path, count: int) -> Path:
    """Both eyes of patients, each photograph one file under many names, with a finding each."""
    content = cv2.imencode(".jpg", np.full((300, 400, 3), 80, np.uint8))[1].tobytes()
    project = folder / "large.retinaview"
    images = []
    for number in range(count):
        eye = Laterality.OD if number % 2 == 0 else Laterality.OS
        name = f"{number // PER_FOLDER:03d}/P{number // 2:06d}_{eye}.jpg"
        path = folder / name
        if number % PER_FOLDER == 0:
            path.parent.mkdir()
            first = path
            first.write_bytes(content)
        else:
            os.link(first, path)
        images.append(NewImage(name, f"P{number // 2:06d}", eye))
    store = ProjectStore.create(project)
    store.add_images(images)
    store.close()
    _give_findings(project)
    return project


def _give_findings(project: Path) -> None:
    model = ModelIdentity("grading", "stand-in", "1", "a" * 64)
    places = Landmarks(Landmark(300, 150, 0.9), Landmark(150, 150, 0.9))
    rng = np.random.default_rng(1)
    made = []
    for shares in rng.dirichlet(np.ones(5), 97).tolist():
        grades = GradeProbabilities(tuple(shares))
        quality = Quality(float(rng.random()), True)
        made.append(packed(Finding(quality, grades, models=(model,), landmarks=places)))
    with closing(sqlite3.connect(project)) as connection, connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM images")]
        connection.executemany(
            "INSERT INTO findings VALUES (?, 'stand-in', 1, '2026-01-01T00:00:00+00:00', ?, ?)",
            [(i, made[i % 97].grades, made[i % 97].summary) for i in ids],
        )


def _wait(app: QApplication, condition: Callable[[], bool]) -> None:
    while not condition():
        app.processEvents()
        time.sleep(0.002)


def _longest_ms(tasks: list[Callable[[], object]]) -> float:
    """Return what the longest of these tasks took of the window's thread."""
    took = []
    for task in tasks:
        start = time.thread_time()
        task()
        took.append(time.thread_time() - start)
    return max(took) * 1000


def measure(project: Path, count: int) -> dict[str, float]:
    app = make_application()
    settings = Settings(QSettings(str(project.with_suffix(".ini")), QSettings.Format.IniFormat))
    settings.set(RUN_MODELS, False)
    window = MainWindow(settings=settings)
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    panel, model = window.study_panel, window.study_model
    wall, own = time.perf_counter(), time.process_time()
    window.open([project])
    _wait(app, lambda: len(model.rows) == count)
    panel.view.viewport().repaint()
    result = {
        "worklist_open_s": time.process_time() - own,
        "worklist_open_wall_s": time.perf_counter() - wall,
    }
    _wait(app, lambda: window.context.photograph is not None)
    for column in COLUMNS[1:]:
        panel.columns.choose(column, True)
    panel.resize(700, panel.height())
    app.processEvents()
    bar = panel.view.verticalScrollBar()

    def scroll(step: int) -> None:
        bar.setValue(bar.maximum() * step // SCROLLS)
        panel.view.viewport().repaint()

    scroll(0)
    result["worklist_scroll_ms"] = _longest_ms([lambda n=n: scroll(n) for n in range(SCROLLS)])
    sort = panel.columns.sort_by
    result["worklist_sort_ms"] = _longest_ms([lambda: sort(BY_NAME["referable"], descending=True)])
    result["worklist_search_ms"] = _longest_ms([lambda: panel.filter.setText("p0123")])
    window.close()
    return result


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        print(json.dumps(measure(make_study(Path(folder), count), count)), flush=True)


if __name__ == "__main__":
    main()
