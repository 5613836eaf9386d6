"""What compiled libraries print on standard error goes to a file, so that ours alone is seen.

libpng, libtiff, OpenCV and Qt describe a damaged photograph in lines of their own, past Python, and
name no file; the command says in one line what it means.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from contextlib import suppress
from typing import TextIO

from retinaview.ui.log_file import log_folder, start_log

NAME = "libraries.log"
_STDERR = 2
_MAX_BYTES = 1_000_000


def divert_messages() -> None:
    """Let only Python write on standard error; a library's lines go to a file in the log folder.

    Python's warnings are silenced, unless they were asked for, and the log goes to its file. What
    a library of Python logs, such as characters that a font lacks, goes nowhere.
    """
    if sys.stderr is None or sys.stderr.fileno() != _STDERR:
        return
    start_log()
    logging.getLogger().addHandler(logging.NullHandler())  # else Python prints it
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    sys.stderr = _copy_of(sys.stderr)
    target = _open_file()
    os.dup2(target, _STDERR)
    os.close(target)


def restore_messages() -> None:
    """Undo it before a window opens: why a display cannot be used is said by Qt alone."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(sys.stderr.fileno(), _STDERR)


def _copy_of(stream: TextIO) -> TextIO:
    stream.flush()
    copy = os.dup(stream.fileno())
    return os.fdopen(
        copy, "w", buffering=1, encoding=stream.encoding, errors=stream.errors or "strict"
    )


def _open_file() -> int:
    path = log_folder() / NAME
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    try:
        if path.exists() and path.stat().st_size > _MAX_BYTES:
            flags |= os.O_TRUNC
        return os.open(path, flags, 0o600)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)
