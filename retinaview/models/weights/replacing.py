"""Weights and their card, put in place of others together: the old pair is there, or the new one.

No file system renames two files at once. A folder is renamed at once: the new pair gets a folder of
its own, and with the last name of that folder it counts. From then on whoever looks for weights
moves the two files out of it first, should the program that put them there have died.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_PREFIX = ".replacing-"


def put_in_place(weights: Path, card: Path, folder: Path) -> None:
    """Move weights and their card into a folder, in place of what has their names.

    Parameters
    ----------
    weights, card : Path
        On the folder's disk, whole; moved away.
    folder : Path
        Where names find weights.

    Raises
    ------
    OSError
        The disk refuses; what was there before is there.
    """
    pair = weights.parent / "pair"
    pair.mkdir()
    for file in (weights, card):
        with file.open("r+b") as written:
            os.fsync(written.fileno())
        file.replace(pair / file.name)
    _finish(pair.rename(folder / f"{_PREFIX}{uuid4().hex}"))


def finish_replacing(folder: Path) -> None:
    """Do what is left of replacements whose program has died; quietly not where that is refused."""
    with suppress(OSError):
        for pair in sorted(folder.glob(f"{_PREFIX}*")):
            _finish(pair)


def _finish(pair: Path) -> None:
    # The weights before their card: what another program uses may not be moved on Windows.
    for file in sorted(pair.iterdir(), reverse=True):
        with suppress(FileNotFoundError):  # two programs may be doing this
            file.replace(pair.parent / file.name)
    shutil.rmtree(pair, ignore_errors=True)
