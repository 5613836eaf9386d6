"""Replace weights and their card together, so that a crash leaves the old pair or the new one.

Two files cannot be renamed atomically, but a folder can: the new pair is put into a folder of its
own, whose final rename commits the change. The files are then moved out of it; if the program dies
before that, the next search for weights does it.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_PREFIX = ".replacing-"


def put_in_place(weights: Path, card: Path, folder: Path) -> None:
    """Move weights and their card into a folder, replacing files of the same names.

    Parameters
    ----------
    weights, card : Path
        Complete files on the same disk as `folder`.
    folder : Path
        Folder that is searched for weights.

    Raises
    ------
    OSError
        If a file cannot be moved; the old files are unchanged then.
    """
    pair = weights.parent / "pair"
    pair.mkdir()
    for file in (weights, card):
        with file.open("r+b") as written:
            os.fsync(written.fileno())
        file.replace(pair / file.name)
    _finish(pair.rename(folder / f"{_PREFIX}{uuid4().hex}"))


def finish_replacing(folder: Path) -> None:
    """Complete replacements that another run left unfinished; ignores files it may not move."""
    with suppress(OSError):
        for pair in sorted(folder.glob(f"{_PREFIX}*")):
            _finish(pair)


def _finish(pair: Path) -> None:
    # Weights first: on Windows a file that another program has open cannot be replaced.
    for file in sorted(pair.iterdir(), reverse=True):
        with suppress(FileNotFoundError):  # another program may do the same
            file.replace(pair.parent / file.name)
    shutil.rmtree(pair, ignore_errors=True)
