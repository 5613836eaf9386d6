"""Photographs of every kind; those that are decoded in a process of their own, in a fork here."""

from __future__ import annotations

import mmap
import os
import random
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from unittest.mock import patch

import cv2
import numpy as np

from retinaview.core.errors import ReadError
from retinaview.imaging import decoding_child, decoding_process, photograph
from retinaview.imaging.decoding import Decoded
from retinaview.imaging.grey import read_grey
from retinaview.imaging.kinds import RGB_BYTES, Header
from tests.campaign.target import Case, Lost, Target, changed
from tests.mutators import seeds


def targets() -> Iterator[Target]:
    """One per kind of file."""
    photographs = sorted(seeds.photographs(), key=_suffix)
    for suffix, group in groupby(photographs, key=_suffix):
        yield _photographs(suffix, dict(group))
    mask = cv2.imencode(".png", seeds.scene()[..., 0] // 128 * 255)[1].tobytes()

    def make(rng: random.Random) -> Case:
        return Case({"mask.png": changed(mask, ".png", rng)}, "mask.png")

    yield Target("masks", make, read_grey)


def _suffix(named: tuple[str, bytes]) -> str:
    return Path(named[0]).suffix


def _photographs(suffix: str, files: dict[str, bytes]) -> Target:
    names = sorted(files)

    def make(rng: random.Random) -> Case:
        name = rng.choice(names)
        return Case({name: changed(files[name], suffix, rng)}, name)

    return Target(f"photographs{suffix}", make, _read)


def _read(path: Path) -> None:
    # A fork takes milliseconds, a new Python half a second.
    with patch.object(photograph, "decode_in_child", decode_in_fork):
        found = photograph.read_photograph(path)
    info = photograph.probe(path)
    if found.rgb.dtype != np.uint8 or found.rgb.shape != (info.height, info.width, 3):
        raise Lost(f"pixels are {found.rgb.shape}, the header says {info.height}x{info.width}")


def decode_in_fork(data: bytes, header: Header) -> Decoded:
    """As `decode_in_child`, with the same limits, without starting Python."""
    width, height = header.displayed_size
    shared = mmap.mmap(-1, max(1, width * height * RGB_BYTES))
    child = os.fork()
    if child == 0:
        try:
            decoding_child._limit(header)
            rgb = decoding_child._decoded(data, header).rgb
            shared[:] = rgb.tobytes()
            os._exit(0)
        except ReadError:
            os._exit(3)
        finally:
            os._exit(4)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 4:
        raise Lost("the child that decodes raised what is not ours")
    if status != 0:
        raise ReadError("is damaged" if status == 3 else decoding_process._GAVE_UP)
    rgb = np.frombuffer(shared, np.uint8).reshape(height, width, RGB_BYTES)
    return Decoded(rgb, (), "")
