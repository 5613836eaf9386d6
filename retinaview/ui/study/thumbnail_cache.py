"""Thumbnails kept on disk between two starts, as far as there is room for them."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from retinaview.core.errors import WriteError
from retinaview.core.whole_files import write_atomically

logger = logging.getLogger(__name__)
LIMIT_FILES = 100_000
"""A thumbnail takes about four kilobytes."""
_QUALITY = 88
_SPARED = 0.9  # of the limit stays when it is passed, so that not every one that is added prunes


class ThumbnailCache:
    """Small pictures by photograph; a photograph that was changed has another one.

    Names tell nothing of the photograph. What cannot be read or written is made again, and nobody
    is told: the photographs are there all the same.

    Parameters
    ----------
    folder : Path, optional
        Where they lie; the user's own cache where absent.
    limit : int
        How many files there may be; the oldest go.
    """

    def __init__(self, folder: Path | None = None, *, limit: int = LIMIT_FILES) -> None:
        self._folder = folder or user_cache_path("retinaview") / "thumbnails"
        self._limit = limit
        self._count: int | None = None

    def get(self, path: Path, make: Callable[[Path], QImage | None]) -> QImage | None:
        """Return the thumbnail of a photograph, made and kept where there is none yet."""
        place = self._place_of(path)
        if place is None:
            return make(path)
        kept = QImage(str(place)) if place.exists() else QImage()
        if not kept.isNull():
            return kept
        made = make(path)
        if made is not None:
            self._keep(place, made)
        return made

    def _place_of(self, path: Path) -> Path | None:
        """Return where a photograph's thumbnail is kept; None where the photograph is not there."""
        try:
            found = path.stat()
        except OSError:
            return None
        key = f"{path}\0{found.st_mtime_ns}\0{found.st_size}".encode(errors="surrogateescape")
        name = sha256(key).hexdigest()
        return self._folder / name[:2] / f"{name[2:34]}.jpg"

    def _keep(self, place: Path, image: QImage) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, b"jpeg")
        writer.setQuality(_QUALITY)
        if not writer.write(image):
            return
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(place, bytes(buffer.data().data()))
            self._make_room()
        except (OSError, WriteError) as error:
            logger.info("a thumbnail is not kept: %s", error)

    def _make_room(self) -> None:
        """Delete the oldest files once there are too many; they are counted once."""
        if self._count is None:
            self._count = sum(1 for _ in self._files())
        else:
            self._count += 1
        if self._count <= self._limit:
            return
        oldest = sorted(self._files(), key=lambda entry: entry.stat().st_mtime)
        spared = int(self._limit * _SPARED)
        for entry in oldest[: len(oldest) - spared]:
            Path(entry.path).unlink(missing_ok=True)
        self._count = spared

    def _files(self) -> Iterator[os.DirEntry[str]]:
        for folder in self._folder.iterdir():
            if folder.is_dir():
                with os.scandir(folder) as entries:
                    yield from list(entries)
