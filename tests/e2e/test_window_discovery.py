"""Lesion discovery: the gallery finds, shows, names and leads there, and never loses a name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

import retinaview.evaluation.clustering  # noqa: F401 - imported by the search, here once for all
from retinaview.batch.clusters_file import DISCARD
from retinaview.core.errors import ModelError
from retinaview.core.findings import ModelIdentity
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.inference.discovery import Places, PlaceSearch
from retinaview.ui.discovery.controller import clusters_path

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from retinaview.core.cancel import CancelToken
    from retinaview.imaging.photograph import Photograph
    from retinaview.ui.discovery.gallery import Gallery
    from tests.e2e.conftest import Driver

EXUDATE = LesionClass.HARD_EXUDATE


class StandInFinder:
    """Finds three places on every photograph, alike from photograph to photograph.

    Attributes
    ----------
    hold : threading.Event
        Clear it to stay on the second photograph until it is set or the search is stopped.
    places : int
        How many places; none where the network sees no retinopathy.
    error : Exception or None
        Raised when the network is loaded.
    """

    def __init__(self) -> None:
        self.search = PlaceSearch()
        self.identity = ModelIdentity("grading", "stand-in", "1", "f" * 64)
        self.hold = threading.Event()
        self.hold.set()
        self.places = 3
        self.error: Exception | None = None
        self._found = 0

    def load(self) -> None:
        if self.error is not None:
            raise self.error

    def find(self, photograph: Photograph, *, cancel: CancelToken | None = None) -> Places:
        self._found += 1
        while self._found > 1 and not self.hold.wait(0.005):
            if cancel is not None:
                cancel.raise_if_cancelled()
        rng = np.random.default_rng(int(photograph.sha256[:6], 16))
        features = np.eye(6)[: self.places] + rng.normal(0, 0.05, (self.places, 6))
        boxes = [Box(200 + 100 * n, 150 + 40 * n, 50, 50) for n in range(self.places)]
        return Places(tuple(boxes), (0.9, 0.6, 0.3)[: self.places], features.astype(np.float32))


@pytest.fixture
def finder() -> StandInFinder:
    return StandInFinder()


@pytest.fixture
def start_gallery(driver: Driver, folder: Path, finder: StandInFinder) -> Callable[[], Gallery]:
    """Open the study and its gallery, with the stand-in."""

    def start() -> Gallery:
        driver.open(folder)
        driver.window.discovery.make_finder = lambda _: finder
        driver.do("discover")
        gallery = driver.window.discovery.gallery
        assert gallery is not None
        return gallery

    return start


@pytest.fixture
def found(driver: Driver, start_gallery: Callable[[], Gallery]) -> Gallery:
    """A gallery that shows three clusters."""
    gallery = start_gallery()
    gallery.find_button.click()
    driver.until(lambda: len(gallery.rows) == 3)
    return gallery


def choose_name(gallery: Gallery, row: int, words: str) -> None:
    """Choose from the menu of a cluster's name."""
    actions = gallery.rows[row].name_button.menu().actions()
    next(action for action in actions if action.text() == words).trigger()


def reopen(driver: Driver, folder: Path) -> None:
    """Open the study once more, which closes the gallery, and the gallery again."""
    driver.window.open([folder])
    driver.until(lambda: driver.window.discovery.gallery is None)
    driver.until(lambda: driver.window.context.photograph is not None)
    driver.do("discover")


def cluster_at(driver: Driver, x: float) -> int:
    """Row of the cluster whose patches begin at x."""
    clusters = driver.window.discovery.clusters
    assert clusters is not None
    rows = [{p.x for p in clusters.patches_of(row.cluster)} for row in clusters.clusters]
    return rows.index({x})


def test_clusters_are_found_shown_and_told(driver: Driver, found: Gallery) -> None:
    clusters = driver.window.discovery.clusters
    assert clusters is not None
    assert [(row.size, row.photographs) for row in clusters.clusters] == [(3, 3)] * 3
    assert "stand-in: 9 places on 3 photographs in 3 clusters" in found.notice.text()
    assert found.find_button.text() == "Find again"
    first = clusters.patches_of(1)[0]
    assert first.exemplar
    pictures = driver.window.discovery._pictures
    assert pictures is not None
    driver.until(lambda: pictures.get(first) is not None)


def test_named_clusters_are_gone_through_place_by_place_and_drawn_in(
    driver: Driver, found: Gallery
) -> None:
    assert not found.next_button.isEnabled()
    assert "Name a cluster" in found.summary.text()
    choose_name(found, cluster_at(driver, 200), "Hard exudate")
    choose_name(found, cluster_at(driver, 300), "Discard")
    assert found.summary.text() == "The named clusters have 3 places."
    driver.until(lambda: driver.window.runner.running is None)
    driver.until(lambda: len(driver.marks("proposed")) == 3)  # made after the finding is written
    before = driver.marks()
    seen = []
    for at in (1, 2, 3, 1):
        found.next_button.click()
        assert found.summary.text() == f"Place {at} of 3."
        driver.until(lambda: driver.window.canvas._overlays.guides._place is not None)
        assert driver.window.canvas.visible_box().contains(225, 175)
        seen.append(driver.name)
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[0]
    # A place is no mark; what the reader draws there is one, of the cluster's class.
    while driver.name != "P1_OD.jpg":
        found.next_button.click()
        driver.until(lambda: driver.window.context.photograph is not None)
    assert {mark.id for mark in driver.marks()} == {mark.id for mark in before}
    driver.drag(210, 160, 230, 180)
    (drawn,) = driver.marks("drawn")
    assert (drawn.lesion, drawn.provenance) == (EXUDATE, None)
    driver.do("next")
    assert driver.window.canvas._overlays.guides._place is None


