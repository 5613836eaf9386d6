"""Thumbnails: small, upright, and none where there is nothing to read."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PIL import Image

from retinaview.ui.study.thumbnail_cache import ThumbnailCache
from retinaview.ui.study.thumbnails import SIDE_PX, Thumbnails, thumbnail
from retinaview.ui.workers import stop_all

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".bmp"])
@pytest.mark.parametrize("size", [(90, 60), (1500, 1100)])
def test_a_photograph_is_fitted_into_a_square(
    tmp_path: Path, suffix: str, size: tuple[int, int]
) -> None:
    path = tmp_path / f"a{suffix}"
    cv2.imwrite(str(path), np.full((size[1], size[0], 3), (20, 60, 180), np.uint8))
    image = thumbnail(path)
    assert image is not None
    assert max(image.width(), image.height()) == SIDE_PX
    assert image.pixelColor(5, 5).red() == pytest.approx(180, abs=6)
    assert image.pixelColor(5, 5).blue() == pytest.approx(20, abs=6)


def test_a_turned_photograph_is_upright(tmp_path: Path) -> None:
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[274] = 6  # a quarter turn clockwise
    Image.new("RGB", (1600, 1100)).save(path, exif=exif)
    image = thumbnail(path)
    assert image is not None
    assert image.height() > image.width()


@pytest.mark.parametrize("content", [b"", b"no photograph", b"\xff\xd8\xff\xe0 cut"])
def test_what_cannot_be_read_has_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    assert thumbnail(path) is None


def test_a_large_file_is_checked_before_a_decoder_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    cv2.imwrite(str(path), np.zeros((1100, 1500, 3), np.uint8))
    data = path.read_bytes()
    path.write_bytes(data[:33] + b"\xff\0\0\0tEXt" + data[33:])  # a part of four gigabytes
    monkeypatch.setattr(cv2, "imdecode", lambda *_: pytest.fail("was decoded"))
    assert thumbnail(path) is None


def test_thumbnails_are_made_in_the_background_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    cv2.imwrite(str(path), np.zeros((64, 64, 3), np.uint8))
    thumbnails = Thumbnails()
    with qtbot.waitSignal(thumbnails.ready):
        assert thumbnails.get(path) is None
    assert thumbnails.get(path) is not None
    assert stop_all(thumbnails.workers, timeout_s=5)


def photograph_at(path: Path, value: int = 90) -> Path:
    cv2.imwrite(str(path), np.full((64, 64, 3), value, np.uint8))
    return path


def test_a_thumbnail_is_kept_on_disk_and_read_from_there(tmp_path: Path) -> None:
    path, made = photograph_at(tmp_path / "Smith.png"), []

    def make(path: Path) -> QImage | None:
        made.append(path)
        return thumbnail(path)

    for _ in range(2):
        image = ThumbnailCache(tmp_path / "kept").get(path, make)
        assert image is not None
        assert image.pixelColor(5, 5).red() == pytest.approx(90, abs=4)
    assert made == [path]
    (kept,) = (tmp_path / "kept").rglob("*.jpg")
    assert "Smith" not in str(kept.relative_to(tmp_path))


def test_a_photograph_that_was_changed_gets_another(tmp_path: Path) -> None:
    path, cache = photograph_at(tmp_path / "a.png"), ThumbnailCache(tmp_path / "kept")
    cache.get(path, thumbnail)
    photograph_at(path, 200)
    os.utime(path, ns=(1, 1))
    image = cache.get(path, thumbnail)
    assert image is not None
    assert image.pixelColor(5, 5).red() == pytest.approx(200, abs=4)


@pytest.mark.parametrize("damage", ["garbage", "folder", "unwritable"])
def test_a_damaged_cache_costs_time_and_nothing_else(tmp_path: Path, damage: str) -> None:
    path, folder = photograph_at(tmp_path / "a.png"), tmp_path / "kept"
    ThumbnailCache(folder).get(path, thumbnail)
    (kept,) = folder.rglob("*.jpg")
    if damage == "garbage":
        kept.write_bytes(b"no picture")
    else:
        kept.unlink()
    if damage == "folder":
        kept.mkdir()
    if damage == "unwritable":
        shutil.rmtree(folder)
        folder.write_bytes(b"a file in its place")
    image = ThumbnailCache(folder).get(path, thumbnail)
    assert image is not None
    assert image.pixelColor(5, 5).red() == pytest.approx(90, abs=4)


def test_the_oldest_go_where_there_are_too_many(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "kept", limit=10)
    paths = [photograph_at(tmp_path / f"{n}.png") for n in range(11)]
    for age, path in enumerate(paths):
        cache.get(path, thumbnail)
        for kept in (tmp_path / "kept").rglob("*.jpg"):
            if kept.stat().st_mtime > 10**6:
                os.utime(kept, (age, age))
    assert len(list((tmp_path / "kept").rglob("*.jpg"))) == 9
    cache.get(paths[-1], lambda _: pytest.fail("the newest is kept"))


def test_what_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    cache, path = ThumbnailCache(tmp_path / "kept"), tmp_path / "a.jpg"
    assert cache.get(path, thumbnail) is None
    path.write_bytes(b"no photograph")
    assert cache.get(path, thumbnail) is None
    assert not (tmp_path / "kept").exists()
