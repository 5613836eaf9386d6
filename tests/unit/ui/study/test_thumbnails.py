"""Thumbnails: small, upright, and none where there is nothing to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PIL import Image

from retinaview.ui.study.thumbnails import SIDE_PX, Thumbnails, thumbnail
from retinaview.ui.workers import stop_all

if TYPE_CHECKING:
    from pathlib import Path

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
