"""Where the reader is, kept with the study a moment after each turn or move."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from retinaview.core import left_at
from retinaview.core.left_at import LeftAt
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.reading.pane_filler import PaneFiller
from retinaview.ui.window_context import WindowContext

KEPT_AFTER_MS = 1500


class PlaceKeeper(QObject):
    """Keeps photograph and view for the next start, whatever ends this one.

    It is written beside the window, and only where it is no longer what is kept.
    """

    def __init__(self, context: WindowContext, *, panes: Panes, filler: PaneFiller) -> None:
        super().__init__()
        self._context, self._filler = context, filler
        self._kept = ""
        # Started by the first move and not again by the next ones: a long pan is kept, too.
        self._timer = QTimer(self, interval=KEPT_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.keep)
        context.study_changed.connect(self._on_study_changed)
        context.settled.connect(self._begin)
        panes.view_changed.connect(self._begin)

    def keep(self) -> None:
        """Keep the place now, if it is another than the one that is kept."""
        self._timer.stop()
        session, image_id = self._context.session, self._context.image_id
        if session is None or image_id is None:
            return
        self._filler.keep_views()
        view = self._filler.views.of(image_id)
        place = None if view is None else (view.x, view.y, view.zoom)
        text = LeftAt(session.image(image_id).path, place).to_text()
        if text != self._kept:
            self._kept = text
            session.remember(left_at.KEY, text)

    def _begin(self) -> None:
        if not self._timer.isActive() and self._context.session is not None:
            self._timer.start()

    def _on_study_changed(self) -> None:
        self._timer.stop()
        self._kept = ""
