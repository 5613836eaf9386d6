"""A window with a stand-in for the engine: fast, always the same, and stoppable at will."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import qtawesome  # noqa: F401 - imported by the window in the background, here once for all tests
from PySide6.QtCore import QCoreApplication, QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import ModelError
from retinaview.core.field_circle import FieldCircle
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
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.inference.components import lesions_of
from retinaview.inference.run import AnalysisProgress, ProgressCallback
from retinaview.inference.sources import Source
from retinaview.models.network_table import DEFAULT_GRADER
from retinaview.session.comparing import compare_sources  # noqa: F401 - likewise
from retinaview.session.study import open_study  # noqa: F401 - likewise
from retinaview.ui.canvas import Layer
from retinaview.ui.settings import Settings, layer_visible
from retinaview.ui.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from retinaview.imaging.photograph import Photograph

WIDTH, HEIGHT = 640, 480
NAMES = ("P1_OD.jpg", "P1_OS.jpg", "P2_OD.jpg")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen cannot do some things that a desktop does, and says so."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _no_key_held(qapp: QApplication) -> Iterator[None]:
    """Let go of Shift and the like, which Qt takes for held after a simulated key with them."""
    yield
    QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)
    assert qapp.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def _workers_get_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let threads get on, and to their end, on a machine that others keep busy."""
    monkeypatch.setattr("retinaview.ui.workers._NICENESS", 0)
    monkeypatch.setattr("retinaview.ui.closing.STOP_TIMEOUT_S", 20.0)


