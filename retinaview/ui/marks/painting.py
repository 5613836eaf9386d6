"""Brush, eraser, polygon and its points: from what was drawn on the canvas to masks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal

from retinaview.core.brush import stroke
from retinaview.core.rings import mask_of_rings
from retinaview.ui import settings as kept
from retinaview.ui.canvas.outcomes import Brushed, Reshaped, Ringed
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.settings import Settings
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.core.lesions import LesionClass
    from retinaview.core.marks import Mark
    from retinaview.session.session import Session

BRUSHES_PX = 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256


class PaintingController(Controller):
    """Paints and erases.

    Parameters
    ----------
    context : WindowContext
        What is open.
    panes : Panes
        The canvases.
    lesion : callable
        Returns the class of the next mark.
    settings : Settings
        Remembers the width of the brush.

    Attributes
    ----------
    painted : Signal(object)
        The `Mark` that a stroke or a polygon has made or changed.
    """

    painted = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        *,
        panes: Panes,
        lesion: Callable[[], LesionClass],
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._lesion = lesion
        self._settings = settings
        self._use_brush(settings.get(kept.BRUSH_PX))
        panes.pen_used.connect(self._on_pen_used)

    @property
    def brush_px(self) -> int:
        """Width of brush and eraser, source pixels."""
        return self._brush_px

    def change_brush(self, steps: int) -> None:
        """Take a wider brush, or a narrower one."""
        if steps > 0:
            wanted = next((each for each in BRUSHES_PX if each > self._brush_px), BRUSHES_PX[-1])
        else:
            narrower = [each for each in BRUSHES_PX if each < self._brush_px]
            wanted = narrower[-1] if narrower else BRUSHES_PX[0]
        self._settings.set(kept.BRUSH_PX, wanted)
        self._use_brush(wanted)
        self._context.say(tr("Brush and eraser are {width} pixels wide.", width=wanted))

    def _use_brush(self, width_px: int) -> None:
        self._brush_px = min(max(width_px, BRUSHES_PX[0]), BRUSHES_PX[-1])
        for canvas in self._panes.canvases:
            canvas.set_brush(self._brush_px)

    def _on_pen_used(self, drawn: object) -> None:
        opened = self._context.open_image
        if opened is not None and isinstance(drawn, Brushed):
            (self._erase if drawn.erases else self._paint)(*opened, drawn)
        elif opened is not None and isinstance(drawn, Ringed):
            self._draw_ring(*opened, drawn)
        elif opened is not None and isinstance(drawn, Reshaped):
            self._reshape(*opened, drawn)

    def _paint(self, session: Session, image_id: int, brushed: Brushed) -> None:
        from retinaview.session import painting

        mark = painting.paint(
            session,
            image_id,
            stroke(brushed.way, brushed.width_px),
            lesion=self._lesion(),
            selected=self._panes.canvas.selection(),
            goes_on=brushed.goes_on,
        )
        self._show(session, mark)

    def _erase(self, session: Session, image_id: int, brushed: Brushed) -> None:
        from retinaview.session import painting

        canvas = self._panes.canvas
        passed, selected = stroke(brushed.way, brushed.width_px), canvas.selected_marks()
        if selected and not any(painting.touches(mark, passed) for mark in selected):
            self._context.say(
                tr("The eraser takes from the selected mark alone, and did not touch it.")
            )
            return
        painting.erase(
            session,
            image_id,
            passed,
            selected=canvas.selection(),
            seen=canvas.marks_in_sight(),
        )

    def _draw_ring(self, session: Session, image_id: int, ring: Ringed) -> None:
        width, height = self._panes.canvas.photograph_size
        mask = mask_of_rings([np.array(ring.points)], width=width, height=height)
        if mask is None:
            self._context.say(tr("The polygon holds no pixel of the photograph."))
        else:
            self._panes.canvas.keep_points(mask, ring.points)
            self._show(session, session.draw(image_id, self._lesion(), mask))

    def _reshape(self, session: Session, image_id: int, drawn: Reshaped) -> None:
        from retinaview.session import painting

        painting.reshape(session, image_id, drawn.verb, {drawn.mark_id: drawn.mask})

    def _show(self, session: Session, mark: Mark | None) -> None:
        if mark is not None:
            session.when_finished(lambda: self.painted.emit(mark))