def test_a_click_on_a_patch_opens_its_photograph_there(
    driver: Driver, found: Gallery, qtbot: QtBot
) -> None:
    clusters = driver.window.discovery.clusters
    assert clusters is not None
    row = cluster_at(driver, 300)
    patches = clusters.patches_of(row + 1)
    place = next(n for n, patch in enumerate(patches) if patch.image == "P2_OD.jpg")
    strip = found.rows[row].strip
    where = strip.visualRect(strip.model().index(place, 0)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(strip.viewport(), left, pos=QPoint(where))
    driver.until(
        lambda: driver.name == "P2_OD.jpg" and driver.window.context.photograph is not None
    )
    canvas = driver.window.canvas
    seen = canvas.visible_box()
    assert seen is not None
    assert seen.centre == pytest.approx(patches[place].box.centre, abs=2)
    assert patches[place].width * canvas.zoom > 100


def test_progress_is_shown_and_stopped(
    driver: Driver, start_gallery: Callable[[], Gallery], finder: StandInFinder
) -> None:
    finder.hold.clear()
    gallery = start_gallery()
    gallery.find_button.click()
    assert not gallery.find_button.isEnabled()
    driver.until(lambda: gallery.step.text() == "1 of 3  ·  P1_OD.jpg")
    gallery.stop_button.click()
    assert gallery.notice.text() == "The search was stopped."
    assert gallery.find_button.isEnabled()
    assert not gallery.stop_button.isVisible()
    finder.hold.set()
    gallery.find_button.click()
    driver.until(lambda: len(gallery.rows) == 3)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ModelError("X has no feature maps that could be clustered"), "X has no feature maps"),
        (KeyError("broken"), "The search failed (KeyError: 'broken')"),
    ],
)
def test_what_fails_is_a_sentence(
    error: Exception,
    sentence: str,
    driver: Driver,
    start_gallery: Callable[[], Gallery],
    finder: StandInFinder,
) -> None:
    finder.error = error
    gallery = start_gallery()
    gallery.find_button.click()
    driver.until(lambda: sentence in gallery.notice.text())
    assert gallery.find_button.isEnabled()


def test_no_retinopathy_and_too_few_photographs_are_sentences(
    driver: Driver, start_gallery: Callable[[], Gallery], finder: StandInFinder, folder: Path
) -> None:
    finder.places = 0
    gallery = start_gallery()
    gallery.find_button.click()
    driver.until(lambda: "stand-in sees no retinopathy" in gallery.notice.text())
    for name in ("P1_OS.jpg", "P2_OD.jpg"):
        (folder / name).write_bytes(b"no photograph")
    gallery.find_button.click()
    driver.until(lambda: "1 of 3 can be used: P1_OS.jpg" in gallery.notice.text())


def test_clusters_and_names_are_kept_with_the_study(
    driver: Driver, found: Gallery, folder: Path
) -> None:
    choose_name(found, 0, "Haemorrhage")
    choose_name(found, 1, "Discard")
    reopen(driver, folder)
    clusters = driver.window.discovery.clusters
    assert clusters is not None
    assert clusters.names == {1: LesionClass.HAEMORRHAGE, 2: DISCARD}
    gallery = driver.window.discovery.gallery
    assert gallery is not None
    assert [row.name_button.text() for row in gallery.rows] == [
        " Haemorrhage",
        "Discarded",
        "Name…",
    ]


def test_a_damaged_file_of_clusters_is_as_none(
    driver: Driver, found: Gallery, folder: Path
) -> None:
    assert found.rows
    session = driver.window.context.session
    assert session is not None
    clusters_path(session).write_text("{}")
    reopen(driver, folder)
    assert driver.window.discovery.clusters is None


def test_names_outlive_a_new_search(driver: Driver, found: Gallery) -> None:
    row = cluster_at(driver, 400)
    choose_name(found, row, "Microaneurysm")
    before = driver.window.discovery.clusters
    found.find_button.click()
    driver.until(lambda: driver.window.discovery.clusters is not before)
    assert found.rows[cluster_at(driver, 400)].name_button.text() == " Microaneurysm"


def test_a_folder_that_cannot_be_written_is_a_sentence(driver: Driver, found: Gallery) -> None:
    session = driver.window.context.session
    assert session is not None
    file = clusters_path(session)
    file.unlink()
    file.mkdir()
    choose_name(found, 0, "Haemorrhage")
    assert "kept only until you close" in found.notice.text()
    assert driver.window.discovery.clusters is not None
    assert driver.window.discovery.clusters.names == {1: LesionClass.HAEMORRHAGE}


def test_the_window_closes_while_a_search_is_under_way(
    driver: Driver, start_gallery: Callable[[], Gallery], finder: StandInFinder
) -> None:
    finder.hold.clear()
    gallery = start_gallery()
    gallery.find_button.click()
    driver.until(lambda: gallery.step.text().startswith("1 of 3"))
    driver.window.close()
    assert driver.window.threads_ended
