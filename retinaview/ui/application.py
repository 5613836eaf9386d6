"""Starting the window: the first photograph comes before everything that can wait."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from retinaview.ui import settings as kept
from retinaview.ui import theme
from retinaview.ui.log_file import catch_exceptions, start_log
from retinaview.ui.models_runner import Analyst, default_engine
from retinaview.ui.panels.message_bar import Kind
from retinaview.ui.settings import Settings
from retinaview.ui.window import MainWindow
from retinaview.ui.workers import SWITCH_INTERVAL_S

logger = logging.getLogger(__name__)


class _Faults(QObject):
    """Carries a sentence from any thread to the window's."""

    happened = Signal(object, str)


def run(
    paths: Sequence[Path] = (),
    *,
    make_engine: Callable[[], Analyst] = default_engine,
    on_window: Callable[[MainWindow], None] | None = None,
) -> int:
    """Open the window and stay until it is closed.

    Parameters
    ----------
    paths : sequence of Path
        Photographs, folders, or one project; the welcome page where there are none.
    make_engine : callable, optional
        Makes the engine, in the models' thread.
    on_window : callable, optional
        Given the window before it is shown; for benchmarks and demonstrations.

    Returns
    -------
    int
        The process's exit status.
    """
    start_log()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    app = make_application()
    settings = Settings()
    colours = theme.apply_theme(app, settings.get(kept.THEME))
    window = MainWindow(settings=settings, make_engine=make_engine)
    faults = _Faults()
    faults.happened.connect(window.messages.say)
    catch_exceptions(lambda sentence: faults.happened.emit(Kind.ALARM, sentence))
    if on_window is not None:
        on_window(window)
    _open(window, [Path(path) for path in paths], colours)
    status = app.exec()
    _leave(window, status)
    return status


def make_application() -> QApplication:
    """The Qt application, in the style that both themes are made for."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a Qt application without widgets is running already")
    app.setApplicationName("RetinaView")
    app.setApplicationDisplayName("RetinaView")
    app.setDesktopFileName("retinaview")
    app.setStyle("Fusion")
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, False)
    return app


def _open(window: MainWindow, paths: Sequence[Path], colours: theme.Theme) -> None:
    """Show the window; icons and the study's database wait until the photograph is seen."""

    def furnish() -> None:
        window.wear(colours)
        window.open(paths)

    if paths and window.opening.preview(paths):
        window.arrangement.show_canvas()
        window.reading.previewed.connect(lambda: QTimer.singleShot(0, furnish))
    else:
        QTimer.singleShot(0, furnish)
    window.show()


def _leave(window: MainWindow, status: int) -> None:
    """End the process even where a model will not stop: everything is saved by now."""
    if not window.threads_ended:
        logger.warning("a thread was still at work when the window closed")
        logging.shutdown()
        os._exit(status)
