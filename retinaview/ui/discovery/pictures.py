"""Pictures of patches, cut beside the window: every photograph is read once for all of its own."""

from __future__ import annotations

import logging
from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.batch.clusters_file import Clusters, PatchRow

logger = logging.getLogger(__name__)
SIDE_PX = 176  # twice what is shown, for screens of double density
_KEPT = 1500


class PatchPictures(QObject):
    """Pixmaps by patch; asked for by what is in view.

    Attributes
    ----------
    ready : Signal()
        More pictures can be had now.
    """

    ready = Signal()
    _cut = Signal(int, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = Worker("patches", on_failure=self._report)
        self._paths: Mapping[str, Path] = {}
        self._patches: dict[str, list[PatchRow]] = {}
        self._pixmaps: OrderedDict[PatchRow, QPixmap | None] = OrderedDict()
        self._asked: set[str] = set()
        self._generation = 0
        self._cut.connect(self._on_cut)

    def show(self, clusters: Clusters | None, paths: Mapping[str, Path]) -> None:
        """Serve other clusters from now on; their photographs' files by `image`."""
        self._generation += 1
        self._worker.retain(())
        self._paths = paths
        self._asked.clear()
        self._pixmaps.clear()
        by_image: dict[str, list[PatchRow]] = defaultdict(list)
        for patch in () if clusters is None else clusters.patches:
            by_image[patch.image].append(patch)
        self._patches = dict(by_image)

    def get(self, patch: PatchRow) -> QPixmap | None:
        """Return the picture; None while it is cut, and where the photograph cannot be read."""
        if patch in self._pixmaps:
            self._pixmaps.move_to_end(patch)
            return self._pixmaps[patch]
        if patch.image not in self._asked and patch.image in self._paths:
            self._asked.add(patch.image)
            self._worker.submit(patch.image, partial(self._cut_all, self._generation, patch.image))
        return None

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return (self._worker,)

    def _cut_all(self, generation: int, image: str) -> None:
        """Cut every patch of a photograph; in the worker's thread."""
        from retinaview.imaging.patches import cut_patch
        from retinaview.imaging.photograph import read_photograph

        path, patches = self._paths[image], self._patches[image]
        rgb = read_photograph(path).rgb
        pictures = {}
        for patch in patches:
            cut = cut_patch(rgb, patch.box, side_px=SIDE_PX)
            picture = QImage(cut.data, SIDE_PX, SIDE_PX, 3 * SIDE_PX, QImage.Format.Format_RGB888)
            pictures[patch] = picture.copy()  # the array goes with this loop
        self._cut.emit(generation, image, pictures)

    def _report(self, key: Hashable, error: Exception) -> None:
        logger.info("no patches of %s: %s", key, error)

    def _on_cut(self, generation: int, image: str, pictures: dict[PatchRow, QImage]) -> None:
        if generation != self._generation:
            return
        for patch, picture in pictures.items():
            self._pixmaps[patch] = QPixmap.fromImage(picture)
        self._asked.discard(image)
        while len(self._pixmaps) > max(_KEPT, len(pictures)):
            self._pixmaps.popitem(last=False)
        self.ready.emit()
