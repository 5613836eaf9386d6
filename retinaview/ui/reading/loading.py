"""Photographs on their way to the screen: decoded beside the window, neighbours ahead of time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from retinaview.core.errors import RetinaViewError
from retinaview.imaging.halvings import FirstView
from retinaview.ui.language import tr
from retinaview.ui.language.below import said_below
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.imaging.halvings import Halvings
    from retinaview.imaging.photograph import Photograph

CACHE_BYTES = 320 * 1024 * 1024
PATIENCE_MS = 100
"""How long the reader waits for a photograph that is decoded ahead of time already."""


class PhotographCache:
    """The photographs used last, as many as fit.

    Parameters
    ----------
    limit_bytes : int
        What all of them may take together; the newest one always stays.
    """

    def __init__(self, limit_bytes: int = CACHE_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._photographs: OrderedDict[Path, Photograph] = OrderedDict()

    def get(self, path: Path) -> Photograph | None:
        """Return the photograph, now the newest; None where it is not here."""
        if path in self._photographs:
            self._photographs.move_to_end(path)
        return self._photographs.get(path)

    def put(self, path: Path, photograph: Photograph) -> None:
        """Keep a photograph, and let the oldest ones go."""
        self._photographs[path] = photograph
        self._photographs.move_to_end(path)
        while self.size_bytes > self._limit_bytes and len(self._photographs) > 1:
            self._photographs.popitem(last=False)

    def discard(self, path: Path) -> None:
        """Forget a photograph."""
        self._photographs.pop(path, None)

    @property
    def size_bytes(self) -> int:
        """What all of them take."""
        return sum(photograph.halvings.nbytes for photograph in self._photographs.values())


class PhotographLoader(QObject):
    """Decodes photographs in the background; the one to be shown never waits for a neighbour.

    What it hands over is ready for the first paint: halved, and equalised where that is the view.

    Attributes
    ----------
    reduced : Signal(object, object)
        Path and `Halvings` of a large photograph that was asked for with `show`, as sharp as the
        screen is; `loaded` or `failed` follows.
    loaded : Signal(object, object)
        Path and `Photograph` of the photograph last asked for with `show`.
    failed : Signal(object, str)
        Path of it, and one sentence on why it cannot be shown.
    """

    reduced = Signal(object, object)
    loaded = Signal(object, object)
    failed = Signal(object, str)
    _reduced = Signal(object, object)
    _decoded = Signal(object, object)
    _broken = Signal(object, str)

    def __init__(self, cache: PhotographCache | None = None) -> None:
        super().__init__()
        self._cache = cache or PhotographCache()
        self._shown: tuple[Path, ...] = ()
        self._view = FirstView()
        self._now = Worker("decode", on_failure=self._report, background=False)
        self._ahead = Worker("decode-ahead", on_failure=self._report)
        # Emitted in a worker's thread, so Qt queues them for the thread this object lives in.
        self._reduced.connect(self._on_reduced)
        self._decoded.connect(self._on_decoded)
        self._broken.connect(self._on_broken)

    def set_first_view(self, view: FirstView) -> None:
        """Prepare what is decoded from now on for this."""
        self._view = view

    def show(self, *paths: Path) -> None:
        """Ask for photographs, the first one first, and no longer for those asked for before.

        The answers are `loaded` or `failed`, unless this is called again in the meantime.
        """
        self._shown = paths
        self._now.retain(paths)
        for rank, path in enumerate(paths):
            self._want(path, urgency=-rank)

    def _want(self, path: Path, *, urgency: int) -> None:
        photograph = self._cache.get(path)
        if photograph is not None:
            self.loaded.emit(path, photograph)
        elif path == self._ahead.running:  # which gives way to others, and may do so for long
            QTimer.singleShot(PATIENCE_MS, self, partial(self._hurry, path, urgency))
        elif path != self._now.running:
            self._now.submit(path, lambda: self._decode_at_once(path), urgency=urgency)

    def _hurry(self, path: Path, urgency: int) -> None:
        """Decode here what was under way ahead of time, if it has not come and is still wanted."""
        if path in self._shown and self._cache.get(path) is None and not self._now.holds(path):
            self._now.submit(path, lambda: self._decode_at_once(path), urgency=urgency)

    def prefetch(self, paths: Sequence[Path]) -> None:
        """Decode these while there is time, the first one first; others no longer."""
        self._ahead.retain(paths)
        for rank, path in enumerate(paths):
            if self._cache.get(path) is None and not self._ahead.holds(path):
                self._ahead.submit(path, partial(self._decode, path), urgency=-rank)

    def cached(self, path: Path) -> Photograph | None:
        """Return a photograph that is loaded already, or None."""
        return self._cache.get(path)

    def forget(self, path: Path) -> None:
        """Read the file anew next time."""
        self._cache.discard(path)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return self._now, self._ahead

    def _decode(self, path: Path) -> None:
        from retinaview.imaging.photograph import read_photograph

        self._hand_over(path, read_photograph(path))

    def _decode_at_once(self, path: Path) -> None:
        from retinaview.imaging.photograph import read_encoded

        encoded = read_encoded(path)
        reduced = encoded.reduced(self._view.width_px, self._view.height_px)
        if reduced is not None:
            self._view.prepare(reduced)
            self._reduced.emit(path, reduced)
        self._hand_over(path, encoded.decoded())

    def _hand_over(self, path: Path, photograph: Photograph) -> None:
        self._view.prepare(photograph.halvings)
        self._decoded.emit(path, photograph)

    def _report(self, key: Hashable, error: Exception) -> None:
        known = isinstance(error, (RetinaViewError, OSError))
        sentence = (
            str(error)
            if known
            else tr("{path}: cannot be read ({why})", path=key, why=type(error).__name__)
        )
        self._broken.emit(key, sentence)

    @Slot(object, object)
    def _on_reduced(self, path: Path, halvings: Halvings) -> None:
        if path in self._shown and self._cache.get(path) is None:
            self.reduced.emit(path, halvings)

    @Slot(object, object)
    def _on_decoded(self, path: Path, photograph: Photograph) -> None:
        if self._cache.get(path) is not None:  # decoded twice, as it took so long ahead of time
            return
        self._cache.put(path, photograph)
        if path in self._shown:
            self.loaded.emit(path, photograph)

    @Slot(object, str)
    def _on_broken(self, path: Path, sentence: str) -> None:
        if path in self._shown:
            self.failed.emit(path, said_below(sentence))
