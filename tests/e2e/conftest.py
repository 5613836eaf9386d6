"""A window with a stand-in for the engine: fast, always the same, and stoppable at will."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import qtawesome  # noqa: F401 - imported by the window in the background, here once for all tests
from PySide6.QtCore import QPoint, QSettings, Qt

from retinaview.core.errors import ModelError
from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    HeatMap,
    LesionMap,
    ModelIdentity,
    Quality,
    Region,
)
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.inference.cancel import CancelToken
from retinaview.inference.components import lesions_of
from retinaview.inference.requests import Progress, ProgressCallback
from retinaview.session.study import open_study  # noqa: F401 - likewise
from retinaview.ui.canvas import Layer
from retinaview.ui.settings import Settings, layer_visible
from retinaview.ui.window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from retinaview.imaging.photograph import Photograph

WIDTH, HEIGHT = 640, 480
NAMES = ("P1_OD.jpg", "P1_OS.jpg", "P2_OD.jpg")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen cannot do some things that a desktop does, and says so."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


class FakeEngine:
    """Answers at once with two exudates, a haemorrhage, a region and a grade.

    Attributes
    ----------
    seen : list of str
        Names of the photographs analysed, in order.
    hold : threading.Event
        Clear it to keep the engine at work, between two steps, until it is set or cancelled.
    broken : set of str
        Names on which it fails.
    """

    device_label = "CPU, stand-in"

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.hold = threading.Event()
        self.hold.set()
        self.broken: set[str] = set()

    def analyse(
        self,
        photograph: Photograph,
        *,
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        self.seen.append(photograph.path.name)
        if progress is not None:
            progress(Progress("segmentation", 1, 2))
        while not self.hold.wait(0.005):
            if cancel is not None:
                cancel.raise_if_cancelled()
        if photograph.path.name in self.broken:
            raise ModelError("the network gave no finite numbers", path=photograph.path)
        return finding(photograph.rgb.shape[1], photograph.rgb.shape[0])


def finding(width: int, height: int) -> Finding:
    extent = Box(0, 0, width, height)
    exudates = np.zeros((height // 2, width // 2), np.uint8)
    exudates[40:60, 50:80] = 230  # (100, 80), 60 x 40 px, certain
    exudates[120:130, 200:220] = 140  # (400, 240), 40 x 20 px, only above 0.5
    haemorrhages = np.zeros_like(exudates)
    haemorrhages[150:170, 90:110] = 200
    maps = (
        LesionMap(LesionClass.HARD_EXUDATE, exudates, extent, 0.5),
        LesionMap(LesionClass.HAEMORRHAGE, haemorrhages, extent, 0.5),
    )
    heat = np.linspace(0, 1, 14 * 14, dtype=np.float32).reshape(14, 14)
    return Finding(
        Quality(0.9, True),
        GradeProbabilities((0.05, 0.1, 0.7, 0.1, 0.05), (0.2, 0.1, 0.7)),
        (HeatMap("stand-in", "DR 2", heat, extent),),
        maps,
        (Region(Box(300, 100, 120, 120), 0.8, 1),),
        tuple(lesion for each in maps for lesion in lesions_of(each)),
        (
            ModelIdentity("segmentation", "ganet", "0.1", "a" * 64),
            ModelIdentity("grading", "zoom-in-net", "0.1", "b" * 64),
        ),
        {"segmentation": 0.1},
    )


def photograph(seed: int) -> np.ndarray:
    """A round orange field with some texture, BGR."""
    rng = np.random.default_rng(seed)
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    cv2.circle(image, (WIDTH // 2, HEIGHT // 2), 225, (30, 80, 160 + 10 * seed), -1)
    noise = rng.integers(0, 12, image.shape, dtype=np.uint8)
    return np.asarray(cv2.add(image, noise), np.uint8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three photographs of two patients."""
    folder = tmp_path / "study"
    folder.mkdir()
    for seed, name in enumerate(NAMES):
        assert cv2.imwrite(str(folder / name), photograph(seed))
    return folder


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    settings.set(layer_visible(Layer.PROPOSALS), True)
    return settings


class Driver:
    """A person at the window.

    Attributes
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def open(self, *paths: Path) -> None:
        """Open, and wait until the first photograph is on the canvas."""
        self.window.open(list(paths))
        self.until(lambda: self.window.desk.photograph is not None)

    def open_with_findings(self, *paths: Path) -> None:
        """Open, and wait for the models' answer on the first photograph."""
        self.open(*paths)
        self.until(lambda: bool(self.marks()))

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=20_000)

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key on the photograph."""
        self.window.canvas.setFocus()
        self._qtbot.keyClick(self.window.canvas, key, modifier)

    def do(self, action_id: str) -> None:
        """Choose a command from the menu."""
        action = self.window.commands[action_id]
        assert action.isEnabled(), f"{action_id} cannot be done now"
        action.trigger()

    def drag(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Drag over the photograph, in its pixels."""
        viewport = self.window.canvas.viewport()
        left = Qt.MouseButton.LeftButton
        self._qtbot.mousePress(viewport, left, pos=self.at(x0, y0))
        self._qtbot.mouseMove(viewport, self.at((x0 + x1) / 2, (y0 + y1) / 2))
        self._qtbot.mouseMove(viewport, self.at(x1, y1))
        self._qtbot.mouseRelease(viewport, left, pos=self.at(x1, y1))

    def click(self, x: float, y: float) -> None:
        """Click on the photograph, in its pixels."""
        where = self.at(x, y)
        self._qtbot.mouseClick(self.window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def at(self, x: float, y: float) -> QPoint:
        return self.window.canvas.mapFromScene(x, y)

    def marks(self, *statuses: str):  # noqa: ANN201
        """Marks of the photograph in front, of some statuses."""
        desk = self.window.desk
        if desk.session is None or desk.image_id is None:
            return []
        marks = desk.session.marks(desk.image_id)
        return [mark for mark in marks if not statuses or mark.status.value in statuses]

    def select(self, mark_id: str) -> None:
        """Select a mark in the list."""
        self.window.marks_panel.set_selection((mark_id,))
        self.window.marks_panel.selection_changed.emit((mark_id,))

    @property
    def name(self) -> str:
        """Name of the photograph in front."""
        desk = self.window.desk
        if desk.session is None or desk.image_id is None:
            return ""
        return desk.session.image(desk.image_id).name


@pytest.fixture
def start(qtbot: QtBot, engine: FakeEngine, settings: Settings) -> Iterator[Callable[[], Driver]]:
    """Start a window; all of them are closed at the end."""
    windows: list[MainWindow] = []

    def make() -> Driver:
        window = MainWindow(settings=settings, make_engine=lambda: engine)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        return Driver(window, qtbot)

    yield make
    engine.hold.set()
    for window in windows:
        window.close()
        assert window.threads_ended


@pytest.fixture
def driver(start: Callable[[], Driver]) -> Driver:
    """A person at a freshly opened window."""
    return start()
