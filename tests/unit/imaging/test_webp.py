"""WebP has no checksums, but a changed bit can make its decoder end early or late."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.imaging.photograph import read_photograph
from retinaview.imaging.webp import DAMAGED, ends_early
from retinaview.phantoms import make_phantom

RGB = make_phantom(3, height_px=256).rgb
FLAT = np.full((40, 50, 3), 77, np.uint8)


def encoded(rgb: np.ndarray, quality: int) -> bytes:
    options = [cv2.IMWRITE_WEBP_QUALITY, quality]
    return bytes(cv2.imencode(".webp", rgb[:, :, ::-1], options)[1])


LOSSLESS = 101


@pytest.mark.parametrize("quality", [1, 50, 90, 100, LOSSLESS])
@pytest.mark.parametrize("rgb", [RGB, RGB[:33, :17], FLAT, FLAT[:1, :1], FLAT * 0])
def test_a_sound_file_needs_its_last_bytes(rgb: np.ndarray, quality: int) -> None:
    assert not ends_early(encoded(rgb, quality))


def test_some_changed_bits_of_lossless_files_are_noticed() -> None:
    data, rng = encoded(RGB, LOSSLESS), np.random.default_rng(1)
    assert b"VP8L" in data[:20]
    noticed = 0
    for place in rng.integers(60, len(data), 60):
        changed = bytearray(data)
        changed[place] ^= 1 << rng.integers(8)
        noticed += ends_early(bytes(changed))
    assert noticed > 0


def test_nearly_every_changed_bit_that_is_seen_is_noticed() -> None:
    data, rng = encoded(RGB, 90), np.random.default_rng(1)
    sound = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
    missed = noticed = 0
    for place in rng.integers(60, len(data), 60):
        changed = bytearray(data)
        changed[place] ^= 1 << rng.integers(8)
        pixels = cv2.imdecode(np.frombuffer(changed, np.uint8), cv2.IMREAD_COLOR_RGB)
        if pixels is not None and (pixels != sound).any():
            is_noticed = ends_early(bytes(changed))
            noticed, missed = noticed + is_noticed, missed + (not is_noticed)
    assert noticed > 3
    assert missed <= 1


def test_a_damaged_one_has_a_note(tmp_path: Path) -> None:
    data, path = encoded(RGB, 90), tmp_path / "a.webp"
    for place in range(len(data) // 2, len(data)):
        changed = bytearray(data)
        changed[place] ^= 4
        if ends_early(bytes(changed)):
            path.write_bytes(changed)
            break
    found = read_photograph(path)
    assert found.damage == DAMAGED
    assert DAMAGED in found.notes


def test_what_is_no_webp_any_more_is_not_checked() -> None:
    for data in (b"", b"RIFF", b"RIFF\0\0\0\0WEBP", b"RIFF\0\0\0\0WEBPVP8 \xff\xff\xff\xff"):
        assert not ends_early(data)
