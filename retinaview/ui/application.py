"""Starting the window: the first photograph comes before everything that can wait."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from retinaview.core.errors import RetinaViewError
from retinaview.core.imports import importing
from retinaview.core.resources import resource_path
from retinaview.core.server_address import Wanted
from retinaview.ui.language import tr
from retinaview.ui.last_end import BadEnd, RunNote, bad_ends
from retinaview.ui.log_file import catch_exceptions, log_folder, start_log
from retinaview.ui.plain_style import PlainStyle
from retinaview.ui.reading.loading import PhotographLoader
from retinaview.ui.workers import SWITCH_INTERVAL_S

if TYPE_CHECKING:
    from retinaview.ui.findings.models_runner import Analyst
    from retinaview.ui.window import MainWindow

logger = logging.getLogger(__name__)


class _Faults(QObject):
    """Carries a sentence from any thread to the window's."""

    happened = Signal(object, str)


def run(
    paths: Sequence[Wanted] = (),
    *,
    demo: Path | None = None,
    make_engine: Callable[[], Analyst] | None = None,
    on_window: Callable[[MainWindow], None] | None = None,
) -> NoReturn:
    """Open the window, stay until it is closed, and end the process.

    Parameters
    ----------
    paths : sequence of Path or ServerAddress
        Photographs, folders, one project, or a study on a server; the welcome page where there is
        nothing.
    demo : Path, optional
        Folder of the demonstration, which is drawn where it is not there yet; instead of `paths`.
    make_engine : callable, optional
        Makes the engine, in the models' thread; the real one where absent.
    on_window : callable, optional
        Given the window before it is shown; for benchmarks and demonstrations.

    The process ends with the window, so this never returns.
    """
    start_log()
    note = RunNote()
    ends = bad_ends()
    note.begin()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    loader = PhotographLoader()
    previewing = _start_decoding(loader, paths if demo is None else [demo])
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends at once; every edit is saved
    app = make_application()
    with importing():
        window = _make_window(app, loader, make_engine)
    if on_window is not None:
        on_window(window)
    _show(window, paths, demo, previewing=previewing)
    if ends:
        tell_bad_end(window, ends[-1])
    status = app.exec()
    note.end()
    _leave(window, status)


def tell_bad_end(window: MainWindow, end: BadEnd) -> None:
    """Say that the program did not end properly last time, and offer the log."""
    folder = log_folder()
    if end.what:
        words = tr(
            "RetinaView ended by a fault last time ({what}). Your edits are saved; the log is in "
            "{folder}, and nothing was sent.",
            what=end.what,
            folder=folder,
        )
    else:
        words = tr(
            "RetinaView was ended last time before it could close. Your edits are saved; the log "
            "is in {folder}, and nothing was sent.",
            folder=folder,
        )
    window.context.offer(words, tr("Show log folder"), window.help.show_log_folder)


def make_application() -> QApplication:
    """Create the Qt application, in the style that both themes are made for."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a Qt application without widgets is running already")
    app.setApplicationName("RetinaView")
    app.setApplicationDisplayName("RetinaView")
    app.setDesktopFileName("retinaview")
    app.setStyle(PlainStyle())
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, False)
    return app


def first_photograph(places: Sequence[Wanted]) -> Path | None:
    """Return the photograph that opening these places will show.

    Returns
    -------
    Path or None
        None for a project that was never left, a study on a server, a table of photographs, an
        empty folder, and what cannot be listed.
    """
    from retinaview.batch.manifest import SUFFIXES as TABLES
    from retinaview.imaging.listing import find_photographs

    paths = [place for place in places if isinstance(place, Path)]
    if len(paths) < len(places):
        return None
    if (left := _left(paths)) is not None:
        return left
    if any(_is_project(path) or path.suffix.lower() in TABLES for path in paths):
        return None
    try:
        found = next(find_photographs(paths), None)
    except RetinaViewError:
        return None  # opening says so in a moment, and better
    return None if found is None else found.absolute()


def _is_project(path: Path) -> bool:
    return path.suffix.lower() == ".retinaview" and not path.is_dir()


def _left(paths: Sequence[Path]) -> Path | None:
    """Return the photograph at which a project, or the project of a folder, was left."""
    from retinaview.core import left_at
    from retinaview.project.glance import setting_of
    from retinaview.session.photograph_files import leads_elsewhere

    if len(paths) != 1 or not (_is_project(paths[0]) or paths[0].is_dir()):
        return None
    path = paths[0].absolute()
    project = path / f"{path.name}.retinaview" if path.is_dir() else path
    left = left_at.LeftAt.from_text(setting_of(project, left_at.KEY))
    if left is None or leads_elsewhere(left.path, project.parent):
        return None
    photograph = project.parent / left.path
    with suppress(OSError, ValueError):  # no file can have that name
        return photograph if photograph.is_file() else None
    return None


def _start_decoding(loader: PhotographLoader, paths: Sequence[Wanted]) -> bool:
    """Decode the first photograph while the window is still being imported and built."""
    first = first_photograph(paths)
    if first is not None:
        loader.show(first)
    return first is not None


def _make_window(
    app: QApplication, loader: PhotographLoader, make_engine: Callable[[], Analyst] | None
) -> MainWindow:
    from retinaview.ui import settings as kept
    from retinaview.ui import theme
    from retinaview.ui.findings.models_runner import default_engine
    from retinaview.ui.settings import Settings
    from retinaview.ui.text_size import set_text_size
    from retinaview.ui.widgets.message_bar import MessageKind
    from retinaview.ui.window import MainWindow

    settings = Settings()
    theme.apply_theme(app, settings.get(kept.THEME))
    if points := settings.get(kept.TEXT_SIZE):
        set_text_size(points)
    window = MainWindow(settings=settings, make_engine=make_engine or default_engine, loader=loader)
    faults = _Faults(window)
    faults.happened.connect(window.messages.say)
    catch_exceptions(lambda sentence: faults.happened.emit(MessageKind.ALARM, sentence))
    return window


def _show(
    window: MainWindow, paths: Sequence[Wanted], demo: Path | None, *, previewing: bool
) -> None:
    """Show the window; icons and the study's database wait until the photograph is seen."""

    def fill_window() -> None:
        if demo is None:
            window.open(paths)
        else:
            window.demo.show(demo)
        window.themes.set_icons()
        QApplication.setWindowIcon(QIcon(str(resource_path("icons", "retinaview.png"))))

    if previewing:
        window.arrangement.show_canvas()
        window.reading.previewed.connect(lambda: QTimer.singleShot(0, fill_window))
    else:
        QTimer.singleShot(0, fill_window)
    window.show()


def _leave(window: MainWindow, status: int) -> NoReturn:
    """End the process at once: everything is saved by now.

    Python would wait for threads that a network or a drawing keeps busy, and take torch apart piece
    by piece, which keeps the process for seconds.
    """
    if not window.threads_ended:
        logger.warning("a thread was still at work when the window closed")
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a program without a console has none
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(status)
