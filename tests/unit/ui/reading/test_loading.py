"""Decoding beside the window: the newest wish wins, neighbours wait in a bounded cache."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from retinaview.imaging.halvings import FirstView
from retinaview.imaging.photograph import Photograph
from retinaview.imaging.views import View
from retinaview.ui.reading.loading import PhotographCache, PhotographLoader
from retinaview.ui.workers import stop_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


def photograph(name: str, side: int = 10) -> Photograph:
    return Photograph(Path(name), np.zeros((side, side, 3), np.uint8), 8, name)


def test_the_cache_lets_the_oldest_go() -> None:
    cache = PhotographCache(limit_bytes=650)
    for name in "abc":
        cache.put(Path(name), photograph(name))
    assert cache.get(Path("a")) is None
    assert cache.size_bytes == 600


def test_what_was_looked_at_last_stays() -> None:
    cache = PhotographCache(limit_bytes=650)
    for name in "ab":
        cache.put(Path(name), photograph(name))
    cache.get(Path("a"))
    cache.put(Path("c"), photograph("c"))
    assert cache.get(Path("a")) is not None
    assert cache.get(Path("b")) is None


def test_a_photograph_larger_than_the_cache_is_kept_alone() -> None:
    cache = PhotographCache(limit_bytes=100)
    cache.put(Path("a"), photograph("a", side=100))
    assert cache.get(Path("a")) is not None
    cache.discard(Path("a"))
    assert cache.size_bytes == 0


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.png" for number in range(4)]
    for path in paths:
        assert cv2.imwrite(str(path), np.full((64, 64, 3), 90, np.uint8))
    return paths


@pytest.fixture
def loader(qapp: object) -> Iterator[PhotographLoader]:  # noqa: ARG001
    loader = PhotographLoader()
    yield loader
    assert stop_all(loader.workers, timeout_s=5)


def test_a_photograph_is_decoded_and_handed_over(
    qtbot: QtBot, loader: PhotographLoader, paths: list[Path]
) -> None:
    with qtbot.waitSignal(loader.loaded) as answer:
        loader.show(paths[0])
    assert answer.args is not None
    assert answer.args[0] == paths[0]
    assert answer.args[1].rgb.shape == (64, 64, 3)


def test_a_prefetched_photograph_is_there_at_once(
    qtbot: QtBot, loader: PhotographLoader, paths: list[Path]
) -> None:
    loader.prefetch(paths[:2])
    qtbot.waitUntil(lambda: loader.cached(paths[1]) is not None)
    seen: list[Path] = []
    loader.loaded.connect(lambda path, _: seen.append(path))
    loader.show(paths[1])
    assert seen == [paths[1]]


def test_only_the_photograph_asked_for_last_is_handed_over(
    qtbot: QtBot, loader: PhotographLoader, paths: list[Path]
) -> None:
    seen: list[Path] = []
    loader.loaded.connect(lambda path, _: seen.append(path))
    for path in paths:
        loader.show(path)
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(50)
    assert seen == [paths[-1]]


def test_a_photograph_that_is_being_prefetched_is_not_decoded_twice(
    qtbot: QtBot, loader: PhotographLoader, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    begun, go = threading.Event(), threading.Event()
    reads: list[Path] = []

    def slow(path: Path) -> Photograph:
        reads.append(path)
        begun.set()
        go.wait(5)
        return photograph(path.name)

    monkeypatch.setattr("retinaview.imaging.photograph.read_photograph", slow)
    loader.prefetch(paths[:1])
    assert begun.wait(5)
    with qtbot.waitSignal(loader.loaded):
        loader.show(paths[0])
        go.set()
    assert reads == [paths[0]]


def test_nobody_waits_long_for_what_was_begun_ahead_of_time(
    qtbot: QtBot, loader: PhotographLoader, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    begun, go = threading.Event(), threading.Event()
    seen: list[Photograph] = []

    def starved(path: Path) -> Photograph:
        begun.set()
        go.wait(30)
        return photograph(path.name)

    monkeypatch.setattr("retinaview.imaging.photograph.read_photograph", starved)
    loader.loaded.connect(lambda _, shown: seen.append(shown))
    loader.prefetch(paths[:1])
    assert begun.wait(5)
    loader.show(paths[0])
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    go.set()
    qtbot.waitUntil(lambda: loader.workers[1].running is None)
    qtbot.wait(20)
    assert loader.cached(paths[0]) is seen[0]
    assert len(seen) == 1


def test_what_cannot_be_read_is_one_sentence(
    qtbot: QtBot, loader: PhotographLoader, tmp_path: Path
) -> None:
    with qtbot.waitSignal(loader.failed) as answer:
        loader.show(tmp_path / "gone.jpg")
    assert answer.args is not None
    assert answer.args[1] == f"{tmp_path / 'gone.jpg'}: does not exist"


def test_a_broken_neighbour_says_nothing_until_it_is_shown(
    qtbot: QtBot, loader: PhotographLoader, tmp_path: Path, paths: list[Path]
) -> None:
    said: list[str] = []
    loader.failed.connect(lambda _, sentence: said.append(sentence))
    loader.prefetch([tmp_path / "gone.jpg", paths[0]])
    qtbot.waitUntil(lambda: loader.cached(paths[0]) is not None)
    assert said == []


def test_a_forgotten_photograph_is_read_anew(
    qtbot: QtBot, loader: PhotographLoader, paths: list[Path]
) -> None:
    with qtbot.waitSignal(loader.loaded):
        loader.show(paths[0])
    loader.forget(paths[0])
    assert loader.cached(paths[0]) is None


def large_jpeg(path: Path) -> Path:
    rows, columns = np.indices((2000, 2400))
    bgr = np.stack([rows % 256, columns % 256, rows * 0 + 90], -1).astype(np.uint8)
    assert cv2.imwrite(str(path), bgr)
    return path


def test_a_large_jpeg_is_shown_reduced_before_it_is_shown_whole(
    qtbot: QtBot, loader: PhotographLoader, tmp_path: Path
) -> None:
    path = large_jpeg(tmp_path / "large.jpg")
    seen: list[tuple[str, int, int]] = []
    loader.reduced.connect(lambda _, copy: seen.append(("reduced", copy.width, copy.height)))
    loader.loaded.connect(lambda _, whole: seen.append(("whole", whole.width, whole.height)))
    loader.show(path)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [("reduced", 2400, 2000), ("whole", 2400, 2000)]


def test_a_photograph_asked_for_twice_is_decoded_once(
    qtbot: QtBot, loader: PhotographLoader, tmp_path: Path
) -> None:
    path = large_jpeg(tmp_path / "large.jpg")
    seen: list[Photograph] = []
    loader.loaded.connect(lambda _, whole: seen.append(whole))
    with qtbot.waitSignal(loader.reduced):
        loader.show(path)
    loader.show(path)
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(50)
    assert len({id(whole) for whole in seen}) == 1


def test_what_the_first_paint_needs_is_prepared_beside_the_window(
    qtbot: QtBot, loader: PhotographLoader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = large_jpeg(tmp_path / "large.jpg")
    loader.set_first_view(FirstView(600, 500, View.CLAHE))
    loader.prefetch([path])
    qtbot.waitUntil(lambda: loader.cached(path) is not None)
    whole = loader.cached(path)
    assert whole is not None

    def late(*_: object) -> None:
        raise AssertionError("halved or equalised when it was to be painted")

    monkeypatch.setattr("retinaview.imaging.halvings.cv2.resize", late)
    monkeypatch.setattr("retinaview.imaging.halvings.render", late)
    level = whole.halvings.levels[whole.halvings.level_for(0.25)]
    assert level.seen(View.CLAHE).shape == (500, 600, 3)
