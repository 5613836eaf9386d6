"""The end of a window: what was opened beside it, its study and its threads."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from retinaview.core.errors import RetinaViewError
from retinaview.ui.workers import stop_all

if TYPE_CHECKING:
    from retinaview.ui.window import MainWindow

logger = logging.getLogger(__name__)
STOP_TIMEOUT_S = 0.8


def end_work(window: MainWindow) -> bool:
    """Close what a window has opened, and its study; says whether all threads have ended."""
    for controller in window.controllers:
        controller.close_windows()
    window.hide()  # gone for the reader, whatever is still to be ended
    window.runner.cancel()
    try:
        window.opening.close()
    except RetinaViewError:
        logger.exception("closing the study")
    shared = (window.runner, window.loader, window.thumbnails, window.panes)
    for part in (*shared, *window.controllers):
        part.blockSignals(True)  # an answer that is under way has nobody left to tell
    workers = [worker for part in shared for worker in part.workers]
    workers += [worker for controller in window.controllers for worker in controller.workers]
    return stop_all(workers, timeout_s=STOP_TIMEOUT_S)
