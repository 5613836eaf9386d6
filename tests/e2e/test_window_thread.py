"""A whole session, with a watchdog on the window's thread that names what keeps it."""

from __future__ import annotations

import shutil
import threading
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.project.finding_rows import StoredFinding
from retinaview.session.study import open_study
from retinaview.ui.study.model import StudyModel
from tests.e2e.conftest import HEIGHT, NAMES, WIDTH, finding
from tests.watchdog import Task, Watchdog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from retinaview.core.findings import Finding
    from tests.e2e.conftest import Driver, FakeEngine

LIMIT_MS = 150
"""For a test on a machine that does other things too; `python -m tests.bench` aims at 16."""


SESSIONS = 3
"""A slot counts as slow where it is in each."""


@contextmanager
def watched() -> Iterator[Watchdog]:
    """Fails where any slot or event takes longer than the limit."""
    with Watchdog(limit_ms=LIMIT_MS) as watchdog:
        yield watchdog
    assert watchdog.count > 0
    watchdog.check()


def draw_and_decide(driver: Driver) -> None:
    driver.do("draw")
    for n in range(3):
        driver.drag(220 + 20 * n, 200, 280 + 20 * n, 240)
    driver.do("select")
    driver.key(Qt.Key.Key_Right)
    for action in ("accept_all", "undo", "redo", "select_all", "undo"):
        if driver.can(action):
            driver.do(action)
    driver.click(350, 350)


def turn(driver: Driver, action: str) -> None:
    before = driver.name
    driver.do(action)
    driver.until(lambda: driver.name != before and driver.window.context.photograph is not None)
    driver.until(lambda: bool(driver.marks()))


def export_and_import(driver: Driver, folder: Path) -> None:
    labels = driver.window.labels
    for name in ("masks", "csv"):
        labels.export(name, folder / name)
        driver.until(lambda: not labels.busy)
    rows = "".join(f"P1_OD.jpg,IRMA,{n % 500},{n // 500},9,9\n" for n in range(2000))
    (folder / "more.csv").write_text("image,class,x,y,width,height\n" + rows)
    labels.import_files([folder / "more.csv"])
    driver.until(lambda: not labels.busy)


def read_a_study(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    draw_and_decide(driver)
    turn(driver, "next")
    draw_and_decide(driver)
    turn(driver, "previous")
    export_and_import(driver, folder.parent)
    assert len(driver.marks()) > 2000
    draw_and_decide(driver)


def slow_each_time(folder: Path, session: Callable[[Path], None]) -> dict[str, Task]:
    """The slots that are slow in every one of a few sessions: a busy machine slows others each."""
    copies = [folder.parent / str(number) / folder.name for number in range(SESSIONS)]
    for copy in copies:
        shutil.copytree(folder, copy)
    slow: dict[str, Task] | None = None
    for copy in copies:
        with Watchdog(limit_ms=LIMIT_MS) as watchdog:
            session(copy)
        found = {task.what: task for task in watchdog.slow}
        slow = found if slow is None else {what: found[what] for what in slow if what in found}
        if not slow:
            break
    return slow or {}


def test_no_slot_of_a_session_keeps_the_window(driver: Driver, folder: Path) -> None:
    slow = slow_each_time(folder, lambda copy: read_a_study(driver, copy))
    assert not slow, "\n".join(map(str, slow.values()))


@pytest.mark.parametrize(("times_slow", "named"), [(SESSIONS, True), (1, False)])
def test_a_slot_is_named_where_it_is_slow_each_time(
    driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch, times_slow: int, named: bool
) -> None:
    driver.open_with_findings(folder)
    left = times_slow

    def slowly(*_: object, **__: object) -> None:
        nonlocal left
        left -= 1
        end = time.thread_time() + 2 * LIMIT_MS / 1000
        while left >= 0 and time.thread_time() < end:
            pass

    monkeypatch.setattr(StudyModel, "update_row", slowly)
    slow = slow_each_time(folder, lambda _: driver.window.context.image_updated.emit(1))
    assert ("ReadingController._on_image_updated" in slow) == named


def test_a_box_among_three_thousand_is_drawn_at_once(
    driver: Driver, engine: FakeEngine, folder: Path
) -> None:
    engine.hold.clear()
    with closing(open_study([folder], reader="Anna")) as session:
        marks = tuple(
            Mark.drawn(LesionClass.IRMA, Box(n % 60 * 10, n // 60 * 8, 8, 8), author="Anna")
            for n in range(3000)
        )
        session.commit([MarksEdit(1, "Import", (), marks)])
    driver.open(folder)
    driver.window.tabs.setCurrentWidget(driver.window.marks_panel)
    driver.do("draw")
    with watched():
        for n in range(3):
            driver.drag(220 + 20 * n, 200, 280 + 20 * n, 240)
        for action in ("undo", "redo", "select_all"):
            driver.do(action)
    assert len(driver.marks()) == 3003


def test_a_moved_photograph_is_looked_for_beside_the_window(driver: Driver, folder: Path) -> None:
    open_study([folder], reader="Anna").close()
    archive = folder / "archive"
    archive.mkdir()
    for photograph in folder.glob("*.jpg"):
        shutil.move(photograph, archive)
    for number in range(1000):
        (archive / f"{number}.txt").touch()
    with watched():
        driver.open(folder / "study.retinaview")
        session = driver.window.context.session
        assert session is not None
        driver.until(lambda: all(image.path.startswith("archive/") for image in session.images))


def test_findings_are_not_read_while_turning(
    driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_study([folder], reader="Anna")) as session:
        for image in session.images:
            session.take_finding(image.id, finding(WIDTH, HEIGHT))
    readers: list[threading.Thread] = []
    decoded = StoredFinding.decoded

    def noted(stored: StoredFinding) -> Finding:
        readers.append(threading.current_thread())
        return decoded(stored)

    monkeypatch.setattr(StoredFinding, "decoded", noted)
    driver.open_with_findings(folder)
    driver.until(lambda: len(readers) == len(NAMES))  # the open one and its neighbours
    turn(driver, "next")
    turn(driver, "next")
    assert len(readers) == len(NAMES)
    assert threading.main_thread() not in readers


def test_an_import_can_be_stopped(driver: Driver, engine: FakeEngine, folder: Path) -> None:
    engine.hold.clear()
    driver.open(folder)
    bad = folder.parent / "labels"
    (bad / "labels").mkdir(parents=True)
    (bad / "classes.txt").write_text("IRMA\n")
    for n in range(50):
        (bad / "labels" / f"P1_OD{n}.txt").write_text("")
    driver.window.labels.import_files([bad])
    driver.window.labels.stop()
    driver.until(lambda: not driver.window.labels.busy)
    assert driver.window.messages.text == "Importing labels was stopped; nothing was changed."
    assert driver.marks() == []
    assert driver.window.status.labels.isHidden()
