"""The pixels of both halves: the window's, and the fellow eye's, decoded in the background."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retinaview.core.errors import RetinaViewError
from retinaview.ui.reading.loading import PhotographCache, PhotographLoader
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.imaging.photograph import Photograph

_CACHE_BYTES = 64 * 1024 * 1024
READING = "Reading the photograph …"
UNREADABLE = "This photograph cannot be shown."


class Photographs(QObject):
    """Gives a photograph, or says why it is not there.

    Attributes
    ----------
    changed : Signal()
        A photograph that was not there is there, or never will be.
    """

    changed = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._decoding = False
        self._faults: dict[Path, str] = {}
        self._loader = PhotographLoader(PhotographCache(_CACHE_BYTES))
        context.image_changed.connect(self._on_image_changed)
        context.photograph_shown.connect(self._on_photograph_shown)
        self._loader.loaded.connect(lambda *_: self.changed.emit())
        self._loader.failed.connect(self._on_failed)

    def get(self, image_id: int) -> Photograph | str:
        """Return the photograph, or one sentence on why it is missing; `changed` may follow."""
        if image_id == self._context.image_id:
            waiting = READING if self._decoding else UNREADABLE
            return self._context.photograph or waiting
        return self._fellow(image_id)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return self._loader.workers

    def _fellow(self, image_id: int) -> Photograph | str:
        session = self._context.session
        if session is None:
            return UNREADABLE
        try:
            path = session.path_of(image_id)
        except RetinaViewError as error:
            return str(error)
        if path in self._faults:
            return self._faults[path]
        photograph = self._loader.cached(path)
        if photograph is None:
            self._loader.show(path)
            return READING
        return photograph

    def _on_image_changed(self) -> None:
        self._decoding = self._context.image_id is not None
        self._faults.clear()
        self.changed.emit()

    def _on_photograph_shown(self) -> None:
        self._decoding = False
        self.changed.emit()

    def _on_failed(self, path: Path, sentence: str) -> None:
        self._faults[path] = sentence
        self.changed.emit()