class FakeEngine:
    """Answers at once with two exudates, a haemorrhage, a region and a grade.

    Attributes
    ----------
    seen : list of str
        Names of the photographs analysed, in order.
    hold : threading.Event
        Clear it to keep the engine at work, between two steps, until it is set or cancelled.
    asked : list of (str, str)
        Names of the photographs and sources that were asked about one by one, in order.
    broken : set of str
        Names on which it fails; also a source's.
    grades_first : bool
        Publish the grade before the lesions, as the real one does.
    """

    device_label = "CPU, stand-in"

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.hold = threading.Event()
        self.hold.set()
        self.asked: list[tuple[str, str]] = []
        self.broken: set[str] = set()
        self.grades_first = False

    def analyse(
        self,
        photograph: Photograph,
        *,
        fellow: Photograph | None = None,
        progress: ProgressCallback | None = None,
        publish: Callable[[Finding], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        self.seen.append(photograph.path.name)
        found = finding(photograph.rgb.shape[1], photograph.rgb.shape[0])
        if self.grades_first and publish is not None:
            publish(replace(found, lesion_maps=(), lesions=(), pending=("segmentation",)))
        self._work(photograph.path.name, progress, cancel)
        return replace(found, together="" if fellow is None else fellow.path.name)

    def ask(
        self,
        photograph: Photograph,
        source: str,
        *,
        fellow: Photograph | None = None,
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        self.asked.append((photograph.path.name, source))
        self._work(source, progress, cancel)
        found = answer_by(source, photograph.rgb.shape[1], photograph.rgb.shape[0])
        return replace(found, together="" if fellow is None else fellow.path.name)

    def _work(
        self, name: str, progress: ProgressCallback | None, cancel: CancelToken | None
    ) -> None:
        if progress is not None:
            progress(AnalysisProgress("segmentation", 1, 2))
        while not self.hold.wait(0.005):
            if cancel is not None:
                cancel.raise_if_cancelled()
        if cancel is not None:
            cancel.raise_if_cancelled()  # cancelled, then released within one wait
        if name in self.broken:
            raise ModelError("the network gave no finite numbers", path=name)


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
        models=(
            ModelIdentity("segmentation", "ganet", "0.1", "a" * 64),
            ModelIdentity("grading", MAIN, "0.1", "b" * 64),
        ),
        seconds={"segmentation": 0.1},
        field_of_view=FieldCircle(width / 2, height / 2, 225, width, height),
        landmarks=Landmarks(Landmark(520, 240, 0.9), Landmark(330, 240, 0.9)),
    )


SUNET, SEA, UNTRAINED = "sunet-small", "sea-net-small", "sunet-late"
MAIN = DEFAULT_GRADER


def graders() -> tuple[list[Source], str]:
    """Three networks that have weights, one without, and which of them the main finding's is."""
    listed = [
        _source(MAIN, "zoom-in-net", pairs_eyes=True),
        _source(SUNET, "sunet"),
        _source(SEA, "sea-net"),
        replace(_source(UNTRAINED, "sunet-late"), path=None),
    ]
    return listed, MAIN


def _source(name: str, network: str, *, pairs_eyes: bool = False) -> Source:
    return Source(
        name, name.upper(), network, "paper", "grading", 1, (64, 64),
        f"retinaview train {network}", path=Path(name), sha256="c" * 64,
        pairs_eyes=pairs_eyes,
    )  # fmt: skip


def answer_by(source: str, width: int, height: int) -> Finding:
    """Another answer than `finding`'s; SUNet segments as well."""
    extent = Box(0, 0, width, height)
    heat = np.linspace(1, 0, 14 * 14, dtype=np.float32).reshape(14, 14)
    exudates = np.zeros((height // 4, width // 4), np.uint8)
    exudates[10:20, 10:20] = 200
    maps = (LesionMap(LesionClass.HARD_EXUDATE, exudates, extent, 0.4),)
    segments = source == SUNET
    models = [ModelIdentity("grading", source, "0.3", "c" * 64)]
    if segments:
        models.insert(0, ModelIdentity("segmentation", source, "0.3", "c" * 64))
    return Finding(
        Quality(0.9, True),
        GradeProbabilities((0.8, 0.1, 0.05, 0.03, 0.02)),
        (HeatMap(source, "attention", heat, extent), HeatMap(source, "DR 0", heat, extent)),
        maps if segments else (),
        (Region(Box(60, 60, 80, 80), 0.6, 1), Region(Box(500, 300, 80, 80), 0.4, 2)),
        tuple(lesion for each in maps for lesion in lesions_of(each)) if segments else (),
        models=tuple(models),
        field_of_view=FieldCircle(width / 2, height / 2, 225, width, height),
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
        self.until(lambda: self.window.context.photograph is not None)

    def open_with_findings(self, *paths: Path) -> None:
        """Open, and wait for the models' answer on the first photograph."""
        self.open(*paths)
        self.until(lambda: bool(self.marks()) and self.window.context.finding is not None)
        self._catch_up()

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=60_000)

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key on the photograph."""
        self._catch_up()
        self.window.canvas.setFocus()
        self._qtbot.keyClick(self.window.canvas, key, modifier)

    def do(self, action_id: str) -> None:
        """Choose a command from the menu."""
        self.until(lambda: self.can(action_id))  # marks are there before the window is told
        self.window.commands[action_id].trigger()

    def can(self, action_id: str) -> bool:
        """Whether a command can be chosen now."""
        self._catch_up()
        return self.window.commands[action_id].isEnabled()

    def _catch_up(self) -> None:
        """Let the window finish with one key or click before the next, as it does with a person."""
        QCoreApplication.sendPostedEvents(self.window.switchboard)

    def drag(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Drag over the photograph, in its pixels."""
        viewport = self.window.canvas.viewport()
        left = Qt.MouseButton.LeftButton
        self._qtbot.mousePress(viewport, left, modifier, pos=self.at(x0, y0))
        self._qtbot.mouseMove(viewport, self.at((x0 + x1) / 2, (y0 + y1) / 2))
        self._qtbot.mouseMove(viewport, self.at(x1, y1))
        self._qtbot.mouseRelease(viewport, left, pos=self.at(x1, y1))

    def click(self, x: float, y: float) -> None:
        """Click on the photograph, in its pixels."""
        where = self.at(x, y)
        self._qtbot.mouseClick(self.window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def double_click(self, x: float, y: float) -> None:
        """Click twice, as Qt reports it: the second press is a double click."""
        self.click(x, y)
        viewport, left = self.window.canvas.viewport(), Qt.MouseButton.LeftButton
        self._qtbot.mouseDClick(viewport, left, pos=self.at(x, y))

    def at(self, x: float, y: float) -> QPoint:
        return self.window.canvas.mapFromScene(x, y)

    def marks(self, *statuses: str):  # noqa: ANN201
        """Marks of the photograph in front, of some statuses."""
        context = self.window.context
        if context.session is None or context.image_id is None:
            return []
        marks = context.session.marks(context.image_id)
        return [mark for mark in marks if not statuses or mark.status.value in statuses]

    def select(self, mark_id: str) -> None:
        """Select a mark in the list."""
        self.window.marks_panel.set_selection((mark_id,))
        self.window.marks_panel.selection_changed.emit((mark_id,))

    @property
    def name(self) -> str:
        """Name of the photograph in front."""
        context = self.window.context
        if context.session is None or context.image_id is None:
            return ""
        return context.session.image(context.image_id).name


@pytest.fixture
def start(
    qtbot: QtBot,
    engine: FakeEngine,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[], Driver]]:
    """Start a window; all of them are closed at the end."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("retinaview.ui.findings.sources.graders", graders)
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
