"""Finding clusters beside the window: one search at a time, which can be stopped."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, RetinaViewError
from retinaview.core.text import brief
from retinaview.ui.workers import Worker, yield_processor

if TYPE_CHECKING:
    from retinaview.batch.clusters_file import Clusters
    from retinaview.batch.discovery import DiscoveryProgress, Finder, SoughtPhotograph

MakeFinder = Callable[[str], "Finder"]


def default_finder(source: str) -> Finder:
    """Make the place finder; called in the worker's thread, because it imports torch."""
    from retinaview.inference.discovery import PlaceFinder

    return PlaceFinder(source)


class ClusterSearch(QObject):
    """Runs a search in a thread of its own.

    Parameters
    ----------
    make_finder : callable
        Makes what finds places, by the source's name; tests put a stand-in here.
    parent : QObject
        Its owner.

    Attributes
    ----------
    progressed : Signal(int, int, str)
        Photographs done, all photographs, and the last one's name.
    found : Signal(object)
        The `Clusters`.
    failed : Signal(str)
        One sentence; empty where the search was stopped.
    """

    progressed = Signal(int, int, str)
    found = Signal(object)
    failed = Signal(str)
    _stepped = Signal(int, object)
    _ended = Signal(int, object, str)

    def __init__(self, make_finder: MakeFinder, parent: QObject) -> None:
        super().__init__(parent)
        self._make_finder = make_finder
        self._worker = Worker("discovery", on_failure=self._report, background=False)
        self._finders: dict[str, Finder] = {}
        self._cancel = CancelToken()
        self._generation = 0
        self._running = False
        self._stepped.connect(self._on_stepped)
        self._ended.connect(self._on_ended)

    @property
    def running(self) -> bool:
        """Whether a search is under way."""
        return self._running

    def start(self, photographs: Sequence[SoughtPhotograph], source: str) -> None:
        """Search these photographs with one network; a search under way is given up."""
        self._cancel.cancel()
        self._cancel = token = CancelToken()
        self._generation += 1
        self._running = True
        generation = self._generation
        self._worker.submit(generation, lambda: self._run(generation, photographs, source, token))

    def stop(self) -> None:
        """Give the search up; `failed` follows at once, without a sentence."""
        self._cancel.cancel()
        if self._running:
            self._generation += 1
            self._running = False
            self.failed.emit("")

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close; call `stop` first, or they run to their end."""
        return (self._worker,)

    def _run(
        self,
        generation: int,
        photographs: Sequence[SoughtPhotograph],
        source: str,
        token: CancelToken,
    ) -> None:
        """Search; in the worker's thread."""
        from retinaview.batch.discovery import discover

        try:
            finder = self._loaded(source)
            token.raise_if_cancelled()
            clusters = discover(
                photographs,
                finder,
                progress=lambda at: self._stepped.emit(generation, at),
                cancel=token,
            )
        except Cancelled:
            return
        except (RetinaViewError, OSError) as error:
            self._ended.emit(generation, None, str(error))
            return
        self._ended.emit(generation, clusters, "")

    def _loaded(self, source: str) -> Finder:
        """Return the source's place finder with its network loaded."""
        # One network is kept: the next search is likely to be with the same.
        if source not in self._finders:
            finder = self._make_finder(source)
            finder.load()
            # Imports hold the interpreter, so they are over with before this thread steps back.
            importlib.import_module("retinaview.evaluation.clustering")
            yield_processor()
            self._finders = {source: finder}
        return self._finders[source]

    def _report(self, key: Hashable, error: Exception) -> None:
        self._ended.emit(key, None, f"The search failed ({type(error).__name__}: {brief(error)})")

    def _on_stepped(self, generation: int, at: DiscoveryProgress) -> None:
        if generation == self._generation:
            self.progressed.emit(at.done, at.total, at.image)

    def _on_ended(self, generation: int, clusters: Clusters | None, sentence: str) -> None:
        if generation != self._generation:
            return
        self._running = False
        if clusters is None:
            self.failed.emit(sentence)
        else:
            self.found.emit(clusters)
