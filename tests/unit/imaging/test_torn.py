"""Bits that are flipped in drawn photographs, and what is said of them."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
import simplejpeg
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.imaging.photograph import read_photograph
from retinaview.imaging.torn import torn_from
from retinaview.phantoms import make_phantom

Image8 = NDArray[np.uint8]
MAY_BE = "the JPEG may be damaged: brightness or colour jumps from row"


@cache
def phantom(seed: int) -> Image8:
    return np.ascontiguousarray(make_phantom(seed, height_px=560).rgb)


def wide(change: Image8, sound: Image8) -> bool:
    """Return whether more than 1 % of the pixels differ by more than 8 levels."""
    return float((cv2.absdiff(change, sound).max(axis=2) > 8).mean()) > 0.01


@pytest.mark.parametrize("sampling", ["444", "420"])
def test_most_flipped_bits_that_change_much_are_noticed(tmp_path: Path, sampling: str) -> None:
    sound = simplejpeg.encode_jpeg(phantom(3), 90, "RGB", sampling)
    pixels = simplejpeg.decode_jpeg(sound, "RGB")
    bits = random.Random(sampling)
    noticed = unnoticed = 0
    for _ in range(50):
        flipped = bytearray(sound)
        bit = bits.randrange(len(sound) * 8)
        flipped[bit // 8] ^= 1 << bit % 8
        path = tmp_path / "flipped.jpg"
        path.write_bytes(flipped)
        try:
            photograph = read_photograph(path)
        except ReadError:
            continue
        if photograph.rgb.shape == pixels.shape and wide(photograph.rgb, pixels):
            noticed += bool(photograph.damage)
            unnoticed += not photograph.damage
    assert noticed >= 5
    assert unnoticed <= noticed / 6


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("quality", [60, 95])
def test_sound_photographs_are_not_called_damaged(tmp_path: Path, seed: int, quality: int) -> None:
    path = tmp_path / "sound.jpg"
    path.write_bytes(simplejpeg.encode_jpeg(phantom(seed), quality, "RGB", "420"))
    assert read_photograph(path).notes == ()


def test_the_note_names_the_row_of_the_file(tmp_path: Path) -> None:
    rgb = phantom(1).copy()
    rgb[320:336, 160:] = cv2.add(rgb[320:336, 160:], 12)
    rgb[336:] = cv2.add(rgb[336:], 12)
    path = tmp_path / "shifted.jpg"
    path.write_bytes(simplejpeg.encode_jpeg(rgb, 95, "RGB", "420"))
    photograph = read_photograph(path)
    assert photograph.damage == f"{MAY_BE} 320 of the file on"
    assert photograph.notes == (photograph.damage,)


def test_a_field_that_is_cut_off_is_no_damage() -> None:
    rgb = phantom(1).copy()
    rgb[480:] = 0
    assert torn_from(rgb, block=(16, 16)) is None
    rgb[480:] = 128
    assert torn_from(rgb, block=(16, 16)) is None


def test_too_small_to_tell() -> None:
    assert torn_from(np.zeros((256, 256, 3), np.uint8), block=(16, 16)) is None
    assert torn_from(np.zeros((20, 900, 3), np.uint8), block=(8, 8)) is None
