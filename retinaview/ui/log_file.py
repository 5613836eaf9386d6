"""The log: a file in the user's log folder, kept small."""

from __future__ import annotations

import logging
import platform
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path

from retinaview import __version__
from retinaview.core.errors import RetinaViewError
from retinaview.core.text import brief

logger = logging.getLogger(__name__)
_MAX_BYTES, _BACKUPS = 1_000_000, 3


def log_folder() -> Path:
    """Return where the log is written."""
    return user_log_path("retinaview", appauthor=False)


class _LogFile(RotatingFileHandler):
    """A log that stays silent where the disk refuses it; the program has other errors to show."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Print no traceback."""


def start_log() -> None:
    """Write the package's log to a file; where that cannot be, to nowhere; once is enough."""
    root = logging.getLogger("retinaview")
    if root.handlers:
        return
    root.setLevel(logging.INFO)
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler = _LogFile(
            log_folder() / "retinaview.log",
            maxBytes=_MAX_BYTES,
            backupCount=_BACKUPS,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    logger.info("RetinaView %s, Python %s", __version__, platform.python_version())


def catch_exceptions(report: Callable[[str], None]) -> None:
    """Turn what escapes from a slot or a thread into one sentence and a log entry.

    Parameters
    ----------
    report : callable
        Shows a sentence; called in the thread of the fault, so it must be a signal's emit.
    """

    def on_exception(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logger.error("unexpected", exc_info=(kind, error, trace))
        report(sentence_of(error))

    def on_thread_exception(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            on_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = on_exception
    threading.excepthook = on_thread_exception


def sentence_of(error: BaseException) -> str:
    """Return what the reader is told about an exception."""
    if isinstance(error, (RetinaViewError, OSError)):
        return str(error)
    # Commands keep the log as well, and start without Qt.
    from retinaview.ui.language import tr

    name = type(error).__name__
    what = f"{name}: {brief(error)}"
    return tr(
        "Something went wrong ({what}). Your labels are saved; details are in the log.", what=what
    )
