"""Photographs into the panes: their pixels as they come, and words where there are none."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from retinaview.ui.language import later, tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.reading.kept_views import KeptViews
from retinaview.ui.reading.loading import PhotographLoader
from retinaview.ui.reading.photograph_search import PhotographSearch
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retinaview.imaging.halvings import Halvings
    from retinaview.imaging.photograph import Photograph
    from retinaview.session.session import Session
    from retinaview.session.side_by_side import SideBySide

logger = logging.getLogger(__name__)
_UNREADABLE = later("This photograph cannot be shown.")


class PaneFiller(QObject):
    """Asks for what the panes shall show, and shows it as soon as it is there.

    Nothing is ever seen under the title of another photograph.

    Attributes
    ----------
    loader : PhotographLoader
        Decodes them.
    views : KeptViews
        How each photograph was seen last.
    search : PhotographSearch
        Looks for photographs that are not where they should be.
    previewed : Signal()
        Once: the first photograph since the start is on the screen, or cannot be shown.
    broke : Signal(int)
        A photograph, by its id, cannot be shown.
    """

    previewed = Signal()
    broke = Signal(int)
    _filled = Signal(int)

    def __init__(self, context: WindowContext, *, panes: Panes, loader: PhotographLoader) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self.loader = loader
        self.views = KeptViews()
        self.search = PhotographSearch()
        # A path stands for a reduced copy, as sharp as the screen.
        self._on_canvas: list[Photograph | Path | None] = [None, None]
        self._previewed = False
        loader.reduced.connect(self._on_reduced)
        loader.loaded.connect(self._on_loaded)
        loader.failed.connect(self._on_failed)
        self.search.found.connect(self._on_looked)
        # In a task of its own, and before anything else that waits: see `WindowContext.settled`.
        self._filled.connect(self._paint, Qt.ConnectionType.QueuedConnection)

    def seat(self, session: Session, beside: SideBySide) -> None:
        """Put photographs into the panes, and ask for the pixels that are not there yet."""
        turning = beside.image_ids[beside.front] not in self._context.image_ids
        self._leave(turned_from=self._context.front if turning else None)
        self._panes.set_front(beside.front, alone=self._context.layout.is_alone)
        self._context.set_images(beside.image_ids, front=beside.front)
        for index, image_id in enumerate(beside.image_ids):
            self._begin(session, index, image_id, absence=beside.absence)
        self._load(session)

    def empty(self) -> None:
        """Show no photograph."""
        self.views.forget()
        for index in range(len(self._panes.both)):
            self._clear(index)

    def prefetch(self, paths: Sequence[Path]) -> None:
        """Decode these while there is time, the first one first."""
        self.loader.set_first_view(self._panes.canvas.first_view())
        self.loader.prefetch(paths)

    def keep_views(self) -> None:
        """Remember how the photographs in the panes are seen."""
        self._leave(turned_from=None)

    def _leave(self, *, turned_from: int | None) -> None:
        """Remember how photographs are seen; another one takes the place of that in one pane."""
        for index, pane in enumerate(self._context.panes):
            if pane.image_id is not None and self._on_canvas[index] is not None:
                canvas = self._panes.canvases[index]
                self.views.leave(pane.image_id, canvas, turning=index == turned_from)

    def _begin(self, session: Session, index: int, image_id: int | None, *, absence: str) -> None:
        """Clear a pane of what is not its photograph."""
        if image_id is None:
            self._clear(index, absence)
            return
        image, path = session.image(image_id), session.expected_path(image_id)
        at_hand = self._context.panes[index].photograph or self.loader.cached(path)
        if at_hand is None and self._on_canvas[index] != path:
            self._clear(index, tr("Reading {name} …", name=image.name))

    def _load(self, session: Session, *, looked_for: int | None = None) -> None:
        """Ask for the photographs in the panes whose pixels are not there yet.

        One that was looked for in vain is read where it should be: that tells what is missing.
        """
        self.loader.set_first_view(self._panes.canvas.first_view())
        front, beside = self._context.front, 1 - self._context.front
        missing = [pane for pane in (front, beside) if self._context.panes[pane].photograph is None]
        wanted = [self._context.panes[pane].image_id for pane in missing]
        paths = []
        for image_id in dict.fromkeys(each for each in wanted if each is not None):
            path = session.expected_path(image_id)
            if image_id == looked_for or session.is_in_place(image_id):
                paths.append(path)
            else:
                with self._context.about(image_id):
                    self._context.say(tr("Looking for {name} …", name=path.name))
                self.search.look_for(session, image_id)
        self.loader.show(*paths)

    def _awaiting(self, path: Path) -> list[int]:
        """Return the panes where a file's photograph belongs; before a study is open, the first."""
        session = self._context.session
        if session is None:
            return [0]
        return [
            index
            for index, pane in enumerate(self._context.panes)
            if pane.image_id is not None and session.expected_path(pane.image_id) == path
        ]

    def _clear(self, index: int, words: str | None = None) -> None:
        self._on_canvas[index] = None
        with self._panes.link.held():
            self._panes.canvases[index].set_photograph(None)
        self._panes.canvases[index].empty.set_words(words)

    def _put(self, index: int, what: Photograph | Path, halvings: Halvings) -> None:
        """Put a photograph, or a reduced copy of it, into a pane."""
        before, self._on_canvas[index] = self._on_canvas[index], what
        if what is before:
            return
        is_reduced = before is not None and before == getattr(what, "path", None)
        canvas = self._panes.canvases[index]
        with self._panes.link.held():
            canvas.set_photograph(halvings, keep_view=is_reduced)
            if not is_reduced:
                self.views.restore(self._context.panes[index].image_id, canvas)

    def _on_reduced(self, path: Path, halvings: Halvings) -> None:
        """Show a copy as sharp as the screen while the photograph itself is being decoded."""
        for index in self._awaiting(path):
            self._put(index, path, halvings)
            self._filled.emit(index)

    def _on_loaded(self, path: Path, photograph: Photograph) -> None:
        for index in self._awaiting(path):
            self._put(index, photograph, photograph.halvings)
            self._filled.emit(index)
            if self._context.panes[index].image_id is not None:
                self._context.set_photograph(photograph, pane=index)

    def _paint(self, index: int) -> None:
        self._panes.canvases[index].paint_photograph()
        self._say_previewed()

    def _on_failed(self, path: Path, sentence: str) -> None:
        logger.warning("cannot show %s: %s", path, sentence)
        image_id = None
        for index in self._awaiting(path):
            self._clear(index, tr(_UNREADABLE))
            if (image_id := self._context.panes[index].image_id) is not None:
                self.broke.emit(image_id)
                self._context.set_photograph(None, pane=index)
        with self._context.about(image_id):
            self._context.say(sentence, MessageKind.ALARM)
        self._say_previewed()

    def _on_looked(self, session: Session, image_id: int, path: Path) -> None:
        """Show what was looked for; where it was not found, reading it tells what is missing."""
        if session is self._context.session:
            session.note_moved(image_id, path)
            if image_id in self._context.image_ids:
                self._load(session, looked_for=image_id)

    def _say_previewed(self) -> None:
        if not self._previewed:
            self._previewed = True
            self.previewed.emit()
